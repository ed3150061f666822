"""Articles for the tests of the outputs."""

from pipeline.model import Accounting, Article, Block, Source, Span

SHA = "0" * 64


def article(*body, **fields):
    known = {
        "source": Source(file="a.pdf", media_type="application/pdf", sha256=SHA, size=1),
        "title": "عنوان",
        "lang": "fa",
        "dir": "rtl",
        "body": body,
        "accounting": Accounting(letters=0, body=0, fields=0, boilerplate=0),
        "engine": "pdfium",
        "config": f"sha256:{SHA}",
    }
    return Article(**known | fields)


def block(kind, *spans, **fields):
    spans = tuple(Span(text=span) if isinstance(span, str) else span for span in spans)
    return Block(kind=kind, spans=spans, **{"lang": "fa", "dir": "rtl"} | fields)


def english(*body, **fields):
    return article(*body, **{"title": "Title", "lang": "en", "dir": "ltr"} | fields)


def english_block(kind, *spans, **fields):
    return block(kind, *spans, **{"lang": "en", "dir": "ltr"} | fields)
