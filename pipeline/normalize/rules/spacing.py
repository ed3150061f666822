"""The rule for spaces: one between words, two line ends at most, none at the ends."""

from __future__ import annotations

import re

from pipeline.normalize.edits import substitute
from pipeline.normalize.rules.rule import Rule
from pipeline.normalize.script import HARD_SPACE

SPACE_RUN = rf"[ \t\n{HARD_SPACE}]{{2,}}|[{HARD_SPACE}]|\A[ \n]|[ \n]\Z"


def _loose(text: str) -> bool:
    return (
        "  " in text
        or text[:1] in {" ", "\n"}
        or text[-1:] in {" ", "\n"}
        or any(space in text for space in HARD_SPACE)
        or any(run in text for run in LOOSE_LINES)
        or ("\t" in text and (" \t" in text or "\t " in text))
    )


LOOSE_LINES = (" \n", "\n ", "\n\n\n")


def _write_space(match: re.Match[str]) -> str:
    """One space; or the tabs and at most two line ends of the run; nothing but tabs at either end of the text."""
    breaks = re.sub(f"[ {HARD_SPACE}]+", "", match[0])
    if match.start() == 0 or match.end() == len(match.string):
        return breaks.strip("\n")
    return re.sub("\n{3,}", "\n\n", breaks) or " "


SPACES = Rule(
    name="spaces",
    find=substitute(SPACE_RUN, _write_space),
    wakes=_loose,
    source="UAX #14, Zs; one space between words, tabs and line ends kept",
)
