"""The documentation says what is so: commands, options, issues, links and printed output."""

import ast
import json
import re

import click
import pytest

from pipeline.browse.issues import WORDS
from pipeline.cli import cli
from tests.conftest import ROOT, SAMPLES

DOCS = ROOT / "docs"
SAFFRON = SAMPLES / "word-fa-saffron"


def commands():
    context = click.Context(cli)
    return [(name, cli.get_command(context, name)) for name in cli.list_commands(context)]


@pytest.mark.parametrize(
    ("name", "command"), commands(), ids=lambda value: value if isinstance(value, str) else ""
)
def test_every_command_and_option_has_help_and_stands_in_the_guide(name, command):
    guide = "\n".join(path.read_text("utf-8") for path in DOCS.rglob("*.md"))
    assert f"baygan {name}" in guide
    assert command.help
    for option in command.params:
        if isinstance(option, click.Option):
            assert option.help, option.name
            assert option.opts[-1] in guide, option.opts[-1]


def issue_codes():
    """The codes that the program's issues can have, as far as they stand in the code as such."""
    for path in (ROOT / "pipeline").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Issue":
                yield from (
                    word.value.value
                    for word in node.keywords
                    if word.arg == "code" and isinstance(word.value, ast.Constant)
                )


def test_every_issue_is_documented():
    record = (DOCS / "record.md").read_text("utf-8")
    assert not [code for code in sorted(set(issue_codes())) if f"`{code}`" not in record]


def keys(schema):
    """The names of all properties of a JSON Schema, however deep."""
    if isinstance(schema, dict):
        yield from schema.get("properties", {})
        for part in schema.values():
            yield from keys(part)
    elif isinstance(schema, list):
        for part in schema:
            yield from keys(part)


def test_every_field_of_the_record_is_documented():
    schema = json.loads((ROOT / "pipeline/emit/article.schema.json").read_text("utf-8"))
    record = (DOCS / "record.md").read_text("utf-8")
    assert not [name for name in sorted(set(keys(schema))) if not re.search(rf"\b{name}\b", record)]


def test_every_documented_issue_has_words_in_the_browser_and_no_other():
    record = (DOCS / "record.md").read_text("utf-8")
    documented = re.findall(r"^\| `([a-z-]+)` \| •? ?\|", record.partition("## Issues")[2], re.MULTILINE)
    assert documented == sorted(WORDS)


@pytest.mark.parametrize(
    "page",
    sorted([*DOCS.rglob("*.md"), *DOCS.parent.glob("*.md"), *DOCS.parent.glob("samples/*.md")]),
    ids=lambda page: page.name,
)
def test_every_link_between_the_pages_leads_somewhere(page):
    for target in re.findall(r"\]\(([^)]+)\)", page.read_text("utf-8")):
        if "://" not in target:
            path, _, anchor = target.partition("#")
            other = (page.parent / path) if path else page
            assert other.exists(), target
            headings = re.findall(r"^#+ (.+)$", other.read_text("utf-8"), re.MULTILINE) if anchor else []
            assert not anchor or anchor in {heading.lower().replace(" ", "-") for heading in headings}, target


def printed(start):
    """The output that the README shows below a command."""
    readme = (ROOT / "README.md").read_text("utf-8")
    return re.search(rf"^\$ {re.escape(start)}[^\n]*\n(.*?)^```", readme, re.MULTILINE | re.DOTALL)[1]


def test_the_markdown_in_the_readme_is_the_beginning_of_what_comes_out():
    shown = (
        printed("baygan convert samples/word-fa-saffron/input.pdf -t md").rstrip().removesuffix("…").rstrip()
    )
    assert (SAFFRON / "expected.md").read_text("utf-8").startswith(shown)


def test_the_json_in_the_readme_is_what_comes_out():
    record = json.loads((SAFFRON / "expected.json").read_text("utf-8"))
    shown = [
        json.loads(line)
        for line in printed("baygan convert samples/word-fa-saffron/input.pdf | jq").splitlines()
    ]
    assert shown == [record["boilerplate"][2], record["evidence"]["date"], record["accounting"]]
