"""All that the witnesses say of a shape, added up; then the words decide what is left open.

Scores are natural logs. The lead of the best text over the second, the *margin*, is honest: see docs/decoding.md.
"""

from __future__ import annotations

import math
from collections import defaultdict
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from pipeline.extract.pdf.decoding import referee
from pipeline.extract.pdf.decoding.channel import candidates, log_likelihood
from pipeline.extract.pdf.decoding.search import Search
from pipeline.extract.pdf.decoding.vocabulary import Vocabulary
from pipeline.extract.pdf.decoding.yehs import spelled

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from pipeline.extract.pdf.decoding.clusters import Shape
    from pipeline.extract.pdf.decoding.words import Word
    from pipeline.extract.pdf.fonts.font import Font

    Scores = dict[str, float]

# What a distance of pictures is worth: one unit of score for 0.02. Within 0.015 the font itself is in the library.
_DISTANCE, _SAME_FONT, _SAME_FONT_BONUS, _BEYOND = 0.02, 0.015, 6.0, 2.0
_NEAR, _FAR = (
    0.1,
    0.12,
)  # where the nearest picture is further than this, what is beyond adds so much of itself to that
# Signs that one font draws as another draws the next of them.
_ALIKE, _OTHER_FONT = ("،٬٫,’‘", "–−"), 2.0
_FREQUENCY = 0.2  # of the letters in print
_CANDIDATES = 20
_MOST_READS = 12.0  # readings of a shape; more of them are no surer
_PAIRS = frozenset(
    "()[]{}<>«»‹›"
)  # OCR mistakes one for its counterpart half of the time: only pictures tell
_SETTLED, _SETTLED_DIGIT = 5.0, 8.0  # margins
_ALONE = 12.0  # the margin of a shape that only one text is known for


class Answer(Struct, frozen=True):
    """What a shape was read as, its margin over the second best text, and that text."""

    text: str
    margin: float
    second: str

    @property
    def is_doubtful(self) -> bool:
        """Whether a human should look."""
        return is_doubtful(self.text, self.margin)


def is_doubtful(text: str, margin: float) -> bool:
    """Whether a margin leaves doubt of a text: no word helps to read a digit, so more is asked of one."""
    return margin < (_SETTLED_DIGIT if text.isdigit() else _SETTLED)


def _unit(nearest: float) -> float:
    """The difference of distances that is worth one unit of score: more where no picture is near."""
    return _DISTANCE + _FAR * max(0.0, nearest - _NEAR)


def by_picture(distances: Mapping[str, float]) -> Scores:
    """Scores from the distances to the nearest known picture of each text; none where no picture is known."""
    if not distances:
        return {}
    nearest = min(distances.values())
    unit = _unit(nearest)
    scores = {
        text: (nearest - distance) / unit + _SAME_FONT_BONUS * (distance < _SAME_FONT)
        for text, distance in distances.items()
    }
    for alike in _ALIKE:
        known = [scores[text] for text in alike if text in scores]
        for text in alike if known else "":
            scores[text] = max(scores.get(text, -math.inf), max(known) - _OTHER_FONT)
    return scores


def prior(distances: Mapping[str, float]) -> Scores:
    """Shares by which a shape may be each text, from the distances to known pictures."""
    nearest = min(distances.values())
    unit = _unit(nearest)
    shares = {text: math.exp((nearest - distance) / unit) for text, distance in distances.items()}
    total = sum(shares.values())
    return {text: share / total for text, share in shares.items()}


def add_reads(scores: Scores, reads: Mapping[str, float]) -> Scores:
    """The scores with what OCR read of a shape, each text with how often."""
    total = sum(reads.values())
    if not total:
        return scores
    texts = dict.fromkeys(
        (*scores, *(text for text in candidates(reads) if not scores or text not in _PAIRS))
    )
    unseen = min(scores.values(), default=0.0) - _BEYOND
    weight = min(1.0, math.sqrt(min(total, _MOST_READS)) / total)
    return {
        text: scores.get(text, unseen if scores else 0.0)
        + weight * sum(count * log_likelihood(read, text) for read, count in reads.items())
        for text in texts
    }


def add_frequency(scores: Scores) -> Scores:
    """The same with what the frequency of letters adds; the best few."""
    common = {text: score + _FREQUENCY * referee.frequency(text) for text, score in scores.items()}
    return dict(sorted(common.items(), key=lambda item: (-item[1], item[0]))[:_CANDIDATES])


def solve(scores: Mapping[Shape, Scores], words: Iterable[Word]) -> dict[Shape, Answer]:
    """The text of each shape: by the scores of its witnesses and the words it stands in."""
    known = Vocabulary(words)
    search = Search(scores, known)
    search.run()
    spelling = search.judge.spelling
    answers = {shape: _answer(own, search.texts[shape], spelling) for shape, own in search.scores.items()}
    answers |= dict(_other_digits(answers))
    texts = {shape: own.text for shape, own in answers.items()}
    texts = spelled(texts, dict(search.judge.languages[0]), known.counts)
    return {shape: replace(own, text=texts[shape]) for shape, own in answers.items()}


def _other_digits(answers: Mapping[Shape, Answer]) -> Iterator[tuple[Shape, Answer]]:
    """Digits in doubt that a font draws otherwise: it has one shape for each, so the second best text is the right one if
    nothing else in the font is read so. They stay in doubt."""
    drawn: defaultdict[Font, list[Answer]] = defaultdict(list)
    for shape, answer in answers.items():
        if answer.text.isdecimal():
            drawn[shape.font].append(answer)
    for shape, answer in answers.items():
        if not (answer.is_doubtful and answer.text.isdecimal() and answer.second.isdecimal()):
            continue
        others = [other for other in drawn[shape.font] if other is not answer]
        taken = any(is_same(other.text, answer.text) and other.margin > answer.margin for other in others)
        if taken and not any(is_same(other.text, answer.second) for other in others):
            yield shape, Answer(answer.second, min(-answer.margin, 0.0), answer.text)


def is_same(text: str, other: str) -> bool:
    """Whether two texts are one, or digits of one value: which set a digit is of, the document tells."""
    return text == other or (text.isdecimal() and other.isdecimal() and int(text) == int(other))


def _answer(own: Scores, text: str, spelling: Mapping[int, str]) -> Answer:
    """The text with its margin over the best that is another one as the document spells."""
    spelled = text.translate(spelling)
    others = {other: score for other, score in own.items() if not is_same(other.translate(spelling), spelled)}
    if not others:
        return Answer(spelled, _ALONE, "")
    second = max(others, key=lambda other: others[other])
    return Answer(spelled, own[text] - others[second], second.translate(spelling))
