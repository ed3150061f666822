"""OCR from the command line: what is installed, and what happens where it is not."""

import importlib.metadata
import json

import pytest
from PIL import Image

from tests.extract.ocr.scans import encoded


@pytest.fixture
def without_tesseract(tmp_path):
    """A configuration directory for a machine without Tesseract."""
    (tmp_path / "my").mkdir()
    (tmp_path / "my" / "default.toml").write_text('[ocr]\nprogram = "no-such-program"\n', encoding="utf-8")
    return tmp_path / "my"


@pytest.fixture
def scan(tmp_path):
    path = tmp_path / "scan.png"
    path.write_bytes(encoded(Image.new("L", (600, 800), 255)))
    return path


def test_the_doctor_finds_all_that_the_tests_need(baygan):
    code, out, err = baygan("doctor")
    assert (code, err) == (0, ""), out
    assert "tesseract model fas" in out


def test_the_doctor_says_what_is_missing_and_how_to_install_it(baygan, without_tesseract):
    code, out, _ = baygan("doctor", "--config", without_tesseract)
    assert code == 1
    assert "missing tesseract " in out
    assert "apt install tesseract-ocr" in out.splitlines()[-1]


def test_the_doctor_says_which_extra_brings_a_library(baygan, monkeypatch):
    def version(name):
        if name == "flask":
            raise importlib.metadata.PackageNotFoundError(name)
        return "1"

    monkeypatch.setattr("importlib.metadata.version", version)
    code, out, err = baygan("doctor")
    assert (code, err) == (0, "")
    assert "none    flask                       pip install 'baygan[browse]' brings it" in out


def test_a_scan_that_nothing_can_read_has_its_record_a_sentence_and_exit_code_1(
    baygan, scan, without_tesseract
):
    code, out, err = baygan("convert", scan, "--config", without_tesseract)
    assert code == 1
    assert {"no-text", "ocr-missing"} <= {issue["code"] for issue in json.loads(out)["issues"]}
    assert err.startswith(f"baygan: {scan}: 1 pages need OCR, and Tesseract is not installed: apt install")


def test_a_scan_that_nobody_wants_read_is_no_failure(baygan, scan, without_tesseract):
    code, out, err = baygan("convert", scan, "--ocr", "never", "--config", without_tesseract)
    assert (code, err) == (0, "")
    assert "ocr-missing" not in out


@pytest.mark.parametrize("command", ["convert", "inspect"])
def test_ocr_of_all_pages_without_tesseract_is_refused_before_any_work(
    baygan, scan, without_tesseract, command
):
    code, out, err = baygan(command, scan, "--ocr", "always", "--config", without_tesseract)
    assert (code, out) == (3, "")
    assert "apt install tesseract-ocr" in err
