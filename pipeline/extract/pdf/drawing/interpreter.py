"""Content streams to glyph clusters: the graphics half of ISO 32000-1, 8 and 9, as far as text needs it."""

from __future__ import annotations

from copy import copy
from math import isfinite
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from pipeline.errors import LimitError
from pipeline.extract.pdf.content import Glyph, PageContent, Picture, Run
from pipeline.extract.pdf.drawing.actual_text import spelled
from pipeline.extract.pdf.drawing.marked_content import artifact_place, text_string
from pipeline.extract.pdf.drawing.paths import Path, form_clip, is_clipped_away
from pipeline.extract.pdf.drawing.state import Mark, Pen, State, place
from pipeline.extract.pdf.drawing.tokens import (
    operators,
    read_array,
    read_numbers,
    read_operands,
    read_repeated,
    read_string,
)
from pipeline.extract.pdf.fonts.font import BLANK
from pipeline.extract.pdf.geometry import IDENTITY, Matrix, baseline, multiply, unit_square
from pipeline.extract.pdf.streams import read_stream
from pipeline.extract.pdf.structure import ARTIFACT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from pipeline.extract.pdf.fonts.font import Font, FontCache


# Forms may nest or refer to themselves; real files stay below ten.
_DEEPEST_FORM = 24
# Kerning inside a word stays under so many em; the narrowest blanks are above it.
_SAME_WORD = 0.1
# A newspaper page holds 60,000; a page of millions is made to exhaust the reader.
_MOST_GLYPHS = 1_000_000
_MOST_FORMS = 20_000
# States that are saved and not restored: ISO 32000-1, annex C, lets readers stop at 28.
_MOST_STATES = 100_000
# Letters: the longest Latin words have 60, a line without blanks some hundreds. Each letter of a cluster
# costs by those before it.
_LONGEST_WORD = 1000


class Interpreter:
    """Runs content streams and collects clusters, pictures and drawn rules into `content`.

    With `words` a Latin word or a number is one cluster, unless ActualText stands for a part of it.
    """

    def __init__(
        self,
        base: Matrix,
        fonts: FontCache,
        hidden_layers: frozenset[object] = frozenset(),
        *,
        words: bool = True,
    ) -> None:
        self.content = PageContent()
        self._words = words
        self._word: Glyph | None = None  # the last cluster, if more of a word may follow
        self._word_pen: Pen | None = None  # that drew it
        self._spelled = 0  # open sequences with ActualText
        self._fonts = fonts
        self._hidden_layers = hidden_layers
        self._state = State(ctm=base)
        self._saved: list[State] = []
        self._marks: list[Mark] = []
        self._tlm, self._moved = IDENTITY, 0.0  # the text line matrix, and how far text went from there
        self._pen: Pen | None = None
        self._path = Path()
        self._depth = self._forms = self._shown = 0
        self._resources: Any = {}
        self._page_fonts: dict[str, Font | None] = {}

    def run_page(self, contents: Iterable[Any], resources: Any) -> None:
        """Interpret the content streams of a page, which form one (7.8.2)."""
        self.run(b"\n".join(self._read(stream) for stream in contents), resources)

    def run(self, stream: bytes, resources: Any) -> None:
        """Interpret a stream; operators with unusable operands are skipped, as viewers do.

        Raises LimitError where a page draws more glyphs than any real one.
        """
        outer, outer_fonts, level = self._resources, self._page_fonts, len(self._marks)
        self._resources, self._page_fonts = resources, {}
        table = _OPERATORS
        for name, source in operators(stream):
            if name in table:
                method, read = table[name]
                if name not in _ON_ONE_LINE:
                    self._pen = None
                try:
                    method(self, read(source) if read else [])
                except (IndexError, KeyError, TypeError, ValueError, AttributeError):
                    continue
        while len(self._marks) > level:
            self._end_mark([])
        self._resources, self._page_fonts = outer, outer_fonts

    # graphics state

    def _save(self, _: list[Any]) -> None:
        if len(self._saved) >= _MOST_STATES:
            raise LimitError(f"a page saves more than {_MOST_STATES:,} graphics states")
        self._saved.append(self._state)
        self._state = copy(self._state)

    def _restore(self, _: list[Any]) -> None:
        if self._saved:
            self._state = self._saved.pop()

    def _concat(self, o: list[Any]) -> None:
        self._state.ctm = multiply((o[0], o[1], o[2], o[3], o[4], o[5]), self._state.ctm)

    def _ext_state(self, o: list[Any]) -> None:
        font = self._resources["/ExtGState"][o[0]].get("/Font")
        if font is not None:
            self._state.font, self._state.size = self._fonts.get(font[0]), float(font[1])

    # text state and positioning

    def _begin_text(self, _: list[Any]) -> None:
        self._tlm, self._moved = IDENTITY, 0.0

    def _font(self, o: list[Any]) -> None:
        name = o[0]
        if name not in self._page_fonts:
            fonts = self._resources.get("/Font", {})
            self._page_fonts[name] = self._fonts.get(fonts[name]) if name in fonts else None
        self._state.font, self._state.size = self._page_fonts[name], o[1]

    def _char_space(self, o: list[Any]) -> None:
        self._state.char_space = o[0] + 0.0

    def _word_space(self, o: list[Any]) -> None:
        self._state.word_space = o[0] + 0.0

    def _scale(self, o: list[Any]) -> None:
        self._state.scale = o[0] / 100

    def _leading(self, o: list[Any]) -> None:
        self._state.leading = o[0] + 0.0

    def _rise(self, o: list[Any]) -> None:
        self._state.rise = o[0] + 0.0

    def _render(self, o: list[Any]) -> None:
        self._state.render = int(o[0])

    def _move(self, o: list[Any]) -> None:
        a, b, c, d, e, f = self._tlm
        x, y = o[0], o[1]
        self._tlm, self._moved = (a, b, c, d, x * a + y * c + e, x * b + y * d + f), 0.0
        if (pen := self._pen) is not None:
            if y:
                self._pen = None
            else:
                pen.start = pen.u = pen.start + x * pen.across

    def _move_leading(self, o: list[Any]) -> None:
        self._state.leading = -o[1]
        self._move(o)

    def _matrix(self, o: list[Any]) -> None:
        self._tlm, self._moved = (o[0], o[1], o[2], o[3], o[4], o[5]), 0.0

    def _next_line(self, _: list[Any]) -> None:
        self._move([0.0, -self._state.leading])

    # text showing

    def _show_string(self, o: list[Any]) -> None:
        if type(o[-1]) is bytes:  # an Array is bytes as well
            self._show(o[-1:])

    def _show_next_line(self, o: list[Any]) -> None:
        self._next_line(o)
        self._show_string(o)

    def _show_spaced(self, o: list[Any]) -> None:
        self._state.word_space, self._state.char_space = o[0], o[1]
        self._show_next_line(o)

    def _show(self, items: list[bytes | float]) -> None:
        """Place the glyphs of one operator: 9.4.4 with the origin kept before the advance.

        Those that numbers beyond all bounds would put nowhere are left out and told as damage.
        """
        if (pen := self._pen) is not None:
            pen.run = copy(pen.run)  # each operator has its own: by that non-joiners are told from blanks
        elif (pen := self._put_pen()) is None:
            return
        run, u, clip = pen.run, pen.u, self._state.clip
        if not self._continues_word(pen):
            self._word = None
        first = len(self.content.glyphs)
        end = self._draw(items, pen)
        if not isfinite(end):
            del self.content.glyphs[first:]
            self._word = self._pen = None
            self.content.damaged += 1
            return
        if clip is not None and run.place is None and is_clipped_away(run, u, end, clip):
            hidden = replace(run, place="hidden", rule="clipped")
            for glyph in self.content.glyphs[first:]:
                glyph.run = hidden
        pen.u = end
        self._moved = (end - pen.start) / pen.across

    def _put_pen(self) -> Pen | None:
        """Where the text matrix puts the next glyph; None without a font or with numbers beyond all bounds."""
        state, font = self._state, self._state.font
        if font is None:
            return None
        line = multiply(self._tlm, state.ctm)
        start, v, angle, across, down, slanted = baseline(line, state.rise)
        size = abs(state.size * down) * font.em
        run = Run(font, size, v, angle, font.bold or state.render == 2, font.italic or slanted)
        if self._marks or state.render == 3 or not size:
            place(run, self._marks, unseen=state.render == 3 or not size)
        unit = across * state.scale
        u = start + self._moved * across
        if not isfinite(u + v + size + state.size * unit):
            self.content.damaged += 1
            return None
        pen = Pen(run, start, u, state.size * unit, unit, across)
        if not line[1]:  # else what moves along the line may leave the baseline
            self._pen = pen
        return pen

    def _continues_word(self, pen: Pen) -> bool:
        """Whether the letters that come next belong to the word drawn last."""
        word, run, clip = self._word, pen.run, self._state.clip
        return (
            word is not None
            and abs(pen.u - word.u1) < _SAME_WORD * run.size
            and len(word.text) < _LONGEST_WORD
            and (self._word_pen is pen or run.continues(word.run))
            and not (clip is not None and is_clipped_away(run, pen.u, pen.u, clip))
        )

    def _draw(self, items: list[bytes | float], pen: Pen) -> float:
        """Add the clusters of strings and adjustments; returns where they end along the baseline.

        The letters of a Latin word or a number become one cluster: they need no ordering, and all that follows costs by
        the cluster.
        """
        run, u, em, unit = pen.run, pen.u, pen.em, pen.unit
        font, glyphs, word, shown = run.font, self.content.glyphs, self._word, self._shown
        clusters, decode = font.clusters, font.decode
        char_space, word_space = self._state.char_space * unit, self._state.word_space * unit
        kerning = _SAME_WORD * run.size
        words = self._words and not self._spelled and em > 0 and abs(char_space) < kerning
        for item in items:
            if not isinstance(item, bytes):
                u -= item / 1000 * em
                if word is not None and (abs(u - word.u1) >= kerning or len(word.text) >= _LONGEST_WORD):
                    word = None
                continue
            shown += len(item)
            if shown > 2 * _MOST_GLYPHS:  # two bytes may be one glyph
                raise LimitError(f"a page draws more than {_MOST_GLYPHS:,} glyphs")
            joining = words and len(item) <= _LONGEST_WORD
            for code in decode(item):
                text, width, joins = clusters[code]
                end = u + width * em
                if joins and joining:
                    if word is None:
                        word = Glyph(text, u, end, code, run)
                        glyphs.append(word)
                    else:
                        word.text += text
                        word.u1 = end
                else:
                    word = None
                    glyphs.append(
                        Glyph(text, u, end, code, run) if end >= u else Glyph(text, end, u, code, run)
                    )
                u = end + char_space
                if code == BLANK and font.single_byte:
                    u += word_space
        self._word, self._word_pen, self._shown = word, pen, shown
        return u

    # marked content

    def _begin_mark(self, o: list[Any]) -> None:
        tag = o[0]
        properties = o[1] if len(o) > 1 else {}
        if isinstance(properties, str):
            properties = self._resources.get("/Properties", {}).get(properties, {})
        self._marks.append(self._read_mark(tag, properties))

    def _begin_plain_mark(self, o: list[Any]) -> None:
        self._marks.append(self._new_mark(o[0] if o else ""))

    def _new_mark(self, tag: str) -> Mark:
        """A sequence that is part of what encloses it."""
        outer = self._marks[-1].mcid if self._marks else None
        return Mark(start=len(self.content.glyphs), mcid=ARTIFACT if tag == "/Artifact" else outer)

    def _read_mark(self, tag: str, properties: Mapping[str, Any]) -> Mark:
        mark = self._new_mark(tag)
        actual = properties.get("/ActualText")
        if actual is not None:
            mark.actual = text_string(bytes(actual))
            self._spelled += 1
        if tag == "/Artifact":
            mark.place, mark.rule = artifact_place(properties)
        elif tag == "/OC" and getattr(properties, "objgen", None) in self._hidden_layers:
            mark.place, mark.rule = "hidden", "layer-off"
        mcid = properties.get("/MCID")
        if mcid is not None and not self._depth:  # those of a form are numbered on their own
            mark.mcid = int(mcid)
        return mark

    def _end_mark(self, _: list[Any]) -> None:
        if not self._marks:
            return
        mark = self._marks.pop()
        glyphs = self.content.glyphs
        if mark.actual is None:
            return
        self._spelled -= 1
        if self._spelled or mark.start >= len(glyphs):
            return
        whole = spelled(glyphs[mark.start :], mark.actual)
        self.content.contradicted |= whole.mapped is not None
        glyphs[mark.start :] = [whole]

    # external objects, paths

    def _do(self, o: list[Any]) -> None:
        obj = self._resources["/XObject"][o[0]]
        subtype = str(obj.get("/Subtype"))
        self._marks.append(self._read_mark("/OC", obj.get("/OC", {})))
        if subtype == "/Image":
            self._picture(obj)
        elif subtype == "/Form" and self._depth < _DEEPEST_FORM:
            self._forms += 1
            if self._forms > _MOST_FORMS:
                raise LimitError(f"a page draws more than {_MOST_FORMS:,} forms")
            self._form(obj)
        self._end_mark(o)

    def _picture(self, obj: Any) -> None:
        mcid = self._marks[-1].mcid if self._marks else None
        self.content.pictures.append(Picture(obj, *unit_square(self._state.ctm), mcid))

    def _form(self, obj: Any) -> None:
        self._depth += 1
        self._save([])
        saved, matrix_before = len(self._saved), (self._tlm, self._moved)
        matrix = obj.get("/Matrix")
        if matrix is not None:
            self._concat([float(v) for v in matrix])
        self._state.clip = form_clip(obj.get("/BBox"), self._state.ctm, self._state.clip)
        self.run(self._read(obj), obj.get("/Resources", self._resources))
        del self._saved[saved:]
        self._restore([])
        self._tlm, self._moved = matrix_before
        self._pen = None
        self._depth -= 1

    def _read(self, obj: Any) -> bytes:
        stream = read_stream(obj)
        self.content.damaged += not stream.whole
        return stream.data

    def _move_pen(self, o: list[Any]) -> None:
        self._path.move_to(o[0], o[1])

    def _line_to(self, o: list[Any]) -> None:
        self._path.line_to(o[0], o[1], self._state.ctm)

    def _curve(self, _: list[Any]) -> None:
        self._path.curve()

    def _rectangle(self, o: list[Any]) -> None:
        self._path.rectangle(o[0], o[1], o[2], o[3], self._state.ctm)

    def _clip(self, _: list[Any]) -> None:
        self._path.clip()

    def _stroke(self, o: list[Any]) -> None:
        self._path.stroke(self.content)
        self._end_path(o)

    def _fill(self, o: list[Any]) -> None:
        self._path.fill(self.content)
        self._end_path(o)

    def _end_path(self, _: list[Any]) -> None:
        self._state.clip = self._path.end(self._state.clip)


_OPERATORS: dict[
    bytes, tuple[Callable[[Interpreter, list[Any]], None], Callable[[bytes], list[Any]] | None]
] = {
    b"q": (Interpreter._save, None), b"Q": (Interpreter._restore, None), b"cm": (Interpreter._concat, read_numbers),
    b"gs": (Interpreter._ext_state, read_repeated), b"BT": (Interpreter._begin_text, None),
    b"Tf": (Interpreter._font, read_repeated), b"Tc": (Interpreter._char_space, read_numbers),
    b"Tw": (Interpreter._word_space, read_numbers), b"Tz": (Interpreter._scale, read_numbers),
    b"TL": (Interpreter._leading, read_numbers), b"Ts": (Interpreter._rise, read_numbers),
    b"Tr": (Interpreter._render, read_numbers), b"Td": (Interpreter._move, read_numbers),
    b"TD": (Interpreter._move_leading, read_numbers), b"Tm": (Interpreter._matrix, read_numbers),
    b"T*": (Interpreter._next_line, None), b"TJ": (Interpreter._show, read_array),
    b"Tj": (Interpreter._show_string, read_string), b"'": (Interpreter._show_next_line, read_string),
    b'"': (Interpreter._show_spaced, read_operands), b"BDC": (Interpreter._begin_mark, read_repeated),
    b"BMC": (Interpreter._begin_plain_mark, read_repeated), b"EMC": (Interpreter._end_mark, None),
    b"Do": (Interpreter._do, read_repeated), b"m": (Interpreter._move_pen, read_numbers),
    b"l": (Interpreter._line_to, read_numbers), b"re": (Interpreter._rectangle, read_numbers),
    **dict.fromkeys((b"S", b"s", b"B", b"b", b"B*", b"b*"), (Interpreter._stroke, None)),
    **dict.fromkeys((b"f", b"F", b"f*"), (Interpreter._fill, None)),
    **dict.fromkeys((b"c", b"v", b"y"), (Interpreter._curve, None)),
    **dict.fromkeys((b"W", b"W*"), (Interpreter._clip, None)), b"n": (Interpreter._end_path, None),
}  # fmt: skip

# After these the next glyph still stands on the line, and looks as the last.
_ON_ONE_LINE = frozenset((b"Tj", b"TJ", b"Td", b"Tc", b"Tw"))
