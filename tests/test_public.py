"""What is public, is importable and documented; what is not, is not."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import click
import pytest

import pipeline
from pipeline.cli import cli

DOCS = Path(__file__).parent.parent / "docs"


def run(code):
    return subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.strip()


@pytest.mark.parametrize("name", pipeline.__all__)
def test_every_public_name_can_be_imported_first(name):
    assert run(f"from pipeline import {name}; print({name} is not None)") == "True"


def test_the_public_names_are_all_there_is():
    assert dir(pipeline) == sorted(pipeline.__all__)
    with pytest.raises(AttributeError, match="no attribute 'Profil'"):
        pipeline.Profil  # noqa: B018 - the access is the test


def test_convert_stays_the_function_after_its_module_was_imported():
    assert run("import pipeline.convert, pipeline; print(callable(pipeline.convert))") == "True"


HEAVY = {"bs4", "jsonschema", "lxml", "numpy", "pdfplumber", "pikepdf", "py3langid", "rich", "trafilatura"}


@pytest.mark.parametrize(
    ("args", "needed"), [(["--help"], set()), (["convert", "word-en-border"], {"pikepdf"})]
)
def test_libraries_that_are_slow_to_import_are_loaded_only_where_they_are_used(args, needed, sample):
    args = [str(sample(arg)) if arg.startswith("word") else arg for arg in args]
    code = f"import sys; from pipeline.cli import main; main({args}); print('loaded', *{HEAVY} & set(sys.modules))"
    assert set(run(code).rpartition("loaded")[2].split()) == needed


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
    for path in Path(pipeline.__file__).parent.rglob("*.py"):
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
