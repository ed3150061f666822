"""Which pages OCR is asked to read."""

import pytest

from pipeline import load_config
from pipeline.extract.ocr.trigger import UNREADABLE, pages_to_read
from pipeline.model import Document, Issue, Line, Page, Source, Span

SOUND = "در آغاز هر خزان زنان و مردان به کشتزارها می‌روند تا گل‌های بنفش را پیش از باز شدن بچینند و خشک کنند"
NONSENSE = SOUND.translate(str.maketrans("ابتدرسکگلمنوهی", "بتثذزشگلمنهیاء"))


def document(text, lost=0, read_by=None):
    issue = Issue(code=UNREADABLE, message="many glyphs have no Unicode value", page=1, count=lost)
    return Document(
        source=Source(file="a.pdf", media_type="application/pdf", sha256="0" * 64, size=1),
        lines=(Line(spans=(Span(text=text, font="Nazanin"),), page=1, read_by=read_by),),
        pages=(Page(number=1, width=595, height=842),),
        letters=len(text),
        engine="pdfium",
        issues=(issue,) if lost else (),
    )


@pytest.mark.parametrize(
    ("text", "lost", "asked"), [(SOUND, 8, False), (SOUND, 60, True), (NONSENSE, 8, True)]
)
def test_a_page_is_read_where_most_of_it_has_no_letters_or_what_it_has_is_no_language(text, lost, asked):
    reasons = pages_to_read(document(text, lost), load_config())
    assert reasons == ({1: UNREADABLE} if asked else {})


# What an English model made of a Persian page, of an English one that is hard to read, and of a Turkish one.
OF_PERSIAN = (
    "oles GF SK oS pp Oe peBd TES OS pw Ay pe dose prnBd Cpoedd ay gh aS ay ol SLE Vel pee sleill puoad jl osttieF la "
    "Hees OL UES Ss NAVY cope NA Ilo sgt Lg ed Ge Sgrr6 wad Gplas Jel pee ren U48 oc Gs cS OAD Ow OH Gols tile"
)
OF_ENGLISH = (
    "Tlie municipal gyrnnasium in tbe border tovvn srnells of diesel heatcrs and wooI and it was bui1t in the year 1974 by "
    "thc governrnent of thE province with money that was lent by the bank and never paid back to it"
)
OF_TURKISH = (
    "Türkiye'nin en büyük şehri olan İstanbul tarih boyunca birçok uygarlığa ev sahipliği yapmış ve bugün de ülkenin "
    "ekonomik merkezidir ve her yıl milyonlarca kişi bu şehri görmek için uzak ülkelerden gelir ve burada uzun süre kalır"
)
# What the Arabic model made of a Pashto page.
OF_PASHTO = (
    "د كور به غرونو كي د ذنسترو او لمنخو وني له شلو كلونو راهيسي به يحتكى كمبرري خابي بزكران وبي ججي د هر كور ماشومانو به يخوا د محنكله "
    "نومونه به خباو سندرو كي بادول خر أن وري سني ستونزي هم شته د قلراكيجو اق د سوذدي توبكو اببهراواد ن نشتوالي هره ورحٌ كليوال ار باسي حي"
)


@pytest.mark.parametrize(
    ("text", "read_by", "asked"),
    [
        (OF_PERSIAN, "ocr", True),
        (OF_PASHTO, "ocr", True),
        (OF_PASHTO, None, False),
        (OF_PERSIAN, None, False),
        (OF_ENGLISH, "ocr", False),
        (OF_TURKISH, "ocr", False),
        (SOUND, "ocr", False),
    ],
)
def test_an_ocr_layer_is_read_anew_where_it_is_of_the_wrong_script_or_language(text, read_by, asked):
    reasons = pages_to_read(document(text, read_by=read_by), load_config())
    assert reasons == ({1: UNREADABLE} if asked else {})
