"""Every example of every shipped profile is a test: a rule without an example does not exist."""

import pytest

from pipeline.config import GENERIC, load_config
from pipeline.split import choose_profile
from pipeline.split.examples import check_example, document_of

PROFILES = load_config().profiles
EXAMPLES = [(profile, at) for profile in PROFILES for at in range(len(profile.examples))]


@pytest.mark.parametrize(("profile", "at"), EXAMPLES, ids=lambda value: getattr(value, "name", value))
def test_an_example_gives_what_it_says(profile, at):
    assert check_example(profile.examples[at], profile) == ()


@pytest.mark.parametrize(("profile", "at"), EXAMPLES, ids=lambda value: getattr(value, "name", value))
def test_an_example_is_recognized_as_its_site(profile, at):
    assert choose_profile(document_of(profile.examples[at]), PROFILES).name == profile.name


@pytest.mark.parametrize(
    "profile", [p for p in PROFILES if p.name != GENERIC], ids=lambda profile: profile.name
)
def test_a_site_has_examples(profile):
    assert profile.examples
