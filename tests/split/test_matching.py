from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import Levenshtein

from pipeline.split.matching import EDITS_PER_LETTER, near

WORDS = st.lists(st.text("ابپ", min_size=1, max_size=6), min_size=1, max_size=8)


@given(words=WORDS, ends=st.sets(st.integers(0, 48)))
def test_texts_cut_into_other_words_are_near_as_the_edit_distance_has_it(words, ends):
    known, letters = " ".join(words), "".join(words)
    cut = "".join(letter + " " * (at in ends) for at, letter in enumerate(letters)).strip()
    bound = int(len(known) * EDITS_PER_LETTER)
    assert near(known, cut) == (known == cut or (bound > 0 and Levenshtein.distance(known, cut) <= bound))
