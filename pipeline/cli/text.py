"""`baygan text`: the repairs of the text alone, from a file or a pipe to a pipe."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli._options import PATH, config_option

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pipeline.normalize import Change

STDIN = Path("-")
LANGUAGES = ("fa", "ps", "ar", "ur", "ckb", "en", "de", "fr", "ru")


@click.command(name="text")
@click.argument("file", default=STDIN, metavar="[FILE]", type=PATH)
@click.option(
    "-l", "--lang", type=click.Choice(LANGUAGES), help="Language of the text; told line by line if not given."
)
@click.option(
    "--explain", is_flag=True, help="Say on standard error what was changed where, and by which rule."
)
@click.option(
    "--typography", is_flag=True, help="Set Persian as an editor would: half-spaces, quotes, digits."
)
@click.option(
    "--fold", is_flag=True, help="Print search keys instead: what a reader would type to find a line."
)
@config_option
def command(
    file: Path, lang: str | None, explain: bool, typography: bool, fold: bool, directory: Path | None
) -> int:
    """Repair a UTF-8 text and lose nothing of it.

    Reads standard input or FILE and writes standard output. Each line is a paragraph of its own language.

    \b
    baygan text < old.txt > clean.txt
    baygan text --explain old.txt > clean.txt      what was done, on standard error
    """
    from msgspec.structs import replace

    from pipeline.config import load_config
    from pipeline.normalize import fold as key
    from pipeline.normalize import normalize_text

    settings = load_config(directory).normalize
    if typography:
        settings = replace(settings, typography=True)
    result = normalize_text(_read(file), lang, settings)
    lines = map(key, result.text.split("\n")) if fold else [result.text]
    sys.stdout.buffer.write(("\n".join(lines) + "\n").encode("utf-8", "surrogatepass"))
    if explain:
        sys.stderr.write("".join(map(_sentence, _in_order(result.changes))))
    return 0


def _read(file: Path) -> str:
    from pipeline.errors import InputError
    from pipeline.files import read_file

    name = "standard input" if file == STDIN else str(file)
    try:
        return (sys.stdin.buffer.read() if file == STDIN else read_file(file)).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(
            f"{name} is not UTF-8 (byte {error.start}); give its charset to iconv first: iconv -f windows-1256 -t utf-8"
        ) from error


def _in_order(changes: Iterable[Change]) -> list[Change]:
    return sorted(changes, key=lambda change: change.line)


def _sentence(change: Change) -> str:
    from pipeline.display import one_line

    before, after = one_line(_shown(change.before)), one_line(_shown(change.after))
    return f"{change.line}:{change.column + 1} {change.rule}: {before} → {after}\n"


def _shown(text: str) -> str:
    """The text, or the codes of what cannot be seen in it."""
    if text and text.isprintable() and not text.isspace():
        return text
    return " ".join(f"U+{ord(char):04X}" for char in text) or "nothing"
