"""The command line: the only code that prints or exits.

A command is a module beside this one with a `click.Command` named `command`; it is found by being there and
imported when it is asked for, so that one command does not pay for the libraries of another.
"""

from __future__ import annotations

import errno
import gc
import os
import pkgutil
import sys
from functools import cache
from importlib import import_module
from io import TextIOWrapper
from typing import TYPE_CHECKING, Any

import click

from pipeline.cli._codes import BROKEN_PIPE, INTERRUPTED, TERMINATED
from pipeline.cli._console import complain
from pipeline.convert import internal
from pipeline.errors import BayganError, OutputError
from pipeline.files import reason
from pipeline.version import __version__

if TYPE_CHECKING:
    from collections.abc import Sequence

FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO)
"""What writing to standard output fails with; all other writing says itself what is wrong."""
# Objects between collections (Python's own: 700, 10, 10). Imports and conversions make many that stay and few cycles:
# 6 % less CPU for 10 MB more memory, measured on 36 PDF files.
GARBAGE = (50_000, 20, 100)


class Commands(click.Group):
    """The modules of this package as commands."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return _names()

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.list_commands(ctx):
            return None
        command = import_module(f"{__name__}.{cmd_name}").command
        assert isinstance(command, click.Command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command; for what is none, the name that is nearest is told."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            from difflib import get_close_matches

            near = get_close_matches(args[0], _names(), n=1)
            hint = f" Did you mean '{near[0]}'?" if near else ""
            ctx.fail(f"{error.message}{hint}")

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; a reader that went away (`| head`) is its right, not an error. A full disk behind it is one."""
        import logging

        # What a library has to say of a file is in its record, or in our one sentence.
        logging.getLogger().addHandler(logging.NullHandler())
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
        except OSError as error:
            broken = isinstance(error, BrokenPipeError)
            if not broken and (error.errno not in FULL or error.filename is not None):
                raise
            # Python would complain once more when it flushes stdout at exit.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            if broken:
                return BROKEN_PIPE
            raise OutputError(f"standard output: cannot be written: {reason(error)}") from error
        return result


@cache
def _names() -> list[str]:
    return sorted(module.name for module in pkgutil.iter_modules(__path__) if not module.name.startswith("_"))


@click.command(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="baygan", message="%(prog)s %(version)s")
def cli() -> None:
    """Turn PDF and HTML articles, Persian, Pashto and Latin script mixed, into clean JSON and Markdown."""


def main(args: Sequence[str] | None = None) -> int:
    """Run one command and give its exit code; every error on purpose is one sentence on stderr."""
    gc.set_threshold(*GARBAGE)
    if isinstance(
        sys.stdout, TextIOWrapper
    ):  # in whatever locale: records are UTF-8, and so is what stands around them
        sys.stdout.reconfigure(encoding="utf-8", errors="replace")
    try:
        result: Any = cli.main(args, prog_name="baygan", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except BayganError as error:
        complain(str(error))
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        complain("interrupted")
        return INTERRUPTED
    except SystemExit as stopped:  # by a signal, whose code it brings, or after click has completed a word
        code = int(stopped.code or 0)
        if code > TERMINATED:
            complain("interrupted")
        return code
    except Exception as error:
        complain(str(fault := internal(error)))
        return fault.exit_code
    return result if isinstance(result, int) else 0
