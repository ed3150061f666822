import pytest

from pipeline.model import count_letters
from pipeline.normalize import NormalizeSettings
from pipeline.normalize.rules.lossless import ENCODING, LOSSLESS, SPELLING, switched_on
from pipeline.normalize.rules.presentation import table
from tests.normalize.cases import cases

RULES = {rule.name: rule for rule in LOSSLESS}
CASES = [(name, case["in"], case["out"]) for name, found in cases("rules").items() for case in found]


def test_every_rule_has_cases_of_both_kinds():
    for name in RULES:
        found = [case for case in CASES if case[0] == name]
        assert any(before != after for _, before, after in found), name
        assert any(before == after for _, before, after in found), name


@pytest.mark.parametrize(("name", "before", "after"), CASES)
def test_a_rule_writes_what_its_cases_say(name, before, after):
    assert RULES[name](before) == after


@pytest.mark.parametrize(("name", "before", "after"), CASES)
def test_a_rule_finds_nothing_more_in_what_it_wrote(name, before, after):  # noqa: ARG001
    assert RULES[name](after) == after


@pytest.mark.parametrize(
    "rule", [rule for rule in LOSSLESS if rule.keeps_letters], ids=lambda rule: rule.name
)
def test_a_rule_that_keeps_letters_keeps_their_number(rule):
    for _, before, _ in CASES:
        assert count_letters(rule(before)) == count_letters(before)


def test_a_rule_wakes_for_whatever_it_changes():
    # To look as if it were misread is a condition of the rule `encoding`, and no shortcut.
    for rule in [rule for rule in LOSSLESS if rule is not ENCODING]:
        for _, before, _ in CASES:
            if list(rule.find(before)):
                assert rule.wakes(before), (rule.name, before)
                assert rule.signs is None or rule.signs.search(before), (rule.name, before)


def test_each_rule_can_be_switched_off_by_its_name():
    for rule in LOSSLESS:
        off = NormalizeSettings(**{rule.name.replace("-", "_"): False})
        assert rule not in switched_on(LOSSLESS, off)
        assert len(switched_on(LOSSLESS, off)) == len(LOSSLESS) - 1


def test_every_rule_names_its_source():
    assert all(rule.source for rule in LOSSLESS)


def test_letters_are_composed_before_they_are_folded_and_spaces_close():
    names = [rule.name for rule in SPELLING]
    assert names.index("canonical-composition") < names.index("persian-letters")
    assert names[-1] == "spaces"


def test_no_presentation_form_of_a_letter_is_left_or_lost():
    for code, letters in table().items():
        assert letters.strip(), hex(code)
        assert count_letters(letters) == count_letters(chr(code)), hex(code)
        assert not any(ord(char) in table() for char in letters), hex(code)
