"""What bad files do to the process that reads them; importable, because workers are other processes."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

WORK = 2.0  # seconds of CPU time, the start of the process included


def hang_in_python(_):
    while True:
        pass


def hang_in_c(_):
    ctypes.CDLL(None).pause()


def segfault(_):
    ctypes.string_at(0)


def work_and_segfault(_):
    while time.process_time() < WORK:
        pass
    ctypes.string_at(0)


def abort(_):
    os.abort()


def leave(_):
    os._exit(7)


def blow_up(_):
    return len(bytearray(3 << 30))


def answer_too_much(_):
    return bytes(32 << 20)


def answer_what_cannot_be_sent(_):
    return lambda: None


def leave_a_child(file):
    """Hang, with a child that would outlive us."""
    child = subprocess.Popen(["sleep", "60"])
    Path(file).write_text(str(child.pid))
    time.sleep(60)


def wait_for_a_child_at_work(_):
    subprocess.run([sys.executable, "-c", "while True: pass"], check=True)


def die_with_a_child(file):
    child = subprocess.Popen(["sleep", "60"])
    Path(file).write_text(str(child.pid))
    os._exit(1)


def stop(_):
    os.kill(os.getpid(), signal.SIGSTOP)


def fail(_):
    raise ValueError("no such thing")


def lose_the_parent(file):
    Path(file).write_text(str(os.getpid()))
    time.sleep(60)


def act(task):
    """A task is the name of a function here and its argument, or a plain number that comes back."""
    if isinstance(task, int):
        return task
    name, argument = task
    return globals()[name](argument)


def slow_first(number):
    time.sleep(0.3 if number == 0 else 0)
    return number


def process_id(_):
    return os.getpid()


class Unusable:
    """Work that ends the process that is told of it."""

    def __reduce__(self):
        return os._exit, (3,)
