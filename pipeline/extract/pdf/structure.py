"""The structure tree of a tagged PDF (ISO 32000-1, 14.7 and 14.8): what each marked content is part of.

Only what the file says. Whether it is believed is settled in `tagging`, beside the geometry.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from msgspec import Struct, field

from pipeline.extract.pdf.geometry import shown

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pipeline.extract.pdf.geometry import Matrix
    from pipeline.model import Kind

ARTIFACT = -1
"""Stands for the number of marked content that the file calls an artifact."""
TITLE = 0
"""The level of what the file calls its title, above all headings."""

# Structure elements under one another, role names mapped to role names, and elements of one file; more is a loop or
# an attack. A report of 800 pages has 60,000 elements.
_DEEPEST, _LONGEST_MAP, _MOST = 60, 8, 1_000_000
# Texts for figures that no author wrote: a name of a file, and what Word's recognition of pictures guesses.
_GUESSED = "Description automatically generated"
_FILE_NAME = re.compile(r"\S*\.(?:png|jpe?g|gif|bmp|tiff?|[ew]mf|svg)|.*[\\/].*\.\w{3,4}", re.IGNORECASE)

_HEADINGS = {f"H{level}": level for level in range(1, 7)}
_KINDS: dict[str, Kind | None] = {
    "P": None, "H": "heading", **dict.fromkeys(_HEADINGS, "heading"), "Title": "heading", "LI": "list",
    "Caption": "caption", "Note": "footnote", "FENote": "footnote", "TOCI": "list", "Code": None, "BibEntry": None,
    "Figure": None,
}  # fmt: skip
_WHOLE = frozenset(("LI", "Caption", "Note", "FENote", "TOCI"))  # their paragraphs are parts of them
# Their own text, that of an HTML <div> among it, is no paragraph: of two lines in them nothing is said.
_GROUPING = frozenset(("Document", "DocumentFragment", "Part", "Art", "Sect"))
_RUNS = frozenset(
    ("Code", "BibEntry")
)  # runs of a paragraph, and blocks of their own where they stand in none
_INLINE = frozenset(
    [
        "Span",
        "Quote",
        "Link",
        "Reference",
        "Annot",
        "Em",
        "Strong",
        "Sub",
        "Lbl",
        "LBody",
        "Ruby",
        "RB",
        "RT",
        "RP",
        "Warichu",
        "WT",
        "WP",
        "NonStruct",
    ]
)


class Cell(NamedTuple):
    """A place in a table of the tree: rows and the cells of a row, counted from 0 in the order of the tree."""

    table: int
    row: int
    column: int


class Tag(NamedTuple):
    """What marked content is part of: `element` numbers the paragraph, heading, item; `article` the <article> of a web page
    around it, from 1; `lang` is BCP 47."""

    element: int = 0
    kind: Kind | None = None
    level: int | None = None
    ordered: bool | None = None
    lang: str | None = None
    cell: Cell | None = None
    article: int = 0


class Figure(NamedTuple):
    """A figure with a text that stands for it: its element, and its corners in user space (x0, y0, x1, y1)."""

    alt: str
    element: int
    box: tuple[float, ...] | None


class PageTags(Struct):
    """The marked contents of a page by their numbers, and its figures."""

    tags: dict[int | None, Tag] = field(default_factory=dict)
    figures: list[Figure] = field(default_factory=list)

    def alt(self, mcid: int | None, middle: tuple[float, float], base: Matrix) -> str:
        """The text that stands for the picture of a marked content and with its middle there on the page as shown, "" for
        none; `base` leads from user space to that page."""
        tag = self.tags.get(mcid) if mcid is not None else None
        for figure in self.figures:
            if (tag and figure.element == tag.element) or (figure.box and _covers(figure.box, middle, base)):
                return figure.alt
        return ""


def _covers(box: tuple[float, ...], point: tuple[float, float], base: Matrix) -> bool:
    """Whether a point of the page as shown lies in a box of user space."""
    (x0, y0), (x1, y1) = (shown(base, box[0], box[1]), shown(base, box[2], box[3]))
    x, y = point
    return min(x0, x1) <= x <= max(x0, x1) and min(y0, y1) <= y <= max(y0, y1)


class _Place(NamedTuple):
    """Where in the tree the walk stands."""

    page: object = None
    tag: Tag = Tag()
    whole: bool = False
    quoted: bool = False
    depth: int = 0


def read_structure(pdf: Any) -> dict[object, PageTags]:
    """What the structure tree of an open document says, by the object numbers of the pages; empty without a tree.

    A tree that is damaged says nothing.
    """
    try:
        root = pdf.Root.get("/StructTreeRoot")
        if root is None:
            return {}
        reader = _Reader(root.get("/RoleMap"))
        reader.kids(root.get("/K"), _Place())
    except (TypeError, ValueError, AttributeError, KeyError, OverflowError):
        return {}
    return reader.pages


class _Reader:
    """Walks the tree once."""

    def __init__(self, roles: Any) -> None:
        self.pages: dict[object, PageTags] = {}
        self._roles = {} if roles is None else {str(name)[1:]: str(role)[1:] for name, role in roles.items()}
        self._seen: set[object] = set()
        self._elements = self._tables = self._articles = 0

    def kids(self, kids: Any, place: _Place) -> None:
        import pikepdf

        if isinstance(kids, pikepdf.Array):
            for kid in kids:
                self._kid(kid, place)
        elif kids is not None:
            self._kid(kids, place)

    def _kid(self, kid: Any, place: _Place) -> None:
        if isinstance(kid, int):
            self._mark(kid, place)
        elif "/S" in kid:
            self._element(kid, place)
        elif "/MCID" in kid and "/Stm" not in kid:
            self._mark(int(kid["/MCID"]), self._on_page(kid, place))

    def _mark(self, number: int, place: _Place) -> None:
        if place.page is not None and (place.tag.element or place.tag.article):
            self.pages.setdefault(place.page, PageTags()).tags[number] = place.tag

    @staticmethod
    def _on_page(node: Any, place: _Place) -> _Place:
        page = node.get("/Pg")
        return place if page is None else place._replace(page=page.objgen)

    def _role(self, node: Any) -> str:
        name = str(node["/S"])[1:]
        for _ in range(_LONGEST_MAP):
            if name in _KINDS or name not in self._roles:
                break
            name = self._roles[name]
        return name

    def _element(self, node: Any, place: _Place) -> None:
        if node.is_indirect:
            if node.objgen in self._seen:
                return
            self._seen.add(node.objgen)
        self._elements += 1
        if place.depth > _DEEPEST or self._elements > _MOST:
            return
        role = self._role(node)
        inner = self._place(role, node, self._on_page(node, place))
        if role == "Table" and inner.tag.cell is None:
            self._table(node, inner)
        else:
            self.kids(node.get("/K"), inner)
        if role == "Figure":
            self._figure(node, inner)

    def _place(self, role: str, node: Any, place: _Place) -> _Place:
        """The place under an element."""
        tag, quoted = place.tag, place.quoted or role == "BlockQuote"
        if "/Lang" in node and role != "Document":  # a document's is the default of its author's machine
            tag = tag._replace(lang=str(node["/Lang"]))
        if role == "L":
            tag = tag._replace(ordered=_is_ordered(node))
        if role == "Art" and not tag.article:
            self._articles += 1
            tag = tag._replace(article=self._articles)
        inline = role in _INLINE or (role in _RUNS and tag.element > 0)
        begins = role == "LI" or not (inline or place.whole)
        if begins:
            kind = _KINDS.get(role) or ("quote" if quoted else None)
            level = TITLE if role == "Title" else _HEADINGS.get(role)
            outside = role in _GROUPING and not tag.element and tag.cell is None
            tag = tag._replace(element=0 if outside else self._elements, kind=kind, level=level)
        return _Place(place.page, tag, role in _WHOLE or place.whole, quoted, place.depth + 1)

    def _table(self, node: Any, place: _Place) -> None:
        """Number the rows and cells of a table."""
        self._tables += 1
        table, row = self._tables, -1
        for part in _parts(node):
            if self._role(part) != "TR":
                self._element(part, place)
                continue
            row += 1
            for column, cell in enumerate(_parts(part)):
                tag = place.tag._replace(cell=Cell(table, row, column))
                self._element(cell, self._on_page(part, place)._replace(tag=tag, whole=False))

    def _figure(self, node: Any, place: _Place) -> None:
        alt = " ".join(str(node.get("/Alt", "")).split())
        if not alt or place.page is None or _is_no_text(alt):
            return
        page = self.pages.setdefault(place.page, PageTags())
        page.figures.append(Figure(alt, place.tag.element, _box(node)))


def _is_no_text(alt: str) -> bool:
    """Whether no author wrote it; Acrobat puts in the name of the role."""
    return alt == "Figure" or _GUESSED in alt or _FILE_NAME.fullmatch(alt) is not None


def _parts(node: Any) -> Iterable[Any]:
    """The elements under a table or a row, those in groups of rows among them."""
    import pikepdf

    kids = node.get("/K")
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            if str(kid["/S"]) in ("/THead", "/TBody", "/TFoot"):
                yield from _parts(kid)
            else:
                yield kid


def _attributes(node: Any) -> Iterable[Any]:
    """The attribute dictionaries of an element (14.7.5)."""
    import pikepdf

    given = node.get("/A")
    for entry in given if isinstance(given, pikepdf.Array) else [given]:
        if isinstance(entry, pikepdf.Dictionary):
            yield entry


def _is_ordered(node: Any) -> bool | None:
    """Whether the items of a list are numbered; None where the file does not say."""
    named = [str(entry["/ListNumbering"]) for entry in _attributes(node) if "/ListNumbering" in entry]
    return (
        named[0] not in ("/Disc", "/Circle", "/Square", "/Unordered")
        if named and named[0] != "/None"
        else None
    )


def _box(node: Any) -> tuple[float, ...] | None:
    for entry in _attributes(node):
        if "/BBox" in entry:
            box = tuple(float(value) for value in entry["/BBox"])
            return box if len(box) == 4 else None
    return None
