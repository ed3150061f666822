"""All that the witnesses say of a shape, added up; then the words decide what is left open.

Scores are natural logs. The lead of the best text over the second, the *margin*, is honest: see docs/decoding.md.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from pipeline.extract.pdf.decoding import referee
from pipeline.extract.pdf.decoding.channel import candidates, log_likelihood

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from pipeline.extract.pdf.decoding.clusters import Shape
    from pipeline.extract.pdf.decoding.words import Word

    Scores = dict[str, float]

# What a distance of pictures is worth: one unit of score for 0.02. Within 0.015 the font itself is in the library.
_DISTANCE, _SAME_FONT, _SAME_FONT_BONUS, _BEYOND = 0.02, 0.015, 6.0, 0.08
_FAR = 0.1  # of the distance of the nearest picture, where that is more than the above
# Signs that one font draws as another draws the next of them.
_ALIKE, _OTHER_FONT = ("،٬٫,",), 2.0
_FREQUENCY = 0.2  # of the letters in print
# The referee: what it weighs, how far below the best it looks, how often it goes through all shapes, and how many words
# of a shape it reads.
_WEIGHT, _LOOK, _SWEEPS, _WORDS = 0.35, 9.0, 4, 40
_CANDIDATES = 8
_MOST_READS = 12.0  # readings of a shape; more of them are no surer
_PAIRS = frozenset(
    "()[]{}<>«»‹›"
)  # OCR mistakes one for its counterpart half of the time: only pictures tell
_SETTLED, _SETTLED_DIGIT = 5.0, 8.0  # margins
_UNKNOWN = "\ufffd"
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
    return max(_DISTANCE, _FAR * nearest)


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
    unseen = min(scores.values(), default=0.0) - _BEYOND / _DISTANCE
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


class _Words:
    """The distinct words of a document with their counts, and those of each shape."""

    def __init__(self, words: Iterable[Word]) -> None:
        self.counts: Counter[tuple[Shape | str, ...]] = Counter(
            tuple(cluster.shape or cluster.glyph.text for cluster in word.clusters) for word in words
        )
        self.of: defaultdict[Shape, list[tuple[Shape | str, ...]]] = defaultdict(list)
        for word, _ in self.counts.most_common():
            for shape in dict.fromkeys(part for part in word if not isinstance(part, str)):
                if len(self.of[shape]) < _WORDS:
                    self.of[shape].append(word)

    def score(self, shape: Shape, texts: Mapping[Shape, str], judge: referee.Referee) -> float:
        """What the words of a shape are worth as they read now."""
        return sum(
            math.sqrt(min(self.counts[word], 3)) * judge.score(_read(word, texts)) for word in self.of[shape]
        )

    def read(self, texts: Mapping[Shape, str]) -> Counter[str]:
        """The words as they read now, with how often they stand there."""
        found: Counter[str] = Counter()
        for word, count in self.counts.items():
            found[_read(word, texts).strip(referee.ENDS)] += count
        return found


def _read(word: Iterable[Shape | str], texts: Mapping[Shape, str]) -> str:
    return referee.logical([part if isinstance(part, str) else texts.get(part, _UNKNOWN) for part in word])


def solve(scores: Mapping[Shape, Scores], words: Iterable[Word]) -> dict[Shape, Answer]:
    """The text of each shape: by the scores of its witnesses and the words it stands in."""
    known = _Words(words)
    texts = {shape: max(own, key=lambda text: own[text]) for shape, own in scores.items()}
    open_ = {
        shape: [text for text in own if own[text] > own[texts[shape]] - _LOOK]
        for shape, own in scores.items()
    }
    order = sorted((s for s in open_ if len(open_[s]) > 1 and s in known.of), key=lambda s: -s.count)
    for _ in range(_SWEEPS):
        judge = referee.Referee.of(known.read(texts))
        changed = [
            shape for shape in order if _settle(shape, open_[shape], scores[shape], texts, known, judge)
        ]
        if not changed:
            break
    spelling = referee.Referee.of(known.read(texts)).spelling
    answers = {shape: _answer(own, texts[shape]) for shape, own in scores.items()}
    return {shape: replace(answer, text=answer.text.translate(spelling)) for shape, answer in answers.items()}


def _settle(
    shape: Shape,
    readings: Sequence[str],
    own: Scores,
    texts: dict[Shape, str],
    words: _Words,
    judge: referee.Referee,
) -> bool:
    """Give a shape the reading that is best for its words as well; whether that is another one."""
    before, totals = texts[shape], {}
    for text in readings:
        texts[shape] = text
        totals[text] = own[text] + _WEIGHT * words.score(shape, texts, judge)
    texts[shape] = max(totals, key=lambda text: totals[text])
    return texts[shape] != before


def is_same(text: str, other: str) -> bool:
    """Whether two texts are one, or digits of one value: which set a digit is of, the document tells."""
    return text == other or (text.isdecimal() and other.isdecimal() and int(text) == int(other))


def _answer(own: Scores, text: str) -> Answer:
    others = {other: score for other, score in own.items() if not is_same(other, text)}
    if not others:
        return Answer(text, _ALONE, "")
    second = max(others, key=lambda other: others[other])
    return Answer(text, own[text] - others[second], second)
