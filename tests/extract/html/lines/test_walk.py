"""Elements to lines. The cases are pages without furniture, so that every line counts."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.extract.html.lines.make import make_line
from pipeline.extract.html.lines.tables import letters_of
from pipeline.extract.html.lines.walk import walk
from pipeline.extract.html.parsing.parse import drop_unseen, parse
from pipeline.model import count_letters
from tests.conftest import ROOT
from tests.extract.html.reading import PROSE

CASES = json.loads((ROOT / "tests/cases/html/structure.json").read_text("utf-8"))
TAGS = (
    "p",
    "div",
    "span",
    "b",
    "a href='x'",
    "ul",
    "li",
    "td",
    "table",
    "tr",
    "br",
    "h2",
    "blockquote",
    "pre",
    "section",
)


def lines_of(html, base=None):
    root = parse(html).root
    drop_unseen(root)
    letters = letters_of(root)
    lines = [make_line(draft, None, None, base) for draft in walk(root).drafts]
    assert sum(count_letters(line.text) for line in lines) == letters
    return lines


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_markup_becomes_lines(case):
    lines = lines_of(case["html"])
    assert [line.text for line in lines] == [text for text, _ in case["lines"]]
    for line, (_, expected) in zip(lines, case["lines"], strict=True):
        assert {name: getattr(line, name) for name in expected} == expected


def test_emphasis_links_and_notes_are_spans():
    html = "<p>a <b>b <i>c</i></b><sup>1</sup> <a href='https://example.org/x'>d</a></p>"
    spans = lines_of(html)[0].spans
    assert [(span.text, span.bold, span.italic, span.superscript, span.href) for span in spans] == [
        ("a ", False, False, False, None),
        ("b ", True, False, False, None),
        ("c", True, True, False, None),
        ("1", False, False, True, None),
        (" ", False, False, False, None),
        ("d", False, False, False, "https://example.org/x"),
    ]


def test_type_sizes_are_points():
    html = "<p><font size=5>a</font></p><p style='font-size: 16px'>b</p><p style='font-size:11.5pt'>c</p>"
    assert [line.size for line in lines_of(html)] == [18.0, 12.0, 11.5]


@pytest.mark.parametrize(
    ("target", "base", "link"),
    [
        ("http://example.org/", None, "http://example.org/"),
        ("mailto:a@example.org", None, "mailto:a@example.org"),
        ("/b", "https://example.org/a", "https://example.org/b"),
        ("/b", None, None),
        ("javascript:alert(1)", "https://example.org/", None),
        ("JaVaScRiPt&#58;alert(1)", None, None),
        ("data:text/html,x", None, None),
        ("file:///etc/passwd", "https://example.org/", None),
        ("https://example.org/%22 onclick=", None, None),
        ("http://[", "https://example.org/", None),
        ("#note", None, None),
    ],
)
def test_only_safe_links_are_kept(target, base, link):
    assert lines_of(f'<p><a href="{target}">x</a></p>', base)[0].spans[0].href == link


@given(
    st.recursive(
        st.text("aب ۱\u200c", max_size=4),
        lambda inner: st.lists(st.tuples(st.sampled_from(TAGS), inner), max_size=4).map(
            lambda parts: "".join(f"<{tag}>{text}</{tag.split()[0]}>{text[:1]}" for tag, text in parts)
        ),
        max_leaves=12,
    )
)
def test_no_nesting_of_elements_loses_a_letter(html):
    lines_of(f"<body>x{html}</body>")


def test_a_picture_whose_address_leaves_the_protocol_open_is_on_the_web():
    [line] = lines_of("<img src='//example.org/quay.jpg'>")
    assert line.image == "https://example.org/quay.jpg"


@pytest.mark.parametrize(
    "box", ["<body class='fn caption-videos-on quote'>{}", "<div class=caption-and-text>{}</div>"]
)
def test_a_class_on_all_of_the_text_names_no_kind(box):
    lines = lines_of(box.format("".join(f"<p>{text * 6}</p>" for text in PROSE)))
    assert [line.kind for line in lines] == [None] * len(PROSE)
