"""`baygan inspect`: what the program sees in a file, line by line."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from pipeline.cli._options import PATH, config_option, ocr_option, site_option
from pipeline.display import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pipeline.config import OcrMode
    from pipeline.model import Document, Line
    from pipeline.split import Decision

WIDTH = 60  # of the text in the table; the rest of a line is a terminal's
COLUMNS = "{:>4} {:>4} {:>23} {:>5} {:3} {:16} {:28} {}"


@click.command(name="inspect")
@click.argument("file", metavar="FILE", type=PATH)
@click.option(
    "--html",
    metavar="OUT",
    type=PATH,
    help="Draw the lines over the pages, as a web page.",
)
@ocr_option
@site_option
@config_option
def command(
    file: Path, html: Path | None, ocr: OcrMode | None, site: str | None, directory: Path | None
) -> int:
    """Show the lines of FILE and what became of each.

    One row per line: number, page, box (x0 top x1 bottom in points), font size, direction, the role it was
    given, and the rule that gave it. --html draws the same over pictures of the pages, in one file.
    """
    from pipeline.cli._ocr import load_config_for
    from pipeline.convert import prepare
    from pipeline.files import read_file
    from pipeline.split import decide

    data = read_file(file)
    document, profile = prepare(data, file=file.name, config=load_config_for(directory, ocr), site=site)
    decisions = decide(document, profile)
    if html is None:
        sys.stdout.buffer.write("".join(_table(document, decisions)).encode())
        return 0
    from pipeline.cli._overlay import overlay
    from pipeline.files import write_file

    write_file(html, overlay(document, decisions, data))
    return 0


def _table(document: Document, decisions: tuple[Decision, ...]) -> Iterator[str]:
    yield COLUMNS.format("line", "page", "box", "size", "dir", "role", "rule", "text") + "\n"
    for decision in decisions:
        yield _row(document.lines[decision.line], decision) + "\n"


def _row(line: Line, decision: Decision) -> str:
    box = " ".join(f"{edge:5.0f}" for edge in line.box) if line.box else ""
    text = one_line(line.text.replace("\n", " ").replace("\t", " "))
    return COLUMNS.format(
        decision.line,
        line.page or "",
        box,
        f"{line.size:.1f}" if line.size else "",
        line.dir or "",
        decision.role if decision.block is None else f"{decision.role} {decision.block}",
        decision.rule,
        text if len(text) <= WIDTH else text[: WIDTH - 1] + "…",
    ).rstrip()
