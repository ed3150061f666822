import pytest

from pipeline.normalize import normalize_text
from pipeline.normalize.rules.lossless import ENCODING
from pipeline.normalize.rules.misread import looks_misread
from tests.normalize.cases import LANGUAGES

# What was meant, what it was read as. windows-1256 has no Persian yeh: those pages wrote the Arabic one.
MISREADINGS = [("utf-8", "latin-1"), ("utf-8", "cp1256"), ("cp1256", "latin-1"), ("cp1256", "cp1252")]
LINES = [(language, line) for language in ("fa", "ps", "ar") for line in LANGUAGES[language]]


def western(data):
    """As a browser reads windows-1252: its five holes are C1 controls."""
    return "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in data)


def misread(text, meant, read_as):
    data = text.encode(meant, "replace")
    return western(data) if read_as == "cp1252" else data.decode(read_as)


def writable(text, charset):
    return text if charset == "utf-8" else text.replace("ی", "ي").encode(charset, "replace").decode(charset)


@pytest.mark.parametrize(("meant", "read_as"), MISREADINGS)
@pytest.mark.parametrize(("language", "line"), LINES)
def test_a_wrong_decoding_is_undone(language, line, meant, read_as):  # noqa: ARG001
    text = writable(line, meant)
    assert ENCODING(misread(text, meant, read_as)) == text


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_right_decoding_stands(language):
    for line in LANGUAGES[language]:
        assert not looks_misread(line), line
        assert ENCODING(line) == line


def test_western_mojibake_is_left_to_ftfy():
    assert ENCODING("La rÃ©gion est Ã l’ouest") == "La région est à l’ouest"


def test_what_no_decoding_makes_readable_stays():
    for text in ("ÿÿÿ þþþ", "äÇ ÏÇ?", "þÿ þÿ"):
        assert "encoding" not in normalize_text(text + " ٪٪٪").repairs


def test_words_are_repaired_one_by_one_so_that_spans_keep_their_borders():
    text = "این کتاب است"
    edits = ENCODING.edits(text.encode().decode("latin-1"))
    assert [edit.new for edit in edits] == text.split()


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("کارش را با یک جعبه و Û³Û· جلد آغاز کرد", "کارش را با یک جعبه و ۳۷ جلد آغاز کرد"),
        ("تا پایان اسفند Û² خودرو", "تا پایان اسفند ۲ خودرو"),
        ("ÙˆÙ„Ø§ÛŒØª Ø¨Ù„Ø® ولایت است", "ولایت بلخ ولایت است"),
        ("نقشهٔ Øst و Ûber در کتاب", "نقشهٔ Øst و Ûber در کتاب"),
    ],
)
def test_a_number_or_word_in_utf8_within_sound_text_is_decoded(text, meant):
    assert normalize_text(text).text == meant
