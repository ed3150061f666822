"""Pictures beside the outputs: those that a file holds, and those that lie in the folder of a saved page."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from pipeline.errors import InputError
from pipeline.files import make_directory, read_file, write_file

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pipeline.model import Article


def _beside(article: Article, folder: Path) -> dict[str, bytes]:
    """Pictures that the article refers to and that lie in the folder of its file or below: `page_files/a.jpg`.

    A reference that leads out of the folder is not followed.
    """
    found: dict[str, bytes] = {}
    root = folder.resolve()
    for name in {block.image for block in article.body if block.image}:
        parts = urlsplit(name)
        path = (root / unquote(parts.path)).resolve()
        if parts.scheme or parts.netloc or not path.is_relative_to(root):
            continue
        try:
            found[name] = read_file(path)
        except InputError:
            continue  # the page was saved without it; the reference stands in the record
    return found


def _names(pictures: Mapping[str, bytes], stem: str) -> dict[str, str]:
    """A file name for each picture: `article-2-1.jpg`, `article-photo.jpg`; numbered where two would be one."""
    names: dict[str, str] = {}
    for picture in sorted(pictures):
        base = Path(unquote(urlsplit(picture).path)).name
        name, number = f"{stem}-{base}", 2
        while name in names.values():
            name, number = f"{stem}-{number}-{base}", number + 1
        names[picture] = name
    return names


def with_images(article: Article, directory: Path, outputs: Sequence[Path], folder: Path | None) -> Article:
    """The article with its pictures written to `directory` and named by their path from the output.

    `folder` is where the input lies, None for standard input. Pictures are named for the output, or for the
    input where that goes to standard output. Raises OutputError.
    """
    make_directory(directory)
    stem, base = (outputs[0].stem, outputs[0].parent) if outputs else (Path(article.source.file).stem, Path())
    pictures = dict(article.pictures) or (_beside(article, folder) if folder else {})
    links: dict[str, str] = {}
    for picture, name in _names(pictures, stem).items():
        write_file(directory / name, pictures[picture])
        links[picture] = Path(os.path.relpath(directory / name, base)).as_posix()
    body = tuple(replace(block, image=links.get(block.image or "", block.image)) for block in article.body)
    return replace(article, body=body)
