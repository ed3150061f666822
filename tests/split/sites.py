"""Three invented sites, each with a style of its own, printed article by article."""

from datetime import date, timedelta

from tests.split.documents import BODY, HEADING, TITLE, Press, Style

FIRST = date(2015, 3, 7)
MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
TITLES = [
    "Goats on Board", "The Long Way to the Other Shore", "Tea Without Sugar", "A Piano for Two Villages",
    "What the Captain Saw", "Nobody Reads the Timetable", "The Bridge That Came Too Late", "Hay in Winter",
    "Letters from the Lower Deck", "The Last of the Oars",
]  # fmt: skip
NAMES = ["Anna Heron", "Karim Nawab", "Ruth Lindt", "D. R. Okafor", "Sami Noori"]
SECTIONS = ["Shores", "Letters", "Trade"]
WORDS = [
    "the",
    "ferry",
    "leaves",
    "at",
    "dawn",
    "and",
    "comes",
    "back",
    "when",
    "captain",
    "has",
    "sold",
    "his",
    "tea",
    "nobody",
    "ever",
    "seen",
    "a",
    "timetable",
    "passengers",
    "bring",
    "goats",
    "radios",
    "and",
    "once",
    "piano",
    "stayed",
    "on",
    "board",
    "for",
    "eleven",
    "years",
    "because",
    "no",
    "one",
    "could",
    "agree",
    "which",
    "of",
    "two",
    "villages",
    "had",
    "ordered",
    "it",
    "in",
    "end",
    "was",
    "played",
    "by",
    "both",
    "of",
    "them",
    "at",
    "market",
    "people",
    "say",
    "that",
    "river",
]


def day(number):
    return FIRST + timedelta(days=31 * number)


def paragraphs(number):
    """Six paragraphs of prose, different for each article."""
    made = []
    for part in range(6):
        length = 30 + 7 * ((number + part) % 4)
        words = [WORDS[(number * 17 + part * 29 + at * (3 + part)) % len(WORDS)] for at in range(length)]
        made.append(" ".join(words).capitalize() + ".")
    return made


def newspaper(number):
    """A nameplate, a slogan and an issue line that holds the date; the author behind a label below the title."""
    when = day(number)
    press = Press(footer="The Ferry Times – page {page}")
    press.put("The Ferry Times", Style(size=24.0, align="center", bold=True))
    press.put("News from both shores", Style(size=10.0, align="center"))
    press.put(f"Vol. 7, No. {number + 100}, {when:%d.%m.%Y}", Style(size=10.0, align="center"))
    press.put(TITLES[number], TITLE)
    press.put(f"By {NAMES[number % 5]}", Style(before=6.0))
    for text in paragraphs(number):
        press.put(text)
    return press.put(f"Source: River Agency {when:%d.%m.%Y}")


def review(number):
    """Two columns below a head of full width, short titles at the edges of the later pages."""
    when, title = day(number), TITLES[number]
    press = Press(
        header=lambda page: "" if page == 1 else title[:20] if page % 2 else "The Shore Review",
        footer="{page}",
        height=420.0,
    )
    press.put("The Shore Review", Style(size=13.0))
    press.put(f"A quarterly of rivers and letters · No. {number + 1}", Style(size=9.0))
    press.put(SECTIONS[number % 3], Style(size=9.0, before=8.0))
    press.put(title, Style(size=17.0, before=6.0, bold=True))
    press.put(NAMES[number % 5], Style(size=9.0, before=4.0, italic=True))
    press.put(f"{when.day} {MONTHS[when.month - 1]} {when.year}", Style(size=9.0))
    press.begin_columns(2)
    for text in paragraphs(number):
        press.put(text, Style(size=9.0, indent=12.0, align="justify"))
    return press


def web_print(number):
    """A page printed by a browser: address, title and time at the edges, a line of links, a byline."""
    when, title = day(number), TITLES[number]
    press = Press(
        header=f"11/{number + 1}/26, 6:5{number} AM",
        footer=f"https://valley.example/{when:%Y/%m}/post-{number}",
    )
    press.put("Voice of the Valley", Style(size=20.0, bold=True))
    press.put("Home News Culture Archive Contact", Style(size=10.0))
    press.put(title, Style(size=22.0, before=10.0))
    press.put(
        f"Posted on {MONTHS[when.month - 1]} {when.day}, {when.year} by {NAMES[number % 5]}", Style(size=10.0)
    )
    for text in paragraphs(number)[:3]:
        press.put(text)
    press.put("On the river", HEADING)
    for text in paragraphs(number)[3:]:
        press.put(text, BODY)
    return press.put("© 2021 Voice of the Valley. All rights reserved.", Style(size=10.0, before=10.0))


STYLES = {"newspaper": newspaper, "review": review, "web print": web_print}
