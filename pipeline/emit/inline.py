"""Spans as inline Markdown that says the same to every renderer.

Two dangers meet here. What the text holds may look like markup, and must not become any: it is escaped.
What we mark may fail to be markup, because CommonMark decides by the characters on both sides of a `*` and
Persian sets its punctuation tight: `متن*«کج»*متن` shows asterisks. Where a `*` would not count, the HTML element does.
"""

from __future__ import annotations

import html
import re
import unicodedata
from itertools import groupby
from typing import TYPE_CHECKING
from urllib.parse import quote

from msgspec.structs import replace

from pipeline.emit.spans import join
from pipeline.emit.strict import without_surrogates

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from pipeline.model import Span

# What opens inline markup in CommonMark, GFM, Python-Markdown or pandoc. A `_` inside a word opens nothing,
# and escaping it would break the addresses that renderers link by themselves.
_MARKUP = re.compile(r"[\\`*\[\]<~{|^]|&(?=#?\w+;)|(?<![^\W_])_+|_+(?![^\W_])")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]")

# What turns the start of a line into a list, a heading, a quotation, a rule or a definition. [0-9], for
# the digits of Persian number nothing.
_STRUCTURE = re.compile(r"([0-9]{1,9})(?=[.)](?:\s|$))|(?=#{1,6}(?:\s|$)|[-+](?:\s|$)|[>=:]|-[-\s]*$)")

_LINKED = re.compile(r"(?:https?://|mailto:)[^\s]", re.IGNORECASE)
_SAFE_IN_ADDRESS = "!#$%&'*+,/:;=?@~"


def escape(text: str) -> str:
    """Text within a line: nothing in it is markup."""
    text = _CONTROL.sub("\ufffd", without_surrogates(text))
    return _MARKUP.sub(lambda match: "".join("\\" + character for character in match[0]), text)


def guard(line: str) -> str:
    """A finished line: its start is no structure."""
    line = line.strip()
    return (
        _STRUCTURE.sub(lambda match: f"{match[1] or ''}\\", line, count=1) if _STRUCTURE.match(line) else line
    )


def inline(spans: Iterable[Span], notes: Callable[[str], str]) -> str:
    """One line of spans; `notes` gives the Markdown for the mark of a called footnote."""
    out = ""
    live = (span if _is_live(span.href) else replace(span, href=None) for span in spans)
    for href, run in groupby(join(live), key=lambda span: span.href):
        out = _glue(out, _link(href, list(run), notes))
    return out


def _glue(left: str, right: str) -> str:
    """Neither `!` before a link (an image), nor `(` or `:` after a footnote (a link, a definition)."""
    if left.endswith("!") and right.startswith("["):
        return f"{left[:-1]}\\!{right}"
    if left.endswith("]") and not left.endswith("\\]") and right.startswith(("(", ":")):
        return f"{left}\\{right}"
    return left + right


def _is_live(href: str | None) -> bool:
    """Only addresses for readers become links: a script, a local file or a fragment of the old page does not."""
    return href is not None and _LINKED.match(href) is not None


def _link(href: str | None, spans: list[Span], notes: Callable[[str], str]) -> str:
    text = _emphasized(spans, notes)
    if href is None or not text.strip():
        return text
    address = _escaped(href)
    before, core, after = _trimmed(text)
    if "".join(span.text for span in spans).strip() == address and not any(
        span.bold or span.italic for span in spans
    ):
        return f"{before}<{address}>{after}"
    return f"{before}[{core}]({address}){after}"


def picture_address(image: str) -> str:
    """Where a picture is: an address on the web, or a file beside the article. No other scheme becomes live."""
    return _escaped(image) if _is_live(image) else quote(without_surrogates(image))


def _escaped(address: str) -> str:
    target = _CONTROL.sub("", without_surrogates(address.strip()))
    return re.sub(r"[^\w.-]", lambda match: quote(match[0], safe=_SAFE_IN_ADDRESS), target)


def _emphasized(spans: list[Span], notes: Callable[[str], str]) -> str:
    """`**`, `*` or `***` around runs of one emphasis, HTML where those would not count.

    Blanks move out of the emphasis. A `*` counts if each inner edge is a letter, digit, mark or format
    character, or the outside is a blank or punctuation (the brackets of a link are); two emphasized runs that
    touch get HTML too.
    """
    runs: list[tuple[str, str]] = []
    for (bold, italic), run in groupby(spans, key=lambda span: (span.bold, span.italic)):
        text = _plain(list(run), notes)
        before, core, after = _trimmed(text)
        mark = "***" if bold and italic else "**" if bold else "*" if italic else ""
        runs += [("", text)] if not mark or not core else [("", before), (mark, core), ("", after)]
    runs = [run for run in runs if run[1]]
    out = ""
    for index, (mark, text) in enumerate(runs):
        left = runs[index - 1] if index else ("", " ")
        right = runs[index + 1] if index + 1 < len(runs) else ("", " ")
        out = _glue(out, _mark(mark, text, left, right))
    return out


def _mark(mark: str, text: str, left: tuple[str, str], right: tuple[str, str]) -> str:
    if not mark:
        return text
    opens = _is_loose(left[1][-1]) or _is_word(text[0])
    closes = _is_loose(right[1][0]) or _is_word(text[-1])
    if opens and closes and not left[0] and not right[0]:
        return f"{mark}{text}{mark}"
    strong, em = len(mark) > 1, len(mark) != 2
    inner = f"<em>{text}</em>" if em else text
    return f"<strong>{inner}</strong>" if strong else inner


def _is_loose(character: str) -> bool:
    return character.isspace() or unicodedata.category(character)[0] == "P"


def _is_word(character: str) -> bool:
    category = unicodedata.category(character)
    return category[0] in "LMN" or category == "Cf"


def _plain(spans: list[Span], notes: Callable[[str], str]) -> str:
    """Escaped text with footnotes, superscripts and changes of direction."""
    out = ""
    for key, run in groupby(spans, key=lambda span: (span.dir, span.lang, span.superscript, span.note)):
        direction, lang, superscript, note = key
        for text in _texts(run, note, notes):
            before, core, after = _trimmed(text)
            if superscript and core:
                core = f"<sup>{core}</sup>"
            if direction and core and note is None and _needs_direction(text.strip(), direction):
                attribute = f'lang="{html.escape(lang)}" ' if lang else ""
                core = f'<span {attribute}dir="{direction}">{core}</span>'
            out = _glue(out, before + core + after)
    return out


def _texts(run: Iterable[Span], note: str | None, notes: Callable[[str], str]) -> Iterator[str]:
    if note is None:
        yield escape("".join(span.text for span in run))
    else:
        yield from (escape(span.text) + notes(note) for span in run)


def _needs_direction(text: str, direction: str) -> bool:
    """Plain words find their way by themselves; brackets and digits at the edge follow their neighbors."""
    strong = ("L",) if direction == "ltr" else ("R", "AL")
    return not all(unicodedata.bidirectional(edge) in strong for edge in (text[0], text[-1]))


def _trimmed(text: str) -> tuple[str, str, str]:
    core = text.strip()
    if not core:
        return text, "", ""
    start = text.index(core)
    return text[:start], core, text[start + len(core) :]
