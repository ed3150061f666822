"""A word is found in whatever spelling it was typed or printed."""

import pytest

from pipeline.archive.reader import Reader
from pipeline.archive.search import Query, search
from tests.archive.archives import make_archive, record

VERB = ("می‌رود", "می رود", "میرود")
PAIRS = [
    *[(text, words) for text in VERB for words in VERB],
    ("نمی‌خواهم", "نمیخواهم"),
    ("نمی خواهم", "نمیخواهم"),
    ("کتاب‌ها", "کتاب"),
    ("کتاب‌ها", "کتاب ها"),
    ("کتاب‌ها", "کتابها"),
    ("کتاب ها", "کتابها"),
    ("کتاب ها", "کتاب‌ها"),
    ("می‌خواسته‌اند", "می خواسته اند"),
    ("میخواسته‌اند", "می خواسته اند"),
    ("میخواستهاند", "می خواسته اند"),
    ("بزرگ‌ترین", "بزرگترین"),
    ("بزرگ ترین", "بزرگترین"),
    ("علي", "علی"),
    ("علی", "علي"),
    ("كتاب", "کتاب"),
    ("کتاب", "كتاب"),
    ("مُحَمَّد", "محمد"),
    ("محمد", "مُحَمَّد"),
    ("خانۀ", "خانه"),
    ("خانهٔ", "خانۀ"),
    ("خانه", "خانهٔ"),
    ("قرآن", "قران"),
    ("آب", "اب"),
    ("مسؤول", "مسوول"),
    ("جزء", "جز"),
    ("۱۳۹۸", "1398"),
    ("1398", "١٣٩٨"),
    ("١٣٩٨", "۱۳۹۸"),
    ("ســــلام", "سلام"),
    ("سلام", "سـلام"),
    ("Straße", "strasse"),
    ("STRASSE", "straße"),
    ("Café", "cafe"),
    ("ښځه", "شځه"),
    ("ﺳﻼم", "سلام"),
    ("data-base", "data base"),
    ("database", "data base"),
]


@pytest.mark.parametrize(("text", "words"), PAIRS)
def test_a_spelling_finds_and_marks_the_others(tmp_path, text, words):
    make_archive(tmp_path, [record(f"«{text}»، را دیدم."), record("چیز دیگری.")])
    with Reader(tmp_path) as reader:
        hits = search(reader, Query(words=words))
    assert [hit.name for hit in hits.hits] == ["a0"]
    (snippet,) = hits.hits[0].snippets
    assert snippet.marks
    marked = snippet.text[snippet.marks[0][0] : snippet.marks[-1][1]]
    assert marked in text
    assert len(marked) >= len(text.split("‌")[0].split()[0])
