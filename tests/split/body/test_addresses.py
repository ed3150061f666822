"""Addresses broken at the end of a line."""

import pytest

from pipeline.split.body.addresses import inside_address


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("see https://site.example/", "ferry/goats.html for more"),
        ("see https://site.example/a-", "list"),
        ("see https://site.example/plans?", "model=2"),
        ("see https://", "site.example/a"),
        ("https://site.example/ratgeber/baumschn", "itt/altbaeume.html"),
        ("see https://site.example/a", "/b.html"),
        ("نشانی https://site.example/fa/", "goats سر بزنید"),
        ("write to info@stone-", "market.example or call"),
        ("write to m.razavi-", "fonts@lab.example now"),
        ("write to info@", "market.example"),
        ("see stone-", "market.example/fa for more"),
    ],
)
def test_an_address_goes_on_in_the_next_line(before, after):
    assert inside_address(before, after)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("see https://site.example/", "and the list of goats"),
        ("see https://site.example.", "Goats are listed there."),
        ("before you interpret:", "a transcript"),
        ("write to info@market.example", "and wait"),
        ("a long-", "term lease"),
        ("it is by Meier.", "info@market.example"),
        ("he says 5 km/", "h is enough"),
        ("", "goats"),
        ("goats", ""),
    ],
)
def test_other_lines_end_in_no_address(before, after):
    assert not inside_address(before, after)


@pytest.mark.parametrize("word", ["a" * 300_000 + "@" + "." * 9, "@" + "a." * 150_000, "-" * 300_000])
def test_a_word_without_end_is_looked_at_once(word):
    assert not inside_address(f"{word}!", "goats")
