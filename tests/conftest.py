"""What all tests share."""

from pathlib import Path

import pytest
from hypothesis import settings

from tests.places import Place

settings.register_profile("untimed", deadline=None)  # the first example pays for lazy imports
settings.load_profile("untimed")

ROOT = Path(__file__).parent.parent
SAMPLES = ROOT / "samples"


def pytest_addoption(parser):
    parser.addoption("--update", action="store_true", help="rewrite the expected outputs of the samples")
    parser.addoption("--update-floors", action="store_true", help="raise the floors of the quality gate")
    parser.addoption("--allow-regression", action="store_true", help="let --update-floors lower them")
    parser.addoption("--wheel", type=Path, help="the wheel to try; one is built where none is given")


@pytest.fixture(scope="session")
def sample():
    """The input of a sample by its name."""

    def find(name):
        return next((SAMPLES / name).glob("input.*"))

    return find


@pytest.fixture
def place(tmp_path):
    """An empty inbox and its archive."""
    return Place(tmp_path)
