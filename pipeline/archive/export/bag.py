"""A BagIt bag (RFC 8493) of articles, with what an archive wants to know of them.

    data/articles/NAME.json, .md, .images/     as in the archive, with NAME.decisions.json
    data/metadata/NAME.premis.xml, .dc.xml     how it came to be; what it is
    data/sources/NAME.pdf                      the file that it was made of, if asked for

Every file is written, and digested, as it passes by; nothing of the archive is moved or changed.

RFC 8493 has %, LF and CR in names encoded in the manifests, which programs do not agree upon: bagit.py 1.9 neither writes nor reads
%25, and of several %0A it reads two. So no name in a bag has them: stand-ins do, and the PREMIS file tells the name in the archive.
"""

from __future__ import annotations

import datetime
import hashlib
from contextlib import ExitStack
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from pipeline.archive.export.dublin_core import dublin_core
from pipeline.archive.export.premis import premis
from pipeline.archive.paths import from_text
from pipeline.archive.store import read
from pipeline.emit.inline import picture_address
from pipeline.emit.strict import dumps
from pipeline.errors import InputError, OutputError
from pipeline.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import TextIO

    from pipeline.archive.export.documents import Document, Documents
    from pipeline.archive.reader import Reader

ALGORITHMS = ("sha256", "sha512")
STAND_INS = str.maketrans({"%": "\uff05", "\n": "\u240a", "\r": "\u240d"})
"""The fullwidth percent sign, and the symbols for LF and CR."""
DECLARATION = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"


def write(
    documents: Documents, path: Path, *, sources: bool = False, info: Sequence[tuple[str, str]] = ()
) -> None:
    """Make the bag as the new directory `path`; OSError if it cannot be. `info` are labels and values for bag-info.txt.

    An article whose source is gone or has changed since is told in `documents.missing`.
    """
    with ExitStack() as stack:
        bag = Bag(path, stack)
        for document in documents:
            for name, content in _files(documents.reader, document):
                bag.add(name, content)
            if sources:
                _add_source(bag, documents, document)
    bag.close(info)


class Bag:
    """A bag that grows file by file."""

    def __init__(self, root: Path, stack: ExitStack) -> None:
        root.mkdir()
        self._root = root
        self._bytes = self._files = 0
        self._made: set[Path] = set()
        self._manifests: dict[str, TextIO] = {
            name: stack.enter_context(
                (root / f"manifest-{name}.txt").open("w", encoding="utf-8", newline="\n")
            )
            for name in ALGORITHMS
        }

    def add(self, path: str, content: bytes) -> None:
        """Add a file of the payload, at its path or one with stand-ins. Raises OutputError for a path that leads out of the bag."""
        place = PurePosixPath("data", path.translate(STAND_INS))
        if ".." in place.parts or PurePosixPath(path).is_absolute():
            raise OutputError(f"{path}: leads out of the bag")
        target = self._root / place
        if target.parent not in self._made:
            target.parent.mkdir(parents=True, exist_ok=True)
            self._made.add(target.parent)
        with target.open("xb") as file:
            file.write(content)
        for name, manifest in self._manifests.items():
            manifest.write(_line(name, content, place.as_posix()))
        self._bytes += len(content)
        self._files += 1

    def close(self, info: Sequence[tuple[str, str]]) -> None:
        """Write the tag files, and of them and the manifests the tag manifests."""
        tags = [
            *info,
            ("Bag-Software-Agent", f"Baygan {__version__}"),
            ("Bagging-Date", datetime.datetime.now(datetime.UTC).date().isoformat()),
            ("Payload-Oxum", f"{self._bytes}.{self._files}"),
        ]
        (self._root / "data").mkdir(exist_ok=True)
        (self._root / "bagit.txt").write_text(DECLARATION, "utf-8", newline="\n")
        text = "".join(f"{label}: {value}\n" for label, value in tags)
        (self._root / "bag-info.txt").write_text(text, "utf-8", newline="\n")
        names = ["bag-info.txt", "bagit.txt", *(f"manifest-{name}.txt" for name in ALGORITHMS)]
        for algorithm in ALGORITHMS:
            lines = "".join(_line(algorithm, (self._root / name).read_bytes(), name) for name in names)
            (self._root / f"tagmanifest-{algorithm}.txt").write_text(lines, "utf-8", newline="\n")


def _line(algorithm: str, content: bytes, path: str) -> str:
    """A line of a manifest."""
    return f"{hashlib.new(algorithm, content).hexdigest()}  {path}\n"


def _files(reader: Reader, document: Document) -> Iterator[tuple[str, bytes]]:
    """The files of an article in the archive, and the metadata made of them."""
    name = document.name
    outputs = dict(reader.outputs(name))
    for path in (f"articles/{name}.json", f"articles/{name}.md"):
        if path in outputs:
            outputs[path] = _relinked(outputs[path], path, outputs)
    yield from outputs.items()
    record = outputs[f"articles/{name}.json"]
    digest = hashlib.sha256(record).hexdigest()
    yield f"metadata/{name}.premis.xml", premis(reader, document, len(record), digest)
    yield f"metadata/{name}.dc.xml", dublin_core(document.record)


def _relinked(content: bytes, path: str, outputs: Iterable[str]) -> bytes:
    """A record or its Markdown, with the links to pictures whose names have stand-ins in the bag."""
    form = '"image": {}'.format if path.endswith(".json") else "]({})".format
    code = dumps if path.endswith(".json") else picture_address
    directory = f"{PurePosixPath(path).parent}/"
    for picture in outputs:
        link = picture.removeprefix(directory)
        if (other := link.translate(STAND_INS)) != link:
            content = content.replace(form(code(link)).encode(), form(code(other)).encode())
    return content


def _add_source(bag: Bag, documents: Documents, document: Document) -> None:
    """The bytes that the article was made of, from the first source that still has them."""
    sha256 = document.record["source"]["sha256"]
    query = "SELECT inbox, path FROM source WHERE sha256 = ? ORDER BY id"
    for inbox, path in documents.reader.rows(query, (sha256,)):
        try:
            content = read(f"{from_text(inbox)}/{from_text(path)}")
        except InputError:
            continue
        if hashlib.sha256(content).hexdigest() == sha256:
            bag.add(f"sources/{document.name}{PurePosixPath(path).suffix}", content)
            return
    documents.missing.append(f"the source of {document.name}")
