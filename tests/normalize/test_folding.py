import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.normalize import fold, fold_joined, normalize_text
from tests.normalize.cases import LANGUAGES, pairs


@pytest.mark.parametrize(("text", "key"), pairs("fold"))
def test_a_key_is_what_a_reader_would_type(text, key):
    assert fold(text) == key


def test_a_non_joiner_is_a_space_or_nothing():
    assert (fold("کتاب‌ها"), fold_joined("کتاب‌ها")) == ("کتاب ها", "کتابها")


@given(st.text())
def test_a_key_is_its_own_key(text):
    assert fold(fold(text)) == fold(text)
    assert fold_joined(fold_joined(text)) == fold_joined(text)


def test_repairs_do_not_change_what_is_found():
    for paragraphs in LANGUAGES.values():
        for text in paragraphs:
            assert fold(normalize_text(text).text) == fold(text)
