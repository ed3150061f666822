"""PDF files of a few lines, made for tests.

The font that `Book.font` makes takes two-byte codes, and the code of a letter is the letter: `show("سلام")`
draws these four glyphs from left to right as they are given here. Every glyph is half an em wide, so a text of
n glyphs in 10 points is 5n points wide.
"""

from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name

from pipeline.extract.pdf import extract
from pipeline.extract.pdf.drawing.interpreter import Interpreter
from pipeline.extract.pdf.fonts.font import FontCache
from pipeline.extract.pdf.geometry import IDENTITY
from pipeline.model import Source

WIDTH, HEIGHT = 400, 300  # points, of a page
LETTERS = (*range(0x20, 0x7F), *range(0xA0, 0x100), *range(0x600, 0x700), *range(0x2000, 0x2040))


def source(file="made.pdf"):
    return Source(file=file, media_type="application/pdf", sha256="0" * 64, size=1)


def to_unicode(mapping):
    """A ToUnicode CMap of two-byte codes."""
    rows = "\n".join(
        f"<{code:04X}> <{text.encode('utf-16-be').hex().upper()}>" for code, text in mapping.items()
    )
    return (
        f"1 begincodespacerange <0000> <FFFF> endcodespacerange\n{len(mapping)} beginbfchar\n{rows}\nendbfchar"
    ).encode()


def drawn(content):
    """Text and origin of each cluster."""
    return [(glyph.text, round(glyph.u0, 3)) for glyph in content.glyphs]


def text(content):
    """Text of all clusters as they are drawn."""
    return "".join(glyph.text for glyph in content.glyphs)


def codes(text):
    """The hexadecimal string that draws a text in the font of `Book.font`."""
    return f"<{text.encode('utf-16-be').hex()}>"


def show(text, x=20, y=250, size=10, font="F"):
    """Draw the glyphs of a text from left to right, starting at (x, y)."""
    return f"BT /{font} {size} Tf 1 0 0 1 {x} {y} Tm {codes(text)} Tj ET\n"


def marked(number, content, tag="P"):
    """Content as marked content with a number for the structure tree."""
    return f"/{tag} <</MCID {number}>> BDC {content} EMC\n"


# Letters of Persian and the codes of their four forms: isolated, final, initial, medial.
_JOINING_BOTH = "ئبپتثجچحخسشصضطظعغفقکگلمنهی"
_JOINING_BEFORE = "آأادذرزژوؤة"
_SHAPED = {letter: 0xE100 + 4 * i for i, letter in enumerate(_JOINING_BOTH + _JOINING_BEFORE)}
FORMS = {first + form: letter for letter, first in _SHAPED.items() for form in range(4)}


def shape(text):
    """The codes of the forms that a text is drawn with, in logical order; for a font with `FORMS`.

    Non-joiners keep letters apart and are not drawn.
    """
    out = []
    for i, letter in enumerate(text):
        before, after = text[i - 1] if i else " ", text[i + 1] if i + 1 < len(text) else " "
        joined = before in _JOINING_BOTH
        joins = letter in _JOINING_BOTH and after in _SHAPED
        if letter in _SHAPED:
            out.append(chr(_SHAPED[letter] + joined + 2 * joins))
        elif letter != "\u200c":
            out.append(letter)
    return "".join(out)


def grid(xs, ys):
    """Rule every row and column of a table."""
    across = [f"{xs[0]} {y} m {xs[-1]} {y} l S" for y in ys]
    down = [f"{x} {ys[0]} m {x} {ys[-1]} l S" for x in xs]
    return "\n".join((*across, *down)) + "\n"


class Book:
    """A file in the making; pages are added in order."""

    def __init__(self):
        self.pdf = pikepdf.new()

    def font(self, changes=None, *, name="Book", width=500, descriptor=None, widths=None):
        """A Type0 font; `changes` maps further codes, or maps them otherwise (None: not at all)."""
        mapping = {code: chr(code) for code in LETTERS} | (changes or {})
        mapping = {code: text for code, text in mapping.items() if text is not None}
        child = Dictionary(
            Type=Name.Font,
            Subtype=Name.CIDFontType2,
            BaseFont=Name(f"/{name}"),
            CIDSystemInfo=Dictionary(Registry="Adobe", Ordering="Identity", Supplement=0),
            DW=width,
        )
        if widths is not None:
            child.W = Array(widths)
        if descriptor is not None:
            child.FontDescriptor = descriptor
        return self.pdf.make_indirect(
            Dictionary(
                Type=Name.Font,
                Subtype=Name.Type0,
                BaseFont=Name(f"/{name}"),
                Encoding=Name("/Identity-H"),
                DescendantFonts=Array([self.pdf.make_indirect(child)]),
                ToUnicode=self.stream(to_unicode(mapping)),
            )
        )

    def stream(self, data, **keys):
        return self.pdf.make_stream(data if isinstance(data, bytes) else data.encode("latin-1"), **keys)

    def form(self, content, fonts=None, **keys):
        """A form to draw with Do."""
        resources = Dictionary(Font=Dictionary({f"/{key}": font for key, font in (fonts or {}).items()}))
        return self.stream(
            content,
            Type=Name.XObject,
            Subtype=Name.Form,
            BBox=Array([0, 0, WIDTH, HEIGHT]),
            Resources=resources,
            **keys,
        )

    def resources(self, fonts=None, **kinds):
        """A resource dictionary; `kinds` are others, as `XObject={"Name": form}`."""
        given = {"Font": fonts if fonts is not None else {"F": self.font()}} | kinds
        return Dictionary(
            {
                f"/{kind}": Dictionary({f"/{key}": value for key, value in entries.items()})
                for kind, entries in given.items()
            }
        )

    def page(self, content="", fonts=None, keys=None, **kinds):
        """Add a page; `keys` are entries of its dictionary, `kinds` resources other than fonts."""
        page = Dictionary(
            Type=Name.Page,
            MediaBox=Array([0, 0, WIDTH, HEIGHT]),
            Contents=content if isinstance(content, pikepdf.Object) else self.stream(content),
            Resources=self.resources(fonts, **kinds),
        )
        for key, value in (keys or {}).items():
            page[f"/{key}"] = value
        self.pdf.pages.append(pikepdf.Page(self.pdf.make_indirect(page)))
        return self

    def tree(self, *elements, roles=None):
        """Give the file a structure tree: of each element its role, what it holds and its entries.

        An element is ("P", 3) or ("L", [("LI", 4)], {"Lang": "fa"}): a number is marked content of the last page that
        was added, a pair (page, number) of another, counted from 0.
        """
        root = self.pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        root.K = Array([self._element(element) for element in elements])
        if roles:
            root.RoleMap = Dictionary({f"/{name}": Name(f"/{role}") for name, role in roles.items()})
        self.pdf.Root.StructTreeRoot = root
        return self

    def _element(self, given):
        role, kids, *entries = given
        element = Dictionary(Type=Name.StructElem, S=Name(f"/{role}"), Pg=self.pdf.pages[-1].obj)
        element.K = Array([self._kid(kid) for kid in (kids if isinstance(kids, list) else [kids])])
        for key, value in (entries[0] if entries else {}).items():
            element[f"/{key}"] = value
        return self.pdf.make_indirect(element)

    def _kid(self, kid):
        if isinstance(kid, int):
            return kid
        if isinstance(kid[0], int):
            page, number = kid
            return Dictionary(Type=Name.MCR, Pg=self.pdf.pages[page].obj, MCID=number)
        return self._element(kid)

    def bytes(self, **options):
        out = BytesIO()
        self.pdf.save(out, deterministic_id="encryption" not in options, **options)
        return out.getvalue()

    def read(self):
        """The document that is read from the file."""
        return extract(self.bytes(), source())

    def texts(self):
        """The texts of the document's lines."""
        return [line.text for line in self.read().lines]

    def run(self, content, fonts=None, *, base=IDENTITY, hidden=frozenset(), words=False, **kinds):
        """What the interpreter gathers from a content stream on a page whose origin is its top left corner."""
        interpreter = Interpreter(base, FontCache(), hidden, words=words)
        data = content if isinstance(content, bytes) else content.encode("latin-1")
        interpreter.run(data, self.resources(fonts, **kinds))
        return interpreter.content


def read(*contents):
    """Lines of a document whose pages are drawn in one font."""
    book = Book()
    for content in contents:
        book.page(content)
    return book.read()
