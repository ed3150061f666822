"""What a renderer sees in Markdown of ours: characters with their style, blocks with their kind."""

from dataclasses import dataclass
from typing import NamedTuple

from markdown_it import MarkdownIt

RENDERER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
HTML = {"<em>": ("italic", 1), "</em>": ("italic", -1), "<strong>": ("bold", 1), "</strong>": ("bold", -1)}
HTML |= {"<sup>": ("superscript", 1), "</sup>": ("superscript", -1)}
TOKENS = {"em": "italic", "strong": "bold"}


class Ink(NamedTuple):
    """One character as shown."""

    character: str
    bold: bool
    italic: bool
    superscript: bool
    href: str | None


@dataclass
class Seen:
    kind: str
    inks: list[Ink]

    @property
    def text(self):
        return "".join(ink.character for ink in self.inks)


def blocks(markdown):
    """The inline contents in order, each with the kinds of the blocks around it, outermost first."""
    open_kinds, found = [], []
    for token in RENDERER.parse(markdown):
        if token.nesting == 1:
            start = token.attrGet("start")
            open_kinds.append(token.tag if start is None else f"{token.tag}:{start}")
        elif token.nesting == -1:
            open_kinds.pop()
        elif token.type == "inline":
            found.append(Seen(" ".join(open_kinds), inks(token.children)))
        elif token.type == "html_block":
            found.append(Seen("html", [Ink(c, False, False, False, None) for c in token.content]))
        else:
            found.append(Seen(token.type, [Ink(c, False, False, False, None) for c in token.content]))
    return found


def inks(children):
    style = {"bold": 0, "italic": 0, "superscript": 0}
    href, result = None, []
    for token in children:
        kind = token.type.removesuffix("_open").removesuffix("_close")
        if kind in TOKENS:
            style[TOKENS[kind]] += token.nesting
        elif token.type == "link_open":
            href = token.attrGet("href")
        elif token.type == "link_close":
            href = None
        elif token.content in HTML and token.type == "html_inline":
            name, change = HTML[token.content]
            style[name] += change
        elif token.type == "html_inline" and token.content.startswith(("<span ", "</span>")):
            continue
        elif token.type in ("softbreak", "hardbreak"):
            result.append(Ink("\n", False, False, False, None))
        elif token.type == "text":
            result += [
                Ink(c, style["bold"] > 0, style["italic"] > 0, style["superscript"] > 0, href)
                for c in token.content
            ]
        else:
            raise AssertionError(f"unexpected {token.type}: {token.content}")
    return result
