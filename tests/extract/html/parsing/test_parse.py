"""One tree, and nothing lost on the way to it."""

import pytest

from pipeline.errors import LimitError
from pipeline.extract.html.parsing import parse as module
from pipeline.extract.html.parsing.parse import is_markup, parse
from tests.extract.html.reading import BODY, read


@pytest.mark.parametrize("depth", [300, 2_000, 10_000])
@pytest.mark.parametrize("tag", ["div", "b", "font", "blockquote"])
def test_deep_nesting_loses_nothing(tag, depth):
    document = read(
        f"<body>{BODY}" + f"<{tag}>" * depth + "deep" + f"</{tag}>" * depth + "<p>tail</p></body>"
    )
    assert {"deep", "tail"} <= {line.text for line in document.lines}


def test_flattened_markup_is_told():
    document = read("<body>" + "<div>" * 5_000 + "deep" + "</div>" * 5_000 + "<p>tail</p>")
    assert [issue.code for issue in document.issues] == ["markup-too-deep"]


def test_a_large_text_node_is_kept_whole():
    document = read("<p>" + "word " * 2_400_000 + "</p><p>tail</p>")
    assert document.letters == 9_600_004
    assert document.lines[-1].text == "tail"


def test_a_page_too_large_to_be_flattened_is_refused(monkeypatch):
    monkeypatch.setattr(module, "_SLOW", 10_000)
    with pytest.raises(LimitError, match=r"page\.html: the page nests too deep"):
        read("<div>" * 3_000)


def test_a_tag_with_endless_attributes_keeps_its_text():
    attributes = " ".join(f"a{number}=1" for number in range(20_000))
    assert "".join(parse(f"<p {attributes}>x</p>").root.itertext()) == "x"


def test_control_characters_become_blanks():
    assert "".join(parse("<p>a\x00b\x1bc</p>").root.itertext()) == "a b c"


def test_references_to_control_characters_do_no_harm():
    document = read(f"<body><p>one&#1;two&#xFFFE;three</p>{BODY}</body>")
    assert document.lines[0].text.startswith("one")


def test_an_xml_declaration_and_entities_do_no_harm():
    text = '<?xml version="1.0" encoding="utf-8"?><!DOCTYPE html [<!ENTITY a "aaa">]><html><body><p>x</p></body></html>'
    assert "".join(parse(text).root.itertext()).endswith("x")


@pytest.mark.parametrize("text", ["a < b and c > d", "<no@example.org> wrote", "2<3"])
def test_plain_text_is_not_markup(text):
    assert not is_markup(text)


def test_plain_text_named_html_keeps_its_lines():
    document = read("A first paragraph & more\n\nroses are red\nviolets are <blue>\n")
    assert [line.text for line in document.lines] == [
        "A first paragraph & more",
        "roses are red",
        "violets are <blue>",
    ]
    assert all(line.place is None for line in document.lines)
    assert document.issues == ()


@pytest.mark.parametrize("end", ["</html>", "</HTML>", "</body></html>"])
def test_what_follows_an_early_end_of_the_page_is_read(end):
    document = read(
        f"<html><head><title>The ferry</title></head>{end}<body><h1>The ferry</h1>{BODY}</body></html>"
    )
    assert any(line.text.startswith("The ferry left the eastern quay") for line in document.lines)
