from itertools import chain

import pytest

from pipeline.extract.pdf.content import Glyph, Run
from pipeline.extract.pdf.fonts.font import Font
from pipeline.extract.pdf.letters.unmapped import name_unmapped

# Words of everyday Persian with each gaf, final yeh and kaf written as the sign of a glyph without Unicode.
PERSIAN = """دانشگاه تهران روز گذشته گزارش داد که دیگر نمی‌توان با همان ابزارهای قدیمی کار کرد و گروه پژوهشگران
باید راه‌های تازه‌ای بیابند تا مردم هرگز فراموش نکنند که زندگی در شهرهای بزرگ دشواری‌های بسیاری دارد. اگر
بزرگ‌ترین نگرانی خانواده‌ها گرانی باشد، دولت باید نگاهی دیگر به بازار بیندازد و گفت‌وگو را آغاز کند."""
PASHTO = """زموږ د کلي ښوونځي لوړ دېوالونه لري، خو چت نه لري. هره ورځ سهار اووه بجې زده کوونکي راځي، پر خاورو کښېني او
خپل کتابونه د ډبرو لاندې ږدي چې باد يې يو نه سي. حکومت ژمنه وکړه چې چت به يې جوړ کړي، خو پنځه کاله وروسته هم يوازې
يوه تخته راغلې ده چې پرې ليکل شوي د پوهنې وزارت. د کلي مشر وايي چې لومړی خلکو نه غوښتل لوڼې يې ښوونځي ته ولاړې شي."""


def fonts(*names):
    return [Font(name, list, {0x627: "ا"}, {}, 0.5) for name in names]


def rows(text, hidden="", font=None, width=5.0):
    """Lines of clusters in logical order, one for each letter; the letters of `hidden` have no Unicode."""
    font = font or fonts("Niloofar")[0]
    run = Run(font, 10.0, 0.0)
    lines = [
        [Glyph("" if char in hidden else char, 0.0, width, ord(char), run) for char in line]
        for line in text.split("\n")
    ]
    for glyph in chain.from_iterable(lines):
        glyph.turned = True
    return lines


def read(lines):
    return "\n".join("".join(glyph.text for glyph in line) for line in lines)


def test_a_letter_is_told_by_its_many_words():
    lines = rows(PERSIAN, hidden="گ")
    assert name_unmapped(lines) == PERSIAN.count("گ")
    assert read(lines) == PERSIAN


def test_letters_that_hide_each_other_are_told_one_after_the_other():
    lines = rows(PERSIAN, hidden="گن")
    name_unmapped(lines)
    assert read(lines) == PERSIAN


def test_few_words_tell_nothing():
    lines = rows("دیگر را نمی‌بینم و نمی‌شناسم که این چه بود", hidden="گ")
    assert name_unmapped(lines) == 0
    assert "دیر" in read(lines)


def test_a_kashida_stays_without_a_letter():
    stretched = PERSIAN.replace("شهر", "ش_هر").replace("با", "ب_ا").replace("دا", "د_ا").replace("مر", "م_ر")
    lines = rows(stretched.replace("نگر", "ن_گر").replace("بز", "ب_ز").replace("دیگر", "دی_گر"), hidden="_")
    assert name_unmapped(lines) == 0
    assert read(lines) == PERSIAN


@pytest.mark.parametrize(("hidden", "told"), [("ړ", 6), ("ک", 12), ("ې", 0), ("ي", 0)])
def test_pashto_is_told_but_for_its_yehs(hidden, told):
    lines = rows(PASHTO, hidden)
    assert name_unmapped(lines) == told
    assert read(lines) == (PASHTO if told else PASHTO.replace(hidden, ""))


def test_arabic_is_not_told():
    arabic = "قال الوزير إن الحكومة سوف تنظر في الأمر قريبا وإن الوزارة لم تتلق أي طلب من الجهات المعنية في المدينة"
    lines = rows(arabic, hidden="ل")
    assert name_unmapped(lines) == 0


def test_a_font_without_right_to_left_letters_is_left_alone():
    latin = Font("Math", list, {0x41: "A"}, {}, 0.5)
    assert name_unmapped(rows(PERSIAN, hidden="گ", font=latin)) == 0


def test_a_glyph_under_a_letter_without_room_is_part_of_that_letter():
    lines = rows(PERSIAN.replace("گ", "گآ"), hidden="گ")
    for glyph in chain.from_iterable(lines):
        if glyph.text == "آ":
            glyph.u1 = glyph.u0
    assert name_unmapped(lines) == 0


@pytest.mark.parametrize(("meaning", "told"), [({0x627: "ا"}, 2), ({0x627: "ب"}, 1)], ids=["same", "other"])
def test_faces_of_a_family_are_told_together_if_they_number_their_glyphs_alike(meaning, told):
    regular, bold = fonts("Niloofar", "Niloofar-Bold")
    bold.unicode = meaning
    lines = rows(PERSIAN, "گ", regular) + rows("دیگر", "گ", bold)
    name_unmapped(lines)
    assert read(lines).count("دیگر") == 1 + told


LAM, YEH, FINAL_YEH = "\ufee0", "\ufbfc", "\ufbfd"


@pytest.mark.parametrize(
    ("texts", "bearer", "read"),
    [
        (("ﻃ", LAM, YEH), 1, ("ﻃ", LAM + "ا", YEH)),  # طلای
        (("ﻃ", LAM, YEH), 2, ("ﻃ", LAM + "ا", YEH)),
        (("ﻃ", LAM), 1, ("ﻃ", LAM + "ا")),
        (("ﻃ", LAM, " "), 1, ("ﻃ", LAM + "ا", " ")),
        (("ﻃ", LAM, FINAL_YEH), 1, ("ﻃ", LAM, FINAL_YEH)),  # joined: the sign is a vowel
        (("ﻃ", "ﻞ", YEH), 1, ("ﻃ", "ﻞ", YEH)),  # a final lam needs nothing after it
        (("ﻃ", "ل", "ی"), 1, ("ﻃ", "ل", "ی")),  # the font does not say which forms these are
    ],
)
def test_a_lam_that_joins_to_no_letter_has_an_alef_without_unicode(texts, bearer, read):
    (font,) = fonts("Some-Regular")
    run = Run(font, 10.0, 0.0)
    row = [Glyph(text, 5.0 * at, 5.0 * at + 5.0, at, run) for at, text in enumerate(texts)]
    for glyph in row:
        glyph.turned = True
    row[bearer].over = 99
    named = name_unmapped([row])
    assert tuple(glyph.text for glyph in row) == read
    assert named == (read != texts)
    assert (row[bearer].over < 0) == (read != texts)


@pytest.mark.parametrize(
    ("text", "signs", "read"),
    [
        (
            "خانه ما و نامه او و واژه ها در این شهر",
            ["خانه", "نامه", "واژه"],
            "خانهٔ ما و نامهٔ او و واژهٔ ها در این شهر",
        ),
        ("خانه ما و نامه او و واژه ها در این شهر", ["خانه", "نامه"], None),  # too few to tell
        (
            "خانه ما و نامه او و واژه ها در این شهر",
            ["خانه", "نامه", "واژه", "شهر"],
            None,
        ),  # also over a letter that bears none
    ],
)
def test_a_sign_over_nothing_but_final_heh_is_the_hamza(text, signs, read):
    lines = rows(text)
    (line,) = lines
    for word in signs:
        line[text.index(word) + len(word) - 1].over = 99
    named = name_unmapped(lines)
    assert "".join(glyph.text for glyph in line) == (read or text)
    assert named == (len(signs) if read else 0)
