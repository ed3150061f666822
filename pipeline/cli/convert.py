"""`baygan convert`: files in, JSON or Markdown out."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli._codes import SOME_FAILED
from pipeline.cli._options import PATH, config_option, jobs_option, ocr_option, site_option

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.config import OcrMode
    from pipeline.model import Article, Failure

STDIN = Path("-")
FORMATS = ("json", "md")


@click.command(name="convert")
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=PATH)
@click.option(
    "-t",
    "--to",
    "formats",
    multiple=True,
    type=click.Choice(FORMATS),
    help="Format of the output, that of the -o file or json unless given; twice for both.",
)
@click.option(
    "-o",
    "--output",
    metavar="PATH",
    type=PATH,
    help="Write a file per input to this directory; or one input to this file, named .json or .md.",
)
@click.option(
    "--images",
    metavar="DIR",
    type=PATH,
    help="Write the pictures of PDF files and saved pages there, and link them.",
)
@ocr_option
@site_option
@config_option
@jobs_option
def command(
    files: tuple[Path, ...],
    formats: tuple[str, ...],
    output: Path | None,
    images: Path | None,
    ocr: OcrMode | None,
    site: str | None,
    directory: Path | None,
    jobs: int,
) -> int:
    """Convert articles: PDF and HTML files, and pictures of pages.

    One FILE goes to standard output; several need -o. "-" reads standard input.

    \b
    baygan convert article.pdf                    the record, as JSON
    baygan convert article.pdf -o article.md      Markdown, in a file
    baygan convert *.pdf -t json -t md -o out     two files for each input

    In a directory an output has the name of its input. Inputs that share one get the suffix or the directory into it:
    article.pdf.json and article.html.json, 2011-article.json and 2012-article.json.
    """
    from pipeline.cli._console import complain, progress, sentence
    from pipeline.cli._ocr import load_config_for, unread
    from pipeline.convert import convert_many
    from pipeline.model import Failure

    one_file = output is not None and output.suffix[1:] in FORMATS and not output.is_dir()
    if output is not None and one_file:
        formats, targets = _file_target(files, formats, output)
    else:
        formats = tuple(dict.fromkeys(formats)) or FORMATS[:1]
        targets = _targets(files, formats, output)
    sources = [sys.stdin.buffer.read() if file == STDIN else file for file in files]
    jobs = jobs or os.cpu_count() or 1
    config = load_config_for(directory, ocr, pages=jobs if len(files) == 1 else 1)
    results = convert_many(sources, config=config, site=site, jobs=jobs, images=images is not None)
    failures: list[Failure] = []
    all_read = True
    for file, result, outputs in zip(files, progress(results, len(files)), targets, strict=True):
        if isinstance(result, Failure):
            complain(sentence(result))
            failures.append(result)
        else:
            article = _with_images(result, images, outputs, file) if images else result
            _write(article, formats, outputs)
            if missing := unread(article):
                complain(f"{file}: {missing}")
                all_read = False
    return _exit_code(failures, len(files)) or (0 if all_read else SOME_FAILED)


def _file_target(
    files: Sequence[Path], formats: Sequence[str], output: Path
) -> tuple[tuple[str, ...], list[list[Path]]]:
    """The format that the suffix of the one output file names, and the file itself, once for the one input."""
    suffix = output.suffix[1:]
    if len(files) > 1:
        raise click.UsageError(f"{output} is one file: several inputs need a directory for their outputs.")
    if set(formats) - {suffix}:
        raise click.UsageError(f"{output} is a file for {suffix}: leave out -t, or name a directory.")
    return (suffix,), _writable([[output]], files, output.parent)


def _targets(files: Sequence[Path], formats: Sequence[str], output: Path | None) -> list[list[Path]]:
    """The output files of each input, a list for each of `formats`; none stands for standard output."""
    from pipeline.cli._outputs import names

    if files.count(STDIN) > 1:
        raise click.UsageError("Standard input (-) can be read only once.")
    if output is None:
        if len(files) > 1:
            raise click.UsageError("Several files need a directory for their outputs: add -o DIR.")
        if len(formats) > 1:
            raise click.UsageError("Two formats need a directory for their files: add -o DIR.")
        return [[]]
    named = names([Path("stdin") if file == STDIN else file for file in files])
    return _writable([[output / f"{name}.{suffix}" for suffix in formats] for name in named], files, output)


def _writable(targets: list[list[Path]], files: Sequence[Path], directory: Path) -> list[list[Path]]:
    """The targets, after none of them turned out to be an input and their directory was made."""
    from pipeline.files import make_directory

    inputs = {file.resolve() for file in files}
    for target in (target for group in targets for target in group):
        if target.resolve() in inputs:
            raise click.UsageError(f"The output {target} would overwrite an input: choose another place.")
    make_directory(directory)
    return targets


def _with_images(article: Article, directory: Path, outputs: Sequence[Path], file: Path) -> Article:
    from pipeline.cli._images import with_images

    return with_images(article, directory, outputs, None if file == STDIN else file.parent)


def _write(article: Article, formats: Sequence[str], outputs: Sequence[Path]) -> None:
    from pipeline.files import write_file

    texts = [_render(article, suffix) for suffix in formats]
    if not outputs:
        sys.stdout.buffer.write("".join(texts).encode())
    for output, text in zip(outputs, texts, strict=False):
        write_file(output, text)


def _render(article: Article, suffix: str) -> str:
    if suffix == "md":
        from pipeline.emit.markdown import to_markdown

        return to_markdown(article)
    from pipeline.emit.record import to_json

    return to_json(article)


def _exit_code(failures: Sequence[Failure], total: int) -> int:
    """A single file fails with the code of its error, a run with the code for "some failed"."""
    from pipeline.errors import BayganError

    if not failures:
        return 0
    error = failures[0].error
    return error.exit_code if total == 1 and isinstance(error, BayganError) else SOME_FAILED
