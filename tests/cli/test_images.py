"""`baygan convert --images`: pictures beside the outputs, and links that reach them."""

import json
from pathlib import Path

SAMPLE = Path("samples/word-fa-archives/input.pdf").resolve()


def test_pictures_are_written_and_linked_from_both_outputs(baygan, tmp_path):
    out, pictures = tmp_path / "out", tmp_path / "pictures"
    result = baygan("convert", SAMPLE, "-t", "json", "-t", "md", "-o", out, "--images", pictures)
    assert result.code == 0
    record = json.loads((out / "input.json").read_text("utf-8"))
    (link,) = [block["image"] for block in record["body"] if block["kind"] == "image"]
    assert (out / link).read_bytes().startswith(b"\xff\xd8\xff")
    assert f"![]({link})" in (out / "input.md").read_text("utf-8")


def test_without_the_option_no_file_is_named(baygan, tmp_path):
    result = baygan("convert", SAMPLE)
    assert "image" not in {key for block in json.loads(result.out)["body"] for key in block}
    assert list(tmp_path.iterdir()) == []
