"""Paths (ISO 32000-1, 8.5): the straight lines that a page draws, and the areas outside which nothing shows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pipeline.extract.pdf.content import Rule
from pipeline.extract.pdf.geometry import shown
from pipeline.model import Box

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pipeline.extract.pdf.content import PageContent, Run
    from pipeline.extract.pdf.geometry import Matrix

# Points: a filled rectangle that is not thicker is a rule, one that is the ground of a cell or a line.
_THICKEST_RULE = 3.0
# In em: how much of a line's height, from the top of its capitals to under its descenders, must show.
_ABOVE, _BELOW, _SHOWS = 0.7, 0.2, 0.1

_Segment = tuple[float, float, float, float]  # from x0, y0 to x1, y1, on the page as shown


class Path:
    """The current path. Curves are not followed: a path with some clips nothing."""

    def __init__(self) -> None:
        self._lines: list[_Segment] = []
        self._areas: list[_Segment] = []
        self._pen = (0.0, 0.0)
        self._curved = self._clips = False

    def move_to(self, x: float, y: float) -> None:
        self._pen = (x, y)

    def line_to(self, x: float, y: float, ctm: Matrix) -> None:
        self._lines.append((*shown(ctm, *self._pen), *shown(ctm, x, y)))
        self._pen = (x, y)

    def curve(self) -> None:
        self._curved = True

    def rectangle(self, x: float, y: float, width: float, height: float, ctm: Matrix) -> None:
        ends = ((x, y), (x + width, y), (x + width, y + height), (x, y + height))
        corners = [shown(ctm, *end) for end in ends]
        (x0, y0), (x1, y1) = corners[0], corners[2]
        edges = self._areas if min(abs(x0 - x1), abs(y0 - y1)) > _THICKEST_RULE else self._lines
        for first, second in zip(corners, corners[1:] + corners[:1], strict=True):
            edges.append((*first, *second))

    def clip(self) -> None:
        """Let the path clip what is drawn after it, once it ends."""
        self._clips = True

    def stroke(self, content: PageContent) -> None:
        content.rules += _straight(self._lines + self._areas)

    def fill(self, content: PageContent) -> None:
        content.shapes += self._curved
        content.rules += _straight(self._lines)
        content.borders += _straight(self._areas)

    def end(self, clip: Box | None) -> Box | None:
        """End the path; what then shows, where `clip` did before."""
        segments = self._lines + self._areas
        if self._clips and segments and not self._curved:
            clip = within(segments, clip)
        self._lines, self._areas = [], []
        self._curved = self._clips = False
        return clip


def within(segments: Iterable[_Segment], clip: Box | None) -> Box:
    """The rectangle around segments, cut to `clip`."""
    x0, y0, x1, y1 = zip(*segments, strict=True)
    left, right, top, bottom = min(*x0, *x1), max(*x0, *x1), min(*y0, *y1), max(*y0, *y1)
    if clip is None:
        return Box(left, top, right, bottom)
    return Box(max(left, clip.x0), max(top, clip.top), min(right, clip.x1), min(bottom, clip.bottom))


def form_clip(box: Any, ctm: Matrix, clip: Box | None) -> Box | None:
    """What shows of a form: nothing outside its box (8.10.2)."""
    try:
        x0, y0, x1, y1 = map(float, box)
    except (TypeError, ValueError):
        return clip
    corners = [shown(ctm, x, y) for x, y in ((x0, y0), (x0, y1), (x1, y1), (x1, y0))]
    return within([(*first, *second) for first, second in zip(corners[:2], corners[2:], strict=True)], clip)


def _straight(path: Iterable[_Segment]) -> list[Rule]:
    """The segments of a path that run along or across the page."""
    return [
        Rule(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
        for x0, y0, x1, y1 in path
        if abs(x0 - x1) < 1 or abs(y0 - y1) < 1
    ]


def is_clipped_away(run: Run, start: float, end: float, clip: Box) -> bool:
    """Whether nothing of an upright run shows that was drawn from `start` to `end`, in points across the page."""
    if run.angle or (clip.x0 <= start <= clip.x1 and clip.top <= run.v <= clip.bottom):
        return False
    margin = _SHOWS * run.size
    beside = max(start, end) < clip.x0 - margin or min(start, end) > clip.x1 + margin
    above = run.v + _BELOW * run.size < clip.top + margin
    below = run.v - _ABOVE * run.size > clip.bottom - margin
    return beside or above or below
