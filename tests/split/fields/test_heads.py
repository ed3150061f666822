"""Heads and ends of articles from sites that no profile knows, as newspapers, blogs and letters print them."""

import pytest

from pipeline import convert
from pipeline.config import load_config
from pipeline.split import choose_profile, split
from tests.split.documents import BODY, Press, Style

PROFILES = load_config().profiles
PERSIAN = (
    "از شهر تا روستا سه ساعت راه است و کسی نمی‌داند که این راه را چه زمانی باز خواهند کرد، گفت راننده. " * 2
).strip()
TITLE = "کوچه‌های خالی شهر"
LARGE, SMALL = Style(size=18.0, before=6.0), Style(size=8.0, before=4.0)


def page(head, tail="", title=TITLE):
    """An article of a web page without a word of markup that says what is what."""
    return convert(f"<html><body>{head}<h1>{title}</h1>{tail}</body></html>".encode(), file="page.html")


def texts(article):
    return [block.text for block in article.body]


def printed(*lines, body=6, tail=()):
    """An article on paper: (text, style) for each line of the head."""
    press = Press()
    for text, style in lines:
        press.put(text, style)
    for _ in range(body):
        press.put(PERSIAN, BODY)
    for text in tail:
        press.put(text, BODY)
    document = press.document()
    return split(document, choose_profile(document, PROFILES))


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("فریده کاظمی · ۲۲ عقرب ۱۴۰۰ · زمان خواندن: ۴ دقیقه · ۱٬۲۳۴ بازدید", "فریده کاظمی"),
        ("نوشتهٔ: Zubin Quarl | شنبه، ۲۲ عقرب ۱۴۰۰ ساعت ۰۹:۱۲ | تعداد بازدید: ۳۴۲", "Zubin Quarl"),
        ("By Amina Rahimi | 13 November 2021 | 6 min read", "Amina Rahimi"),
        ("فریده کاظمی، پژوهشگر دانشگاه | ۲۲ عقرب ۱۴۰۰", "فریده کاظمی"),
    ],
)
def test_a_byline_is_read_between_what_is_counted(line, author):
    article = page("", f"<p>{line}</p><p>{PERSIAN}</p><p>{PERSIAN}</p>")
    assert (article.authors, str(article.date)) == ((author,), "2021-11-13")
    assert texts(article) == [PERSIAN, PERSIAN]


def test_a_standfirst_of_sentences_does_not_hide_the_byline_below_it():
    standfirst = "چرا گفت‌وگوها هر بار در همان ایستگاه می‌ایستند و قطار هرگز از آن پیش‌تر نمی‌رود."
    article = printed(
        (TITLE, LARGE), (standfirst, BODY), ("نویسنده: Zubin Quarl", BODY), ("۲۲ عقرب ۱۴۰۰", BODY)
    )
    assert (article.title, article.authors) == (TITLE, ("Zubin Quarl",))
    assert str(article.date) == "2021-11-13"
    assert texts(article) == [standfirst, *[PERSIAN] * 6]


def test_the_first_paragraph_is_no_standfirst_where_a_date_ends_a_short_article():
    article = printed((TITLE, LARGE), body=1, tail=("کابل، ۲۲ عقرب ۱۴۰۰",))
    assert (texts(article), str(article.date)) == ([PERSIAN], "2021-11-13")


@pytest.mark.parametrize("above", [True, False])
def test_what_the_author_is_stands_below_the_name_and_is_none(above):
    name = (("فریده کاظمی", BODY), ("نویسنده و فعال مدنی", SMALL))
    title = ((TITLE, LARGE),)
    head = name + title if above else title + name
    article = printed(*head, ("۲۲ عقرب ۱۴۰۰", SMALL))
    assert (article.title, article.authors, article.status) == (TITLE, ("فریده کاظمی",), "ok")
    assert texts(article) == [PERSIAN] * 6


def test_a_person_between_nameplate_and_title_is_the_author():
    article = printed(
        ("پیک بیداری", LARGE), ("زرغونه وردګ", BODY), ("کوچه‌هایی که هیچ‌کس دیگر در آن‌ها نمی‌رود", LARGE)
    )
    assert article.authors == ("زرغونه وردګ",)
    assert texts(article) == [PERSIAN] * 6


def test_a_motto_below_the_nameplate_is_no_author_though_the_date_stands_beside_it():
    head = (("پیک بیداری", LARGE), ("نشریهٔ اجتماعی در تبعید", SMALL), ("۲۲ عقرب ۱۴۰۰", SMALL))
    article = printed(*head, ("کوچه‌هایی که هیچ‌کس دیگر در آن‌ها نمی‌رود", LARGE), ("سمیع‌الله جاوید", BODY))
    assert article.authors == ("سمیع‌الله جاوید",)


def test_the_name_of_the_paper_beside_the_date_is_no_author():
    article = page("<p>هشت بامداد یکشنبه ۲۲ عقرب ۱۴۰۰</p>", f"<p>{PERSIAN}</p><p>{PERSIAN}</p>")
    assert (article.authors, str(article.date)) == ((), "2021-11-13")


@pytest.mark.parametrize("name", ["آمنه", "Amina"])
def test_a_given_name_before_a_date_is_no_place(name):
    article = page("", f"<p>{name}, ۲۲ عقرب ۱۴۰۰</p><p>{PERSIAN}</p><p>{PERSIAN}</p>")
    assert article.authors in ((name,), ())
    assert printed((TITLE, LARGE), (f"{name}، ۲۲ عقرب ۱۴۰۰", BODY)).authors == (name,)
    assert printed((TITLE, LARGE), ("هرات، ۲۲ عقرب ۱۴۰۰", BODY)).authors == ()


@pytest.mark.parametrize(
    "dates",
    [
        "<p>Published: 13 November 2021 10:15 am</p><p>Updated: 14 November 2021 8:02 pm</p>",
        "<p>Published 13 November 2021 | Updated 14 November 2021</p>",
        "<p>۲۲ عقرب ۱۴۰۰</p><p>به‌روز شده در ۲۳ عقرب ۱۴۰۰</p>",
    ],
)
def test_the_date_is_that_of_publication(dates):
    article = page("", f"<p>By Amina Rahimi</p>{dates}<p>{PERSIAN}</p><p>{PERSIAN}</p>")
    assert str(article.date) == "2021-11-13"
    assert "dates-disagree" not in {issue.code for issue in article.issues}
    assert texts(article) == [PERSIAN, PERSIAN]


def test_a_translator_and_a_source_below_the_title_are_neither_author_nor_text():
    lines = ("نویسنده: جیمز هارلو", "مترجم: عزیزه کبیری", "منبع: لندن کوارترلی", "تاریخ نشر: ۲۲ عقرب ۱۴۰۰")
    article = printed((TITLE, LARGE), *((line, BODY) for line in lines))
    assert article.authors == ("جیمز هارلو",)
    assert article.credit is not None
    assert article.credit.name == "لندن کوارترلی"
    assert [(entry.text, entry.rule) for entry in article.boilerplate] == [
        ("مترجم: عزیزه کبیری", "head:contributor")
    ]
    assert texts(article) == [PERSIAN] * 6


@pytest.mark.parametrize(
    "offer", ["شریک سازید", "هم‌رسانی فیسبوک تلگرام", "Share · Facebook · Print", "Share on Facebook"]
)
def test_what_a_page_offers_above_its_text_is_no_text(offer):
    article = printed((TITLE, LARGE), ("فریده کاظمی", BODY), ("۲۲ عقرب ۱۴۰۰", BODY), (offer, BODY))
    assert texts(article) == [PERSIAN] * 6


def test_a_line_with_the_name_of_a_network_alone_is_text():
    assert texts(printed((TITLE, LARGE), ("فیسبوک", BODY)))[0] == "فیسبوک"


def test_the_titles_of_other_articles_below_the_text_are_cut_with_the_line_that_announces_them():
    tail = ("برچسب‌ها: شهر، کوچه", "مطالب مرتبط", "دریاچه‌ای که نقشه‌ها فراموش کردند", "آب، نفت، مرز")
    article = printed((TITLE, LARGE), ("نویسنده: فریده کاظمی", BODY), tail=tail)
    assert texts(article) == [PERSIAN] * 6
    assert {entry.rule for entry in article.boilerplate} >= {"below:closing"}


def test_text_below_a_line_that_looks_like_an_offer_stays():
    article = printed((TITLE, LARGE), ("نویسنده: فریده کاظمی", BODY), tail=("مطالب مرتبط", "راه", PERSIAN))
    assert texts(article)[-2:] == ["راه", PERSIAN]


@pytest.mark.parametrize(
    ("tail", "author", "uncertain"),
    [
        (("با احترام،", "شورای زنان مهاجر", "۲۲ عقرب ۱۴۰۰"), "شورای زنان مهاجر", False),
        (("نوشته شده در شنبه بیست و دوم عقرب ۱۴۰۰ ساعت ۲۲:۱۵ توسط Zubin Quarl |",), "Zubin Quarl", False),
        (("فریده کاظمی", "کابل، ۲۲ عقرب ۱۴۰۰"), "فریده کاظمی", True),
    ],
)
def test_an_author_may_sign_below_the_text(tail, author, uncertain):
    article = printed((TITLE, LARGE), tail=tail)
    assert (article.authors, str(article.date)) == ((author,), "2021-11-13")
    assert ("author-uncertain" in {issue.code for issue in article.issues}) == uncertain
    assert texts(article) == [PERSIAN] * 6


def test_a_menu_of_three_words_above_the_title_is_no_section():
    bylines = ("نویسنده: فریده کاظمی", "۲۲ عقرب ۱۴۰۰")
    menu = printed(
        ("پیک بیداری", BODY), ("سیاست جهان ویدیو", BODY), (TITLE, LARGE), *((line, BODY) for line in bylines)
    )
    section = printed(
        ("پیک بیداری", BODY), ("فرهنگ و هنر", BODY), (TITLE, LARGE), *((line, BODY) for line in bylines)
    )
    assert (menu.section, [text.text for text in section.section]) == ((), ["فرهنگ و هنر"])


def test_a_trail_of_two_steps_begins_at_home():
    article = printed(("خانه » گفت‌وگو", BODY), (TITLE, LARGE), ("نویسنده: فریده کاظمی", BODY))
    assert [text.text for text in article.section] == ["گفت‌وگو"]


def test_the_size_of_type_tells_title_from_nameplate_where_markup_says_nothing_else():
    head = (
        '<p style="font-size:22pt">پیک بیداری</p><p>شمارهٔ مسلسل ۸۷، سال نهم</p>'
        '<p style="font-size:17pt">درس‌هایی از یک راه ناتمام</p><p>Zubin Quarl</p>'
    )
    article = convert(f"<body>{head}<p>{PERSIAN}</p><p>{PERSIAN}</p></body>".encode(), file="page.html")
    assert (article.title, article.authors) == ("درس‌هایی از یک راه ناتمام", ("Zubin Quarl",))


def test_the_title_of_a_post_is_the_heading_below_the_name_of_the_blog():
    markup = (
        "<title>یادداشت‌های یک آموزگار - برف اول</title><h1>یادداشت‌های یک آموزگار</h1>"
        f"<div><h2><a href=/41>برف اول</a></h2><p>{PERSIAN}</p><p>{PERSIAN}</p></div>"
    )
    assert convert(markup.encode(), file="page.html").title == "برف اول"


def test_a_byline_below_a_standfirst_is_read_though_it_stands_among_the_text():
    standfirst = (
        "Money sent home keeps villages alive, but it also rewrites who may decide what a village is for."
    )
    markup = (
        f"<article><h1>The long arithmetic</h1><p class=dek>{standfirst}</p>"
        f"<p class=meta>By Zubin Quarl | 14 March 2021 | 6 min read</p>{'<p>' + PERSIAN + '</p>'}<p>{PERSIAN}</p></article>"
    )
    article = convert(markup.encode(), file="page.html")
    assert (article.authors, str(article.date)) == (("Zubin Quarl",), "2021-03-14")


def test_a_date_may_be_joined_to_the_name_by_a_preposition_and_have_an_ezafe():
    article = printed((TITLE, LARGE), ("نوشتهٔ زلیخا نایل در ۲۲ سنبلهٔ ۱۴۰۰ | ۲ دیدگاه", SMALL))
    assert (article.authors, str(article.date)) == (("زلیخا نایل",), "2021-09-13")


def test_the_place_between_author_and_date_is_no_text():
    head = ((TITLE, LARGE), ("فریده کاظمی", BODY), ("مونشن – جرمنی", BODY), ("۱۷ / ۰۴ / ۲۰۱۱", BODY))
    article = printed(*head)
    assert (article.authors, texts(article)) == (("فریده کاظمی",), [PERSIAN] * 6)


def test_the_name_of_the_site_beside_the_title_in_the_metadata_is_no_section():
    lines = "<p>فریده کاظمی</p><p>۲۲ عقرب ۱۴۰۰</p>"
    markup = f"<title>{TITLE} - هیندارې</title><p>هیندارې</p><h1>{TITLE}</h1>{lines}<p>{PERSIAN}</p><p>{PERSIAN}</p>"
    article = convert(markup.encode(), file="page.html")
    assert (article.section, article.authors) == ((), ("فریده کاظمی",))


def test_a_linked_author_and_a_source_below_the_text_are_read_though_they_look_like_navigation():
    lines = "<div>۲۲ عقرب ۱۴۰۰</div><div><a href=/y>راحله یوسفی</a></div>"
    markup = (
        f"<div><h1>{TITLE}</h1>{lines}<p>{PERSIAN}</p><p>{PERSIAN}</p></div>"
        "<div>منبع: خبرگزاری روشنا</div><div><a href=/1>شکایت‌ها از دو هزار گذشت</a></div>"
    )
    article = convert(markup.encode(), file="page.html")
    assert article.authors == ("راحله یوسفی",)
    assert article.credit is not None
    assert article.credit.name == "خبرگزاری روشنا"
    assert texts(article) == [PERSIAN, PERSIAN]


def test_a_label_that_begins_a_phrase_announces_nobody():
    lines = "<p>By the river, at six in the morning</p><p>12 August 2019</p>"
    assert page("", f"{lines}<p>{PERSIAN}</p><p>{PERSIAN}</p>").authors == ()


def test_the_first_line_of_a_page_is_the_name_of_the_paper_rather_than_of_the_author():
    article = printed(("Ferry Times", BODY), ("13 November 2021", BODY), (TITLE, LARGE))
    assert (article.authors, texts(article)) == ((), [PERSIAN] * 6)


def test_the_last_entry_of_a_menu_is_no_section():
    menu = ((text, BODY) for text in ("Start", "Über uns", "Archiv"))
    article = printed(*menu, (TITLE, LARGE), ("Nasima Ebrahimi", BODY))
    assert (article.section, article.authors) == ((), ("Nasima Ebrahimi",))


def test_a_single_word_beside_the_date_is_no_author():
    assert printed(("FEATURES", BODY), ("13 November 2021", BODY), (TITLE, LARGE)).authors == ()


def test_a_label_may_have_a_blank_before_its_colon():
    article = printed(
        ("نویسنده : Zubin Quarl", BODY), ("تاریخ : ۲۰۱۴-۰۵-۰۲", BODY), (TITLE, LARGE), ("(قسمت سوم)", BODY)
    )
    assert (article.authors, str(article.date)) == (("Zubin Quarl",), "2014-05-02")
    assert texts(article)[0] == "(قسمت سوم)"


def test_the_place_behind_the_name_is_no_part_of_it():
    assert printed((TITLE, LARGE), ("فرشید آرین‌تبار – هرات", BODY), ("۲۲ عقرب ۱۴۰۰", BODY)).authors == (
        "فرشید آرین‌تبار",
    )


def test_words_beside_a_date_that_nothing_makes_a_name_are_told():
    guess = printed((TITLE, LARGE), ("Grey Heron | 22 Aqrab 1400", BODY))
    known = printed((TITLE, LARGE), ("Amina Rahimi | 22 Aqrab 1400", BODY))
    assert (guess.authors, known.authors) == (("Grey Heron",), ("Amina Rahimi",))
    assert "author-uncertain" in {issue.code for issue in guess.issues}
    assert "author-uncertain" not in {issue.code for issue in known.issues}


def test_a_heading_of_the_second_page_is_no_title_below_a_title_page():
    press = Press(height=400.0).put("The Ferry Under Another Name", Style(size=18.0, bold=True))
    press.put("November 2025", Style(size=14.0, align="center")).new_page()
    press.put("Contents of This Book", Style(size=16.0, bold=True)).put(PERSIAN, BODY)
    document = press.document()
    assert split(document, choose_profile(document, PROFILES)).title == "The Ferry Under Another Name"


@pytest.mark.parametrize(
    "entry", ["چکیده . . . . . . . . . . . . . . . . . ۳", "مقدمه ........................ ۵"]
)
def test_an_entry_of_a_table_of_contents_is_no_standfirst(entry):
    article = printed((TITLE, LARGE), (entry, Style(size=13.0, before=6.0)))
    assert (article.title, article.lead) == (TITLE, None)
    assert entry in texts(article)
