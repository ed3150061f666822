import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.normalize import NormalizeSettings, normalize_text
from tests.normalize.cases import LANGUAGES, pairs

ON = NormalizeSettings(typography=True)
WORDS = str.split(
    "می نمی رود روم کتاب ها های هایش تان خانه ی ء بزرگ تر گفته اند « » \" ' ( ) ، ؛ : . ... … ! ؟ ? , ; % 12 ۱۲ 3.5 1,000 "
    "13.11.2021 12:30 www.a.com abc A4 -- --- بر خواهد گشت پسند خانهها ۀ \u200c می‌رود"
)
SENTENCES = st.builds(
    lambda words, spaces: "".join(map("".join, zip(words, spaces, strict=False))),
    st.lists(st.sampled_from(WORDS), max_size=12, unique=True),
    st.lists(st.sampled_from(["", " "]), min_size=12, max_size=12),
)


@pytest.mark.parametrize(("before", "after"), pairs("typography"))
def test_an_editor_would_write(before, after):
    assert normalize_text(before, "fa", ON).text == after


@pytest.mark.parametrize(("before", "after"), pairs("typography"))
def test_nothing_of_it_happens_unasked(before, after):
    if before != after:
        assert set(normalize_text(before, "fa").repairs) <= {"spaces", "zero-width"}


@given(SENTENCES, st.sampled_from(["keep", "hamza", "yeh"]), st.sampled_from(["keep", "persian", "ascii"]))
def test_an_edited_text_needs_no_editor(text, ezafe, digits):
    settings = NormalizeSettings(typography=True, ezafe=ezafe, digits=digits)
    once = normalize_text(text, "fa", settings).text
    assert normalize_text(once, "fa", settings).text == once


def test_it_is_for_persian_only():
    for language in ("ps", "ar", "ur", "en", "de"):
        for text in LANGUAGES[language]:
            assert normalize_text(text, language, ON) == normalize_text(text, language)


def test_house_styles():
    yeh = NormalizeSettings(typography=True, ezafe="yeh", digits="ascii", half_spaces=False)
    assert normalize_text("خانهٔ ما ۱۲ می رود", "fa", yeh).text == "خانه‌ی ما 12 می رود"
