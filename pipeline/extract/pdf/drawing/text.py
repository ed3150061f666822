"""Text objects (ISO 32000-1, 9.4): where the glyphs of strings go, and what they are."""

from __future__ import annotations

from math import isfinite
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from pipeline.errors import LimitError
from pipeline.extract.pdf.content import Glyph, PageContent, Run
from pipeline.extract.pdf.drawing.mirrored import mirrored, set_from_left
from pipeline.extract.pdf.drawing.paths import is_clipped_away
from pipeline.extract.pdf.fonts.font import BLANK
from pipeline.extract.pdf.geometry import IDENTITY, Matrix, baseline, multiply

if TYPE_CHECKING:
    from pipeline.extract.pdf.drawing.marked_content import Marks
    from pipeline.extract.pdf.drawing.state import State

# Kerning inside a word stays under so many em; the narrowest blanks are above it.
_SAME_WORD = 0.1
# A newspaper page holds 60,000; a page of millions is made to exhaust the reader.
_MOST_GLYPHS = 1_000_000
# Letters: the longest Latin words have 60, a line without blanks some hundreds. Each letter of a cluster
# costs by those before it.
_LONGEST_WORD = 1000


class Pen(Struct, eq=False):
    """Where text goes on as long as it only moves along its line: `start` is where the text line began and `u` where the
    next glyph goes, along the baseline in points; `run` is what the glyphs share. `em` and a `unit` of text space, scaled
    as Tz says, are in points; so is `across`, a unit that is not."""

    run: Run
    start: float
    u: float
    em: float
    unit: float
    across: float


class Text:
    """Shows strings, and adds their clusters to `content`.

    With `words` a Latin word or a number is one cluster, unless ActualText stands for a part of it.
    """

    def __init__(self, content: PageContent, marks: Marks, *, words: bool) -> None:
        self._content = content
        self._marks = marks
        self._words = words
        self._word: Glyph | None = None  # the last cluster, if more of a word may follow
        self._word_pen: Pen | None = None  # that drew it
        self._line: Matrix = IDENTITY  # the text line matrix, and how far text went from there
        self._moved = 0.0
        self._pen: Pen | None = None
        self._shown = 0

    def leave_line(self) -> None:
        """What comes next may look otherwise or stand elsewhere."""
        self._pen = None

    def begin(self, line: Matrix = IDENTITY) -> None:
        """Set the text line matrix."""
        self._line, self._moved, self._pen = line, 0.0, None

    def save(self) -> tuple[Matrix, float]:
        """Where text stands, for `restore`: a form begins and leaves its own text objects."""
        return self._line, self._moved

    def restore(self, saved: tuple[Matrix, float]) -> None:
        """Go back to where text stood before a form."""
        self._line, self._moved = saved
        self._pen = None

    def move(self, x: float, y: float) -> None:
        """Begin a new line, so far from the beginning of this one in text space."""
        a, b, c, d, e, f = self._line
        self._line, self._moved = (a, b, c, d, x * a + y * c + e, x * b + y * d + f), 0.0
        if (pen := self._pen) is not None:
            if y:
                self._pen = None
            else:
                pen.start = pen.u = pen.start + x * pen.across

    def show(self, items: list[bytes | float], state: State) -> None:
        """Place the glyphs of one operator: 9.4.4 with the origin kept before the advance.

        Those that numbers beyond all bounds would put nowhere are left out and told as damage.
        """
        if (pen := self._pen) is not None:
            pen.run = replace(pen.run)  # each operator has its own: by that non-joiners are told from blanks
        elif (pen := self._put_pen(state)) is None:
            return
        run, u, clip = pen.run, pen.u, state.clip
        if not self._continues_word(pen, state):
            self._word = None
        first = len(self._content.glyphs)
        end = self._draw(items, pen, state)
        if not isfinite(end):
            del self._content.glyphs[first:]
            self._word = self._pen = None
            self._content.damaged += 1
            return
        if pen.across < 0:
            set_from_left(self._content.glyphs[first:])
        if clip is not None and run.place is None and is_clipped_away(run, min(u, end), max(u, end), clip):
            hidden = replace(run, place="hidden", rule="clipped")
            for glyph in self._content.glyphs[first:]:
                glyph.run = hidden
        pen.u = end
        self._moved = (end - pen.start) / pen.across

    def _put_pen(self, state: State) -> Pen | None:
        """Where the text matrix puts the next glyph; None without a font or with numbers beyond all bounds."""
        font = state.font
        if font is None:
            return None
        line = multiply(self._line, state.ctm)
        turned = mirrored(line) if state.unseen else None
        start, v, axes = baseline(turned or line, state.rise)
        across = -axes.across if turned else axes.across
        size = abs(state.size * axes.down) * font.em
        run = Run(font, size, v, axes.angle, font.bold or state.render == 2, font.italic or axes.slanted)
        if self._marks or state.unseen or not size:
            self._marks.place(run, unseen=state.unseen or not size)
        unit = across * state.scale
        u = start + self._moved * across
        if not isfinite(u + v + size + state.size * unit):
            self._content.damaged += 1
            return None
        pen = Pen(run, start, u, state.size * unit, unit, across)
        if not line[1]:  # else what moves along the line may leave the baseline
            self._pen = pen
        return pen

    def _continues_word(self, pen: Pen, state: State) -> bool:
        """Whether the letters that come next belong to the word drawn last."""
        word, run, clip = self._word, pen.run, state.clip
        return (
            word is not None
            and abs(pen.u - word.u1) < _SAME_WORD * run.size
            and len(word.text) < _LONGEST_WORD
            and (self._word_pen is pen or run.continues(word.run))
            and not (clip is not None and is_clipped_away(run, pen.u, pen.u, clip))
        )

    def _draw(self, items: list[bytes | float], pen: Pen, state: State) -> float:
        """Add the clusters of strings and adjustments; returns where they end along the baseline.

        The letters of a Latin word or a number become one cluster: they need no ordering, and all that follows costs by
        the cluster.
        """
        run, u, em, unit = pen.run, pen.u, pen.em, pen.unit
        font, glyphs, word, shown = run.font, self._content.glyphs, self._word, self._shown
        clusters, decode = font.clusters, font.decode
        char_space, word_space = state.char_space * unit, state.word_space * unit
        kerning = _SAME_WORD * run.size
        words = self._words and not self._marks.spelled and em > 0 and abs(char_space) < kerning
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
