"""What OCR read, shared out among the shapes it looked at."""

from pipeline.extract.pdf.decoding.align import Pair, Seen, align, pairs
from tests.extract.pdf.decoding.build import shapes, word

WORDS = (
    "باران",
    "بازار",
    "آزادی",
    "ایران",
    "زبان",
    "برادر",
    "دریا",
    "بیدار",
    "نادر",
    "زمین",
    "مادر",
    "میدان",
)


def test_a_shape_is_what_stands_in_all_the_words_that_it_stands_in():
    known = shapes("".join(WORDS))
    read = align([Pair(tuple(known[c] for c in text), text, 1.0) for text in WORDS], {})
    assert {name: max(read[shape], key=read[shape].get) for name, shape in known.items()} == {
        name: name for name in known
    }


def test_one_wrong_reading_is_outvoted():
    known = shapes("".join(WORDS))
    read = align(
        [
            Pair(tuple(known[c] for c in text), text.replace("ز", "ر") if text == "زبان" else text, 1.0)
            for text in WORDS
        ],
        {},
    )
    own = read[known["ز"]]
    assert own["ز"] > own["ر"] > 0


def test_one_shape_may_be_two_letters():
    known = shapes("سمﻻکدب")
    texts = ("سﻻم", "کﻻس", "بﻻ", "دﻻک", "سم", "کم", "دم", "بد", "سد", "کد")
    read = align([Pair(tuple(known[c] for c in text), text.replace("ﻻ", "لا"), 1.0) for text in texts], {})
    own = read[known["ﻻ"]]
    assert max(own, key=own.get) == "لا"


def test_words_in_one_place_are_a_pair_with_the_shapes_in_logical_order():
    known = shapes("ابر")
    drawn = word("ربا", known)  # from left to right
    (pair,) = pairs([drawn], [Seen("ابر", (0, 1, 14, 9), 90.0), Seen("دیگر", (100, 1, 120, 9), 90.0)])
    assert [shape.digest for shape in pair.shapes] == ["ا", "ب", "ر"]
    assert pair.text == "ابر"


def test_a_doubtful_reading_weighs_less():
    known = shapes("ab")
    sure, unsure = (next(pairs([word("ab", known)], [Seen("ab", (0, 0, 10, 10), c)])) for c in (95.0, 40.0))
    assert unsure.weight < 0.1 < sure.weight


def test_a_bracket_in_a_right_to_left_word_is_paired_as_it_is_drawn():
    known = shapes("«ما")
    (pair,) = pairs([word("ام»".replace("»", "«"), known)], [Seen("«ما", (0, 0, 15, 10), 90.0)])
    assert pair.text == "»ما"


def test_right_to_left_words_with_digits_are_left_out_since_their_order_is_not_known():
    assert not list(pairs([word("1ab", shapes("1ab"))], [Seen("سال۱", (0, 0, 15, 10), 90.0)]))
