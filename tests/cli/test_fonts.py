"""`baygan fonts`: maps of fonts are learned, written where they are found, and listed."""

from base64 import b64decode
from io import BytesIO

import pytest
from lxml import html
from PIL import Image

from tests.extract.pdf.test_reread import broken, without_map


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "some.pdf"
    path.write_bytes(broken("libreoffice-fa-library", without_map))
    return path


def test_a_learned_map_is_written_where_convert_finds_it(baygan, file, tmp_path):
    config = tmp_path / "config"
    code, out, _ = baygan("fonts", "learn", file, "--ocr", "never", "--name", "Old Paper", "--config", config)
    assert code == 0
    assert (config / "fonts" / "old-paper.toml").is_file()
    assert "1 of 1 files had to be learned" in out
    assert "old-paper" in baygan("fonts", "list", "--config", config).out
    assert '"fonts/old-paper"' in baygan("convert", file, "--ocr", "never", "--config", config).out


def test_shapes_in_doubt_are_shown_with_picture_reading_and_runner_up(baygan, file, tmp_path):
    config = tmp_path / "config"
    assert baygan("fonts", "learn", file, "--ocr", "never", "--config", config).code == 0
    page = html.document_fromstring((config / "fonts" / "fonts.html").read_text("utf-8"))
    rows = page.findall(".//tr")[1:]
    doubts = [
        line
        for line in (config / "fonts" / "fonts.toml").read_text("utf-8").splitlines()
        if " = " in line and line.startswith("# ")
    ]
    assert len(rows) == len(doubts) > 0
    for row, line in zip(rows, doubts, strict=True):
        picture, text, second, *_, code = row.findall("td")
        assert line.startswith(f"# {code.text_content().strip()}")
        assert text.text_content().strip()
        assert f'may be "{second.text_content().strip()}"' in line
        image = Image.open(BytesIO(b64decode(picture.find("img").get("src").partition(",")[2])))
        assert image.getextrema()[0] < 64


def test_without_a_directory_the_map_is_printed(baygan, file):
    code, out, err = baygan("fonts", "learn", file, "--ocr", "never")
    assert code == 0
    assert "[shapes]" in out
    assert "in doubt" in err


def test_a_map_is_not_replaced_unasked(baygan, file, tmp_path):
    args = ("fonts", "learn", file, "--ocr", "never", "--config", tmp_path / "config")
    assert baygan(*args).code == 0
    code, _, err = baygan(*args)
    assert code != 0
    assert "--force" in err
    assert baygan(*args, "--force").code == 0


def test_a_file_that_says_what_it_draws_gives_no_map(baygan, sample, tmp_path):
    code, out, _ = baygan("fonts", "learn", sample("word-fa-saffron"), "--config", tmp_path / "config")
    assert code == 0
    assert "0 of 1 files" in out
    assert not (tmp_path / "config" / "fonts").exists()


def test_a_file_that_cannot_be_read_is_told_and_nothing_is_printed_in_its_place(baygan, tmp_path):
    code, out, err = baygan("fonts", "learn", tmp_path / "none.pdf")
    assert (code, out) == (1, "")
    assert "none.pdf: cannot be read: no such file" in err
