"""The quality gate: on the corpus no producer may fall below its floors.

    pytest tests/test_quality.py --update-floors                      raise the floors to what is measured
    pytest tests/test_quality.py --update-floors --allow-regression   lower them as well; say why in the commit

A floor stands half a point below what was measured when it was set, so that a change which wins much and
loses next to nothing goes through.
"""

import hashlib
import json
from dataclasses import asdict

import pytest

from pipeline import convert, load_config, to_record
from tests.conftest import ROOT
from tests.quality import expected_issues, mean, measure

CORPUS = ROOT / "tests/corpus"
FLOORS = CORPUS / "floors.json"
MARGIN = 0.5
# OCR is one witness of what glyphs are, and a slow one: these are read by the others, as where it is not installed.
WITHOUT_OCR = ("legacy8", "lo_badtounicode", "lo_notounicode", "lo_ps2pdf", "qt_textdoc", "wkhtmltopdf")
CONFIG = load_config().with_ocr("never", 1)
PRODUCERS = sorted(path.name for path in CORPUS.iterdir() if path.is_dir() and path.name != "truth")


def digest():
    """A change of any file of the corpus changes this."""
    total = hashlib.sha256()
    for path in sorted((*CORPUS.glob("*/*.pdf"), *CORPUS.glob("truth/*.json"))):
        total.update(f"{path.relative_to(CORPUS).as_posix()}\0".encode())
        total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def quality_of(producer):
    """Mean shares over the producer's files, in percent."""
    return mean(
        measure(
            json.loads((CORPUS / "truth" / f"{path.stem}.json").read_text("utf-8")),
            to_record(convert(path, config=CONFIG if producer in WITHOUT_OCR else None)),
            expected_issues(producer, path.stem),
        )
        for path in sorted((CORPUS / producer).glob("*.pdf"))
    )


def moved(old, measured, *, lower):
    """The floors that follow from a measurement; a floor only falls where `lower` allows it."""
    return {
        name: value
        if not lower and (value := old.get(name, 0.0)) > share - MARGIN
        else round(max(0.0, share - MARGIN), 1)
        for name, share in measured.items()
    }


@pytest.fixture(scope="module")
def floors(request):
    """Floors by producer; `--update-floors` writes them anew when all tests are through."""
    config = request.config
    known = json.loads(FLOORS.read_text("utf-8")) if FLOORS.exists() else {"corpus": "", "floors": {}}
    yield known
    if config.getoption("--update-floors"):
        known["corpus"] = digest()
        known["floors"] = {name: known["floors"][name] for name in PRODUCERS if name in known["floors"]}
        FLOORS.write_text(json.dumps(known, indent=1) + "\n", "utf-8")


@pytest.mark.parametrize("producer", PRODUCERS)
def test_no_share_of_a_producer_falls_below_its_floor(producer, floors, request):
    measured = asdict(quality_of(producer))
    old = floors["floors"].get(producer, {})
    fallen = {name: (share, old[name]) for name, share in measured.items() if share < old.get(name, 0.0)}
    if request.config.getoption("--update-floors"):
        lower = request.config.getoption("--allow-regression")
        floors["floors"][producer] = moved(old, measured, lower=lower)
        fallen = {} if lower else fallen
    assert not fallen, f"measured, floor: {fallen}"
    assert producer in floors["floors"], "no floors yet: run with --update-floors"


def test_the_floors_were_measured_on_this_corpus(floors, request):
    if not request.config.getoption("--update-floors"):
        assert floors["corpus"] == digest(), "the corpus was changed: run with --update-floors"


def test_every_file_of_the_corpus_has_its_truth():
    assert all((CORPUS / "truth" / f"{path.stem}.json").exists() for path in CORPUS.glob("*/*.pdf"))


@pytest.mark.parametrize(
    ("old", "measured", "lower", "new"),
    [
        ({}, 90.0, False, 89.5),
        ({"letters": 80.0}, 90.0, False, 89.5),
        ({"letters": 90.0}, 90.2, False, 90.0),
        ({"letters": 95.0}, 90.0, False, 95.0),
        ({"letters": 95.0}, 90.0, True, 89.5),
        ({}, 0.2, False, 0.0),
    ],
)
def test_a_floor_follows_what_is_measured_upwards_and_down_only_where_allowed(old, measured, lower, new):
    assert moved(old, {"letters": measured}, lower=lower) == {"letters": new}
