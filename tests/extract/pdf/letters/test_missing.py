from itertools import chain

import pytest

from pipeline.extract.pdf.content import Glyph, Run
from pipeline.extract.pdf.fonts.font import Font
from pipeline.extract.pdf.letters.missing import name_missing

PASHTO = """زموږ د کلي ښوونځی دېوالونه لري، خو چت نه لري. هره ورځ سهار اووه بجې زده کوونکي راځي، پر خاورو کښېني
او خپل کتابونه د ډبرو لاندې ږدي چې باد يې يو نه سي. ښوونکی وايي موږ د لمر په مخ کې لوست کوو، ځکه چې لمر
تر برق ښه دی. حکومت ژمنه وکړه چې چت به يې جوړ کړي، خو پنځه کاله وروسته هم يوازې يوه تخته راغلې ده چې پرې
ليکل سوي د پوهنې وزارت. د زده کوونکو تر نيمايي ډېرې نجونې دي."""
PERSIAN = """دانشگاه تهران روز گذشته گزارش داد که دیگر نمی‌توان با همان ابزارهای قدیمی کار کرد و گروه پژوهشگران
باید راه‌های تازه‌ای بیابند تا مردم هرگز فراموش نکنند که زندگی در شهرهای بزرگ دشواری‌های بسیاری دارد. اگر
بزرگ‌ترین نگرانی خانواده‌ها گرانی باشد، دولت باید نگاهی دیگر به بازار بیندازد و گفت‌وگو را آغاز کند. کارگران
این کارخانه می‌گویند حقوق آنان هشت ماه است که پرداخت نشده و هیچ‌کس صدایشان را نمی‌شنود؛ گاهی برخی از ایشان
برای تأمین خرج خانه و مدرسهٔ فرزندان خود وسایل زندگی را می‌فروشند. خبرنگار ما از جنوب کشور گزارش می‌دهد که
باران‌های سیل‌آسای هفتهٔ گذشته صدها خانه را ویران کرد و بسیاری از مزارع گندم زیر آب رفت، اما غله و ذخیرهٔ
آذوقه در انبارهای محل حفظ شد و فعلاً خطری اهالی منطقه را تهدید نمی‌کند."""
ARABIC = (
    "قال الوزير إن الحكومة سوف تنظر في الأمر قريبا وإن الوزارة لم تتلق أي طلب من الجهات المعنية في المدينة"
)


def rows(text, lacking, *, width=5.0):
    """Lines of clusters in logical order, one for each letter; the font has no glyph for the letters `lacking`."""
    run = Run(Font("Arabic Only", list, {0x627: "ا"}, {}, 0.5), 10.0, 0.0)
    return [
        [
            Glyph("", 5.0 * at, 5.0 * at + width, 0, run)
            if char in lacking
            else Glyph(char, 5.0 * at, 5.0 * at + 5.0, ord(char), run)
            for at, char in enumerate(line)
        ]
        for line in text.split("\n")
    ]


def read(lines):
    return "\n".join("".join(glyph.text or "□" for glyph in line) for line in lines)


@pytest.mark.parametrize(
    ("text", "letter"), [(PASHTO, "ې"), (PASHTO, "پ"), (PERSIAN, "ک"), (PERSIAN, "گ"), (PERSIAN, "ی")]
)
def test_the_letter_that_makes_words_of_all_boxes_is_read(text, letter):
    lines = rows(text, letter)
    assert name_missing(lines) == text.count(letter)
    assert read(lines) == text


def test_a_letter_that_is_drawn_elsewhere_in_that_form_is_not_behind_a_box():
    lines = rows(PERSIAN, "ک") + rows("کار و کتاب و کشور", "")
    name_missing(lines)
    assert "□رد و" in read(lines)  # its form begins a word, and the document draws that


def test_boxes_for_two_letters_are_not_taken_for_one():
    lines = rows(PASHTO, "ېښ")
    assert name_missing(lines) == 0


def test_letters_that_every_arabic_font_has_are_not_behind_boxes():
    lines = rows(PERSIAN, "ر")
    assert name_missing(lines) == 0


def test_the_yeh_of_pashto_stays_unread():
    lines = rows(PASHTO, "یيئۍې")
    assert name_missing(lines) == 0


def test_a_box_beside_digits_is_no_letter():
    lines = rows(f"{PASHTO} ۷۳ې", "ې")
    name_missing(lines)
    assert read(lines).endswith("۷۳□")


def test_a_box_whose_word_wants_another_letter_stays_unread():
    lines = rows(f"{PASHTO} پوهن_ون", "ې_")
    name_missing(lines)
    assert read(lines).endswith("پوهن□ون")


def test_few_boxes_tell_nothing():
    assert name_missing(rows("دا ښه دی چې راځي او لاړ شي", "ې")) == 0


def test_other_languages_are_not_told():
    assert name_missing(rows(ARABIC, "ل")) == 0


def test_a_box_without_room_is_none():
    assert name_missing(rows(PASHTO, "ې", width=0.0)) == 0


def test_the_second_of_two_boxes_side_by_side_stays_unread():
    lines = rows(f"{PASHTO} دېې", "ې")
    name_missing(lines)
    assert list(chain.from_iterable(lines))[-1].text == ""
