"""A bound for inputs made to keep a reader busy: far above what they need, far below what a hang takes."""

import signal
from contextlib import contextmanager


class _Enough(BaseException):
    """Not to be caught by what is tested."""


@contextmanager
def patience(seconds):
    """Raise TimeoutError when the body has used `seconds` of CPU time."""

    def give_up(_signal, _frame):
        raise _Enough

    before = signal.signal(signal.SIGVTALRM, give_up)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    except _Enough:
        # a new exception: the place of the interruption may have no line, which pytest cannot print
        raise TimeoutError(f"not done after {seconds} s of CPU time") from None
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
