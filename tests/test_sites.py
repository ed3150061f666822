"""Every example of every shipped profile is a test: a rule without an example does not exist."""

import datetime
import json
import tomllib
from pathlib import Path
from typing import get_args

import jsonschema
import pytest

from pipeline.config import GENERIC, LABELS, Example, FieldName, HtmlSelectors, Profile, load_config
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


ROOT = Path(__file__).parent.parent
SCHEMA = json.loads((ROOT / "config" / "profile.schema.json").read_text("utf-8"))


def plain(value):
    """Dates as an editor's JSON Schema sees them."""
    if isinstance(value, dict):
        return {key: plain(entry) for key, entry in value.items()}
    if isinstance(value, list):
        return [plain(entry) for entry in value]
    return value.isoformat() if isinstance(value, datetime.date) else value


@pytest.mark.parametrize(
    "path", sorted((ROOT / "config" / "sites").glob("*.toml")), ids=lambda path: path.stem
)
def test_a_shipped_profile_fits_the_schema_for_editors(path):
    jsonschema.validate(plain(tomllib.loads(path.read_text("utf-8"))), SCHEMA)


def test_the_schema_has_the_keys_that_are_read():
    def keys(table):
        return set(table["properties"])

    def names(kind):
        return set(kind.__struct_fields__)

    properties = SCHEMA["properties"]
    assert keys(SCHEMA) == names(Profile) - {"name"}
    assert keys(properties["html"]) == names(HtmlSelectors)
    assert keys(properties["examples"]["items"]) == names(Example)
    assert keys(properties["labels"]) == set(LABELS)
    assert set(properties["order"]["items"]["enum"]) == set(get_args(FieldName))
