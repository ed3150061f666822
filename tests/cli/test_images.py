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


PAGE = """<html lang="en"><body><article><h1>Goats on Board</h1>
<p>The ferry from the island carries forty passengers, two cars and, on market days, as many goats as will stand still.</p>
<img src="page_files/goat%20one.jpg" alt="A goat"><img src="../secret.jpg" alt="x"><img src="https://example.org/far.jpg" alt="y">
<p>Nobody has counted them since the spring, and the captain says that nobody ever will as long as he is at the wheel.</p>
</article></body></html>"""


def test_pictures_beside_a_saved_page_are_copied_and_none_from_elsewhere(baygan, tmp_path):
    page = tmp_path / "in" / "page.html"
    (page.parent / "page_files").mkdir(parents=True)
    (page.parent / "page_files" / "goat one.jpg").write_bytes(b"a goat")
    (tmp_path / "secret.jpg").write_bytes(b"no goat")
    page.write_text(PAGE, "utf-8")
    assert (
        baygan("convert", page, "-o", tmp_path / "out", "--images", tmp_path / "out" / "pictures").code == 0
    )
    record = json.loads((tmp_path / "out" / "page.json").read_text("utf-8"))
    links = [block["image"] for block in record["body"] if "image" in block]
    assert links[0] == "pictures/page-goat one.jpg"
    assert (tmp_path / "out" / links[0]).read_bytes() == b"a goat"
    assert [path.name for path in (tmp_path / "out" / "pictures").iterdir()] == ["page-goat one.jpg"]
