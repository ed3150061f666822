"""`baygan text`: a pipe for text."""

import io
import sys
import types

import pytest


@pytest.fixture
def pipe(monkeypatch, baygan):
    """Call `baygan text` with bytes on standard input."""

    def run(data, *args):
        monkeypatch.setattr(sys, "stdin", types.SimpleNamespace(buffer=io.BytesIO(data)))
        return baygan("text", *args)

    return run


def test_a_text_goes_through_repaired(pipe):
    assert pipe("اين  كتاب است\n".encode()) == (0, "این کتاب است\n", "")


def test_a_file_is_read(baygan, tmp_path):
    (tmp_path / "a.txt").write_text("\ufeffﺳﻼﻡ", "utf-8")
    assert baygan("text", tmp_path / "a.txt").out == "سلام\n"


def test_the_log_is_told_line_by_line(pipe):
    _, _, err = pipe("سلام\nاين  كتاب\u200b است".encode(), "--explain", "--lang", "fa")
    assert err.splitlines() == [
        "2:10 control-characters: U+200B → nothing",
        "2:2 persian-letters: ي → ی",
        "2:6 persian-letters: ك → ک",
        "2:4 spaces: U+0020 U+0020 → U+0020",
    ]


def test_typography_and_search_keys_are_asked_for(pipe):
    text = "او می رود".encode()
    assert pipe(text, "--lang", "fa").out == "او می رود\n"
    assert pipe(text, "--lang", "fa", "--typography").out == "او می‌رود\n"
    assert pipe("مؤمن كتاب‌ها".encode(), "--fold").out == "مومن کتاب ها\n"


def test_what_is_no_utf8_is_an_error_that_says_what_to_do(pipe):
    code, out, err = pipe("كتاب".encode("cp1256"))
    assert (code, out) == (4, "")
    assert "standard input is not UTF-8 (byte 0)" in err
    assert "iconv" in err


def test_a_missing_file_is_an_error(baygan, tmp_path):
    code, _, err = baygan("text", tmp_path / "none.txt")
    assert code == 4
    assert "none.txt: cannot be read: no such file" in err


def test_settings_of_your_own_count(pipe, tmp_path):
    (tmp_path / "default.toml").write_text("[normalize]\npersian_letters = false\n", "utf-8")
    assert pipe("كتاب".encode(), "--lang", "fa", "--config", tmp_path).out == "كتاب\n"
