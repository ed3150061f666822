"""Visual to logical order. python-bidi, which goes the other way, is the judge.

It leaves brackets as they were typed, so `turned` (what is drawn mirrored) is tested on its own. The cases
were drawn by it once, and each was looked at.
"""

import json

import pytest
from bidi import get_display
from hypothesis import given
from hypothesis import strategies as st

from pipeline.extract.pdf.lines.order import bidi_class, logical_order
from tests.conftest import ROOT

CASES = json.loads((ROOT / "tests/cases/visual_order.json").read_text("utf-8"))


def read(visual, direction):
    """The logical order of what is drawn from left to right."""
    clusters = list(visual)
    order = logical_order(clusters, rtl=direction == "rtl")
    assert sorted(index for index, _ in order) == list(range(len(clusters)))
    return "".join(clusters[index] for index, _ in order)


def draw(logical, direction):
    return get_display(logical, base_dir="R" if direction == "rtl" else "L")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_what_is_drawn_is_read_as_it_was_written(case):
    assert read(case["visual"], case["dir"]) == case["logical"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_the_cases_are_drawn_as_the_standard_says(case):
    assert draw(case["logical"], case["dir"]) == case["visual"]


@pytest.mark.parametrize(
    "logical",
    [
        "طول آن 5 km است",
        "سرعت 10 Mb/s بود",
        "دو تا 20-30 min. بمانید",
        "روز 30 June 2020 آمد",
        "از 3-5 July 2022 در باغ",
        "روز 12 May 2021, 10:30 رفت",
        "سیستم Windows 10 آمد",
        "بخش Week 3 را بخوانید",
        "روز June 30, 2020 آمد",
        "ماه June 2020 آمد",
    ],
)
def test_of_two_orders_that_look_the_same_a_number_stands_before_its_measure_and_behind_a_name(logical):
    assert read(draw(logical, "rtl"), "rtl") == logical


def test_a_number_beside_a_latin_word_is_read_as_it_was_typed_where_the_order_of_drawing_tells():
    drawn = draw("طول km 5 است", "rtl")
    assert drawn == draw("طول 5 km است", "rtl") == "تسا km 5 لوط"
    unit_first = [20, 21, 22, -1, 10, 11, -1, 12, -1, 1, 2, 3]
    number_first = [20, 21, 22, -1, 11, 12, -1, 10, -1, 1, 2, 3]
    from_the_left = list(range(12))
    assert ordered(drawn, unit_first) == "طول km 5 است"
    assert ordered(drawn, number_first) == ordered(drawn, from_the_left) == "طول 5 km است"
    assert ordered(drawn.replace("km", "Ra"), from_the_left) == "طول Ra 5 است"
    assert ordered(drawn.replace("km", "Ra"), number_first) == "طول 5 Ra است"


def test_the_parts_of_a_number_are_read_as_they_were_typed_where_the_order_of_drawing_tells():
    """Word shows the number of a Persian heading "1-0." as it is typed, unlike others, and draws it first."""
    drawn = "فلا .1-0"
    assert ordered(drawn, [7, 8, 9, 6, 5, 2, 3, 4]) == "1-0. الف"
    assert ordered(drawn, list(range(8))) == "0-1. الف"


@pytest.mark.parametrize(
    ("drawn", "ranks", "as_typed", "from_the_left"),
    [
        ("تسا C++ نابز", [12, 13, 14, -1, 7, 8, 9, -1, 2, 3, 4, 5], "زبان C++ است", "زبان ++C است"),
        ("A* مان", [7, 8, 6, 2, 3, 4], "نام A*", "نام *A"),
        ("تسا .dot مان", [12, 13, 14, -1, 7, 8, 9, 10, -1, 2, 3, 4], "نام .dot است", "نام dot. است"),
        (
            "تسا Foo, … مان",
            [15, 16, 17, -1, 7, 8, 9, 10, 11, 12, -1, 2, 3, 4],
            "نام Foo, … است",
            "نام … ,Foo است",
        ),
        (
            "تسا (abc) xyz مان",
            [21, 22, 23, -1, 20, 13, 14, 15, 12, -1, 7, 8, 9, -1, 2, 3, 4],
            "نام xyz )abc( است",
            "نام abc) xyz( است",
        ),
        ("دوب -5 امد", [12, 13, 14, -1, 7, 8, -1, 2, 3, 4], "دما -5 بود", "دما 5- بود"),
        ("و Fooدننام", [12, 7, 8, 9, 10, 2, 3, 4, 5, 6], "مانند Fooو", "مانندFoo و"),
        ("و Foo دننام", [12, 11, 8, 9, 10, 7, 2, 3, 4, 5, 6], "مانند Foo و", "مانند Foo و"),
        ("وFoo دننام", [12, 8, 9, 10, 11, 2, 3, 4, 5, 6], "مانندFoo و", "مانند Fooو"),
        ("تسا ،Foo مان", [12, 13, 14, -1, 10, 7, 8, 9, -1, 2, 3, 4], "نام Foo، است", "نام Foo، است"),
    ],
)
def test_signs_beside_a_latin_word_are_of_its_run_where_they_are_drawn_with_it(
    drawn, ranks, as_typed, from_the_left
):
    assert ordered(drawn, ranks) == as_typed
    assert ordered(drawn, list(range(len(drawn)))) == from_the_left


def test_a_formula_is_drawn_in_an_order_of_its_own():
    drawn = "تسا R = 20 , N =154 رگا"
    out_of_order = [27, 28, 29, -1, 22, -1, 24, -1, 18, 19, -1, 21, -1, 23, -1, 25, 15, 16, 17, -1, 4, 5, 6]
    assert ordered(drawn, out_of_order) == "اگر R = 20 , N =154 است"


def ordered(visual, drawn):
    order = logical_order(list(visual), rtl=True, drawn=drawn)
    return "".join(visual[index] for index, _ in order)


@pytest.mark.parametrize(
    ("visual", "logical"),
    [
        ("تسا +963 21 123-4567 نفلت", "تلفن +963 21 123-4567 است"),
        ("تسا 567-1234 30 49+ نفلت", "تلفن +49 30 1234-567 است"),
        ("تسا 021-88776655 نفلت", "تلفن 021-88776655 است"),
        ("تسا 88776655-021 نفلت", "تلفن 021-88776655 است"),
        ("تسا 978-3-16-148410-0 کباش", "شابک 978-3-16-148410-0 است"),
        ("تسا +18 نس", "سن 18+ است"),
        ("تسا 01-02-2020 خیرات", "تاریخ 2020-02-01 است"),
    ],
)
def test_a_number_that_is_dialled_is_read_from_its_first_group_whichever_way_it_was_drawn(visual, logical):
    assert read(visual, "rtl") == logical


@pytest.mark.parametrize("sign", [*"-/–=&_", "--", "://", ",", "."])
def test_a_latin_run_that_ends_a_broken_line_keeps_its_sign(sign):
    assert read(f"apt{sign} نامرف", "rtl") == f"فرمان apt{sign}"


def test_a_bracket_behind_the_comma_of_a_broken_line_opens_whichever_way_it_is_stored():
    assert read("ZWNJ,( شیپ", "rtl") == "پیش (ZWNJ,"
    assert read("ZWNJ,) شیپ", "rtl") == "پیش )ZWNJ,"


def test_a_latin_run_that_ends_a_broken_line_keeps_its_comma():
    assert read("Berlin, رد", "rtl") == "در Berlin,"


def test_clusters_move_whole():
    order = logical_order(["م", "لا", "س"], rtl=True)
    assert [index for index, _ in order] == [2, 1, 0]


def test_only_what_stands_in_a_right_to_left_run_may_be_drawn_mirrored():
    drawn = list("(abc) «ب» ۱")
    turned = {drawn[index]: flag for index, flag in logical_order(drawn, rtl=True)}
    assert (turned["«"], turned["»"], turned["ب"], turned["a"], turned["۱"]) == (
        True,
        True,
        True,
        False,
        False,
    )


def test_a_bracket_inside_a_latin_run_is_never_turned():
    order = logical_order(list("ب Foo (bar) baz ا"), rtl=True)
    assert [flag for index, flag in order if "ب Foo (bar) baz ا"[index] in "()"] == [False, False]


def test_brackets_around_a_right_to_left_word_in_a_latin_line_are_not_turned():
    order = logical_order(list("a (ب) c"), rtl=False)
    assert [flag for index, flag in order if "a (ب) c"[index] in "()"] == [False, False]


@pytest.mark.parametrize("rtl", [True, False])
def test_no_clusters_have_no_order(rtl):
    assert logical_order([], rtl=rtl) == []


def test_clusters_without_text_keep_their_place():
    assert read_clusters(["ب", "", "ا"]) == ["ا", "", "ب"]
    assert read_clusters(["ب", " ", "a", "", "b"]) == ["a", "", "b", " ", "ب"]


def read_clusters(clusters):
    return [clusters[index] for index, _ in logical_order(clusters, rtl=True)]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("ش", "R"), ("لا", "R"), ("ש", "R"), ("a", "L"), ("ffi", "L"), ("۵", "N"), ("5", "N"), ("٥", "N"), (".", "S"),
        ("-", "S"), (",", "S"), ("/", "S"), (":", "S"), (" ", "W"), ("\u00a0", "W"), ("«", "O"), ("(", "O"), ("؟", "R"),
        ("،", "S"), ("؛", "R"), ("٪", "O"), ("\u200c", "J"), ("\u064e", "J"), ("", "O"), ("\ufef7", "R"), ("\uf0b7", "O"),
    ],
)  # fmt: skip
def test_a_cluster_has_the_class_of_its_first_strong_sign(text, kind):
    assert bidi_class(text) == kind


EASTERN = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")

# Lines of words as they are written: punctuation behind a word, brackets in pairs, blanks between.

persian = st.text("ابپتسشکگمنوهی", min_size=1, max_size=4)
latin = st.text("abcXYZ", min_size=1, max_size=4)
joined = st.builds("{}{}{}".format, latin, st.sampled_from("@.-_'/&"), latin)
digits = st.text("0123456789", min_size=1, max_size=3)
western = st.builds(
    lambda parts, mark: mark.join(parts), st.lists(digits, min_size=1, max_size=3), st.sampled_from("./:,")
)
eastern = western.map(lambda number: number.translate(EASTERN))
number = western | eastern
tail = st.sampled_from(["", "", "", "،", ".", ":", "؟", "!", "؛"])
latin_tail = st.sampled_from(["", "", "", ",", ".", ":", "?", "!", ";"])
around = st.sampled_from([("", ""), ("", ""), ("(", ")"), ("«", "»"), ("[", "]")])


@st.composite
def phrase(draw, words, tails=tail, brackets=around):
    opening, closing = draw(brackets)
    inside = " ".join(draw(st.lists(words, min_size=1, max_size=3)))
    return opening + inside + closing + draw(tails)


def lines(*phrases):
    return st.lists(st.one_of(*phrases), min_size=1, max_size=5).map(" ".join)


bare = st.just(("", ""))
aside = st.builds("{} {} {}".format, persian, phrase(latin | joined) | phrase(number), persian)
measure = st.builds("{} {} {} {}".format, persian, eastern, latin, persian)
of_persian, of_latin, of_numbers = (
    phrase(persian),
    phrase(latin | joined, brackets=bare),
    phrase(western, brackets=bare),
)


@given(lines(of_persian, of_latin, of_numbers, aside, measure))
def test_the_order_read_is_one_that_looks_the_same(logical):
    drawn = draw(logical, "rtl")
    assert draw(read(drawn, "rtl"), "rtl") == drawn


# Where no number stands near a Latin word only one order looks as it does.


@given(lines(of_persian, phrase(number)))
def test_persian_lines_with_numbers_are_read_as_they_were_written(logical):
    assert read(draw(logical, "rtl"), "rtl") == logical


@given(lines(of_persian, of_latin, st.builds("{} {} {}".format, persian, phrase(latin | joined), persian)))
def test_persian_lines_with_latin_words_are_read_as_they_were_written(logical):
    assert read(draw(logical, "rtl"), "rtl") == logical


@given(lines(phrase(latin | joined, latin_tail), phrase(number, latin_tail)))
def test_latin_lines_are_read_as_they_stand(logical):
    assert read(logical, "ltr") == logical


@given(
    lines(phrase(persian, brackets=bare)),
    lines(phrase(latin, latin_tail)),
    lines(phrase(persian, brackets=bare)),
)
def test_latin_lines_with_persian_parts_are_read_as_they_were_written(before, inside, after):
    logical = f"a {before} {inside} {after} z"
    assert read(draw(logical, "ltr"), "ltr") == logical


@pytest.mark.parametrize(
    "logical", ["بانک (ADB) ۷۰ درصد", "بانک (ADB) 70 درصد", "بانک ۷۰ (ADB) درصد", "(ADB) ۷۰ درصد"]
)
def test_a_number_beside_latin_words_in_brackets_stands_on_its_own_side_of_them(logical):
    assert read(draw(logical, "rtl"), "rtl") == logical


def test_persian_digits_between_latin_words_belong_to_their_run():
    assert read(draw("سیستم Windows ۱۰ Pro آمد", "rtl"), "rtl") == "سیستم Windows ۱۰ Pro آمد"


@pytest.mark.parametrize("logical", ["the words کتاب (خوب) mean", "cities [هرات] (کابل) here"])
def test_brackets_in_a_persian_part_of_a_latin_line_stay_with_it(logical):
    assert read(draw(logical, "ltr"), "ltr") == logical


def test_of_two_texts_that_are_drawn_alike_the_more_common_is_read():
    either_way = str.maketrans("()", "||")  # which way round a bracket was stored is settled by a vote later
    one, other = "Herat (هرات) کابل and others", "Herat کابل (هرات) and others"
    assert draw(one, "ltr").translate(either_way) == draw(other, "ltr").translate(either_way)
    assert read(draw(one, "ltr"), "ltr").translate(either_way) == other.translate(either_way)


@given(st.text("ابabc12۱۲ .,،()«»-/\u200c\u064e", max_size=12), st.booleans())
def test_every_cluster_is_read_once(text, rtl):
    read(text, "rtl" if rtl else "ltr")


@pytest.mark.parametrize(
    ("visual", "logical"),
    [
        ("opt/app/run.sh/ رد", "در /opt/app/run.sh"),
        ("logs/error-/. رد", "در ./logs/error-"),
        ("opt// رد", "در /opt/"),
        ("https:// رد", "در https://"),
        ("site.example/fa/ رد", "در site.example/fa/"),
    ],
)
def test_a_path_at_the_end_of_a_line_keeps_the_slash_that_begins_it(visual, logical):
    assert read(visual, "rtl") == logical
