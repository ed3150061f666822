"""Pages read the short way."""

from pipeline.extract import extract
from pipeline.model import count_letters

PROSE = (
    "The ferry left the eastern quay at six in the morning, an hour late, with forty passengers and a goat. ",
    "Nobody on board had slept; the night had been loud with the noise of pumps and of men shouting numbers. ",
    "By noon the wind had turned, and the captain, who had crossed here for thirty years, said it would hold. ",
)
BODY = "".join(f"<p>{text * 2}</p>" for text in PROSE)


def read(page, name="page.html", config=None):
    """The document of a page given as text or bytes; its letters are all there, as of every document."""
    document = extract(page if isinstance(page, bytes) else page.encode(), name, config)
    assert document.letters == sum(count_letters(line.text) for line in document.lines)
    return document


def article(inner, head="", around="{}"):
    """A page with enough prose after `inner` to be taken for an article."""
    content = around.format(f"<article>{inner}{BODY}</article>")
    return f'<!DOCTYPE html><html><head><meta charset="utf-8">{head}</head><body>{content}</body></html>'


def line_of(document, text):
    """The line with exactly this text."""
    found = [line for line in document.lines if line.text == text]
    assert found, f"no line {text!r} in {[line.text for line in document.lines]}"
    return found[0]
