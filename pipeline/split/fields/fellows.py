"""The authors beside the first: lines next to it that are set or marked up as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.split.fields.byline import are_persons, bare_name
from pipeline.split.fields.labels import SEPARATORS, byline_name, is_name, is_proper
from pipeline.split.fields.persons import MOST_WORDS, is_role
from pipeline.split.fields.scores import is_beside

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pipeline.config import FieldName
    from pipeline.split.fields.evidence import Head


def more_authors(head: Head, fields: Mapping[int, FieldName]) -> dict[int, FieldName]:
    """Other authors in lines next to the first that its markup calls so too, or that are set as it is and known to be persons'."""
    found: dict[int, FieldName] = {}
    for first in (at for at, name in fields.items() if name == "author" and not head.profile.order):
        for step in (-1, 1):
            at = first + step
            while 0 <= at < len(head.items) and at not in fields and _is_fellow(head, first, at):
                found[at] = "author"
                at += step
    return found


def _is_fellow(head: Head, author: int, at: int) -> bool:
    """Whether item number `at` is another author beside the one that is known; beside a known person stand persons, or links to the pages of both."""
    one, other = head.items[author], head.items[at]
    name = bare_name(other.text, head.profile).strip(SEPARATORS)
    if is_beside(head, other) or is_role(other.text, head.profile) or not is_name(name):
        return False
    persons = are_persons(name, head.profile)
    if one.hint == "author":
        links = one.linked and other.linked
        alike = persons or links or not are_persons(byline_name(one.text, head.profile), head.profile)
        return other.hint == "author" and alike and 1 < len(name.split()) <= MOST_WORDS and is_proper(name)
    style = (one.size, one.bold, one.italic, one.centered)
    return style == (other.size, other.bold, other.italic, other.centered) and persons
