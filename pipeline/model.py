"""The data that flows between the stages.

Two shapes matter. A `Document` says what the file says: lines in reading order with their place,
style and the hints of the markup. An `Article` says what the text means: title, author, date, body.
Everything is frozen; a stage never changes its input, it returns a new value. So no cycle can be, and what there is much
of is kept out of the garbage collector (`gc=False`).

Geometry is in points (1/72 inch) from the top left corner of the page as it is shown, that is
after /Rotate and inside the CropBox. Absent means unknown: None or empty, never a guess.
"""

from __future__ import annotations

# Not for the type checker alone: help() and IDEs ask the classes for their signatures, which names these types.
import datetime  # noqa: TC003
import unicodedata
from collections.abc import Mapping, Sequence  # noqa: TC003
from functools import lru_cache
from typing import Literal, NamedTuple

from msgspec import Struct, field

Direction = Literal["ltr", "rtl"]
Kind = Literal["heading", "paragraph", "verse", "quote", "list", "table", "caption", "footnote", "image"]
Place = Literal["masthead", "header", "footer", "margin", "navigation", "hidden"]
Origin = Literal["masthead", "header", "footer", "body", "metadata", "markup", "url", "filename"]
Reader = Literal[
    "glyphs", "ocr"
]  # of what no text layer told: the shapes of glyphs, or a picture of the page
Status = Literal["ok", "check"]


class Box(NamedTuple):
    """A rectangle in points from the top left corner of the page."""

    x0: float
    top: float
    x1: float
    bottom: float


class Source(Struct, frozen=True, kw_only=True):
    """The file a document came from; its identity is the digest of its bytes."""

    file: str
    media_type: str
    sha256: str
    size: int


class Span(Struct, frozen=True, kw_only=True, gc=False):
    """A run of text in one style, in logical order.

    `note` is set on a span without text: the mark of a footnote that is called at this place.
    """

    text: str
    bold: bool = False
    italic: bool = False
    superscript: bool = False
    href: str | None = None
    note: str | None = None
    size: float | None = None
    font: str | None = None
    lang: str | None = None
    dir: Direction | None = None


class Word(Struct, frozen=True, kw_only=True, gc=False):
    """A word as OCR read it, its place on the page, and how sure the program was (0 to 1)."""

    text: str
    page: int
    box: Box
    confidence: float

    @property
    def is_number(self) -> bool:
        """Whether it holds a digit: OCR gets one number in two wrong, and nothing in the text shows it."""
        return any(map(str.isdigit, self.text))


class Line(Struct, frozen=True, kw_only=True, gc=False):
    """One line of a page, or one block element of an HTML file.

    `kind`, `level`, `ordered`, `lang`, `dir` are what the markup says and None where it must be inferred. Lines of one markup
    element (the items of a list, the rows of a verse, the paragraphs of a quotation) share a
    `group`. Printed lines with one `element` are one paragraph, heading or item of a tagged file, those with one
    `article` stand in one <article> of it. `place` and `rule` are set where the file itself says that a line is not body text
    (a PDF artifact, a hidden layer, an HTML <nav>). `linked` are the characters other than blanks that a line has in links. `raw` is the text as extracted, kept only
    where normalization changed it; `read_by` says who read it where it was not the text layer or the
    markup, and `words` what OCR read word by word. A table is one line with `rows`; its spans hold the cells
    joined by tabs and newlines.
    """

    spans: tuple[Span, ...]
    page: int | None = None
    box: Box | None = None
    dir: Direction | None = None
    lang: str | None = None
    kind: Kind | None = None
    level: int | None = None
    ordered: bool | None = None
    group: int | None = None
    element: int | None = None
    article: int | None = None
    label: str | None = None
    rows: tuple[tuple[str, ...], ...] = ()
    image: str | None = None
    place: Place | None = None
    rule: str | None = None
    field: str | None = None
    linked: int = 0
    raw: str | None = None
    read_by: Reader | None = None
    words: tuple[Word, ...] = ()

    @property
    def text(self) -> str:
        return self.spans[0].text if len(self.spans) == 1 else "".join([span.text for span in self.spans])

    @property
    def size(self) -> float:
        """Font size of most of the text, in points; 0 where unknown."""
        if len(self.spans) == 1:
            return self.spans[0].size or 0.0
        sizes: dict[float, int] = {}
        for span in self.spans:
            if span.size:
                sizes[span.size] = sizes.get(span.size, 0) + len(span.text)
        return max(sizes, key=sizes.__getitem__, default=0.0)


class Page(Struct, frozen=True, kw_only=True):
    """Size of a page as shown, in points, and the direction in which most of its text runs, in degrees counterclockwise:
    0 for upright text; 90, 180 or 270 for a page that is shown sideways or upside down."""

    number: int
    width: float
    height: float
    angle: int = 0

    def turned(self) -> Page:
        """The page turned so that its text is upright."""
        width, height = (self.height, self.width) if self.angle in (90, 270) else (self.width, self.height)
        return Page(number=self.number, width=width, height=height)

    def upright(self, box: Box) -> Box:
        """A box of the page as shown, on the page turned so that its text is upright."""
        x0, top, x1, bottom = box
        if self.angle == 90:
            return Box(self.height - bottom, x0, self.height - top, x1)
        if self.angle == 180:
            return Box(self.width - x1, self.height - bottom, self.width - x0, self.height - top)
        return Box(top, self.width - x1, bottom, self.width - x0) if self.angle == 270 else box

    def shown(self, box: Box) -> Box:
        """A box of the page turned upright, on the page as shown."""
        x0, top, x1, bottom = box
        if self.angle == 90:
            return Box(top, self.height - x1, bottom, self.height - x0)
        if self.angle == 270:
            return Box(self.width - bottom, x0, self.width - top, x1)
        return self.upright(box)


class Claim(Struct, frozen=True, kw_only=True):
    """What metadata or markup says of a field ("title", "author", "date", "section", "lead", "url",
    "site", "lang"), before anyone decided whether to believe it.

    `rule` names the place: "json-ld:headline", "meta:author", "pdf:Title", "css:h1.title"."""

    field: str
    value: str
    origin: Origin
    rule: str


class Issue(Struct, frozen=True, kw_only=True):
    """Something a reader of the record should know. Never raised, always reported.

    `human` issues ask for an eye: they set the record's status to `check`."""

    code: str
    message: str
    page: int | None = None
    count: int | None = None
    box: Box | None = None
    human: bool = True


class Decoded(Struct, frozen=True, kw_only=True):
    """What told the letters of glyphs that the file does not tell: the `witnesses`, and of which `fonts`.

    The fonts are names with the SHA-256 of their embedded programs, "" where there is none (Type 3)."""

    witnesses: tuple[str, ...]
    fonts: Mapping[str, str]


class Ocr(Struct, frozen=True, kw_only=True):
    """What read the `pages` that had no readable text: a program with its version, and its models by page."""

    engine: str
    pages: Mapping[int, tuple[str, ...]]


class Document(Struct, frozen=True, kw_only=True):
    """What the file says: lines in reading order.

    `letters` counts the letters and digits of the source's text layer or markup, counted where they
    are read and apart from how lines are made of them, so that a loss on the way shows.
    """

    source: Source
    lines: tuple[Line, ...]
    letters: int
    engine: str
    pages: tuple[Page, ...] = ()
    metadata: Mapping[str, str] = field(default_factory=dict)
    claims: tuple[Claim, ...] = ()
    charset: str | None = None
    repairs: Mapping[str, int] = field(default_factory=dict)
    repaired: int = 0
    issues: tuple[Issue, ...] = ()
    ocr: Ocr | None = None
    decoded: Decoded | None = None


class Text(Struct, frozen=True, kw_only=True):
    """A string with its language (BCP 47) and base direction."""

    text: str
    lang: str
    dir: Direction


class Block(Struct, frozen=True, kw_only=True):
    """A paragraph, heading, verse... of the article.

    The items of a list and the lines of a verse are separated by newlines in the spans' text.
    `markers` are the printed marks of list items ("1)", "•") or of a footnote that the text leaves out.
    """

    kind: Kind
    spans: tuple[Span, ...]
    lang: str
    dir: Direction
    level: int | None = None
    raw: str | None = None
    rows: tuple[tuple[str, ...], ...] = ()
    ordered: bool | None = None
    markers: tuple[str, ...] = ()
    label: str | None = None
    image: str | None = None
    page: int | None = None
    page_end: int | None = None
    box: Box | None = None
    read_by: Reader | None = None
    words: tuple[Word, ...] = ()

    @property
    def text(self) -> str:
        return "".join(span.text for span in self.spans)

    @property
    def items(self) -> tuple[str, ...]:
        return tuple(self.text.split("\n")) if self.kind == "list" else ()


class Boilerplate(Struct, frozen=True, kw_only=True):
    """A line that was cut from the body, and the rule that cut it.

    `count` says how often it stood in the file (a running header on every page)."""

    place: Place
    text: str
    raw: str | None = None
    rule: str | None = None
    page: int | None = None
    count: int = 1
    read_by: Reader | None = None


class Evidence(Struct, frozen=True, kw_only=True):
    """Where a field was read, as printed."""

    origin: Origin
    text: str
    page: int | None = None
    box: Box | None = None
    read_by: Reader | None = None


class Credit(Struct, frozen=True, kw_only=True):
    """The closing line that says where the article came from."""

    text: str
    name: str | None = None
    date: datetime.date | None = None
    url: str | None = None


class Site(Struct, frozen=True, kw_only=True):
    """Who published the article, and the profile that recognized it."""

    profile: str
    name: tuple[Text, ...] = ()
    url: str | None = None
    email: str | None = None


class Accounting(Struct, frozen=True, kw_only=True):
    """Letters and digits: all of the source, and where each stands in the record."""

    letters: int
    body: int
    fields: int
    boilerplate: int
    repaired: int = 0

    @property
    def balanced(self) -> bool:
        return self.letters == self.body + self.fields + self.boilerplate


class Article(Struct, frozen=True, kw_only=True):
    """What the text means.

    `pictures` are the files that image blocks name, where they were asked for; the record does not hold them.
    """

    source: Source
    title: str
    lang: str
    dir: Direction
    body: tuple[Block, ...]
    accounting: Accounting
    engine: str
    other_titles: tuple[Text, ...] = ()
    authors: tuple[str, ...] = ()
    date: datetime.date | None = None
    section: tuple[Text, ...] = ()
    site: Site | None = None
    credit: Credit | None = None
    lead: str | None = None
    langs: tuple[str, ...] = ()
    boilerplate: tuple[Boilerplate, ...] = ()
    evidence: Mapping[str, Evidence] = field(default_factory=dict)
    issues: tuple[Issue, ...] = ()
    pages: int | None = None
    url: str | None = None
    charset: str | None = None
    metadata: Mapping[str, str] = field(default_factory=dict)
    repairs: Mapping[str, int] = field(default_factory=dict)
    ocr: Ocr | None = None
    decoded: Decoded | None = None
    config: str = ""
    pictures: Mapping[str, bytes] = field(default_factory=dict)

    @property
    def status(self) -> Status:
        return "check" if any(issue.human for issue in self.issues) else "ok"


class Failure(Struct, frozen=True, kw_only=True):
    """What a batch holds in the place of an article that could not be made."""

    file: str
    error: Exception


def confidence(words: Sequence[Word]) -> float | None:
    """Mean confidence of words, each weighing as many letters as it has; None without words."""
    letters = sum(len(word.text) for word in words)
    return sum(word.confidence * len(word.text) for word in words) / letters if letters else None


_NO_ASCII_LETTERS = bytes(byte for byte in range(256) if byte >= 128 or not chr(byte).isalnum())
_BLANKED_ASCII = bytes.maketrans(bytes(range(128)), b" " * 128)


@lru_cache(maxsize=1024)  # a line is counted where it is read, and again where it ends
def count_letters(text: str) -> int:
    """Number of letters and digits, the unit of `Accounting`.

    Counted over NFKC so that a presentation form weighs what its letters weigh, and a repair that
    only changes the spelling of a letter changes no count.
    """
    data = text.encode("utf-8", "surrogatepass")
    letters = len(data.translate(None, _NO_ASCII_LETTERS))
    if text.isascii():
        return letters
    # NFKC is slow, and what it does to a letter of ASCII changes no count: it joins it with the accent that follows.
    foreign = b" ".join(data.translate(_BLANKED_ASCII).split()).decode("utf-8", "surrogatepass")
    words = unicodedata.normalize("NFKC", foreign).split()
    return letters + sum([len(word) if word.isalnum() else sum(map(str.isalnum, word)) for word in words])
