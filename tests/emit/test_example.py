"""The example written by hand, in both formats."""

import datetime
import json
from pathlib import Path

import jsonschema
import pytest

from pipeline.emit.markdown import to_markdown
from pipeline.emit.record import to_json, to_record
from pipeline.model import (
    Accounting,
    Article,
    Block,
    Boilerplate,
    Credit,
    Evidence,
    Site,
    Source,
    Span,
    Text,
)

CASES = Path(__file__).parent.parent / "cases" / "emit"
SCHEMA = json.loads((Path(__file__).parents[2] / "pipeline/emit/article.schema.json").read_text("utf-8"))


def block(entry):
    known = {
        key: entry[key]
        for key in ("kind", "lang", "dir", "level", "image", "page", "page_end")
        if key in entry
    }
    spans = tuple(Span(**span) for span in entry.get("spans", [{"text": entry["text"]}]))
    return Block(spans=spans, rows=tuple(map(tuple, entry.get("rows", ()))), **known)


def boilerplate(entry):
    return Boilerplate(place=entry["where"], **{key: value for key, value in entry.items() if key != "where"})


@pytest.fixture
def record():
    return json.loads((CASES / "example.json").read_text("utf-8"))


@pytest.fixture
def article(record):
    source, conversion = record["source"], record["conversion"]
    return Article(
        source=Source(
            file=source["file"],
            media_type=source["media_type"],
            sha256=source["sha256"],
            size=source["bytes"],
        ),
        title=record["title"],
        authors=tuple(record["authors"]),
        date=datetime.date.fromisoformat(record["date"]),
        section=tuple(Text(**text) for text in record["section"]),
        site=Site(
            profile=record["site"]["profile"],
            name=tuple(Text(**text) for text in record["site"]["name"]),
            url=record["site"]["url"],
            email=record["site"]["email"],
        ),
        credit=Credit(
            text=record["credit"]["text"],
            name=record["credit"]["name"],
            date=datetime.date.fromisoformat(record["credit"]["date"]),
        ),
        lang=record["lang"],
        langs=tuple(record["langs"]),
        dir=record["dir"],
        body=tuple(map(block, record["body"])),
        boilerplate=tuple(map(boilerplate, record["boilerplate"])),
        evidence={
            name: Evidence(origin=entry["from"], text=entry["text"], page=entry["page"])
            for name, entry in record["evidence"].items()
        },
        accounting=Accounting(**record["accounting"]),
        pages=source["pages"],
        metadata=source["metadata"],
        engine=conversion["engine"],
        config=conversion["config"],
        repairs=conversion["repairs"],
    )


def test_the_article_gives_the_record_written_by_hand_with_its_order_of_keys(article):
    written = (CASES / "example.json").read_text("utf-8")
    assert to_json(article) == written


def test_the_article_gives_the_markdown_written_by_hand(article):
    assert to_markdown(article) == (CASES / "example.md").read_text("utf-8")


def test_the_record_fits_the_schema(article):
    jsonschema.validate(to_record(article), SCHEMA, format_checker=jsonschema.FormatChecker())
