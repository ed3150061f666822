"""Title, author, date, section and credit are read by order, label and look, each with its evidence."""

import datetime

import pytest
from msgspec.structs import replace

from pipeline.config import Profile, load_config
from pipeline.model import Claim
from pipeline.split import split
from tests.split.body.test_paragraphs import ENGLISH, PERSIAN
from tests.split.documents import BODY, TITLE, Press, Style, markup, plain

GENERIC = next(profile for profile in load_config().profiles if profile.name == "generic")
SITE = Profile(
    name="site", order=("section", "author", "date", "title"), sections=({"en": "Science", "fa": "علمی"},)
)
DATE = datetime.date(2019, 5, 2)
PROSE = ENGLISH[0] + " " + ENGLISH[1]


def printed(*head, side="ltr", texts=ENGLISH, profile=GENERIC):
    press = Press(side)
    for text, style in head:
        press.put(text, style)
    for text in texts:
        press.put(text)
    return split(press.document(), profile)


def test_the_fields_of_a_site_stand_in_its_order():
    article = split(plain("Science", "علمی", "Anna Heron", "02.05.2019", "Goats on Board", PROSE), SITE)
    assert [section.text for section in article.section] == ["Science", "علمی"]
    assert [section.lang for section in article.section] == ["en", "fa"]
    assert (article.authors, article.date, article.title) == (("Anna Heron",), DATE, "Goats on Board")
    assert [block.text for block in article.body] == [PROSE]


def test_a_section_that_is_not_listed_is_known_by_its_place():
    article = split(plain("Sports", "ورزشی", "Anna Heron", "02.05.2019", "Goats on Board", PROSE), SITE)
    assert [section.text for section in article.section] == ["Sports", "ورزشی"]


@pytest.mark.parametrize("line", ["Science علمی", "علمی – Science", "Science | علمی", "Sports ورزشی"])
def test_the_two_names_of_a_section_may_stand_on_one_line(line):
    article = split(plain(line, "Anna Heron", "02.05.2019", "Goats on Board", PROSE), SITE)
    assert sorted(section.text for section in article.section) == sorted(
        line.replace("– ", "").replace("| ", "").split()
    )


def test_a_field_that_is_missing_takes_no_other_line():
    article = split(plain("Science", "02.05.2019", "Goats on Board", PROSE), SITE)
    assert article.authors == ()
    assert article.title == "Goats on Board"


@pytest.mark.parametrize(
    "head",
    [
        (("Goats on Board", TITLE), ("By Anna Heron", BODY), ("2 May 2019", BODY)),
        (("Goats on Board", TITLE), ("Anna Heron, 02.05.2019", BODY)),
        (("2 May 2019", BODY), ("Goats on Board", TITLE), ("By Anna Heron", BODY)),
        (("Anna Heron", BODY), ("02.05.2019", BODY), ("Goats on Board", TITLE)),
        (("By Anna Heron", BODY), ("Goats on Board", TITLE), ("Published on 2 May 2019", BODY)),
    ],
)
def test_the_usual_orders_are_read_without_a_profile(head):
    article = printed(*head)
    assert (article.title, article.authors, article.date) == ("Goats on Board", ("Anna Heron",), DATE)
    assert [block.text for block in article.body] == list(ENGLISH)


def test_persian_labels_are_taken_off():
    article = printed(
        ("گل‌های شهر کهنه", TITLE), ("نویسنده: مریم باغبان", BODY), ("تاریخ: ۱۲ ثور ۱۳۹۸", BODY),
        side="rtl", texts=PERSIAN,
    )  # fmt: skip
    assert (article.title, article.authors) == ("گل‌های شهر کهنه", ("مریم باغبان",))
    assert article.date == DATE
    assert article.evidence["authors"].text == "نویسنده: مریم باغبان"


def test_a_title_of_two_lines_is_one_title():
    title = "Goats on board of the morning ferry and what they do there all day"
    article = printed((title, TITLE), ("By Anna Heron", BODY))
    assert article.title == title


def test_a_title_in_two_languages_has_a_second_title():
    article = printed(("Goats on Board", TITLE), ("بزها بر کشتی", TITLE), ("By Anna Heron", BODY))
    titles = {article.title, *(title.text for title in article.other_titles)}
    assert titles == {"Goats on Board", "بزها بر کشتی"}


def test_evidence_says_where_a_field_was_read():
    article = printed(("Goats on Board", TITLE), ("By Anna Heron", BODY), ("2 May 2019", BODY))
    assert article.evidence["title"].origin == "body"
    assert article.evidence["authors"].text == "By Anna Heron"
    assert article.evidence["date"].page == 1
    assert article.evidence["date"].box is not None


def test_what_is_not_there_is_an_issue_and_not_guessed():
    article = printed()
    assert {issue.code for issue in article.issues} >= {"no-title", "no-date"}
    assert (article.title, article.authors, article.date) == ("", (), None)
    assert article.status == "check"


def test_a_name_that_only_stands_beside_the_date_is_uncertain():
    by_place = printed(
        ("Ferry Times", BODY), ("Grey Heron", BODY), ("02.05.2019", BODY), ("Goats on Board", TITLE)
    )
    labeled = printed(("By Grey Heron", BODY), ("02.05.2019", BODY), ("Goats on Board", TITLE))
    assert "author-uncertain" in {issue.code for issue in by_place.issues}
    assert "author-uncertain" not in {issue.code for issue in labeled.issues}


def test_the_typist_in_the_metadata_of_a_pdf_is_not_the_author():
    press = Press().put("Goats on Board", TITLE).put(ENGLISH[0]).put(ENGLISH[1])
    claims = (Claim(field="author", value="admin", origin="metadata", rule="pdf:Author"),)
    assert split(press.document(claims=claims), GENERIC).authors == ()


def test_hints_and_claims_of_the_markup_are_used():
    document = markup(
        ("Science", {"field": "section"}),
        ("Goats on Board", {"field": "title", "kind": "heading", "level": 1}),
        (PROSE, {"kind": "paragraph"}),
        claims=(
            Claim(field="author", value="Anna Heron", origin="markup", rule="meta:author"),
            Claim(field="date", value="2019-05-02", origin="markup", rule="meta:date"),
        ),
    )
    article = split(document, GENERIC)
    assert (article.title, article.authors, article.date) == ("Goats on Board", ("Anna Heron",), DATE)
    assert article.section[0].text == "Science"
    assert article.evidence["authors"].origin == "markup"


@pytest.mark.parametrize(
    ("line", "name", "url"),
    [
        ("Weather & Words 02.05.2019", "Weather & Words", None),
        ("Source: The Goat Herald, 2 May 2019", "The Goat Herald", None),
        ("منبع: هفته‌نامهٔ پگاه ۲۰۱۹/۵/۲", "هفته‌نامهٔ پگاه", None),
        ("Quelle: https://example.org/goats", None, "https://example.org/goats"),
    ],
)
def test_the_closing_credit_is_read(line, name, url):
    press = Press().put("Goats on Board", TITLE)
    for text in (*ENGLISH, line):
        press.put(text)
    article = split(press.document(), Profile(name="site", credit=("{name} {date}",), labels=GENERIC.labels))
    assert article.credit is not None
    assert (article.credit.text, article.credit.name, article.credit.url) == (line, name, url)
    assert line not in [block.text for block in article.body]


def test_a_last_sentence_with_a_date_is_no_credit():
    press = (
        Press()
        .put("Goats on Board", TITLE)
        .put(ENGLISH[1])
        .put("The captain sold the ferry. That was on 02.05.2019")
    )
    assert split(press.document(), Profile(name="site", credit=("{name} {date}",))).credit is None


def test_a_title_in_small_type_is_found_by_its_site():
    article = printed(("02.05.2019", BODY), ("Goats on Board", Style(before=8.0)), profile=SITE)
    assert article.title == "Goats on Board"


@pytest.mark.parametrize(
    "date",
    [
        "Thursday, May 2, 2019",
        "Donnerstag, 2. Mai 2019",
        "Published on Thu, 2 May 2019",
        "May 2, 2019 10:45 AM",
    ],
)
def test_a_weekday_beside_the_date_is_no_author(date):
    article = printed(("Goats on Board", TITLE), ("By Anna Heron", BODY), (date, BODY))
    assert (article.authors, article.date) == (("Anna Heron",), DATE)


def test_a_standfirst_is_the_lead_and_not_the_title():
    lead = "Why nobody has ever counted them, and what the captain says about it"
    head = (("Goats on Board", Style(size=26.0, bold=True)), (lead, Style(size=14.0, italic=True)))
    article = printed(*head, ("By Anna Heron · 2 May 2019", BODY))
    assert (article.title, article.lead, article.authors, article.date) == (
        "Goats on Board", lead, ("Anna Heron",), DATE,
    )  # fmt: skip


def test_a_bare_name_below_the_title_is_an_uncertain_author():
    article = printed(("02.05.2019", BODY), ("Goats on Board", TITLE), ("Grey Heron", Style(align="center")))
    assert article.authors == ("Grey Heron",)
    assert "author-uncertain" in {issue.code for issue in article.issues}


def test_author_and_date_may_stand_below_the_article():
    press = Press().put("Goats on Board", TITLE)
    for text in (*ENGLISH, "Written by Anna Heron", "2 May 2019"):
        press.put(text)
    article = split(press.document(), GENERIC)
    assert (article.authors, article.date) == (("Anna Heron",), DATE)
    assert [block.text for block in article.body] == list(ENGLISH)
    assert article.accounting.balanced


def test_what_the_head_says_is_not_said_again_by_the_end():
    press = Press().put("Goats on Board", TITLE).put("By Anna Heron").put("2 May 2019")
    for text in (*ENGLISH, "By Karim Nawab", "3 May 2020"):
        press.put(text)
    article = split(press.document(), GENERIC)
    assert (article.authors, article.date) == (("Anna Heron",), DATE)
    assert [block.text for block in article.body][-2:] == ["By Karim Nawab", "3 May 2020"]


def test_a_table_of_dates_at_the_end_is_no_date():
    document = markup(
        ("Goats on Board", {"field": "title"}),
        (PROSE, {"kind": "paragraph"}),
        (
            "02.05.2019\t12\n03.05.2019\t14",
            {"kind": "table", "rows": (("02.05.2019", "12"), ("03.05.2019", "14"))},
        ),
    )
    article = split(document, GENERIC)
    assert article.date is None
    assert article.body[-1].kind == "table"


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("۳۲ عقرب ۱۴۰۰", "date-invalid"),
        ("31.02.2019", "date-invalid"),
        ("۲۲ عقرب ۱۴۰۰ برابر با ۱۴ نوامبر ۲۰۲۱", "dates-disagree"),
    ],
)
def test_a_printed_date_that_cannot_be_right_is_told(line, code):
    article = split(plain("Goats on Board", line, PROSE), GENERIC)
    assert code in {issue.code for issue in article.issues}
    assert article.status == "check"


def test_a_date_in_the_prose_is_not_doubted():
    article = printed(
        ("Goats on Board", TITLE), ("2 May 2019", BODY), texts=("On 31.02.2019 nothing happened. " + PROSE,)
    )
    assert {issue.code for issue in article.issues} & {"date-invalid", "dates-disagree"} == set()


def newspaper_whose_metadata_names_the_paper(title):
    press = Press()
    press.put("The Ferry Times", Style(size=24.0, align="center", bold=True))
    press.put("Vol. 7, No. 105, 02.05.2019", Style(size=10.0, align="center"))
    press.put("Goats on Board", TITLE).put("By Anna Heron", Style(before=6.0))
    for text in ENGLISH:
        press.put(text)
    return press.document(claims=[Claim(field="title", value=title, origin="metadata", rule="pdf:title")])


@pytest.mark.parametrize("claimed", ["The Ferry Times", "Goats on Board", "Goats on Board – The Ferry Times"])
def test_the_name_of_the_paper_in_the_metadata_makes_no_title_of_it(claimed):
    article = split(newspaper_whose_metadata_names_the_paper(claimed), GENERIC)
    assert (article.title, article.authors, article.date) == ("Goats on Board", ("Anna Heron",), DATE)
    assert [block.text for block in article.body] == list(ENGLISH)


def test_a_title_that_lost_its_half_spaces_agrees_with_the_metadata():
    claim = Claim(field="title", value="خشک‌سالی و نرخ‌ها – صدای دره", origin="metadata", rule="pdf:title")
    press = Press("rtl").put("صدای دره", Style(size=19.5, bold=True)).put("خشکسالی و نرخها", Style(size=19.5))
    for text in PERSIAN:
        press.put(text)
    assert split(press.document(claims=[claim]), GENERIC).title == "خشکسالی و نرخها"


@pytest.mark.parametrize(
    "byline",
    [
        "۲ می ۲۰۱۹ · نویسنده: فریده کاظمی",
        "۲ می ۲۰۱۹ | نویسنده: فریده کاظمی",
        "نویسنده: فریده کاظمی، ۲ می ۲۰۱۹",
    ],
)
def test_the_label_of_the_author_may_stand_behind_the_date(byline):
    article = printed(("سفر بز", TITLE), (byline, Style(size=10.0)), side="rtl", texts=PERSIAN)
    assert (article.authors, article.date) == (("فریده کاظمی",), DATE)


def tagged(press, number, **hints):
    """Give line `number` what the structure of a tagged file says."""
    press.lines[number] = replace(press.lines[number], **hints)


def test_the_first_heading_is_the_name_of_the_paper_where_another_below_its_address_has_the_byline():
    press = Press().put("The Ferry Times", Style(size=24.0, bold=True))
    tagged(press, -1, kind="heading", level=1)
    press.put("www.ferrytimes.example desk@ferrytimes.example", Style(size=9.0))
    press.put("Home › World › Islands", Style(size=9.0))
    press.put("Goats on Board", TITLE)
    tagged(press, -1, kind="heading", level=2)
    press.put("By Anna Heron").put("02.05.2019")
    for text in ENGLISH:
        press.put(text)
    article = split(press.document(), GENERIC)
    assert (article.title, article.authors, article.date) == ("Goats on Board", ("Anna Heron",), DATE)
    assert [name.text for name in article.section] == ["World", "Islands"]
    assert [block.text for block in article.body] == list(ENGLISH)


def test_a_title_with_words_in_quotation_marks_is_no_trail():
    article = printed(("Le « mot » du jour", TITLE), ("By Anna Heron", BODY), ("02.05.2019", BODY))
    assert (article.title, article.section) == ("Le « mot » du jour", ())


@pytest.mark.parametrize("label", ["لیکوال:", "ليکوال:", "ليكوال:"])
def test_a_label_is_known_in_whatever_letters_it_is_written(label):
    article = printed(
        ("د اوبو نوبت", TITLE),
        (f"{label} زرغونه شينوارۍ", BODY),
        ("02.05.2019", BODY),
        side="rtl",
        texts=PERSIAN,
    )
    assert article.authors == ("زرغونه شينوارۍ",)


def test_a_section_in_one_language_stands_below_the_masthead():
    own = replace(SITE, order=("author", "date", "title"), sections=(), masthead=("Voice of the Valley",))
    lines = ("Sports", "Anna Heron", "02.05.2019")
    head = [(line, BODY) for line in ("Voice of the Valley", "www.valley.example", *lines)]
    unknown = printed(*head, ("Goats on Board", TITLE))
    known = split(plain("Voice of the Valley", *lines, "Goats on Board", PROSE), own)
    for article in (unknown, known):
        assert [section.text for section in article.section] == ["Sports"]
        assert article.body[0].text.startswith(ENGLISH[0][:20])


@pytest.mark.parametrize(
    "above", ["A sentence of the site, which is longer than a section.", "www.valley.example"]
)
def test_what_else_stands_below_a_known_masthead_is_no_section(above):
    own = replace(SITE, order=("author", "date", "title"), sections=(), masthead=("Voice of the Valley",))
    article = split(
        plain("Voice of the Valley", above, "Anna Heron", "02.05.2019", "Goats on Board", PROSE), own
    )
    assert article.section == ()


def test_a_language_that_is_none_of_ours_is_believed_where_its_script_allows_it():
    spanish = "La aplicación de la ciudad permite a los pasajeros comprar el billete en la plaza, que es de piedra y no de madera."
    article = split(markup((spanish, {"lang": "es"}), (PERSIAN[0], {"lang": "es"})), GENERIC)
    assert [block.lang for block in article.body] == ["es", "fa"]


def test_signs_that_part_the_title_from_what_stood_before_it_are_none_of_it():
    article = split(plain("Science", "Anna Heron", "02.05.2019", ": Goats on Board", PROSE), SITE)
    assert article.title == "Goats on Board"
