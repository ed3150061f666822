"""The pictures of an article: those that its file holds, and those that lie in the folder of a saved page."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from msgspec.structs import replace

from pipeline.errors import InputError
from pipeline.files import read_file

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pipeline.model import Article

MAX_BYTES = 200  # of a picture's name without its prefix


def pictures_of(article: Article, folder: Path | None) -> dict[str, bytes]:
    """Bytes by the name that the article has for them. `folder` is where its file lies, None if nowhere."""
    return dict(article.pictures) or (_beside(article, folder) if folder else {})


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


def file_names(pictures: Mapping[str, bytes], prefix: str = "") -> dict[str, str]:
    """A file name for each picture: `2-1.jpg`, `photo.jpg` after the prefix; numbered where two would be one."""
    names: dict[str, str] = {}
    for picture in sorted(pictures):
        base = _short(Path(unquote(urlsplit(picture).path)).name)
        name, number = f"{prefix}{base}", 2
        while name in names.values():
            name, number = f"{prefix}{number}-{base}", number + 1
        names[picture] = name
    return names


def _short(name: str) -> str:
    """The end of a name, with its suffix, where the whole is longer than file systems allow with a prefix."""
    return name.encode("utf-8", "replace")[-MAX_BYTES:].decode("utf-8", "ignore")


def relinked(article: Article, links: Mapping[str, str]) -> Article:
    """The article with other names for its pictures."""
    body = tuple(replace(block, image=links.get(block.image or "", block.image)) for block in article.body)
    return replace(article, body=body)
