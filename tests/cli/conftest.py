"""Run the command line in this process."""

from typing import NamedTuple

import pytest

from pipeline.cli import main


class Result(NamedTuple):
    code: int
    out: str
    err: str


@pytest.fixture
def baygan(capfdbinary):
    """Call `baygan` with arguments; gives exit code, stdout and stderr."""

    def run(*args):
        capfdbinary.readouterr()
        code = main([str(arg) for arg in args])
        out, err = capfdbinary.readouterr()
        return Result(code, out.decode(), err.decode())

    return run
