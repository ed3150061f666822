"""Votes over a whole document, seen in what is read of it.

The font has a glyph for each form of a letter, as fonts of Persian have.
"""

import unicodedata

import pytest

from pipeline.normalize.script import ZWNJ
from tests.extract.pdf.build import FORMS, codes, shape, show

MIRRORED = str.maketrans("()[]«»", ")(][»«")


@pytest.fixture
def fonts(book):
    return {"F": book.font(FORMS), "G": book.font(FORMS)}


def drawn(logical):
    """The glyphs of right-to-left letters from left to right, brackets as they were typed."""
    return shape(logical)[::-1]


def as_seen(logical):
    """The same with brackets as they are seen."""
    return drawn(logical).translate(MIRRORED)


def column(*texts, font="F", y=280):
    """Lines below one another."""
    return "".join(show(text, y=y - 14 * i, font=font) for i, text in enumerate(texts))


# brackets


SENTENCES = ["زعفران (نگین) گران", "او گفت «باران» و رفت", "شهر [هرات] زیبا"]


def test_brackets_that_were_stored_as_typed_stay(book, fonts):
    document = book.page(column(*map(drawn, SENTENCES)), fonts).read()
    assert [line.text for line in document.lines] == SENTENCES
    assert "brackets" not in document.repairs


def test_brackets_that_were_stored_as_seen_are_turned(book, fonts):
    document = book.page(column(*map(as_seen, SENTENCES)), fonts).read()
    assert [line.text for line in document.lines] == SENTENCES
    assert document.repairs["brackets"] == 6


def test_the_signs_around_a_tag_are_turned_where_brackets_are(book, fonts):
    tag = "نویسید <br> در"
    page = book.page(column(*map(as_seen, SENTENCES), f"{drawn(' در')}<br>{drawn('نویسید ')}"), fonts)
    assert page.texts()[-1] == tag


def test_a_sign_that_compares_stays_as_drawn(book, fonts):
    page = book.page(column(*map(as_seen, SENTENCES), f"{drawn(' عدد')} < {drawn('مقدار ')}"), fonts)
    assert page.texts()[-1] == "مقدار < عدد"


def test_each_font_has_a_vote_of_its_own(book, fonts):
    typed, seen = "زعفران (نگین) گران", "شهر (هرات) زیبا"
    content = column(drawn(typed)) + column(as_seen(seen), font="G", y=100)
    assert book.page(content, fonts).texts() == [typed, seen]


def test_brackets_and_quotes_of_one_font_vote_apart(book, fonts):
    quoted, bracketed = "او گفت «باران» و رفت", "شهر (هرات) زیبا"
    assert book.page(column(drawn(quoted), as_seen(bracketed)), fonts).texts() == [quoted, bracketed]


def test_a_bracket_without_evidence_follows_the_rest_of_the_document(book, fonts):
    doubtful = "شهر(هرات)زیبا"
    content = column(*map(as_seen, SENTENCES)) + column(as_seen(doubtful), font="G", y=100)
    assert book.page(content, fonts).texts()[-1] == doubtful


def test_one_misplaced_bracket_does_not_turn_the_many_right_ones(book, fonts):
    texts = [*SENTENCES, "این (یکی) هم", "گران )نگین( زعفران"]
    assert book.page(column(*map(drawn, texts)), fonts).texts() == texts


def test_brackets_in_latin_text_are_never_turned(book):
    texts = ["wrong )turned( here", "another )one( too"]
    assert book.page(column(*texts)).texts() == texts


# non-joiners: from letters in their final form inside a word


WORDS = (
    "ایران سینا میز پیمان",
    "کشتی ماهی زندگی شادی",
    "دید شیر بید میوه سیب",
    "کتاب خانه سنگ بهار شهر",
    "هوا هرات دانش ماه راه",
)


def set_lines(book, *lines):
    """What is read of lines in a font that has a glyph for each form of a letter."""
    return book.page(column(*map(drawn, lines)), {"F": book.font(FORMS)}).read()


def test_a_final_form_inside_a_word_is_a_non_joiner(book):
    document = set_lines(book, *WORDS, f"می{ZWNJ}شود", f"کتاب{ZWNJ}ها می{ZWNJ}رود")
    assert [line.text for line in document.lines] == [*WORDS, f"می{ZWNJ}شود", f"کتاب{ZWNJ}ها می{ZWNJ}رود"]
    assert document.repairs["zwnj-from-form"] == 3


def test_words_without_one_get_none(book):
    document = set_lines(book, *WORDS)
    assert [line.text for line in document.lines] == list(WORDS)
    assert "zwnj-from-form" not in document.repairs


def test_letters_that_never_join_are_no_evidence(book):
    lines = ("در آزادراه رود دارد", "روز دراز آرزو")
    assert [line.text for line in set_lines(book, *lines).lines] == list(lines)


def test_a_font_with_one_glyph_for_all_forms_gives_no_evidence(book):
    lines = [
        "این نان در میان است",
        "او گفت باران نیامد و رفت",
        "می شود کتاب ها",
        "ایرانی است و میز",
        "سیب و بید",
    ]
    assert book.page(column(*(line[::-1] for line in lines))).texts() == lines


def test_an_initial_form_inside_a_word_is_no_evidence_against_letters_that_never_end_one(book):
    # Arial's initial yeh is drawn after initial letters as well
    initial_yeh = drawn("یا")[-1]
    words = ("یاد یار یخ یک", "بیمار بیرون بیست", "شیرین شیخ", "سیما سینه", "پیدا پیر", "بیدار سیر")
    lines = [*map(drawn, WORDS), *(drawn(word).replace(drawn("بیب")[1], initial_yeh) for word in words)]
    document = book.page(column(*lines), {"F": book.font(FORMS)}).read()
    assert not any(ZWNJ in line.text for line in document.lines)


def test_letters_around_a_kashida_are_joined(book):
    stretched = [shape("بیمار")[:1] + "ـ" + shape("بیمار")[1:], shape("بیدار")[:1] + "ـ" + shape("بیدار")[1:]]
    lines = [*WORDS, "بید بیمار", "بیدار بیرون"]
    document = book.page(
        column(*map(drawn, lines), *(word[::-1] for word in stretched)), {"F": book.font(FORMS)}
    ).read()
    assert [line.text for line in document.lines][: len(lines)] == lines


def test_a_file_that_writes_non_joiners_is_taken_at_its_word(book):
    lines = [*map(drawn, WORDS), f"کتاب{ZWNJ}ها"[::-1], drawn(f"می{ZWNJ}شود")]
    document = book.page(column(*lines), {"F": book.font(FORMS)}).read()
    assert [line.text for line in document.lines][-2:] == [f"کتاب{ZWNJ}ها", "میشود"]
    assert "zwnj-from-form" not in document.repairs


def test_a_stray_non_joiner_among_many_that_are_missing_does_not_speak_for_the_file(book):
    broken = [f"می{ZWNJ}شود کتاب{ZWNJ}ها می{ZWNJ}رود", f"کتاب{ZWNJ}ها می{ZWNJ}رود"]
    pages = [column(*map(drawn, [*WORDS, *broken])), column(f"کتاب{ZWNJ}ها"[::-1], *map(drawn, WORDS))]
    for content in pages:
        book.page(content, {"F": book.font(FORMS)})
    document = book.read()
    assert document.repairs["zwnj-from-form"] == 5
    assert sum(line.text.count(ZWNJ) for line in document.lines) == 6


def heading(book, text, codes_of_its_own=0):
    """What is read of words in one face, and last of a heading in another."""
    shapes = {code: code + codes_of_its_own for code in FORMS}
    bold = book.font({shapes[code]: letter for code, letter in FORMS.items()}, name="Book-Bold")
    content = column(*map(drawn, WORDS)) + show(drawn(text).translate(shapes), y=100, font="G")
    return book.page(content, {"F": book.font(FORMS), "G": bold}).read()


def test_the_faces_of_a_family_that_number_their_glyphs_alike_share_their_evidence(book):
    document = heading(book, f"بازار دانش کتاب{ZWNJ}ها و راه{ZWNJ}های شهر هرات")
    assert document.lines[-1].text == f"بازار دانش کتاب{ZWNJ}ها و راه{ZWNJ}های شهر هرات"


def test_a_face_with_codes_of_its_own_is_left_alone(book):
    document = heading(book, f"بازار دانش کتاب{ZWNJ}ها و راه{ZWNJ}های شهر هرات", codes_of_its_own=2)
    assert ZWNJ not in document.lines[-1].text


def test_presentation_forms_say_by_themselves_where_a_word_is_broken(book):
    # initial meem, final yeh, initial sheen, final dal
    forms = {0xF001: "\ufee3", 0xF002: "\ufbfd", 0xF003: "\ufeb7", 0xF004: "\ufeaa"}
    fonts = {"F": book.font(forms)}
    (text,) = book.page(show("\uf004\uf003\uf002\uf001"), fonts).texts()
    assert text == f"\ufee3\ufbfd{ZWNJ}\ufeb7\ufeaa"


def test_latin_letters_get_no_non_joiners(book):
    fonts = {"F": book.font({0xE001: "f"})}
    assert book.page(column("of \ue001ind", "if \ue001or", "o\ue001\ue001er"), fonts).texts() == [
        "of find", "if for", "offer",
    ]  # fmt: skip


def test_no_letter_is_lost_by_a_non_joiner(book):
    document = set_lines(book, *WORDS, f"می{ZWNJ}شود")
    assert any(ZWNJ in line.text for line in document.lines)
    letters = sum(char.isalpha() for line in document.lines for char in line.text)
    assert document.letters == letters


# marks that were drawn over letters


def alef_madda(book, cluster, sign):
    """A font whose glyph U+F001 is an alef, mapped to `cluster`, and whose glyph U+F002, a madda, has no advance."""
    return {"F": book.font({0xF001: cluster, 0xF002: sign}, widths=[0xF002, 0xF002, 0])}


def signed(letter, sign="\uf002"):
    """Draw a sign over the middle of a letter, and then the letter."""
    return f"-250 {codes(sign)} 250 {codes(letter)}"


@pytest.mark.parametrize(("cluster", "sign"), [("آ", None), ("ا", "\u0653")])
def test_alef_and_alef_madda_are_told_apart_by_the_sign_that_is_drawn(book, cluster, sign):
    # ما آب: four glyphs from left to right, the sign over the second
    line = f"BT /F 10 Tf 20 250 Td [{codes('ب')} {signed(chr(0xF001))} {codes(' ')} {codes(chr(0xF001) + 'م')}] TJ ET"
    (text,) = book.page(line, alef_madda(book, cluster, sign)).texts()
    assert unicodedata.normalize("NFC", text) == "ما آب"


def test_a_cluster_is_believed_where_no_sign_was_drawn(book):
    content = show("ب\uf001 \uf001م")
    assert book.page(content, alef_madda(book, "آ", None)).texts() == ["مآ آب"]


# gaps


def stretched(book, fonts, word, gap):
    """A page of words with drawn blanks, and one with room behind its first letter."""
    lines = [
        "این کتاب را باید خواند",
        "هر بار به باغ بیا بنشین",
        "او با بهار به بام برآمد",
        "کاش باران ببارد و برف",
    ]
    glyphs = drawn(word)
    first = f"BT /F 10 Tf 200 150 Td [{codes(glyphs[:-1])} -{gap} {codes(glyphs[-1])}] TJ ET"
    return book.page(column(*map(drawn, lines)) + first, fonts).read()


def test_room_behind_a_letter_that_joins_to_the_next_is_no_blank(book, fonts):
    document = stretched(book, fonts, "بود", 250)
    assert document.lines[-1].text == "بود"
    assert document.repairs["closed-gaps"] == 1


def test_room_behind_a_letter_that_ends_words_is_a_blank(book, fonts):
    assert stretched(book, fonts, "دود", 250).lines[-1].text == "د ود"


# digits


def test_arabic_digits_within_persian_numbers_are_a_fault_of_the_font(book):
    document = book.page(column("۱٤۰۰", "٦۷", "٥ رهش")).read()
    assert [line.text for line in document.lines] == ["۱۴۰۰", "۶۷", "شهر ۵"]
    assert document.repairs["digits"] == 3


def test_the_groups_of_a_number_are_one_number(book):
    texts = ["\u0666\u0666٬\u0666۰۰ تومان"[::-1], "سال ۱۳\u0666۵"[::-1]]
    found = book.page(column(*texts)).texts()
    assert "\u0666" not in "".join(found)


@pytest.mark.parametrize("texts", [["١٩٩٨ و ٢٠٠٠"], ["١٩٩٨", "۱۳۷۷"], ["۱۳۷۷", "٦"], ["١٩٩٨", "۱٤۰۰"]])
def test_numbers_all_of_arabic_digits_are_meant(book, texts):
    assert book.page(column(*(" ".join(text.split()[::-1]) for text in texts))).texts() == texts


def test_a_glyph_named_by_its_mirrored_use_is_turned_in_latin_lines_as_well(book):
    # WeasyPrint: the shape "(" was first drawn for a typed ")" of a Persian line, and so it is called everywhere
    document = book.page(column("بوخ )باتک( هر", "one in Mazar )north(, and Herat")).read()
    persian, latin = (line.text for line in document.lines)
    assert persian == "ره (کتاب) خوب"
    assert latin == "one in Mazar (north), and Herat"
