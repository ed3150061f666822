import pytest

from pipeline.normalize.damage import damage_issues
from tests.normalize.cases import LANGUAGES


def codes(texts):
    return [issue.code for issue in damage_issues(texts)]


def printed(texts, width=12):
    """The texts as lines of a page."""
    words = [text.split() for text in texts]
    return [" ".join(each[start : start + width]) for each in words for start in range(0, len(each), width)]


PERSIAN = printed(LANGUAGES["fa"] * 3)


@pytest.mark.parametrize("language", LANGUAGES)
def test_clean_text_is_not_blamed(language):
    assert codes(printed(LANGUAGES[language] * 5)) == []
    assert codes(LANGUAGES[language] * 5) == []


def test_spaces_inside_words_are_told():
    broken = [" ".join(word[:1] + " " + word[1:] for word in line.split()) for line in PERSIAN]
    assert codes(broken) == ["words-broken"]


def test_lost_spaces_are_told():
    assert codes([line.replace(" ", "") for line in PERSIAN]) == ["spaces-lost"]


def test_words_in_reverse_order_are_told():
    assert codes([" ".join(reversed(line.split())) for line in PERSIAN]) == ["word-order"]


def test_a_few_words_say_nothing():
    assert codes(["ا ب پ ت ث ج چ", "", "روزنامهآزادافغانستانکابل"]) == []
