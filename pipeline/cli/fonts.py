"""`baygan fonts`: learn what the fonts of files draw, as a map to correct and share; list the maps that are known."""

from __future__ import annotations

import sys
from functools import partial
from typing import TYPE_CHECKING

import click

from pipeline.cli._codes import SOME_FAILED
from pipeline.cli._console import complain, progress
from pipeline.cli._options import PATH, config_option, ocr_option
from pipeline.cli._outputs import write_new
from pipeline.display import one_line

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from pipeline.config import Config, OcrMode
    from pipeline.extract.pdf.decoding.export import Pool


@click.group(name="fonts")
def command() -> None:
    """Maps of fonts that do not say what they draw: made from files, corrected by you, used by all that follow."""


@command.command()
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=PATH)
@click.option("--name", default="fonts", show_default=True, metavar="NAME", help="Name of the map.")
@click.option("--force", is_flag=True, help="Replace a map of that name in your directory.")
@ocr_option
@config_option
def learn(
    files: tuple[Path, ...], name: str, force: bool, ocr: OcrMode | None, directory: Path | None
) -> int:
    """Learn what the glyphs of PDF FILES stand for, where the files do not say it.

    With --config the map is written to DIR/fonts/NAME.toml, where `convert --config DIR` finds it; without, it is
    printed. Shapes in doubt stand first, commented out, for you to settle; DIR/fonts/NAME.html shows their pictures.
    What a known map tells stays so.
    """
    from pipeline.cli._ocr import load_config_for
    from pipeline.files import write_file
    from pipeline.split.learn.toml import slug

    config = load_config_for(directory if directory and directory.is_dir() else None, ocr)
    pool, failed = _learn(files, config)
    report = one_line(
        f"{pool.files} of {len(files)} files had to be learned: {pool.shapes} shapes, {pool.doubtful} in doubt"
    )
    if directory is None:
        if pool.files:
            sys.stdout.buffer.write(pool.to_toml().encode())
        print(report, file=sys.stderr)
        return SOME_FAILED if failed else 0
    if pool.files:
        path = directory / "fonts" / f"{slug(name)}.toml"
        write_new(path, pool.to_toml(), force=force)
        write_file(path.with_suffix(".html"), pool.to_html())
        print(f"{path.with_suffix('.html')} shows the shapes in doubt")
    print(report)
    return SOME_FAILED if failed else 0


@command.command(name="list")
@config_option
def list_fonts(directory: Path | None) -> int:
    """List the known maps of fonts."""
    from pipeline.config import load_config

    for known in load_config(directory).fonts:
        print(one_line(f"{known.name:20} {len(known.shapes)} shapes · {', '.join(known.fonts)}"))
    return 0


def _learn(files: Sequence[Path], config: Config) -> tuple[Pool, int]:
    """What the files have in common, and how many cannot be read; what is wrong with those is said."""
    from pipeline.errors import BayganError
    from pipeline.extract.pdf import extract
    from pipeline.extract.pdf.decoding.export import Pool
    from pipeline.files import digest_file, read_file
    from pipeline.model import Source

    pool, failed = Pool(), 0
    for path in progress(files, len(files)):
        try:
            data = read_file(path)
            source = Source(
                file=path.name, media_type="application/pdf", sha256=digest_file(path), size=len(data)
            )
            extract(data, source, config, partial(pool.add, path.name))
        except BayganError as error:
            complain(str(error))
            failed += 1
    return pool, failed
