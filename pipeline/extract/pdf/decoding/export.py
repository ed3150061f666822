"""What was learned of the fonts of some files, as a map that a human reads and corrects (`config/fonts/NAME.toml`)."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, NamedTuple

from pipeline.extract.pdf.decoding.sheet import Entry, sheet
from pipeline.extract.pdf.decoding.solve import is_doubtful

if TYPE_CHECKING:
    from pipeline.extract.pdf.decoding.clusters import Shape
    from pipeline.extract.pdf.decoding.learned import Decoding

_NOTE = """\
# Shapes in doubt are commented out: look at the page, put the letter right, and take the mark at the head of the line away."""


class _Place(NamedTuple):
    file: str
    page: int
    word: str


class Pool:
    """What was learned in file after file: the margins of each text that a shape was read as add up."""

    def __init__(self) -> None:
        self.files = 0
        self.fonts: set[str] = set()
        self._margins: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self._seconds: dict[str, str] = {}
        self._counts: Counter[str] = Counter()
        self._places: dict[str, _Place] = {}
        self._shapes: dict[str, Shape] = {}

    def add(self, file: str, decoding: Decoding) -> None:
        """What was learned of one file."""
        self.files += 1
        self.fonts.update(font.name for font in decoding.fonts)
        for shape, (page, word) in decoding.places().items():
            answer = decoding.answers[shape]
            self._margins[shape.digest][answer.text] += max(answer.margin, 0.0)  # type: ignore[assignment]
            self._seconds[shape.digest] = answer.second
            self._counts[shape.digest] += shape.count
            self._places.setdefault(shape.digest, _Place(file, page, word))
            self._shapes.setdefault(shape.digest, shape)

    @property
    def shapes(self) -> int:
        """How many shapes were read."""
        return len(self._margins)

    @property
    def doubtful(self) -> int:
        """How many of them are in doubt."""
        return sum(self._read(digest)[2] for digest in self._margins)

    def to_toml(self) -> str:
        """The map, the shapes that are in doubt first, as comments."""
        lines = [self._row(digest) for digest in self._ordered()]
        names = ", ".join(json.dumps(name, ensure_ascii=False) for name in sorted(self.fonts))
        head = f"# {self.shapes} shapes, read in {self.files} files; {self.doubtful} are in doubt."
        return "\n".join((head, _NOTE, "", f"fonts = [{names}]", "", "[shapes]", *lines)) + "\n"

    def to_html(self) -> str:
        """The shapes that are in doubt with their pictures, in the order of the map."""
        return sheet(self._entry(digest) for digest in self._ordered() if self._read(digest)[2])

    def _ordered(self) -> list[str]:
        return sorted(
            self._margins, key=lambda digest: (not self._read(digest)[2], -self._counts[digest], digest)
        )

    def _entry(self, digest: str) -> Entry:
        text, second, _ = self._read(digest)
        file, page, word = self._places[digest]
        ink = self._shapes[digest].ink
        assert ink is not None  # a blank is read as nothing
        return Entry(digest, ink, text, second, self._counts[digest], word, f"{file}, page {page}")

    def _read(self, digest: str) -> tuple[str, str, bool]:
        """The text of a shape, what else it may be, and whether it is in doubt."""
        (text, margin), *others = self._margins[digest].most_common()
        second = others[0][0] if others else self._seconds[digest]
        return text, second, is_doubtful(text, margin - (others[0][1] if others else 0.0))

    def _row(self, digest: str) -> str:
        text, second, doubtful = self._read(digest)
        place = self._places[digest]
        notes = [
            f"{self._counts[digest]} times",
            f"first in {_quoted(place.word)} on page {place.page} of {_quoted(place.file)}",
        ]
        if doubtful and second:
            notes.insert(0, f"may be {_quoted(second)}")
        return f"{'# ' if doubtful else ''}{digest} = {_quoted(text)}  # {', '.join(notes)}"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
