"""Pictures written beside the outputs."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.files import make_directory, write_file
from pipeline.pictures import file_names, pictures_of, relinked

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.model import Article


def with_images(article: Article, directory: Path, outputs: Sequence[Path], folder: Path | None) -> Article:
    """The article with its pictures written to `directory` and named by their path from the output.

    `folder` is where the input lies, None for standard input. Pictures are named for the output, or for the
    input where that goes to standard output. Raises OutputError.
    """
    make_directory(directory)
    stem, base = (outputs[0].stem, outputs[0].parent) if outputs else (Path(article.source.file).stem, Path())
    pictures = pictures_of(article, folder)
    links: dict[str, str] = {}
    for picture, name in file_names(pictures, f"{stem}-").items():
        write_file(directory / name, pictures[picture])
        links[picture] = Path(os.path.relpath(directory / name, base)).as_posix()
    return relinked(article, links)
