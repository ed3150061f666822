"""The `tesseract` program: what is installed, and one run of it on a picture.

It runs as a program of its own because it may crash, hang or eat memory on a bad picture, and because its
threads cost three times the CPU for no gain (0.69 s with OMP_THREAD_LIMIT=1, 2.04 s without).
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import signal
import subprocess
import tempfile
from functools import cache
from typing import IO, TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from PIL.Image import Image

    from pipeline.config import OcrSettings

INSTALL = (
    "apt install tesseract-ocr tesseract-ocr-fas tesseract-ocr-pus tesseract-ocr-ara"
    " tesseract-ocr-eng tesseract-ocr-deu tesseract-ocr-script-arab"
)
"""What brings the program and all models that are used, on Debian and Ubuntu."""

# A program that waits uses no CPU time; on a machine that is ten times oversubscribed a page needs this much longer.
_CLOCK = 10
# Its input by a name: what it reads of a pipe it takes byte by byte, and a portable graymap as well. Of the 0.70 s for a page of
# 200 dpi that was 0.16 s.
_INPUT = "/dev/stdin"
_LIMITED = 'ulimit -t "$0"; exec "$@"'
# In Tesseract's folder of models a script stands in a folder; Debian puts it beside the languages.
_SCRIPT = re.compile(r"^script/")


class Installed(NamedTuple):
    """The program as installed: its version ("5.3.0") and its models, by the name we use and the one it takes."""

    version: str
    models: dict[str, str]

    @property
    def engine(self) -> str:
        return f"tesseract {self.version}"


class OcrError(Exception):
    """The program gave no reading; the message is the end of a sentence. Never leaves this package."""


@cache
def installed(program: str) -> Installed | None:
    """What is installed under a name or path, or None. Asked once: it does not change while a program runs."""
    if shutil.which(program) is None:
        return None
    try:
        version = _ask(program, "--version")
        models = _ask(program, "--list-langs").splitlines()[1:]
    except (OSError, subprocess.SubprocessError):
        return None
    found = re.search(r"tesseract v?(\d\S*)", version)
    if found is None:
        return None
    return Installed(found[1], {_SCRIPT.sub("", name.strip()): name.strip() for name in models})


def _ask(program: str, question: str) -> str:
    done = subprocess.run(
        [program, question], capture_output=True, text=True, errors="replace", timeout=60, check=True
    )
    return done.stdout or done.stderr  # version 3 answers on stderr


def run(image: Image, dpi: int, options: Sequence[str], settings: OcrSettings) -> str:
    """What the program prints for a picture: hOCR, or the answer to other `options`. Raises OcrError."""
    command = [settings.program, _INPUT, "-", "--dpi", str(dpi), *options]
    limited = ["/bin/sh", "-c", _LIMITED, str(settings.seconds), *_dies_with_us(), *command]
    try:
        with _bitmap(image) as picture:
            process = subprocess.Popen(
                limited,
                stdin=picture,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                env={**os.environ, "OMP_THREAD_LIMIT": "1", "LC_ALL": "C"},
                process_group=0,
            )
    except OSError as error:
        raise OcrError(f"it could not be started: {error.strerror}") from error
    try:
        out, complaint = process.communicate(timeout=_CLOCK * settings.seconds)
    except subprocess.TimeoutExpired as error:
        raise OcrError(f"it did not answer within {_CLOCK * settings.seconds} seconds") from error
    finally:
        _end(process)
    if process.returncode:
        raise OcrError(_reason(process.returncode, complaint.decode("utf-8", "replace")))
    return out.decode("utf-8", "replace")


def _dies_with_us() -> Sequence[str]:
    """Linux: the kernel ends the program when the process that started it ends, however that happens."""
    setpriv = shutil.which("setpriv")
    return (setpriv, "--pdeathsig", "KILL", "--") if setpriv else ()


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a program with all that it started, and leave no pipe open."""
    if process.returncode is None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    for pipe in (process.stdout, process.stderr):
        if pipe is not None:
            pipe.close()


@contextlib.contextmanager
def _bitmap(image: Image) -> Iterator[IO[bytes]]:
    """A gray picture as a file at its beginning: nothing is lost and nothing is compressed. In memory, where the system has
    files there; else it has no name, and goes with the last process that holds it."""
    in_memory = hasattr(os, "memfd_create")
    with os.fdopen(os.memfd_create("page"), "w+b") if in_memory else tempfile.TemporaryFile() as file:
        image.convert("L").save(file, "BMP")
        file.seek(0)
        yield file


def _reason(code: int, complaint: str) -> str:
    if code < 0:
        ended = signal.Signals(-code).name if -code in set(signal.Signals) else f"signal {-code}"
        return f"it used more CPU time than it may ({ended})" if ended in _TIME else f"it crashed ({ended})"
    lines = [line.strip() for line in complaint.splitlines() if line.strip()]
    said = next((line for line in lines if line.startswith(("Error", "Failed"))), lines[-1] if lines else "")
    return f"it ended with code {code}" + (f": {said}" if said else "")


_TIME = ("SIGXCPU", "SIGKILL")
