"""Trails: the line that leads from the home page to the article, "Home › World › Asia"."""

from __future__ import annotations

import re

_ARROW = re.compile(r"\s*[›>‹→]\s*|\s+[«»]\s+")
_SEPARATOR = re.compile(rf"{_ARROW.pattern}|\s*\|\s*|\s+[/\\–-]\s+")
HOME = frozenset(
    (
        "خانه",
        "صفحه نخست",
        "صفحهٔ نخست",
        "صفحه اصلی",
        "صفحهٔ اصلی",
        "صفحهٔ اول",
        "کور",
        "کورپاڼه",
        "لومړی مخ",
        "home",
        "startseite",
        "start",
    )
)
"""What a trail of two steps begins with; other lines with one arrow say anything."""
LONGEST_TRAIL = 100
"""Characters of a line that may be a trail."""


def trail_steps(text: str) -> list[str]:
    """The steps of a trail, the home page first."""
    return [step for step in _SEPARATOR.split(text.strip()) if any(map(str.isalpha, step))]


def reads_like_trail(text: str, *, arrows: bool = False) -> bool:
    """Whether a line is short steps between the same sign: with `arrows` only those, else slashes and dashes too.

    Bars part the entries of menus."""
    if len(text) > LONGEST_TRAIL or "|" in text:
        return False
    pattern = _ARROW if arrows else _SEPARATOR
    steps = pattern.split(text.strip())
    if not arrows and any(map(str.isdigit, text)):
        return False  # «شمارهٔ ۸۷ – سال نهم – سرطان ۱۳۹۹» is the issue of a paper
    fewest = 2 if steps[0].strip().lower() in HOME else 3
    return (
        fewest <= len(steps) <= 5
        and all(steps)
        and len({sign.strip() for sign in pattern.findall(text)}) == 1
    )
