"""`baygan duplicates`: files that are one article, whatever they are."""

import json

WORDS = "The ferry leaves at dawn and comes back when the captain has sold his tea to the passengers. " * 8


def page(path, shell="<html><body><article><h1>Tea Without Sugar</h1>{}</article></body></html>"):
    path.write_text(shell.format(f"<p>{WORDS}</p>"), encoding="utf-8")
    return path


def test_a_pdf_its_record_and_nothing_else_are_one(baygan, sample, tmp_path):
    record = tmp_path / "record.json"
    record.write_text(baygan("convert", sample("word-fa-saffron")).out, "utf-8")
    other = page(tmp_path / "tea.html")
    code, out, err = baygan("duplicates", sample("word-fa-saffron"), other, record)
    assert (code, err) == (0, "")
    assert out.splitlines() == [str(sample("word-fa-saffron")), f"  100% {record}"]


def test_groups_can_be_had_as_json(baygan, tmp_path):
    first = page(tmp_path / "a.html")
    second = page(tmp_path / "b.html", "<html><body><div><h1>Tea Without Sugar</h1>{}</div></body></html>")
    assert json.loads(baygan("duplicates", "--json", first, second, first).out) == [
        {"file": str(first), "duplicates": [{"file": str(second), "similarity": 1.0}]}
    ]
    assert json.loads(baygan("duplicates", "--json", first).out) == []


def test_a_file_that_cannot_be_read_is_named_and_costs_only_itself(baygan, tmp_path):
    (tmp_path / "list.json").write_text("[]")
    (tmp_path / "broken.json").write_text("{")
    (tmp_path / "text.pdf").write_text("no PDF")
    files = [page(tmp_path / "a.html"), page(tmp_path / "b.html"), tmp_path / "none.json"]
    files += [tmp_path / name for name in ("list.json", "broken.json", "text.pdf")]
    code, out, err = baygan("duplicates", *files)
    assert code == 1
    assert len(out.splitlines()) == 2
    for file in files[2:]:
        assert str(file) in err
