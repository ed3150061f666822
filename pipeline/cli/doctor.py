"""`baygan doctor`: what is installed, and what is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from pipeline.cli._options import config_option
from pipeline.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pipeline.extract.ocr.tesseract import Installed

INCOMPLETE = 1
OK, MISSING, OPTIONAL = "ok", "missing", "none"


@click.command(name="doctor")
@config_option
def command(directory: Path | None) -> int:
    """Say what is installed: the program, its libraries, and Tesseract with its models.

    The exit code is 1 if something is missing that pages without readable text need; the last line then says how to
    install it.
    """
    from pipeline.config import load_config
    from pipeline.extract.ocr.tesseract import INSTALL, installed

    program = load_config(directory).ocr.program
    found = installed(program)
    rows = [*_libraries(), *_ocr(program, found), _fonts()]
    for state, name, what in rows:
        print(f"{state:8}{name:28}{what}")
    if all(state != MISSING for state, _, _ in rows):
        return 0
    print(f"\nOn Debian and Ubuntu: {INSTALL}")
    return INCOMPLETE


def _libraries() -> Iterator[tuple[str, str, str]]:
    """Baygan and what it needs; of what only an extra needs, also which one brings it."""
    import platform
    import re
    from importlib.metadata import PackageNotFoundError, requires, version

    yield OK, "baygan", __version__
    yield OK, "python", platform.python_version()
    needed = re.compile(r"""([\w.-]+)[^;]*(?:;.*extra == ["'](\w+)["'])?""")
    found = (needed.match(requirement) for requirement in requires("baygan") or ())
    for name, extra in sorted({match[1]: match[2] for match in found if match}.items()):
        try:
            yield OK, name, version(name)
        except PackageNotFoundError:
            hint = f"pip install 'baygan[{extra}]' brings it" if extra else "not installed"
            yield OPTIONAL if extra else MISSING, name, hint


def _ocr(program: str, found: Installed | None) -> Iterator[tuple[str, str, str]]:
    """The program of OCR and the models that are used, each with what it is for."""
    from pipeline.extract.ocr.languages import USED

    yield (OK, "tesseract", found.version) if found else (MISSING, "tesseract", f"'{program}' cannot be run")
    for model, purpose in USED.items():
        yield OK if found and model in found.models else MISSING, f"tesseract model {model}", purpose


def _fonts() -> tuple[str, str, str]:
    """Fonts of the system: pages that bring none of their own are drawn for OCR with them."""
    import shutil
    import subprocess

    name = "fonts with Persian letters"
    if shutil.which("fc-list") is None:
        return OPTIONAL, name, "fontconfig is not installed, which would tell"
    listed = subprocess.run(["fc-list", ":lang=fa", "family"], capture_output=True, text=True, check=False)
    families = len(set(listed.stdout.splitlines()))
    return (
        (OK, name, f"{families} families") if families else (OPTIONAL, name, "only for files without fonts")
    )
