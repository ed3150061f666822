import datetime
import random

import hijridate
import jdatetime
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.normalize.dates import date_issues, find_dates, parse_date
from pipeline.normalize.dates.months import GREGORIAN, LUNAR, SOLAR
from tests.normalize.cases import cases

DATES = cases("dates")
DAYS = st.dates(datetime.date(1925, 3, 22), datetime.date(2070, 1, 1))
DIGITS = st.sampled_from(["0123456789", "۰۱۲۳۴۵۶۷۸۹", "٠١٢٣٤٥٦٧٨٩"])
SOLAR_NAMES = [row.split() for row in SOLAR.strip().splitlines()]
LUNAR_NAMES = [row.split("|") for row in LUNAR.strip().splitlines()]
GREGORIAN_NAMES = [row.split("|") for row in GREGORIAN.strip().splitlines()]


def written(digits, *parts):
    return "".join(str(part).translate(str.maketrans("0123456789", digits)) for part in parts)


@pytest.mark.parametrize("case", DATES["dates"], ids=lambda case: case["in"])
def test_a_date_is_read(case):
    reading = parse_date(case["in"])
    assert (str(reading.date), reading.calendar) == (case["iso"], case["calendar"])
    assert case["in"][reading.start : reading.end] == reading.text
    assert reading.date in {found.date for found in find_dates(f"در کابل، {case['in']} بود")}


@pytest.mark.parametrize("text", DATES["none"])
def test_what_is_no_date_gives_neither_date_nor_issue(text):
    assert (find_dates(text), date_issues(text)) == ((), ())


@pytest.mark.parametrize("case", DATES["issues"], ids=lambda case: case["in"])
def test_a_doubtful_date_is_an_issue_and_no_date(case):
    assert parse_date(case["in"]) is None
    assert [issue.code for issue in date_issues(case["in"])] == [case["code"]]


@given(DAYS, DIGITS, st.sampled_from([".", "/", "-"]))
def test_numeric_gregorian_dates_come_back(day, digits, mark):
    reading = parse_date(written(digits, day.year, mark, day.month, mark, day.day))
    assert reading.date == day


@given(DAYS, DIGITS, st.data())
def test_spelled_gregorian_dates_come_back(day, digits, data):
    name = data.draw(st.sampled_from(GREGORIAN_NAMES[day.month - 1]))
    assert parse_date(written(digits, day.day, f" {name} ", day.year)).date == day
    assert parse_date(written(digits, f"{name} ", day.day, ", ", day.year)).date == day


@given(DAYS, DIGITS, st.data())
def test_solar_hijri_dates_come_back(day, digits, data):
    solar = jdatetime.date.fromgregorian(date=day)
    name = data.draw(st.sampled_from(SOLAR_NAMES[solar.month - 1]))
    assert parse_date(written(digits, solar.year, "/", solar.month, "/", solar.day)).date == day
    assert parse_date(written(digits, solar.day, f" {name} ", solar.year)).date == day
    assert parse_date(written(digits, "د ", solar.year, " کال د ", name, " ", solar.day, "مه")).date == day


@given(DAYS, DIGITS, st.data())
def test_lunar_hijri_dates_come_back(day, digits, data):
    lunar = hijridate.Gregorian(day.year, day.month, day.day).to_hijri()
    name = data.draw(st.sampled_from(LUNAR_NAMES[lunar.month - 1]))
    assert parse_date(written(digits, lunar.day, f" {name} ", lunar.year)).date == day


@given(DAYS)
def test_two_calendars_must_agree(day):
    solar = jdatetime.date.fromgregorian(date=day)
    other = day + datetime.timedelta(days=1)
    spelled = f"{solar.day} {SOLAR_NAMES[solar.month - 1][0]} {solar.year} برابر با "
    assert parse_date(spelled + day.isoformat()).date == day
    assert parse_date(spelled + other.isoformat()) is None


def no_dates(chance):
    """A telephone number, a book number, a version, an address, an amount, a clause, a month that is none."""

    def number(low, high):
        return str(chance.randint(low, high))

    yield f"+93 {number(70, 79)} {number(100, 999)} {number(1000, 9999)}"
    yield f"0{number(20, 79)}-{number(100, 999)}-{number(1000, 9999)}"
    yield f"978-{number(0, 9)}-{number(10, 99)}-{number(100000, 999999)}-{number(0, 9)}"
    yield f"v{number(0, 9)}.{number(0, 31)}.{number(1300, 2100)}"
    yield f"{number(0, 99)}.{number(0, 99)}.{number(0, 99)}"
    yield f"{number(1, 255)}.{number(1, 12)}.{number(1, 28)}.{number(1300, 2100)}"
    yield f"{number(1, 28)}.{number(1, 12)}.{number(1300, 2100)}.{number(1, 255)}"
    yield f"{number(1, 9)},{number(100, 999)},{number(1000, 2100)}"
    yield f"{number(0, 23)}:{number(10, 59)}:{number(1000, 2100)}"
    yield f"{number(1, 28)} {chance.choice(['بلابلا', 'خرابات', 'Brumaire', 'Smarch', 'کارخانه'])} {number(1300, 2100)}"
    yield f"{chance.choice(['عقرب', 'November', 'نومبر'])} {number(1300, 2100)}"
    yield f"{number(2200, 9999)}/{number(1, 12)}/{number(1, 28)}"
    yield f"§ {number(100, 999)}.{number(1, 12)}.{number(1300, 2100)}"


def test_no_date_is_invented_from_a_thousand_numbers():
    chance = random.Random(1400)
    texts = [text for _ in range(80) for text in no_dates(chance)]
    assert len(texts) > 1000
    assert [text for text in texts if find_dates(text)] == []
    assert [text for text in texts if find_dates(f"شماره {text} است")] == []


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("اول اکتوبر ۲۰۲۱", "2021-10-01"),
        ("یکم حمل ۱۴۰۰", "2021-03-21"),
        ("جلد اول، سرطان ۱۳۹۹", None),
        ("بخش اول ۱۲ مارچ ۲۰۲۰", "2020-03-12"),
        ("22 Aqrab 1400", "2021-11-13"),
    ],
)
def test_the_first_of_a_month_has_a_name_and_months_have_latin_ones(text, date):
    assert [str(reading.date) for reading in find_dates(text)] == ([date] if date else [])


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("پنجشنبه بیست و سوم دی ۱۴۰۰", "2022-01-13"),
        ("سی‌ام میزان ۱۳۹۷", "2018-10-22"),
        ("هشتم ماه مارچ ۲۰۲۲", "2022-03-08"),
        ("د ۱۳۹۹ کال د وږي پنځمه", "2020-08-26"),
        ("د سلواغې لسمه ۱۳۹۶", "2018-01-30"),
        ("هفتم جوزای ۱۳۹۹", "2020-05-27"),
        ("۷ سنبلۀ ۱۳۹۹", "2020-08-28"),
        ("فصل سوم: حمل ۱۴۰۰", None),
        ("شمارهٔ دوم، حمل ۱۴۰۰", None),
        ("سال سوم حمل ۱۴۰۰", None),
    ],
)
def test_a_day_may_be_written_in_words_beside_its_month(text, date):
    assert [str(reading.date) for reading in find_dates(text)] == ([date] if date else [])


@pytest.mark.parametrize("text", ["شمارهٔ ۵، حمل ۱۴۰۰", "No. 5, March 2021", "Heft 3 – März 2019"])
def test_the_number_of_an_issue_is_no_day(text):
    assert find_dates(text) == ()


def test_the_ending_of_an_ordinal_is_part_of_the_date():
    assert [reading.text for reading in find_dates("د ۱۴۰۰ د کب ۱۲مه")] == ["۱۴۰۰ د کب ۱۲مه"]


def test_a_time_joined_to_the_day_does_not_hide_it():
    assert str(parse_date("نشر في: 10:41-13 نوفمبر 2021 م").date) == "2021-11-13"


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("جمعه، 01 آبان 94", "2015-10-23"),
        ("سه‌شنبه ۲۶ آبان ۹۴", "2015-11-17"),
        ("پنج‌شنبه، ۲ تیر ماه ۰۱", "2022-06-23"),
    ],
)
def test_a_solar_year_of_two_digits_is_read_behind_a_weekday_where_nothing_else_stands(text, iso):
    assert [reading.date.isoformat() for reading in find_dates(text)] == [iso]
    assert find_dates(f"{text} نفر کشته شدند") == ()
