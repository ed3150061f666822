"""An archive made of an inbox, run after run: what is new is converted, and each input ends in exactly one status.

`session.ingest` is a run from outside: lock, scan, run, report. `run` brings each file to an end, `plan` decides which are
converted, `making` is what a worker does; `pipeline.archive` writes and remembers.
"""
