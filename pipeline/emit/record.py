"""The article/1 record: what `article.schema.json` describes, and nothing else.

Absent means unknown: there are no nulls and no empty lists, so that a reader tests for a key and a
comparison of two records stays short. There is no clock in a record: same bytes in, same bytes out.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from pipeline.emit.spans import join, visible
from pipeline.emit.strict import dumps
from pipeline.model import confidence
from pipeline.version import __version__

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pipeline.model import (
        Article,
        Block,
        Boilerplate,
        Box,
        Credit,
        Decoded,
        Evidence,
        Ocr,
        Site,
        Span,
        Text,
        Word,
    )

SCHEMA = "article/1"


def to_json(article: Article) -> str:
    """The record as a JSON text that ends in a newline."""
    return dumps(to_record(article), indent=1) + "\n"


def to_record(article: Article) -> dict[str, Any]:
    """The record as plain dicts, lists, strings and numbers."""
    return {
        "schema": SCHEMA,
        "id": f"sha256:{article.source.sha256}",
        "status": article.status,
        "title": article.title,
        **_known(
            other_titles=_texts(article.other_titles),
            authors=list(article.authors),
            date=article.date and article.date.isoformat(),
            section=_texts(article.section),
            site=article.site and _site(article.site),
            credit=article.credit and _credit(article.credit),
            lead=article.lead,
        ),
        "lang": article.lang,
        **_known(langs=list(article.langs)),
        "dir": article.dir,
        "body": [_block(block) for block in article.body],
        **_known(
            boilerplate=[_boilerplate(entry) for entry in article.boilerplate],
            evidence={name: _evidence(entry) for name, entry in article.evidence.items()},
            issues=[
                {
                    "code": issue.code,
                    "message": issue.message,
                    **_known(page=issue.page, count=issue.count, box=_box(issue.box)),
                }
                for issue in article.issues
            ],
        ),
        "source": _source(article),
        "conversion": _conversion(article),
        "accounting": {
            "letters": article.accounting.letters,
            "body": article.accounting.body,
            "fields": article.accounting.fields,
            "boilerplate": article.accounting.boilerplate,
            **_known(repaired=article.accounting.repaired or None),
        },
    }


def _known(**entries: Any) -> dict[str, Any]:
    """The entries that say something; 0 and False do."""
    return {key: value for key, value in entries.items() if value is not None and value not in ("", [], {})}


def _texts(texts: tuple[Text, ...]) -> list[dict[str, str]]:
    return [{"text": text.text, "lang": text.lang, "dir": text.dir} for text in texts]


def _site(site: Site) -> dict[str, Any]:
    return _known(name=_texts(site.name), url=site.url, email=site.email, profile=site.profile)


def _credit(credit: Credit) -> dict[str, str]:
    date = credit.date and credit.date.isoformat()
    return {"text": credit.text, **_known(name=credit.name, date=date, url=credit.url)}


def _block(block: Block) -> dict[str, Any]:
    return {
        "kind": block.kind,
        "text": block.text,
        **_known(image=block.image),
        "lang": block.lang,
        "dir": block.dir,
        **_known(
            level=block.level,
            raw=block.raw if block.raw != block.text else None,
            spans=_spans(block),
            items=list(block.items),
            ordered=block.ordered,
            rows=[list(row) for row in block.rows],
            label=block.label,
            page=block.page,
            page_end=block.page_end if block.page_end != block.page else None,
            box=_box(block.box),
            read_by=block.read_by,
            confidence=_rounded(confidence(block.words)),
            words=[_word(word) for word in block.words],
        ),
    }


def _word(word: Word) -> dict[str, Any]:
    return {
        "text": word.text,
        "page": word.page,
        "box": _box(word.box),
        "confidence": word.confidence,
        **_known(number=word.is_number or None),
    }


def _rounded(share: float | None) -> float | None:
    return None if share is None else round(share, 2)


def _spans(block: Block) -> list[dict[str, Any]]:
    """The spans of a block in which something is styled; their texts join to the block's."""
    spans = join(replace(span, superscript=False) for span in visible(block))
    entries = [_span(span) for span in spans]
    return entries if any(len(entry) > 1 for entry in entries) else []


def _span(span: Span) -> dict[str, Any]:
    return {
        "text": span.text,
        **_known(
            bold=span.bold or None,
            italic=span.italic or None,
            href=span.href,
            note=span.note,
            lang=span.lang,
            dir=span.dir,
        ),
    }


def _box(box: Box | None) -> list[float] | None:
    """Tenths of a point (0.04 mm): finer digits are noise of the engine."""
    return [round(edge, 1) for edge in box] if box and all(map(math.isfinite, box)) else None


def _boilerplate(entry: Boilerplate) -> dict[str, Any]:
    return {
        "where": entry.place,
        "text": entry.text,
        **_known(
            raw=entry.raw if entry.raw != entry.text else None,
            rule=entry.rule,
            page=entry.page,
            count=entry.count if entry.count > 1 else None,
            read_by=entry.read_by,
        ),
    }


def _evidence(entry: Evidence) -> dict[str, Any]:
    return {
        "from": entry.origin,
        **_known(text=entry.text, page=entry.page, box=_box(entry.box), read_by=entry.read_by),
    }


def _source(article: Article) -> dict[str, Any]:
    source = article.source
    return {
        "file": source.file,
        "media_type": source.media_type,
        "sha256": source.sha256,
        "bytes": source.size,
        **_known(
            pages=article.pages, charset=article.charset, url=article.url, metadata=_strings(article.metadata)
        ),
    }


def _strings(table: Mapping[str, str]) -> dict[str, str]:
    return {key: table[key] for key in sorted(table) if table[key]}


def _conversion(article: Article) -> dict[str, Any]:
    return {
        "tool": "baygan",
        "version": __version__,
        **_known(engine=article.engine, profile=article.site and article.site.profile),
        "config": article.config,
        **_known(repairs=dict(sorted(article.repairs.items())), ocr=article.ocr and _ocr(article.ocr)),
        **_known(decoded=article.decoded and _decoded(article.decoded)),
    }


def _decoded(decoded: Decoded) -> dict[str, Any]:
    fonts = [{"name": name, **_known(program=digest)} for name, digest in decoded.fonts.items()]
    return {"witnesses": list(decoded.witnesses), "fonts": fonts}


def _ocr(ocr: Ocr) -> dict[str, Any]:
    pages = [{"page": page, "models": list(models)} for page, models in sorted(ocr.pages.items())]
    return {"engine": ocr.engine, "pages": pages}
