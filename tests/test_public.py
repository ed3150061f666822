"""What is public, is importable and documented; what is not, is not."""

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


@pytest.mark.parametrize(
    "module", ["pdfplumber", "bs4", "trafilatura", "rich", "jsonschema", "numpy", "lxml", "pikepdf"]
)
def test_no_heavy_library_is_loaded_for_help_or_for_a_pdf(module, sample):
    code = "import sys; from pipeline.cli import main; main({}); print({!r} in sys.modules)"
    assert run(code.format(["--help"], module)).endswith("False")
    assert run(code.format(["convert", str(sample("word-fa-saffron"))], module)).endswith("False")


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
