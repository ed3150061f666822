"""Nothing is lost: every line has one decision, and every letter stands in one place of the record."""

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from pipeline import convert
from pipeline.config import load_config
from pipeline.model import Box, Line, Span, count_letters
from pipeline.split import decide, split
from tests.split.documents import document

PROFILES = load_config().profiles
TEXTS = st.text("aZ9 .-1۲بيی‌\t:()«»•", min_size=0, max_size=60)
PLACES = st.sampled_from([None, None, None, None, "header", "navigation", "hidden"])
KINDS = st.sampled_from(
    [None, None, None, "paragraph", "heading", "list", "verse", "footnote", "caption", "quote"]
)


@st.composite
def lines(draw):
    box = None
    if draw(st.booleans()):
        x0, top = draw(st.integers(0, 300)), draw(st.integers(0, 800))
        box = Box(x0, top, x0 + draw(st.integers(1, 300)), top + 12)
    spans = tuple(
        Span(
            text=draw(TEXTS),
            bold=draw(st.booleans()),
            superscript=draw(st.booleans()),
            size=draw(st.sampled_from([None, 9.0, 12.0, 18.0])),
        )
        for _ in range(draw(st.integers(1, 3)))
    )
    return Line(
        spans=spans,
        box=box,
        page=draw(st.sampled_from([None, 1, 2, 3])),
        kind=draw(KINDS),
        place=draw(PLACES),
        field=draw(
            st.sampled_from([None, None, None, "title", "author", "date", "section", "lead", "credit"])
        ),
        group=draw(st.sampled_from([None, 1])),
    )


@given(st.lists(lines(), max_size=14), st.sampled_from(PROFILES))
@settings(max_examples=200, deadline=None)
def test_any_lines_are_accounted_for(found, profile):
    made = document(found)
    assert sorted(decision.line for decision in decide(made, profile)) == list(range(len(found)))
    article = split(made, profile)
    assert article.accounting.balanced
    assert not [issue for issue in article.issues if issue.code == "accounting"]


@given(st.lists(lines(), max_size=14))
@settings(max_examples=50, deadline=None)
def test_the_spans_of_a_block_join_to_its_text(found):
    for block in split(document(found), PROFILES[0]).body:
        assert block.text == "".join(span.text for span in block.spans)
        assert all(span.size is None and span.font is None for span in block.spans)


def test_a_loss_on_the_way_is_an_issue():
    made = document([Line(spans=(Span(text="The ferry leaves at dawn."),), page=1)])
    article = split(replace(made, letters=made.letters + count_letters("Goats")), PROFILES[0])
    issue = next(issue for issue in article.issues if issue.code == "accounting")
    assert (issue.count, issue.human) == (5, True)


def test_roman_endnotes_of_word_are_called_and_counted_once():
    prose = "The ferry left the harbor at dawn, and nobody on the quay knew when it would return. " * 3
    notes = "".join(
        f"<p class=MsoEndnoteText><sup>[{label}]</sup> By the clock of the quay, as the keeper of it says.</p>"
        for label in ("i", "ii", "iv")
    )
    calls = "".join(f"<p>{prose}<sup>[{label}]</sup></p>" for label in ("i", "ii", "iv"))
    page = f"<html><body><div><h1>The ferry</h1>{calls}{notes}</div></body></html>"
    made = convert(page.encode(), file="ferry.html")
    assert [block.label for block in made.body if block.kind == "footnote"] == ["[i]", "[ii]", "[iv]"]
    assert [span.note for block in made.body for span in block.spans if span.note] == [
        "[i]",
        "[ii]",
        "[iv]",
    ]
    assert made.accounting.balanced
