import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pipeline.model import count_letters
from pipeline.normalize import NormalizeSettings, normalize_text
from tests.normalize.cases import LANGUAGES, cases

# Characters that the rules are about, among all others.
TRICKY = (
    "كيىکیپچژگټډړښځۍېةإأاوه ـ\u200c\u200d\u200b\u200e\u202b\u202c\u2067\u2069\u00a0\u00ad\u064b\u0651\u0653\u0654\u0670"
    " \n\t\r.,www.@`﴿﴾ﻳﻲﻼﹱﱞ12۳é«»"
)
TEXTS = st.text(st.one_of(st.sampled_from(TRICKY), st.characters(exclude_categories=["Cs"])))
LANGS = st.sampled_from([None, "fa", "ps", "ar", "en"])
# A wrong decoding is undone by what reads well, which random signs do not: tried apart.
UNDECODED = NormalizeSettings(encoding=False)


@given(TEXTS, LANGS)
def test_a_repaired_text_needs_no_repair(text, lang):
    once = normalize_text(text, lang, UNDECODED)
    assert normalize_text(once.text, lang, UNDECODED).text == once.text


@example("ۍ\rو\xadيژ", None)
@given(st.text(st.sampled_from(TRICKY)), LANGS)
def test_a_decoded_text_needs_no_repair(text, lang):
    once = normalize_text(text, lang)
    assert normalize_text(once.text, lang).text == once.text


@given(TEXTS, LANGS)
def test_a_repaired_text_is_composed(text, lang):
    assert unicodedata.is_normalized("NFC", normalize_text(text, lang, UNDECODED).text)


@given(TEXTS, LANGS)
def test_no_letter_is_lost_but_tatweels(text, lang):
    result = normalize_text(text, lang, UNDECODED)
    tatweels = sum(len(change.before) for change in result.changes if change.rule == "tatweel")
    assert count_letters(result.text) == count_letters(text) - tatweels


@given(TEXTS, LANGS)
def test_what_changed_is_in_the_log_and_nothing_else(text, lang):
    result = normalize_text(text, lang)
    assert (result.text != text) == bool(result.changes)
    assert sum(result.repairs.values()) == len(result.changes)


@pytest.mark.parametrize("case", cases("survive"), ids=lambda case: case["keep"][0])
@pytest.mark.parametrize("told", [True, False], ids=["told", "guessed"])
def test_what_must_survive_survives(case, told):
    result = normalize_text(case["text"], case["lang"] if told else None).text
    assert [kept for kept in case["keep"] if kept not in result] == []


def test_clean_paragraphs_keep_every_letter():
    for language, paragraphs in LANGUAGES.items():
        for paragraph in paragraphs:
            text = normalize_text(paragraph).text
            assert count_letters(text) == count_letters(paragraph), (language, paragraph)


def test_each_line_follows_its_own_language():
    text = "این كتاب است\nدا ښوونځي دي چې موږ كې وو\nهذا كتاب في المدينة التي كانت\nThe book is of the city"
    assert normalize_text(text).text.split("\n") == [
        "این کتاب است",
        "دا ښوونځي دي چې موږ کې وو",
        "هذا كتاب في المدينة التي كانت",
        "The book is of the city",
    ]


def test_a_line_that_says_nothing_follows_the_text():
    assert normalize_text("این کتاب را که از شهر است به او داد\nدر باغي").text.endswith("در باغی")
    assert normalize_text("باغي").text == "باغي"


def test_names_in_a_latin_line_follow_the_text():
    text = "The city of Mazar (مزار شريف) is in the north\nاین شهر را که در شمال است به او نشان داد"
    assert "(مزار شریف)" in normalize_text(text).text


def test_the_log_says_what_where():
    (change,) = normalize_text("یک\nدو كتاب", "fa").changes
    assert change == ("persian-letters", "ك", "ک", 2, 3)


def test_empty_lines_shrink_and_ends_are_trimmed():
    assert normalize_text("\n\n a \n\n\n\n b\n\n").text == "a\n\nb"


def test_a_page_of_line_ends_is_nothing():
    result = normalize_text("\n" * 1000)
    assert (result.text, result.repairs) == ("", {"spaces": 1})


def test_lines_in_visual_order_are_turned_with_their_numbers_and_names():
    read = "در سال ۱۴۰۰ این کتاب (چاپ Oxford Press) را که از او بود به شهر آوردند"
    seen = ")sserP drofxO پاچ( باتک نیا ۰۰۴۱ لاس رد"
    visual = "دندروآ رهش هب دوب وا زا هک ار )Oxford Press پاچ( باتک نیا ۱۴۰۰ لاس رد"
    result = normalize_text(visual)
    assert result.text == read
    assert result.repairs == {"visual-order": 1}
    assert normalize_text(seen).text == seen, "Latin read backward is no visual order"
