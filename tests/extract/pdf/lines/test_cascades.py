"""Nastaliq: letters that step down to the baseline. Glyphs are five points wide."""

from tests.extract.pdf.build import Book, show


def cascading(words, y=250, right=390):
    """Words drawn letter by letter, each word's last letter on the baseline and the others above, as their shapes ask."""
    drawn, x = [], right
    for word in words.split():
        for place, letter in enumerate(word):
            x -= 5
            drawn.append(show(letter, x=x, y=y + min(8, (len(word) - 1 - place) * (2 + ord(letter) % 7 / 4))))
        x -= 5
        drawn.append(show(" ", x=x, y=y))
    return "".join(drawn[::-1])


def test_letters_that_step_down_to_the_baseline_are_one_line():
    words = "کتاب خانه شهر پرانی بزرگ خاموش دستان روزها"
    page = cascading(words) + cascading(words, y=225)
    assert Book().page(page).texts() == [words, words]


def test_a_tail_under_the_letters_before_it_is_read_behind_them():
    book = Book()
    fonts = {"F": book.font(widths=[ord("ی"), [1400]])}
    words = "کتاب خانه شهر بزرگ خاموش دستان روزها بیا"
    tail = show("ی", x=20, y=200) + show("ت", x=21, y=206) + show("س", x=26, y=209)
    assert book.page(cascading(words) + tail, fonts).texts()[1] == "ستی"


def test_superscripts_and_short_lines_are_no_cascade():
    page = "".join(show("متن", x=300 - 20 * n, y=280 - 5 * n) for n in range(8))
    assert Book().page(page).texts() == ["نتم"] * 8
