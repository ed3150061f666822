"""Inline Markdown: what is marked is shown marked, what is text stays text."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pipeline.emit.inline import escape, guard, inline
from pipeline.model import Span
from tests.emit.reading import RENDERER, blocks

ALPHABET = "متنکA1۲«»،.؟()*_~`<>&;#!:[]{}|\\/-+=\"'@^ \u200c\u200f\u0654"
TARGETS = [
    None,
    None,
    None,
    "https://a.example/b_c?d=1&e=(f)",
    "mailto:a@b.example",
    "javascript:alert(1)",
    "#top",
]
SPANS = st.lists(
    st.builds(
        Span,
        text=st.text(ALPHABET, max_size=6),
        bold=st.booleans(),
        italic=st.booleans(),
        superscript=st.sampled_from([False, False, True]),
        href=st.sampled_from(TARGETS),
        dir=st.sampled_from([None, None, "ltr", "rtl"]),
    ),
    max_size=6,
)


def no_notes(label):
    raise AssertionError(f"no footnote is called, but {label}")


def shown(spans):
    """What a renderer should show: blanks have no style, an address that is not for readers no link."""
    live = ("http://", "https://", "mailto:")
    return [
        (c, span.bold, span.italic, span.superscript, bool(span.href and span.href.startswith(live)))
        for span in spans
        for c in span.text
        if not c.isspace()
    ]


@settings(max_examples=1500, deadline=None)
@given(SPANS)
@example([Span(text="متن"), Span(text="«کج»", italic=True), Span(text="متن")])
@example([Span(text="الف", italic=True), Span(text="ب", bold=True)])
@example([Span(text="!"), Span(text="a", href="https://a.example")])
@example(
    [Span(text="a", superscript=True), Span(text=" b ", bold=True, italic=True), Span(text="c", italic=True)]
)
def test_every_character_is_shown_once_in_its_style(spans):
    found = blocks(guard(inline(spans, no_notes)))
    seen = [ink for block in found for ink in block.inks if not ink.character.isspace()]
    assert [(i.character, i.bold, i.italic, i.superscript, i.href is not None) for i in seen] == shown(spans)
    assert {block.kind for block in found} <= {"p"}


@settings(max_examples=1500, deadline=None)
@given(st.text(max_size=60))
def test_a_line_of_any_text_is_a_paragraph_of_that_text(text):
    line = " ".join(text.split())
    html = RENDERER.render(guard(escape(line)))
    assert html.count("<") == (2 if line else 0), html


@pytest.mark.parametrize(
    "line",
    [
        "2011. Text",
        "12. مارچ",
        "1) x",
        "- x",
        "+ x",
        "* x",
        "# x",
        "#",
        "> x",
        "---",
        "- - -",
        "***",
        "===",
        "~~~",
        "```",
        "[^1]: x",
        "[a]: https://a.example",
        "a_b_",
        "d*e*f",
        "~~x~~",
        "&copy;",
        "&#60;script&#62;",
        "![x](https://a.example/x.png)",
        "<https://a.example>",
        "<!-- x -->",
        ": x",
        "::: x",
        "| a | b |",
        "\\",
    ],
)
def test_text_that_looks_like_markup_is_shown_as_it_stands(line):
    [block] = blocks(guard(escape(line)))
    assert (block.kind, block.text) == ("p", line)


@pytest.mark.parametrize(
    "line",
    [
        "۱۲. مارچ",
        "AA-AA",
        "12.03.2011",
        "+93 700",
        "https://a.example/b_c-d",
        "21% (AT&T)",
        "نام: متن",
        "R&D",
    ],
)
def test_text_without_danger_is_not_touched(line):
    assert guard(escape(line)) == line


def test_an_address_that_is_its_own_text_is_an_autolink():
    spans = [Span(text="ببینید "), Span(text="https://a.example/b", href="https://a.example/b")]
    assert inline(spans, no_notes) == "ببینید <https://a.example/b>"


def test_an_address_cannot_end_its_link_early():
    spans = [Span(text="x", href="https://a.example/)[y](javascript:alert(1)) \n<script>")]
    assert RENDERER.render(inline(spans, no_notes)).count("<a ") == 1


@pytest.mark.parametrize(
    ("text", "marked"), [("Google", False), ("St. Gallen (AA)", True), ("+93 700", True)]
)
def test_a_run_of_the_other_direction_is_marked_only_where_its_edges_would_stray(text, marked):
    line = inline([Span(text="و "), Span(text=text, dir="ltr", lang="en"), Span(text=" و")], no_notes)
    assert line == (f'و <span lang="en" dir="ltr">{text}</span> و' if marked else f"و {text} و")


def test_what_follows_a_footnote_call_cannot_become_its_target():
    def call(label):
        return f"[^{label}]"

    assert inline([Span(text="الف"), Span(text="", note="1"), Span(text="(ب)")], call) == "الف[^1]\\(ب)"
    assert inline([Span(text="", note="1"), Span(text=": ب")], call) == "[^1]\\: ب"
