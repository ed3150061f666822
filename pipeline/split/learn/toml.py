"""Write a profile as a file that an archivist can read and change."""

from __future__ import annotations

import datetime
import json
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from pipeline.config import Example, Profile
    from pipeline.split.learn import Learned

_BARE = re.compile(r"[A-Za-z0-9_-]+")
NOTES = {
    "recognize": "One of these as a whole line says that a document is from this site.",
    "masthead": "The fixed lines above an article. What varies is a slot: {date}, {number}, {page}, {any}.",
    "header": "Running lines at the head and at the foot of the pages.",
    "closing": "Fixed lines below an article.",
    "order": "The order of the fields below the masthead.",
    "sections": "The names of each section, by language.",
}


def to_toml(profile: Profile, heading: str) -> str:
    """The text of the profile's file; `heading` is the comment at its top."""
    return "\n".join(_file(profile, heading)).rstrip() + "\n"


def heading(profile: Profile, learned: Learned) -> str:
    """The comment that stands above a profile that was learned."""
    return f"{', '.join(profile.site) or profile.name}\nLearned from {learned.documents} documents; read it and mend what is wrong."


def slug(name: str) -> str:
    """A name as a profile's."""
    return re.sub(r"[^\w-]+", "-", name.lower()).strip("-") or "site"


def _file(profile: Profile, heading: str) -> Iterator[str]:
    yield from (f"# {line}" for line in heading.splitlines())
    yield ""
    for key in ("site", "url", "email", "lang", "extends", "valid_from", "valid_until"):
        value = getattr(profile, key)
        if value:
            yield f"{key} = {_value(value)}"
    for key in ("recognize", "masthead", "closing", "header", "footer", "order", "sections", "credit"):
        values = getattr(profile, key)
        if values:
            if key in NOTES:
                yield from ("", f"# {NOTES[key]}")
            yield f"{key} = {_list(values)}"
    for table in ("labels", "html"):
        entries = _entries(getattr(profile, table))
        if entries:
            yield from ("", f"[{table}]")
            yield from (f"{key} = {_list(values)}" for key, values in entries.items())
    for example in profile.examples:
        yield from ("", *_example(example))


def _entries(table: object) -> Mapping[str, Sequence[str]]:
    if isinstance(table, dict):
        return table
    names = getattr(table, "__slots__", ())
    return {name: values for name in names if (values := getattr(table, name))}


def _example(example: Example) -> Iterator[str]:
    yield "[[examples]]"
    if example.file:
        yield f"file = {_value(example.file)}"
    yield 'lines = """'
    yield from (_value(line)[1:-1] for line in example.lines)
    yield '"""'
    for key in ("section", "author", "date", "title", "credit", "body"):
        value = getattr(example, key)
        if value:
            yield f"{key} = {_value(value)}"


def _list(values: Sequence[object]) -> str:
    """On one line where it is short, else one value a line."""
    texts = [_value(value) for value in values]
    short = f"[{', '.join(texts)}]"
    return short if len(short) <= 80 else "[\n" + "".join(f"    {text},\n" for text in texts) + "]"


def _key(key: str) -> str:
    return key if _BARE.fullmatch(key) else _value(key)


def _value(value: object) -> str:
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{_key(key)} = {_value(entry)}" for key, entry in value.items()) + " }"
    if isinstance(value, tuple):
        return f"[{', '.join(map(_value, value))}]"
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
