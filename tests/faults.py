"""Work for a run in which the name of a file says what becomes of the process that reads it."""

from pathlib import PurePath

from pipeline.ingest.making import make as really_make
from tests.supervise import tasks

FAULTS = {
    "hang_in_python": "timeout",
    "hang_in_c": "timeout",
    "stop": "timeout",
    "segfault": "crash",
    "abort": "crash",
    "leave": "crash",
    "fail": "crash",
    "answer_too_much": "crash",
    "answer_what_cannot_be_sent": "crash",
    "blow_up": "memory",
}


def make(job, **settings):
    name = PurePath(job.file).stem
    if name in FAULTS:
        return getattr(tasks, name)(job.file)
    return really_make(job, **settings)
