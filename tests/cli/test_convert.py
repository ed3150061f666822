"""`baygan convert`: where the outputs go, and what happens to input that is none."""

import io
import json
import os
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pypdf
import pytest

from pipeline.cli import main

SAFFRON = "word-fa-saffron"
KITES = "html-divsoup-en-kites"


@pytest.fixture
def pdf(sample):
    return sample(SAFFRON)


@pytest.fixture
def html(sample):
    return sample(KITES)


def written(directory):
    return sorted(path.name for path in directory.iterdir())


def test_one_file_is_printed_as_json(baygan, pdf):
    code, out, err = baygan("convert", pdf)
    assert (code, err) == (0, "")
    assert json.loads(out)["source"]["file"] == "input.pdf"


def test_one_file_is_printed_as_markdown(baygan, html):
    code, out, _ = baygan("convert", html, "-t", "md")
    assert code == 0
    assert out.startswith("---\ntitle: ")


def test_standard_input_is_read_for_a_dash(baygan, pdf, monkeypatch):
    stdin = io.TextIOWrapper(io.BytesIO(pdf.read_bytes()))
    monkeypatch.setattr(sys, "stdin", stdin)
    code, out, _ = baygan("convert", "-")
    assert code == 0
    assert json.loads(out)["source"]["file"] == "stdin"


@pytest.mark.parametrize("name", ["a.json", "a.md"])
def test_one_file_goes_to_a_file_whose_name_tells_the_format(baygan, pdf, tmp_path, name):
    target = tmp_path / "new" / name
    printed = baygan("convert", pdf, "-t", target.suffix[1:]).out
    assert baygan("convert", pdf, "-o", target) == (0, "", "")
    assert written(target.parent) == [name]
    assert target.read_text("utf-8") == printed


def test_a_directory_may_be_named_like_a_file(baygan, pdf, tmp_path):
    (tmp_path / "old.json").mkdir()
    assert baygan("convert", pdf, "-t", "md", "-o", tmp_path / "old.json").code == 0
    assert written(tmp_path / "old.json") == ["input.md"]


def test_pictures_are_linked_from_the_output_file(baygan, pdf, tmp_path):
    code, _, _ = baygan("convert", pdf, "-o", tmp_path / "saffron.md", "--images", tmp_path / "pictures")
    assert code == 0
    assert "](pictures/saffron-1-1.jpg)" in (tmp_path / "saffron.md").read_text("utf-8")


def test_several_files_in_two_formats_go_to_a_directory_that_is_made(baygan, pdf, html, tmp_path):
    code, out, err = baygan("convert", pdf, html, "-t", "json", "-t", "md", "-o", tmp_path / "a" / "b")
    assert (code, out, err) == (0, "", "")
    assert written(tmp_path / "a" / "b") == [
        "input.html.json",
        "input.html.md",
        "input.pdf.json",
        "input.pdf.md",
    ]


def test_two_inputs_of_one_name_do_not_overwrite_each_other(baygan, pdf, tmp_path):
    for year in ("2011", "2012"):
        (tmp_path / year).mkdir()
        (tmp_path / year / "a.pdf").write_bytes(pdf.read_bytes())
    assert (
        baygan(
            "convert", tmp_path / "2011" / "a.pdf", tmp_path / "2012" / "a.pdf", "-o", tmp_path / "out"
        ).code
        == 0
    )
    assert written(tmp_path / "out") == ["2011-a.json", "2012-a.json"]


def test_the_number_of_processes_changes_no_byte(baygan, sample, tmp_path):
    files = [sample(name) for name in (SAFFRON, KITES, "word-ps-school")]
    for jobs in (1, 2):
        assert baygan("convert", *files, "-j", jobs, "-o", tmp_path / str(jobs)).code == 0
    one, two = (
        {path.name: path.read_bytes() for path in (tmp_path / str(jobs)).iterdir()} for jobs in (1, 2)
    )
    assert one == two


def test_a_named_site_is_used_instead_of_the_recognized_one(baygan, pdf):
    record = json.loads(baygan("convert", pdf, "--site", "generic").out)
    assert "site" not in record
    assert record["conversion"].get("profile", "generic") == "generic"


def test_an_existing_output_is_replaced(baygan, pdf, tmp_path):
    (tmp_path / "input.json").write_text("old")
    assert baygan("convert", pdf, "-o", tmp_path).code == 0
    assert json.loads((tmp_path / "input.json").read_text("utf-8"))
    assert written(tmp_path) == ["input.json"]


@pytest.mark.parametrize(
    ("args", "sentence"),
    [
        (["a.pdf", "b.pdf"], "add -o DIR"),
        (["a.pdf", "-t", "json", "-t", "md"], "add -o DIR"),
        (["a.pdf", "b.pdf", "-o", "out.json"], "several inputs need a directory"),
        (["a.pdf", "-t", "json", "-o", "out.md"], "leave out -t"),
        (["a.pdf", "-t", "json", "-t", "md", "-o", "out.md"], "leave out -t"),
        (["-", "-", "-o", "out"], "read only once"),
        (["a.pdf", "-t", "xml"], "'xml' is not one of"),
        ([], "Missing argument"),
    ],
)
def test_wrong_usage_is_explained(baygan, args, sentence):
    code, out, err = baygan("convert", *args)
    assert (code, out) == (2, "")
    assert sentence in err


def test_an_output_never_overwrites_an_input(baygan, html, tmp_path):
    page = tmp_path / "page.md"
    page.write_bytes(html.read_bytes())
    code, _, err = baygan("convert", page, "-t", "md", "-o", tmp_path)
    assert code == 2
    assert "would overwrite an input" in err
    assert baygan("convert", page, "-o", page).code == 2
    assert page.read_bytes() == html.read_bytes()


def encrypted(pdf):
    writer = pypdf.PdfWriter(io.BytesIO(pdf))
    writer.encrypt("secret", algorithm="AES-256")
    return saved(writer)


def saved(writer):
    writer.write(stream := io.BytesIO())
    return stream.getvalue()


BAD = {
    "empty file": (lambda _: b"", "empty"),
    "blank file": (lambda _: b" \n" * 100, "empty"),
    "page without text, named pdf": (lambda _: b"<html><body></body></html>", ""),
    "encrypted": (encrypted, "password"),
    "truncated": (lambda pdf: pdf[:3000], "damaged"),
    "only the mark of a PDF": (lambda _: b"%PDF-1.7", ""),
    "no pages": (lambda _: saved(pypdf.PdfWriter()), "no pages"),
    "picture": (lambda _: b"\x89PNG\r\n\x1a\n" + bytes(100), "picture"),
    "zip archive": (lambda _: b"PK\x03\x04" + bytes(100), "Office"),
}


@pytest.mark.parametrize("name", BAD)
def test_bytes_that_give_no_document_are_one_sentence_and_exit_code_7(baygan, pdf, tmp_path, name):
    make, word = BAD[name]
    path = tmp_path / "bad.pdf"
    path.write_bytes(make(pdf.read_bytes()))
    assert_one_sentence(baygan("convert", path), path, 7, word)


PLACES = {
    "directory": (lambda path: path.mkdir(), "directory"),
    "missing": (lambda _: None, "no such file"),
    "pipe": (os.mkfifo, "not a regular file"),
    "loop of links": (lambda path: path.symlink_to(path), "symbolic links"),
}


@pytest.mark.parametrize("name", PLACES)
def test_a_place_without_a_file_is_one_sentence_and_exit_code_4(baygan, tmp_path, name):
    make, word = PLACES[name]
    path = tmp_path / "bad.pdf"
    make(path)
    assert_one_sentence(baygan("convert", path), path, 4, word)


def assert_one_sentence(result, path, code, word):
    assert (result.code, result.out) == (code, ""), result.err
    assert result.err.count("\n") == 1
    assert result.err.startswith(f"baygan: {path}")
    assert result.err.count("bad.pdf") == 1
    assert word in result.err


LOGGING = """
import logging, sys
from pipeline.cli import main
read = sys.modules["pipeline.convert"].read_file
def log_and_read(path):
    logging.getLogger("library").warning("odd file")
    return read(path)
sys.modules["pipeline.convert"].read_file = log_and_read
sys.exit(main(["convert", sys.argv[1]]))
"""


def test_what_libraries_log_is_not_shown(pdf):
    # In a process of its own: pytest has a handler for all that is logged in this one.
    done = subprocess.run([sys.executable, "-c", LOGGING, pdf], capture_output=True)
    assert (done.returncode, done.stderr) == (0, b"")


def test_one_bad_file_costs_one_file(baygan, pdf, html, tmp_path):
    bad = tmp_path / "bad.pdf"
    bad.write_bytes(b"%PDF-1.7 no more")
    code, _, err = baygan("convert", pdf, bad, html, "-o", tmp_path / "out", "-j", "2")
    assert code == 1
    assert err.count("\n") == 1
    assert written(tmp_path / "out") == ["input.html.json", "input.pdf.json"]


def test_an_output_directory_that_cannot_be_made_is_explained(baygan, pdf, tmp_path):
    (tmp_path / "file").write_text("x")
    code, out, err = baygan("convert", pdf, "-o", tmp_path / "file")
    assert (code, out) == (5, "")
    assert "a file of this name is in the way" in err


def test_an_output_that_cannot_be_written_is_explained_and_leaves_no_rest(baygan, pdf, tmp_path):
    (tmp_path / "input.json").mkdir()
    code, _, err = baygan("convert", pdf, "-o", tmp_path)
    assert code == 5
    assert "input.json: cannot be written" in err
    assert written(tmp_path) == ["input.json"]


def test_a_wrong_setting_is_explained(baygan, pdf, tmp_path):
    (tmp_path / "default.toml").write_text("[normalise]\n")
    code, _, err = baygan("convert", pdf, "--config", tmp_path)
    assert code == 3
    assert "did you mean 'normalize'?" in err


def test_a_site_that_is_not_there_is_explained(baygan, pdf):
    code, _, err = baygan("convert", pdf, "--site", "nowhere")
    assert code == 3
    assert "no site profile is named 'nowhere'" in err


def test_a_file_name_cannot_steer_the_terminal(baygan, tmp_path):
    code, _, err = baygan("convert", tmp_path / "\x1b]0;title\x07.pdf")
    assert code == 4
    assert "\x1b" not in err


def test_a_reader_that_goes_away_is_no_error(pdf):
    command = [sys.executable, "-m", "pipeline", "convert", str(pdf)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    process.stdout.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait() == 141


def test_an_interrupt_ends_with_130(monkeypatch, baygan, pdf):
    def interrupt(*_args, **_kwargs):
        raise KeyboardInterrupt

    monkeypatch.setattr(import_module("pipeline.convert"), "convert", interrupt)
    code, _, err = baygan("convert", pdf)
    assert code == 130
    assert "interrupted" in err


def test_a_fault_of_ours_is_reported_with_its_place_and_no_traceback(monkeypatch, baygan, pdf):
    def fault(*_args, **_kwargs):
        raise KeyError("x")

    monkeypatch.setattr(import_module("pipeline.convert"), "convert", fault)
    code, _, err = baygan("convert", pdf)
    assert code == 70
    assert "internal error, please report it: KeyError: 'x' in test_convert.py:" in err
    assert "Traceback" not in err


def test_version_and_help(capsys):
    assert main(["--version"]) == 0
    assert capsys.readouterr().out.startswith("baygan 0.")
    assert main(["--help"]) == 0
    assert "convert" in capsys.readouterr().out


def test_an_unknown_command_is_explained(capsys):
    assert main(["convrt"]) == 2
    assert "No such command 'convrt'. Did you mean 'convert'?" in capsys.readouterr().err


def test_a_file_that_may_not_be_read_costs_one_file(baygan, pdf, tmp_path, monkeypatch):
    locked = tmp_path / "locked.pdf"
    locked.touch()
    monkeypatch.setattr("os.access", lambda path, *_: Path(path) != locked)  # the tests may run as root
    code, _, err = baygan("convert", locked, pdf, "-o", tmp_path / "out")
    assert code == 1
    assert "locked.pdf: the file is empty" in err
    assert written(tmp_path / "out") == ["input.json"]


def test_standard_output_is_utf8_whatever_the_locale():
    environment = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    done = subprocess.run(
        [sys.executable, "-m", "pipeline", "sites", "list"], capture_output=True, env=environment, check=True
    )
    assert "افغانستان آزاد" in done.stdout.decode("utf-8")


@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        ({"_BAYGAN_COMPLETE": "bash_source"}, "complete "),
        ({"_BAYGAN_COMPLETE": "bash_complete", "COMP_WORDS": "baygan conv", "COMP_CWORD": "1"}, "convert"),
    ],
    ids=["script", "word"],
)
def test_completion_prints_what_the_shell_asks_for_and_nothing_else(asked, answer):
    program = "import sys; from pipeline.cli import main; sys.exit(main())"
    done = subprocess.run(
        [sys.executable, "-c", program], env={**os.environ, **asked}, capture_output=True, text=True
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert answer in done.stdout


@pytest.mark.parametrize("command", [("convert", SAFFRON), ("sites", "list")], ids=" ".join)
def test_a_full_disk_behind_standard_output_is_one_sentence_and_exit_code_5(command, sample):
    arguments = [str(sample(word)) if word == SAFFRON else word for word in command]
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "pipeline", *arguments], stdout=full, stderr=subprocess.PIPE, text=True
        )
    assert done.returncode == 5
    assert done.stderr == "baygan: standard output: cannot be written: no space left on device\n"
