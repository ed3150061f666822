"""The data files of these tests."""

import json
from pathlib import Path

CASES = Path(__file__).parent.parent / "cases" / "normalize"


def cases(name):
    return json.loads((CASES / f"{name}.json").read_text("utf-8"))


def pairs(name):
    return [(case["in"], case["out"]) for case in cases(name)]


# Paragraphs of the Universal Declaration of Human Rights, which is free of rights.
LANGUAGES = cases("languages")
