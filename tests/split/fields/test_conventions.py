"""How sites print their heads in Dari, Pashto, Arabic, Urdu, French: sections by their usual names, labels around names, places."""

import pytest

from pipeline import convert
from tests.split.documents import Style
from tests.split.fields.test_heads import PERSIAN, printed, texts

TITLE = "پل‌های ناتمام رودخانه"
LARGE = Style(size=20, before=12, align="center", bold=True)
SMALL = Style(size=10, before=2)
PLAIN = Style(before=4)


def page(head, tail=""):
    """A web page without a word of markup that says what is what."""
    prose = f"<p>{PERSIAN}</p>" * 3
    return convert(f"<html><body>{head}{prose}{tail}</body></html>".encode(), file="page.html")


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("فرهنگی (Kultur)", ["فرهنگی", "Kultur"]),
        ("Society | اجتماعی", ["Society", "اجتماعی"]),
        ("ادبي/ Literature", ["ادبي", "Literature"]),
        ("Sprachwelten / زبان‌شناسی تطبیقی", ["Sprachwelten", "زبان‌شناسی تطبیقی"]),
        ("گزارش", ["گزارش"]),
    ],
)
def test_a_section_above_the_fields_is_known_by_its_usual_name_or_by_its_two_languages(line, names):
    article = printed(
        ("سرای سپیدار", LARGE),
        ("نشریهٔ آزاد", SMALL),
        ("هر که آمد عمارتی نو ساخت", SMALL),
        (line, PLAIN),
        ("نوشتهٔ فریده کاظمی", PLAIN),
        ("۲۲ عقرب ۱۴۰۰", PLAIN),
        (TITLE, LARGE),
    )
    assert [section.text for section in article.section] == names
    assert (article.title, article.authors) == (TITLE, ("فریده کاظمی",))


def test_three_entries_of_a_menu_are_no_sections():
    head = "<p>سیاست</p><p>اقتصاد</p><p>فرهنگ</p><p>ورزش</p><h1>پل‌های ناتمام</h1><p>نویسنده: فریده کاظمی</p>"
    assert page(head).section == ()


def test_the_name_of_the_paper_in_two_scripts_is_no_section():
    article = printed(
        ("آیینهٔ رود", SMALL),
        ("آیینهٔ رود – River Mirror", PLAIN),
        (TITLE, LARGE),
        ("نویسنده: فریده کاظمی", PLAIN),
    )
    assert article.section == ()


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("بقلم / مروان الشامت", "مروان الشامت"),
        ("د پلوشې همدرد ليکنه", "پلوشې همدرد"),
        ("لخوا پلوشه همدرد", "پلوشه همدرد"),
        ("تحریر: عائشہ صدیقی", "عائشہ صدیقی"),
        ("گفت‌وگو کننده: فریده کاظمی", "فریده کاظمی"),
        ("Propos recueillis par Hélène Aubry", "Hélène Aubry"),
        ("کیانمهر برزویه – borzuya@mail.example", "کیانمهر برزویه"),
    ],
)
def test_a_label_may_stand_around_a_name_or_before_a_slash_and_an_address_tells_a_person(line, name):
    article = page(f"<h1>پل‌های ناتمام</h1><p>{line}</p><p>۲۲ عقرب ۱۴۰۰</p>")
    assert article.authors == (name,)


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("السبت 13 نوفمبر 2021 - 10:30", "2021-11-13"),
        ("8 ربيع الآخر 1443هـ الموافق 13 نوفمبر 2021م", "2021-11-13"),
        ("ہفتہ، ۱۳ نومبر ۲۰۲۱ء", "2021-11-13"),
        ("۲۲ عقرب ۱۴۰۰ خورشیدی برابر با ۱۳ نومبر ۲۰۲۱ میلادی", "2021-11-13"),
        ("د ۱۴۰۰ لمريز کال د لړم ۲۲", "2021-11-13"),
    ],
)
def test_what_stands_around_a_date_is_no_author(line, date):
    article = page(f"<h1>پل‌های ناتمام</h1><p>{line}</p>")
    assert (str(article.date), article.authors) == (date, ())


@pytest.mark.parametrize(
    "line", ["کابل – ۲۲ عقرب ۱۴۰۰", "هامبورگ، ۱۳ نومبر ۲۰۲۱", "پېښور، د ۱۴۰۰ کال د لړم ۲۲مه"]
)
def test_the_place_and_the_day_of_writing_below_a_text_are_its_date_and_no_source(line):
    article = page("<h1>پل‌های ناتمام</h1><p>نویسنده: فریده کاظمی</p>", tail=f"<p>{line}</p>")
    assert (str(article.date), article.credit) == ("2021-11-13", None)


def test_a_paper_and_a_day_below_a_text_are_its_source():
    article = page(
        "<h1>پل‌های ناتمام</h1><p>نویسنده: فریده کاظمی</p>", tail="<p>نشریهٔ پگاه، مورخ ۲۲ عقرب ۱۴۰۰</p>"
    )
    assert article.credit is not None
    assert (article.credit.name, str(article.credit.date)) == ("نشریهٔ پگاه", "2021-11-13")


def test_a_dedication_below_the_title_is_text_and_no_author():
    article = page("<h1>رسالة إلى قارئ</h1><p>إلى روح أمي</p>", tail="<p>بيروت، 13/11/2021</p>")
    assert article.authors == ()
    assert "إلى روح أمي" in texts(article)


def test_the_credit_of_a_photo_is_its_caption_and_no_line_of_the_head():
    head = '<h1>پل‌های ناتمام</h1><p>نویسنده: فریده کاظمی</p><figure><img src="a.jpg"><figcaption>عکس: آژانس رود</figcaption></figure>'
    assert [block.text for block in page(head).body if block.kind == "caption"] == ["عکس: آژانس رود"]


def test_a_table_above_the_title_holds_the_masthead():
    head = "<table><tr><td>ای خاک اگر سینهٔ تو بشکافند</td><td>بس گوهر قیمتی که در سینهٔ توست</td></tr></table>"
    article = page(f"{head}<h1>پل‌های ناتمام</h1><p>نویسنده: فریده کاظمی</p>")
    assert [block.kind for block in article.body if block.kind == "table"] == []


def test_offers_below_the_text_are_cut_though_another_stands_in_the_middle_of_it():
    tail = (
        *("بیشتر بخوانید: راهی که نیست", PERSIAN),
        *("این نوشته را به اشتراک بگذارید", "مطالب پیشنهادی", "کتاب‌فروشی که باز است", "سرای سپیدار © ۱۴۰۱"),
    )
    article = printed((TITLE, LARGE), ("نویسنده: فریده کاظمی", PLAIN), body=1, tail=tail)
    assert texts(article) == [PERSIAN, PERSIAN]


@pytest.mark.parametrize("title", ["د زړه خواله: وروستی باران", "د زړه خواله - وروستی باران"])
def test_a_title_without_markup_below_the_name_of_the_blog_is_known_by_its_size(title):
    html = (
        f"<title>{title}</title><body><p style='font-size:20pt'>د زړه خواله</p><p style='font-size:14pt'>وروستی باران</p>"
        + f"<p>{'د باران وروستی څاڅکی د ښوونځي پر زنګ ولوېد او زنګ له خپله سره وغږېد، خو هېڅوک رخصت نه شول. ' * 3}</p>"
        * 3
    )
    assert convert(html.encode(), file="a.html").title == "وروستی باران"


def test_the_link_to_its_category_is_the_section_of_a_post():
    head = '<article><span class="cat-links"><a href="/c">کوچه و بازار</a></span><h1 class="entry-title">پل‌های ناتمام</h1>'
    assert [section.text for section in page(head).section] == ["کوچه و بازار"]


def test_a_short_line_in_small_type_below_a_picture_in_the_text_is_its_caption():
    picture = '<div><img src="a_files/b.jpg"></div><div style="font-size:9pt">بازار کهنه</div>'
    article = page(
        "<h1>پل‌های ناتمام</h1><p>نویسنده: فریده کاظمی</p>", tail=f"{picture}<p>{PERSIAN}</p><p>{PERSIAN}</p>"
    )
    assert [block.text for block in article.body if block.kind == "caption"] == ["بازار کهنه"]


def test_a_person_who_signs_with_town_and_day_is_the_author_and_no_source():
    article = page("<h1>نامه به سردبیر</h1>", tail="<p>فریده کاظمی، تورنتو، ۲۲ عقرب ۱۴۰۰</p>")
    assert (article.authors, str(article.date), article.credit) == (("فریده کاظمی",), "2021-11-13", None)


def test_a_line_may_have_as_many_persons_as_it_names():
    names = ("پوهنوال داکتر نظیف ستانکزی", "استاد مژگان رهین", "انجنیر هاشم غوربندی")
    assert page(f"<h1>پل‌های ناتمام</h1><p>{names[0]}، {names[1]} و {names[2]}</p>").authors == names


def test_a_byline_of_a_page_made_for_print_is_read_though_much_stands_in_it():
    line = "Posted By Zubin Quarl On November 13, 2021 @ 6:10 pm In Field Notes | 4 Comments"
    article = page(f"<h1>پل‌های ناتمام</h1><p>{line}</p>")
    assert (article.authors, str(article.date)) == (("Zubin Quarl",), "2021-11-13")


def test_a_post_may_have_several_sections_with_commas_between_them():
    head = '<article><h1 class="entry-title">The ferry</h1><div class="cat-links">in <a href="/a">Harbor</a>, <a href="/b">Tea</a></div>'
    assert [section.text for section in page(head).section] == ["Harbor", "Tea"]


def test_an_author_who_was_a_writer_keeps_the_name():
    assert page("<h1>The ferry</h1><p>By Amina Rahimi, Harbor Writer</p>").authors != (
        "Amina Rahimi, Harbor",
    )


def test_an_abstract_with_its_label_is_the_standfirst_though_it_reads_like_text():
    abstract = (
        "این نوشته بر پایهٔ اسناد و گفت‌وگوها می‌کوشد به پرسشی پاسخ دهد که در پژوهش‌های پیشین بی‌پاسخ مانده است."
    )
    article = page(f"<h1>پل‌های ناتمام</h1><p>فریده کاظمی</p><p>۲۲ عقرب ۱۴۰۰</p><p>چکیده: {abstract}</p>")
    assert (article.lead, article.authors) == (f"چکیده: {abstract}", ("فریده کاظمی",))
    assert texts(article) == [PERSIAN] * 3


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("زندگی * ۱۱ سرطان ۱۳۹۵ * نگارش: زوبین کوارل", "زوبین کوارل"),
        ("– von Zubin Quarl –", "Zubin Quarl"),
        ("راوي: پتاسه لوڅک", "پتاسه لوڅک"),
    ],
)
def test_signs_around_a_label_do_not_hide_it(line, name):
    assert page(f"<h1>پل‌های ناتمام</h1><p>{line}</p>").authors == (name,)


def test_a_labeled_section_below_the_title_leaves_the_title_what_it_is():
    article = printed(
        ("آیینهٔ رود", SMALL),
        (TITLE, LARGE),
        ("نویسنده: فریده کاظمی", PLAIN),
        ("بخش: شهر ما", PLAIN),
        ("۱۰.۱۰.۲۰۱۴", PLAIN),
    )
    assert (article.title, [section.text for section in article.section]) == (TITLE, ["شهر ما"])


def test_the_name_of_a_section_in_the_other_language_stands_above_the_known_one():
    article = printed(
        ("آیینهٔ رود", LARGE),
        ("www.river.example", SMALL),
        ("Workshops", PLAIN),
        ("فرهنگی", PLAIN),
        ("نویسنده: فریده کاظمی", PLAIN),
        ("۱۰.۱۰.۲۰۱۴", PLAIN),
        (TITLE, LARGE),
    )
    assert [section.text for section in article.section] == ["Workshops", "فرهنگی"]
