"""Markdown of whole articles: blocks keep their kind and their text, in any renderer."""

import datetime
import html
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.emit.markdown import to_markdown
from pipeline.model import Credit, Issue, Span, Text
from tests.emit.articles import article, block, english, english_block
from tests.emit.reading import RENDERER, blocks
from tests.emit.test_inline import ALPHABET, SPANS

CASES = Path(__file__).parent.parent / "cases" / "emit"
ROW = st.text(ALPHABET, max_size=8)
LINES = st.lists(ROW, min_size=1, max_size=4).map("\n".join)
TABLE = st.lists(
    st.lists(st.text(ALPHABET + "\n", max_size=5), min_size=1, max_size=3), min_size=1, max_size=3
)
MARKERS = st.lists(st.sampled_from(["•", "*)", "-", "#"]), max_size=4)


def front(markdown):
    """The front matter as PyYAML reads it, and the text below it."""
    start, matter, body = markdown.split("---\n", 2)
    assert start == ""
    return yaml.safe_load(matter), body


def body(*made):
    """What follows the front matter and the title of an English article of these blocks."""
    return front(to_markdown(english(*made)))[1].split("# Title\n\n", 1)[1].removesuffix("\n")


def letters(text):
    return "".join(c for c in text if c.isalnum())


@st.composite
def any_block(draw):
    kind = draw(
        st.sampled_from(
            ["heading", "paragraph", "verse", "quote", "list", "caption", "footnote", "table", "image"]
        )
    )
    rows = tuple(map(tuple, draw(TABLE))) if kind == "table" else ()
    spans = draw(SPANS) if kind in ("paragraph", "heading", "quote") else [Span(text=draw(LINES))]
    if rows:
        spans = [Span(text="\n".join("\t".join(row) for row in rows))]
    return block(
        kind,
        *spans,
        rows=rows,
        level=draw(st.sampled_from([None, 1, 2, 6])),
        ordered=draw(st.sampled_from([None, True, False])),
        markers=tuple(draw(MARKERS)) if kind == "list" else (),
        image=draw(st.sampled_from([None, "1.jpg"])) if kind == "image" else None,
        label=draw(st.sampled_from([None, "1", "*"])) if kind == "footnote" else None,
        **draw(st.sampled_from([{}, {"lang": "en", "dir": "ltr"}])),
    )


@settings(max_examples=600, deadline=None)
@given(st.lists(any_block(), max_size=5))
def test_all_letters_are_shown_in_their_order_and_nothing_else(made):
    text = front(to_markdown(article(*made, title="")))[1]
    seen = letters(shown_text(text))
    wanted = "".join(("1" if one.label == "1" else "") + letters(one.text) for one in made)
    assert seen == wanted, text


def shown_text(markdown):
    """The text of the rendered page, tags and their attributes left out, pictures' texts kept."""
    rendered = RENDERER.render(markdown)
    rendered = re.sub(r'<img src="[^"]*" alt="([^"]*)" />', r"\1", rendered)
    return html.unescape(re.sub(r"<[^>]*>", "", rendered))


@settings(max_examples=300, deadline=None)
@given(st.lists(any_block(), min_size=1, max_size=4))
def test_every_div_is_closed_and_no_block_swallows_the_next(made):
    rendered = RENDERER.render(front(to_markdown(article(*made)))[1])
    assert rendered.count("<div") == rendered.count("</div>")
    for tag in ("em", "strong", "sup", "span", "p", "ul", "ol", "li", "blockquote", "table"):
        assert rendered.count(f"<{tag}>") + rendered.count(f"<{tag} ") == rendered.count(f"</{tag}>"), tag


@settings(max_examples=500, deadline=None)
@given(st.text(), st.lists(st.text(min_size=1), max_size=2), st.text())
def test_the_front_matter_gives_back_any_string(title, authors, file):
    made = article(title=title, authors=tuple(authors), credit=Credit(text=file))
    matter, _ = front(to_markdown(made).replace("\ufffd", "?"))
    clean = [without_halves(text) for text in (title, *authors, file)]
    assert [matter["title"], *matter.get("author", []), matter["credit"]] == clean


def without_halves(text):
    return text.replace("\ufffd", "?")


def test_the_front_matter_has_what_is_known_in_the_types_of_yaml():
    made = article(
        authors=("کریم احمدی",),
        date=datetime.date(2011, 3, 12),
        section=(Text(text="سیاسی", lang="fa", dir="rtl"), Text(text="no", lang="de", dir="ltr")),
        other_titles=(Text(text="12:30:45", lang="en", dir="ltr"),),
        lead="0123",
        issues=(Issue(code="no-date", message="no date was found"),),
    )
    matter, _ = front(to_markdown(made))
    assert matter == {
        "title": "عنوان",
        "author": ["کریم احمدی"],
        "date": datetime.date(2011, 3, 12),
        "lang": "fa",
        "dir": "rtl",
        "other_titles": ["12:30:45"],
        "section": ["سیاسی", "no"],
        "description": "0123",
        "source": "a.pdf",
        "id": "sha256:" + "0" * 64,
        "status": "check",
    }


def test_an_english_article_has_no_divs():
    assert "<div" not in to_markdown(english(english_block("paragraph", "Text.")))


def test_runs_of_one_direction_and_language_share_a_div():
    made = article(
        block("paragraph", "الف"),
        block("paragraph", "ب"),
        english_block("paragraph", "c"),
        block("paragraph", "د"),
    )
    divs = [line for line in to_markdown(made).splitlines() if line.startswith("<div")]
    assert divs == [
        '<div dir="rtl" lang="fa" markdown="1">',
        '<div dir="ltr" lang="en" markdown="1">',
        '<div dir="rtl" lang="fa" markdown="1">',
    ]


def test_verses_are_one_paragraph_with_line_breaks_and_a_blank_row_parts_stanzas():
    assert body(english_block("verse", "one\n2. two\n\nthree")) == "one\\\n2\\. two\n\nthree"


def test_a_quotation_keeps_its_paragraphs():
    assert body(english_block("quote", "one\ntwo")) == "> one\n>\n> two"


@pytest.mark.parametrize(
    ("ordered", "markers", "lines"),
    [
        (False, ("•", "•"), ["- a", "- b"]),
        (True, (), ["1. a", "2. b"]),
        (True, ("3)", "4)"), ["3. a", "4. b"]),
        (True, ("۷.", "۸."), ["7. a", "8. b"]),
        (True, ("1.", "3."), ["- 1. a", "- 3. b"]),
        (True, ("الف)", "ب)"), ["- الف) a", "- ب) b"]),
    ],
)
def test_a_list_shows_the_numbers_that_were_printed(ordered, markers, lines):
    made = english_block("list", "a\nb", ordered=ordered, markers=markers)
    assert body(made) == "\n".join(lines)


def test_two_lists_in_a_row_stay_two():
    one, two = (
        english_block("list", text, ordered=ordered) for text, ordered in (("a\nb", True), ("c", True))
    )
    assert [seen.kind for seen in blocks(body(one, two))] == ["ol li p", "ol li p", "ol li p"]
    assert RENDERER.render(body(one, two)).count("<ol>") == 2


def test_a_simple_table_is_a_pipe_table_and_another_is_html():
    simple = english_block("table", "", rows=(("a|b", "c"), ("1", "")))
    assert body(simple) == "| a\\|b | c |\n| --- | --- |\n| 1 |  |"
    ragged = english_block("table", "", rows=(("*a*",), ("1\n2", "<b>")))
    assert body(ragged) == (
        "<table>\n<tr><td>&#42;a&#42;</td></tr>\n<tr><td>1<br>2</td><td>&lt;b&gt;</td></tr>\n</table>"
    )


def test_a_heading_keeps_a_closing_hash_and_no_heading_outranks_the_title():
    assert body(english_block("heading", "C #", level=1)) == "## C \\#"


def test_a_heading_in_bold_is_only_a_heading():
    assert (
        body(english_block("heading", Span(text="Part", bold=True), " ", Span(text="one", bold=True)))
        == "## Part one"
    )


def test_page_breaks_stand_between_blocks_and_after_a_paragraph_that_crosses_them():
    made = [
        english_block("paragraph", text, page=page, page_end=end)
        for text, page, end in (("a", 1, 1), ("b", 1, 2), ("c", 2, None), ("d", 4, None))
    ]
    assert body(*made) == "a\n\nb\n\n<!-- page 2 -->\n\nc\n\n<!-- page 4 -->\n\nd"


def test_a_picture_and_its_caption():
    picture = english_block("image", "a [map]", image="1 (a).jpg")
    caption = english_block("caption", "Kabul, ", Span(text="2011", italic=True))
    assert body(picture, caption) == "![a \\[map\\]](1%20%28a%29.jpg)\n\n*Kabul, 2011*"


def test_a_picture_on_the_web_keeps_its_address():
    picture = english_block("image", "", image="https://example.org/a (1).jpg?width=3&x=ب")
    assert body(picture) == "![](https://example.org/a%20%281%29.jpg?width=3&x=ب)"


@pytest.mark.parametrize("image", ["javascript:alert(1)", "data:image/png;base64,AA", "file:///etc/passwd"])
def test_a_picture_under_another_scheme_is_none_that_a_browser_fetches(image):
    [address] = Page(RENDERER.render(body(english_block("image", "", image=image)))).addresses
    assert ":" not in address


def test_a_picture_that_was_not_kept_leaves_only_its_text():
    assert body(english_block("image", ""), english_block("image", "a map")) == "*a map*"


def test_footnotes_are_called_and_defined_by_names_that_are_unique():
    made = [
        english_block(
            "paragraph", "one", Span(text="", note="1"), " and star", Span(text="", note="*"), page=1
        ),
        english_block("footnote", "first", label="1", page=1),
        english_block("footnote", "starred", label="*", page=1),
        english_block("paragraph", "two", Span(text="", note="1"), page=2),
        english_block("footnote", "second", label="1", page=2),
    ]
    assert body(*made) == (
        "one[^1] and star[^n2]\n\n[^1]: first\n\n[^n2]: starred\n\n<!-- page 2 -->\n\ntwo[^1-2]\n\n[^1-2]: second"
    )


def test_a_footnote_that_nothing_calls_and_a_call_without_footnote_are_superscripts():
    made = [
        english_block("paragraph", "one", Span(text="", note="7")),
        english_block("footnote", "note", label="2"),
    ]
    assert body(*made) == "one<sup>7</sup>\n\n<sup>2</sup> note"


SAFE_TAGS = {
    "div",
    "h1",
    "h2",
    "p",
    "br",
    "strong",
    "em",
    "sup",
    "blockquote",
    "ul",
    "ol",
    "li",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "img",
    "hr",
}
PAYLOADS = (CASES / "injections.txt").read_text("utf-8").splitlines()


@pytest.mark.parametrize("payload", PAYLOADS)
def test_what_looks_like_live_markup_in_the_text_stays_text(payload):
    kinds = ["heading", "paragraph", "verse", "quote", "list", "caption", "footnote", "image"]
    made = [block(kind, f"الف\n{payload}") for kind in kinds] + [
        block("table", "", rows=((payload, "ب"), ("ج", "د"))),
        block("table", "", rows=((payload,), ("ج", f"د\n{payload}"))),
        block("paragraph", Span(text=payload, bold=True), Span(text="ب", href=payload)),
        block("image", payload, image=payload),
    ]
    markdown = to_markdown(article(*made, title=payload, lang='fa"><script>', authors=(payload,)))
    matter, text = front(markdown)
    assert matter["title"] == payload
    page = Page(RENDERER.render(text))
    assert page.tags <= SAFE_TAGS
    assert page.attributes <= {"dir", "lang", "markdown", "src", "alt", "start"}
    assert not [address for address in page.addresses if ":" in address.partition("/")[0]]


class Page(HTMLParser):
    """The tags and attributes that a browser would act on."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.attributes, self.addresses = set(), set(), []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.addresses += [value for name, value in attrs if name in ("src", "href")]
