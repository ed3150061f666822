from pipeline.model import Claim, Document, Line, Source, Span, count_letters
from pipeline.normalize import NormalizeSettings, normalize
from tests.normalize.cases import LANGUAGES

SOURCE = Source(file="a.pdf", media_type="application/pdf", sha256="0" * 64, size=1)


def line(*texts, **facts):
    return Line(
        spans=tuple(Span(text=text, bold=bool(index % 2)) for index, text in enumerate(texts)), **facts
    )


def document(*lines, **facts):
    letters = sum(count_letters(each.text) for each in lines)
    return Document(source=SOURCE, lines=lines, letters=letters, engine="test", **facts)


def letters(result):
    return sum(count_letters(each.text) for each in result.lines)


def spans(result, index=0):
    return [span.text for span in result.lines[index].spans]


PERSIAN = line("این کتاب را که در شهر است به او داد")


def test_spans_keep_their_borders():
    result = normalize(document(line("اين كتاب ", "بســيار خوب", " است و در  ", "  شهر")))
    assert spans(result) == ["این کتاب ", "بسیار خوب", " است و در ", "شهر"]
    assert [span.bold for span in result.lines[0].spans] == [False, True, False, True]


def test_a_presentation_form_ligature_stays_with_its_span():
    result = normalize(document(line("ﺍﯾﻦ ﮐﻼ", "ﻻﻥ ﺍﺳﺖ")))
    assert spans(result) == ["این کلا", "لان است"]


def test_raw_is_kept_where_text_changed_and_only_there():
    result = normalize(document(PERSIAN, line("اين كتاب است")))
    assert [each.raw for each in result.lines] == [None, "اين كتاب است"]
    assert result.repairs == {"persian-letters": 2}


def test_a_clean_document_is_what_it_was():
    before = document(PERSIAN)
    after = normalize(before)
    assert after.lines[0].spans == PERSIAN.spans
    assert (after.letters, after.repairs, after.repaired) == (before.letters, {}, 0)


def test_a_span_without_letters_that_is_repaired_away_goes_but_a_footnote_mark_stays():
    mark = Span(text="", note="1")
    before = document(Line(spans=(Span(text="یک "), Span(text=" ", bold=True), mark, Span(text=" دو"))))
    assert [(span.text, span.note) for span in normalize(before).lines[0].spans] == [
        ("یک ", None),
        ("", "1"),
        ("دو", None),
    ]


def test_cells_and_their_text_stay_the_same():
    rows = ((" سال ", "كتاب"), ("", "۱۴۰۰  "))
    text = "\n".join("\t".join(row) for row in rows)
    result = normalize(document(PERSIAN, line(text, rows=rows)))
    table = result.lines[1]
    assert table.rows == (("سال", "کتاب"), ("", "۱۴۰۰"))
    assert table.text == "\n".join("\t".join(row) for row in table.rows)


def test_a_short_line_follows_its_neighbors():
    result = normalize(document(PERSIAN, line("در باغي"), PERSIAN))
    assert (result.lines[1].text, result.lines[1].lang) == ("در باغی", "fa")
    pashto = line(LANGUAGES["ps"][0])
    assert normalize(document(pashto, line("باغي"), pashto)).lines[1].text == "باغي"


def test_what_the_markup_says_of_the_language_stands():
    result = normalize(document(line("كتاب", lang="ar"), PERSIAN, line("كتاب", lang="fa-AF")))
    assert [(each.text, each.lang) for each in result.lines][::2] == [("كتاب", "ar"), ("کتاب", "fa-AF")]


def test_a_span_of_another_script_has_its_own_direction():
    result = normalize(document(line("این کتاب را ", "The History of the City", " گفت")))
    assert [(span.lang, span.dir) for span in result.lines[0].spans] == [
        (None, None),
        ("en", "ltr"),
        (None, None),
    ]


def test_the_accounts_follow_what_changes_the_number_of_letters():
    mojibake = "این کتاب را که در شهر است".encode().decode("latin-1")
    result = normalize(document(line("ســـلام، این کتاب است"), line(mojibake)))
    assert result.letters == letters(result)
    assert result.lines[1].text == "این کتاب را که در شهر است"
    assert result.repaired == count_letters(result.lines[1].text)
    assert result.lines[1].lang == "fa"


def test_a_visual_line_turns_with_its_spans():
    result = normalize(document(line("دندروآ رهش هب دوب وا زا هک ", "باتک", " نیا")))
    assert spans(result) == ["این ", "کتاب", " که از او بود به شهر آوردند"]
    assert [span.bold for span in result.lines[0].spans] == [False, True, False]
    assert result.repairs == {"visual-order": 1}


def test_claims_and_metadata_are_repaired_too():
    claim = Claim(field="title", value="كتاب  من", origin="markup", rule="meta:title")
    result = normalize(document(PERSIAN, claims=(claim,), metadata={"Title": "كتاب"}))
    assert result.claims[0].value == "کتاب من"
    assert result.metadata == {"Title": "کتاب"}


def test_earlier_repairs_are_kept():
    result = normalize(document(line("این كتاب است"), repairs={"glyph-names": 3}))
    assert result.repairs == {"glyph-names": 3, "persian-letters": 1}


def test_settings_switch_rules_off():
    off = NormalizeSettings(persian_letters=False)
    assert normalize(document(line("اين كتاب است")), off).lines[0].text == "اين كتاب است"


def test_a_repaired_document_needs_no_repair():
    once = normalize(document(PERSIAN, line("اين كتـاب ", " است"), line("a\t b", rows=(("a", " b"),))))
    twice = normalize(once)
    assert twice.lines == once.lines
    assert twice.repairs == once.repairs
