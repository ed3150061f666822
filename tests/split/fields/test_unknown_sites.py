"""Documents of sites that no profile knows: masthead and furniture cut, fields read, the text kept whole."""

import pytest

from pipeline import convert
from pipeline.config import load_config
from pipeline.split import choose_profile, split
from tests.split.documents import BODY, Press, Style
from tests.split.sites import NAMES, STYLES, TITLES, day, paragraphs

PROFILES = load_config().profiles
ARTICLES = [(style, number) for style in STYLES for number in range(10)]


def read(style, number):
    document = STYLES[style](number).document()
    return split(document, choose_profile(document, PROFILES))


@pytest.mark.parametrize(("style", "number"), ARTICLES)
def test_the_fields_are_read(style, number):
    article = read(style, number)
    assert (article.title, article.authors, article.date) == (
        TITLES[number],
        (NAMES[number % 5],),
        day(number),
    )


@pytest.mark.parametrize(("style", "number"), ARTICLES)
def test_the_paragraphs_come_back_and_nothing_else(style, number):
    body = [block.text for block in read(style, number).body if block.kind == "paragraph"]
    assert body == paragraphs(number)


@pytest.mark.parametrize(("style", "number"), ARTICLES)
def test_every_letter_is_accounted_for(style, number):
    assert read(style, number).accounting.balanced


PAGE = """<title>The ferry</title><body><h1>The ferry</h1><p{mark}>{line}</p>{date}<p>{prose}</p><p>{prose}</p>"""
PROSE = (
    "The ferry left the eastern quay at six in the morning, an hour late, with forty passengers and a goat. "
    * 2
)


@pytest.mark.parametrize(
    ("line", "mark", "authors"),
    [
        ("Amina Rahimi", "", ("Amina Rahimi",)),
        ("Article", "", ()),
        ("Where the storm went", "", ()),
        ("By Amina", "", ("Amina",)),
        ("Harbor | 11 March 2004", "", ()),
        ("Amina Rahimi | 11 March 2004", "", ("Amina Rahimi",)),
        ("Amina", " class=author", ("Amina",)),
        ("11 Edits", " class=author", ()),
        ("© Daily Harbor", " class=author", ()),
        ("Amina is a sailor and has written of ferries since 2001.", " class=author", ()),
        ("Latest Harbor News", " class=category", ()),
    ],
)
def test_what_stands_beside_the_date_of_a_web_page_is_an_author_only_if_it_says_so(line, mark, authors):
    date = "" if "2004" in line else "<p>12 March 2004</p>"
    page = PAGE.format(line=line, mark=mark, date=date, prose=PROSE)
    assert convert(page.encode(), file="page.html").authors == authors


HEADS = [
    # a nameplate, a motto, the section in two languages
    (
        "<p>پیک بیداری</p><p>Peyk-e Bidari</p><p>نشریهٔ فرهنگی در تبعید</p><p>Politics — سیاسی</p>"
        "<h1>کوچه‌های خالی شهر</h1><p>فریده کاظمی</p><p>۲۲ عقرب ۱۴۰۰</p>",
        ("فریده کاظمی",),
    ),
    # the verse of a masthead
    (
        "<p>انجمن ستاره</p><p>توانا بود هر که دانا بود</p><p>ز دانش دل پیر برنا بود</p>"
        "<h1>کوچه‌های خالی شهر</h1><p>نویسنده: فریده کاظمی</p><p>د لړم ۲۲مه، ۱۴۰۰</p>",
        ("فریده کاظمی",),
    ),
    # the date between the name of the paper and the number of the news; two names of one author
    (
        "<p>روزنامهٔ صبح نو | شنبه ۲۲ عقرب ۱۴۰۰ - ساعت ۱۴:۳۵ | کد خبر: ۴۵۶۷۸</p>"
        "<h1>کوچه‌های خالی شهر</h1><p>Farida Kazimi – فریده کاظمی</p>",
        ("Farida Kazimi – فریده کاظمی",),
    ),
    # the publisher in small letters over the date, the author under it
    (
        '<p style="font-size:24pt">ماهنامهٔ سپیدار</p><p>ارگان نشراتی کانون نویسندگان</p><p>شنبه، ۱۳ نوامبر ۲۰۲۱</p>'
        "<p>فریده کاظمی</p><h1>کوچه‌های خالی شهر</h1>",
        ("فریده کاظمی",),
    ),
    # the place before the date, the issue with dashes
    (
        "<p>نشریهٔ کار</p><p>شمارهٔ ۸۷ – سال نهم – عقرب ۱۴۰۰</p><p>کابل، ۲۲ عقرب ۱۴۰۰</p>"
        "<h1>کوچه‌های خالی شهر</h1><p>فریده کاظمی</p>",
        ("فریده کاظمی",),
    ),
    # a nameplate that is set like the title, and no <title>
    (
        '<p style="font-size:24pt">The Harbor Review</p><p>Vol. 3, No. 12</p>'
        "<h1>کوچه‌های خالی شهر</h1><p>فریده کاظمی</p><p>22 Aqrab 1400</p>",
        ("فریده کاظمی",),
    ),
]
PERSIAN = (
    "از شهر تا روستا سه ساعت راه است و کسی نمی‌داند که این راه را چه زمانی باز خواهند کرد، گفت راننده. " * 2
)


@pytest.mark.parametrize(("head", "authors"), HEADS)
def test_what_stands_above_the_title_of_a_web_page_is_masthead(head, authors):
    article = convert(
        f"<html><body>{head}<p>{PERSIAN}</p><h2>راه</h2><p>{PERSIAN}</p></body></html>".encode(),
        file="page.html",
    )
    assert (article.title, article.authors) == ("کوچه‌های خالی شهر", authors)
    assert str(article.date) == "2021-11-13"
    assert [block.kind for block in article.body] == ["paragraph", "heading", "paragraph"]


@pytest.mark.parametrize(
    ("last", "name"),
    [
        ("This article first appeared in The Harbor Herald, 13 November 2021.", "The Harbor Herald"),
        ("به نقل از هفته‌نامهٔ پگاه، ۲۲ عقرب ۱۴۰۰", "هفته‌نامهٔ پگاه"),
    ],
)
def test_a_sentence_may_say_where_the_article_came_from(last, name):
    page = PAGE.format(line="By Amina Rahimi", mark="", date="", prose=PROSE).replace("</body>", "")
    article = convert(f"{page}<p>{last}</p>".encode(), file="page.html")
    assert article.credit is not None
    assert (article.credit.name, str(article.credit.date)) == (name, "2021-11-13")


@pytest.mark.parametrize(
    ("last", "name"),
    [
        ("(برگرفته از آریانا نگار)", "آریانا نگار"),
        ("سرچشمه: هفته‌نامهٔ پگاه", "هفته‌نامهٔ پگاه"),
        ("د بي بي سي پښتو څخه په مننه", "بي بي سي پښتو"),
        ("با سپاس از هفته‌نامهٔ پگاه", "هفته‌نامهٔ پگاه"),
    ],
)
def test_a_credit_without_a_date_is_known_by_its_words(last, name):
    page = PAGE.format(line="By Amina Rahimi", mark="", date="", prose=PROSE)
    article = convert(f"{page}<p>{last}</p>".encode(), file="page.html")
    assert article.credit is not None
    assert article.credit.name == name


def test_a_sentence_that_only_begins_like_a_credit_is_text():
    page = PAGE.format(line="By Amina Rahimi", mark="", date="", prose=PROSE)
    last = "به نقل از رئیس اتحادیه، باران نیامد و چاه‌ها در همهٔ ولایات پایین رفت و کسی نمی‌داند که سال آینده چه خواهد شد."
    article = convert(f"{page}<p>{last}</p>".encode(), file="page.html")
    assert article.credit is None
    assert article.body[-1].text == last


@pytest.mark.parametrize("dedication", ["با احترام به قربانیان", "برای مادرم", "به یاد فرید"])
def test_a_dedication_below_the_title_is_not_taken_for_the_author(dedication):
    page = f"<h1>کوچه‌های خالی شهر</h1><p>{dedication}</p><p>{PERSIAN}</p><p>{PERSIAN}</p>"
    article = convert(page.encode(), file="page.html")
    assert article.authors == ()
    assert article.body[0].text == dedication


def test_a_name_at_the_end_that_takes_its_leave_is_the_author():
    page = PAGE.format(line="", mark="", date="", prose=PROSE)
    article = convert(f"{page}<p>با احترام، فریده کاظمی</p>".encode(), file="page.html")
    assert article.authors == ("فریده کاظمی",)


@pytest.mark.parametrize("between", [("Truth has no frontier",), ("Vol. 3, No. 12, 13 November 2021",)])
def test_a_nameplate_larger_than_the_title_is_masthead(between):
    press = Press()
    press.put("Exile Times", Style(size=28.0, align="center", bold=True))
    for line in between:
        press.put(line, Style(align="center"))
    press.put("Border towns brace for a hard winter", Style(size=16.0, before=12.0, bold=True))
    press.put("By Amina Rahimi", BODY)
    for _ in range(6):
        press.put(PROSE, BODY)
    article = split(press.document(), choose_profile(press.document(), PROFILES))
    assert (article.title, article.authors) == ("Border towns brace for a hard winter", ("Amina Rahimi",))
    assert [block.text for block in article.body] == [PROSE.strip()] * 6
