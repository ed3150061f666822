"""Maps of fonts: learned of one file, read by a human, used for the next."""

import tomllib

import pytest

from pipeline.config import Config, FontMap, OcrSettings
from pipeline.extract.pdf import extract
from pipeline.extract.pdf.decoding.export import Pool
from tests.extract.pdf.build import source
from tests.extract.pdf.test_reread import broken, text, without_map


@pytest.fixture(scope="module")
def data():
    return broken("libreoffice-fa-library", without_map)


@pytest.fixture(scope="module")
def pool(data):
    pool = Pool()
    config = Config(ocr=OcrSettings(mode="never"))
    extract(data, source("some.pdf"), config, lambda decoding: pool.add("some.pdf", decoding))
    return pool


def read(data, shapes):
    config = Config(ocr=OcrSettings(mode="never"), fonts=(FontMap(name="mine", shapes=shapes),))
    return extract(data, source("some.pdf"), config)


def test_a_map_has_each_shape_with_its_letters_and_those_in_doubt_as_comments(pool):
    made = tomllib.loads(pool.to_toml())
    assert len(made["shapes"]) == pool.shapes - pool.doubtful
    assert "ک" in "".join(made["shapes"].values())
    assert pool.to_toml().count("\n# ") == pool.doubtful + 1


def test_what_a_map_says_counts_more_than_all_other_witnesses(data, pool):
    shapes = tomllib.loads(pool.to_toml())["shapes"]
    kaf = [digest for digest, letter in shapes.items() if letter == "ک"]
    document = read(data, dict.fromkeys(kaf, "ڭ"))
    assert "ڭتاب" in text(document)
    assert "کتاب" not in text(document)
    assert document.decoded.witnesses[0] == "fonts/mine"


def test_a_map_that_knows_nearly_all_leaves_no_doubt(data, pool):
    shapes = {**tomllib.loads(pool.to_toml().replace("\n# ", "\n").split("\n", 2)[2])["shapes"]}
    codes = [issue.code for issue in read(data, shapes).issues]
    assert "decoded-text" in codes
    assert "doubtful-letter" not in codes


def test_a_map_of_other_shapes_is_not_named(data):
    assert "fonts/mine" not in read(data, {"0" * 20: "ب"}).decoded.witnesses


def test_the_margins_of_several_files_add_up(data, pool):
    again, learned = Pool(), []
    extract(data, source("some.pdf"), Config(ocr=OcrSettings(mode="never")), learned.append)
    for number in range(8):
        again.add(f"{number}.pdf", learned[0])
    assert (again.files, again.shapes) == (8, pool.shapes)
    assert again.doubtful < pool.doubtful
