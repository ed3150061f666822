"""What is public can be imported, and costs only what it needs."""

import inspect
import subprocess
import sys

import pytest

import pipeline


def run(code):
    return subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.strip()


@pytest.mark.parametrize("name", pipeline.__all__)
def test_every_public_name_can_be_imported_first(name):
    assert run(f"from pipeline import {name}; print({name} is not None)") == "True"


@pytest.mark.parametrize("name", ["Article", "Block", "Credit", "Source", "Config", "Profile"])
def test_the_public_classes_tell_their_fields_to_help_and_ides(name):
    assert inspect.signature(getattr(pipeline, name)).parameters or name == "Config"


def test_the_public_names_are_all_there_is():
    assert dir(pipeline) == sorted(pipeline.__all__)
    with pytest.raises(AttributeError, match="no attribute 'Profil'"):
        pipeline.Profil  # noqa: B018 - the access is the test


def test_convert_stays_the_function_after_its_module_was_imported():
    assert run("import pipeline.convert, pipeline; print(callable(pipeline.convert))") == "True"


HEAVY = {
    *(
        "PIL",
        "bs4",
        "charset_normalizer",
        "cryptography",
        "email",
        "ftfy",
        "jsonschema",
        "lxml",
        "numpy",
        "pdfminer",
    ),
    *("pikepdf", "py3langid", "pypdfium2", "rich", "sqlite3", "statistics", "trafilatura"),
    *("concurrent.futures", "pipeline.extract.ocr.tesseract", "pipeline.extract.pdf.decoding"),
}


@pytest.mark.parametrize(
    ("args", "needed"), [(["--help"], set()), (["convert", "word-en-border"], {"pikepdf"})]
)
def test_libraries_that_are_slow_to_import_are_loaded_only_where_they_are_used(args, needed, sample):
    args = [str(sample(arg)) if arg.startswith("word") else arg for arg in args]
    code = f"import sys; from pipeline.cli import main; main({args}); print('loaded', *{HEAVY} & set(sys.modules))"
    assert set(run(code).rpartition("loaded")[2].split()) == needed
