"""Which pages OCR is asked to read."""

import pytest

from pipeline import load_config
from pipeline.extract.ocr.trigger import UNREADABLE, pages_to_read
from pipeline.model import Document, Issue, Line, Page, Source, Span

SOUND = "در آغاز هر خزان زنان و مردان به کشتزارها می‌روند تا گل‌های بنفش را پیش از باز شدن بچینند و خشک کنند"
NONSENSE = SOUND.translate(str.maketrans("ابتدرسکگلمنوهی", "بتثذزشگلمنهیاء"))


def document(text, lost):
    issue = Issue(code=UNREADABLE, message="many glyphs have no Unicode value", page=1, count=lost)
    return Document(
        source=Source(file="a.pdf", media_type="application/pdf", sha256="0" * 64, size=1),
        lines=(Line(spans=(Span(text=text, font="Nazanin"),), page=1),),
        pages=(Page(number=1, width=595, height=842),),
        letters=len(text),
        engine="pdfium",
        issues=(issue,),
    )


@pytest.mark.parametrize(
    ("text", "lost", "asked"), [(SOUND, 8, False), (SOUND, 60, True), (NONSENSE, 8, True)]
)
def test_a_page_is_read_where_most_of_it_has_no_letters_or_what_it_has_is_no_language(text, lost, asked):
    reasons = pages_to_read(document(text, lost), load_config())
    assert reasons == ({1: UNREADABLE} if asked else {})
