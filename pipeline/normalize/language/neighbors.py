"""Language of lines that stand together: what a line does not say, its neighbors and its document say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.normalize.language.cues import SCRIPTS
from pipeline.normalize.language.identify import UNDETERMINED, evidence, identify, leader

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


def identify_lines(texts: Sequence[str], hints: Sequence[str | None]) -> list[str]:
    """Language of each line of a document.

    A line without cues takes the language of its neighbors in the same script if both agree, else the
    one most of the document's text in this script has. `hints` are what the markup says: they decide
    where the text does not, since templates claim one language for all articles of a site.
    """
    found = [evidence(text) for text in texts]
    scripts = [name for name, _ in found]
    own = [_own(name, scores, hint) for (name, scores), hint in zip(found, hints, strict=True)]
    common = main_languages(texts, own)
    for unknown in sorted({name for name in scripts if name and name not in common}):
        joined = " ".join(text for text, name in zip(texts, scripts, strict=True) if name == unknown)
        common[unknown] = identify(joined)
    above = _nearest(zip(scripts, own, strict=True))
    below = _nearest(reversed(list(zip(scripts, own, strict=True))))[::-1]
    result = []
    for index, (name, scores) in enumerate(found):
        prior = above[index] if above[index] == below[index] else common.get(name or "")
        known = prior if prior != UNDETERMINED else None
        result.append(
            own[index] or leader(scores, known) or max(scores, key=scores.__getitem__, default=UNDETERMINED)
        )
    return result


def _own(name: str | None, scores: dict[str, float], hint: str | None) -> str | None:
    """What a line says of itself, or else its markup, if that is possible in the line's script."""
    if hint and hint not in SCRIPTS:
        return hint  # none of ours: nothing is known against it
    possible = hint if name is None or (hint and SCRIPTS[hint] == name) else None
    return leader(scores, None) or possible


def main_languages(texts: Sequence[str], langs: Sequence[str | None]) -> dict[str, str]:
    """Script -> language of most of the text in it, where one is known."""
    weights: dict[str, int] = {}
    for text, language in zip(texts, langs, strict=True):
        if language in SCRIPTS:
            weights[language] = weights.get(language, 0) + len(text)
    return {SCRIPTS[language]: language for language in sorted(weights, key=weights.__getitem__)}


def _nearest(lines: Iterable[tuple[str | None, str | None]]) -> list[str | None]:
    """For each line the last language seen before it in the same script."""
    seen: dict[str, str] = {}
    nearest: list[str | None] = []
    for name, language in lines:
        nearest.append(seen.get(name) if name else None)
        if name and language and SCRIPTS.get(language) == name:
            seen[name] = language
    return nearest
