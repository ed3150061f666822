"""Content streams to glyph clusters: the graphics half of ISO 32000-1, 8 and 9, as far as text needs it."""

from __future__ import annotations

from copy import copy
from typing import TYPE_CHECKING, Any

from pipeline.errors import LimitError
from pipeline.extract.pdf.content import PageContent, Picture
from pipeline.extract.pdf.drawing.marked_content import Marks
from pipeline.extract.pdf.drawing.paths import Path, form_clip
from pipeline.extract.pdf.drawing.state import State
from pipeline.extract.pdf.drawing.text import Text
from pipeline.extract.pdf.drawing.tokens import (
    operators,
    read_array,
    read_numbers,
    read_operands,
    read_repeated,
    read_string,
)
from pipeline.extract.pdf.geometry import Matrix, multiply, unit_square
from pipeline.extract.pdf.streams import read_stream

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from pipeline.extract.pdf.fonts.font import Font, FontCache


# Forms may nest or refer to themselves; real files stay below ten.
_DEEPEST_FORM = 24
_MOST_FORMS = 20_000
# States that are saved and not restored: ISO 32000-1, annex C, lets readers stop at 28.
_MOST_STATES = 100_000


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
        self._fonts = fonts
        self._state = State(ctm=base)
        self._saved: list[State] = []
        self._marks = Marks(self.content, hidden_layers)
        self._text = Text(self.content, self._marks, words=words)
        self._path = Path()
        self._depth = self._forms = 0
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
                    self._text.leave_line()
                try:
                    method(self, read(source) if read else [])
                except (IndexError, KeyError, TypeError, ValueError, AttributeError):
                    continue
        while len(self._marks) > level:
            self._marks.end()
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
        self._text.begin()

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
        self._text.move(o[0], o[1])

    def _move_leading(self, o: list[Any]) -> None:
        self._state.leading = -o[1]
        self._move(o)

    def _matrix(self, o: list[Any]) -> None:
        self._text.begin((o[0], o[1], o[2], o[3], o[4], o[5]))

    def _next_line(self, _: list[Any]) -> None:
        self._move([0.0, -self._state.leading])

    # text showing

    def _show_string(self, o: list[Any]) -> None:
        if type(o[-1]) is bytes:  # an Array is bytes as well
            self._text.show(o[-1:], self._state)

    def _show_next_line(self, o: list[Any]) -> None:
        self._next_line(o)
        self._show_string(o)

    def _show_spaced(self, o: list[Any]) -> None:
        self._state.word_space, self._state.char_space = o[0], o[1]
        self._show_next_line(o)

    def _show(self, items: list[bytes | float]) -> None:
        self._text.show(items, self._state)

    # marked content

    def _begin_mark(self, o: list[Any]) -> None:
        tag = o[0]
        properties = o[1] if len(o) > 1 else {}
        if isinstance(properties, str):
            properties = self._resources.get("/Properties", {}).get(properties, {})
        self._marks.begin(tag, properties, numbered=not self._depth)

    def _begin_plain_mark(self, o: list[Any]) -> None:
        self._marks.begin(o[0] if o else "", {}, numbered=False)

    def _end_mark(self, _: list[Any]) -> None:
        self._marks.end()

    # external objects, paths

    def _do(self, o: list[Any]) -> None:
        obj = self._resources["/XObject"][o[0]]
        subtype = str(obj.get("/Subtype"))
        self._marks.begin("/OC", obj.get("/OC", {}), numbered=False)
        if subtype == "/Image":
            self._picture(obj)
        elif subtype == "/Form" and self._depth < _DEEPEST_FORM:
            self._forms += 1
            if self._forms > _MOST_FORMS:
                raise LimitError(f"a page draws more than {_MOST_FORMS:,} forms")
            self._form(obj)
        self._marks.end()

    def _picture(self, obj: Any) -> None:
        self.content.pictures.append(Picture(obj, *unit_square(self._state.ctm), self._marks.mcid))

    def _form(self, obj: Any) -> None:
        self._depth += 1
        self._save([])
        saved, line = len(self._saved), self._text.save()
        matrix = obj.get("/Matrix")
        if matrix is not None:
            self._concat([float(v) for v in matrix])
        self._state.clip = form_clip(obj.get("/BBox"), self._state.ctm, self._state.clip)
        self.run(self._read(obj), obj.get("/Resources", self._resources))
        del self._saved[saved:]
        self._restore([])
        self._text.restore(line)
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


# What runs an operator, and what reads its operands; None for those that take none.
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
