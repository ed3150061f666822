"""Large initials set into the first lines of a paragraph."""

import pytest

from pipeline import convert
from tests.extract.pdf.build import show

REST = (
    "he river rose in the night and took",
    "the bridge with it, and in the morn",
    "ing nobody could say what had been left of",
)
BELOW = ("the old town by the other bank, because of", "water that came in the dark and in silence.")


def initial(letter="T", rest=REST, *, lines=2, shift=0, below=BELOW):
    """Draw a paragraph of 10 points from (20, 250) whose initial is as high as two or three of its lines."""
    size = {2: 27, 3: 44}[lines]
    x = 20 + len(letter) * size / 2 + 3
    content = show(letter, x=20, y=250 - 12 * (lines - 1), size=size)
    for n, text in enumerate(rest):
        content += show(text, x=(x if n < lines else 20) + (shift if n == 0 else 0), y=250 - 12 * n)
    return content + "".join(show(text, x=20, y=250 - 12 * (len(rest) + n)) for n, text in enumerate(below))


@pytest.mark.parametrize("lines", [2, 3])
def test_an_initial_is_joined_to_its_word(book, lines):
    read = book.page(initial(lines=lines)).read().lines
    assert [line.text for line in read] == ["T" + REST[0], *REST[1:], *BELOW]
    assert {round(line.box.x0) for line in read} == {20}
    assert {line.size for line in read} == {10.0}


def test_a_persian_initial_stands_at_the_right_and_is_joined_to_its_word(book):
    rest = ["ودخانه در شب برآمد", "و پل را با خود برد"]
    content = show("ر", x=340, y=238, size=27)
    content += "".join(show(text[::-1], x=336 - 5 * len(text), y=250 - 12 * n) for n, text in enumerate(rest))
    document = book.page(content).read()
    assert [line.text for line in document.lines] == ["ر" + rest[0], rest[1]]
    assert len({round(line.box.x1) for line in document.lines}) == 1


def test_a_blank_after_an_initial_makes_it_a_word(book):
    read = book.page(initial("A", ("river rose in the night and took", *REST[1:]), shift=3)).texts()
    assert read[0] == "A river rose in the night and took"


def test_an_initial_whose_rest_is_a_word_of_the_page_is_a_word(book):
    rest = ("river rose in the night and took", "the bridge, and when the river fell", REST[2])
    assert book.page(initial("A", rest)).texts()[0] == "A river rose in the night and took"


def test_an_opening_quote_stays_before_the_initial(book):
    assert book.page(initial("“T")).texts()[0].startswith("“The river")


@pytest.mark.parametrize("text", ["7", "Tale", "*"])
def test_what_is_no_initial_stays_alone(book, text):
    assert text in book.page(initial(text)).texts()


def test_a_large_letter_beside_one_line_stays_alone(book):
    content = show("T", x=20, y=238, size=27) + show("one line", x=40, y=250)
    assert book.page(content).texts() == ["one line", "T"]


def test_no_letter_is_lost(book):
    document = book.page(initial()).read()
    assert document.letters == sum(c.isalnum() for line in document.lines for c in line.text)


def test_the_paragraph_is_one_block(book, tmp_path):
    path = tmp_path / "made.pdf"
    book.page(show("A flood", x=20, y=280, size=20) + initial(below=(*BELOW, *BELOW)))
    path.write_bytes(book.bytes())
    texts = [block.text for block in convert(path).body]
    assert any(
        text.startswith("The river rose in the night") and text.endswith("in silence.") for text in texts
    )
