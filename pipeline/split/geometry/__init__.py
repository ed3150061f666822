"""The geometry of a document's text.

`layout` has how large, how far apart (`pitch`) and in which `columns` lines are set, and with which `marks` they begin; `upright`
turns pages that are shown sideways.
"""
