"""The same article is found again whatever print or page it comes from, and no other is taken for it."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import convert
from pipeline.duplicates import Fingerprint, find_duplicates, fingerprint, fingerprint_record
from pipeline.emit.record import to_record
from tests.conftest import SAMPLES

WORDS = [
    "خزان",
    "زعفران",
    "هرات",
    "طلای",
    "سرخ",
    "سایه",
    "خشک",
    "سالی",
    "the",
    "ferry",
    "leaves",
    "at",
    "dawn",
    "and",
    "comes",
    "back",
    "whenever",
]


def of_text(text, title="عنوان"):
    return fingerprint_record({"title": title, "body": [{"text": text}]})


def article(number, words=400):
    """A text of its own for each number."""
    chance = random.Random(number)
    return [chance.choice(WORDS) + chance.choice(WORDS) for _ in range(words)]


@pytest.fixture(scope="module")
def samples():
    return {path.parent.name: convert(path) for path in sorted(SAMPLES.glob("*/input.*"))}


def test_of_the_samples_the_two_of_one_article_are_linked_and_no_others(samples):
    links = find_duplicates((name, fingerprint(article)) for name, article in samples.items())
    assert [(link.name, link.of) for link in links] == [("html-modern-mixed-ai", "chromium-mixed-ai")]


def test_a_record_has_the_fingerprint_of_its_article(samples):
    for article in samples.values():
        assert fingerprint_record(to_record(article)) == fingerprint(article)


def test_a_fingerprint_is_the_same_on_every_machine_and_in_every_process():
    values = of_text(" ".join(WORDS)).values
    assert len(values) == 512
    assert values[:8].hex() == "8c1995c04142b149"


@given(st.text(st.sampled_from("خزعكي هرات‌abc"), min_size=1))
def test_spaces_half_spaces_and_keyboards_make_no_difference(text):
    other = text.replace("\u200c", " ").replace("ي", "ی").replace("ك", "ک").upper()
    assert of_text(other) == of_text(text)


def test_a_text_with_changed_words_is_alike_and_linked():
    words = article(1)
    changed = [word if at % 20 else "دیگر" for at, word in enumerate(words)]
    [link] = find_duplicates([("first", of_text(" ".join(words))), ("again", of_text(" ".join(changed)))])
    assert (link.name, link.of) == ("again", "first")
    assert 0.6 < link.similarity < 0.9


def test_the_share_that_is_asked_for_decides():
    prints = [("a", of_text(" ".join(article(1)))), ("b", of_text(" ".join(article(1)[:300])))]
    assert len(find_duplicates(prints, least=0.5)) == 1
    assert find_duplicates(prints, least=0.95) == ()


def test_every_repetition_among_many_articles_is_linked_to_the_first_of_its_kind():
    prints = [
        (f"{number} {issue}", of_text(" ".join(article(number)))) for issue in "abc" for number in range(60)
    ]
    links = find_duplicates(prints)
    assert {(link.name, link.of) for link in links} == {
        (f"{number} {issue}", f"{number} a") for issue in "bc" for number in range(60)
    }
    assert all(link.similarity == 1.0 for link in links)


def test_a_link_goes_to_the_most_similar_of_several():
    words = article(1, 600)
    near = ("near", of_text(" ".join(words[100:])))
    far = ("far", of_text(" ".join(words[:300])))
    [link] = find_duplicates([far, near, ("it", of_text(" ".join(words[90:])))])
    assert link.of == "near"


def test_no_chain_of_small_differences_links_different_texts():
    words = article(1, 1000)
    chain = [(str(start), of_text(" ".join(words[start : start + 400]))) for start in range(0, 601, 50)]
    prints = dict(chain)
    for link in find_duplicates(chain):
        assert prints[link.name].similarity(prints[link.of]) >= 0.5


def test_texts_without_letters_are_not_duplicates():
    empty = of_text("… – ۔", title="Scan")
    assert empty.values == b""
    assert find_duplicates([("a", empty), ("b", empty)]) == ()


def test_fingerprints_of_different_schemes_are_not_compared():
    mine = of_text(" ".join(WORDS))
    other = Fingerprint("another", mine.values)
    assert mine.similarity(other) == 0.0
    assert find_duplicates([("a", mine), ("b", other)]) == ()


def test_a_cell_of_a_table_counts():
    table = {"title": "", "body": [{"text": "زعفران", "rows": [["هرات", "طلای سرخ"]]}]}
    assert fingerprint_record(table) != of_text("زعفران", title="")
