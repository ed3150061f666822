import os
import subprocess
import sys

import pytest

from pipeline.normalize.language import UNDETERMINED, direction, identify, spelling
from pipeline.normalize.language.neighbors import identify_lines
from tests.normalize.cases import LANGUAGES

PARAGRAPHS = [(language, text) for language, found in LANGUAGES.items() for text in found]


def lines(texts):
    return identify_lines(texts, [None] * len(texts))


@pytest.mark.parametrize(("language", "text"), PARAGRAPHS)
def test_a_paragraph_is_identified(language, text):
    assert identify(text) == language


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_heading_has_the_language_of_its_document(language):
    headings = [" ".join(text.split()[:3]) for text in LANGUAGES[language]]
    document = [line for pair in zip(headings, LANGUAGES[language], strict=True) for line in pair]
    assert set(lines(document)) == {language}


@pytest.mark.parametrize("text", ["", "   ", "1400/8/22", "www.example.org info@example.org", "— • —"])
def test_what_has_no_words_has_no_language(text):
    assert identify(text) == UNDETERMINED
    assert lines([LANGUAGES["en"][0], text])[1] == UNDETERMINED


def test_presentation_forms_and_arabic_yeh_do_not_hide_a_language():
    assert identify("ﺍﯾﻦ ﮐﺘﺎﺏ ﺭﺍ ﮐﻪ ﺩﺭ ﺷﻬﺮ ﺍﺳﺖ") == "fa"
    assert identify("اين كتاب را كه در شهر است و براي او بود") == "fa"


def test_a_prior_decides_only_in_its_script():
    assert identify("کابل", prior="ps") == "ps"
    assert identify("Kabul", prior="ps") == UNDETERMINED


def test_evidence_outweighs_a_prior():
    assert identify("The price of the bread is up", prior="de") == "en"
    assert identify(LANGUAGES["ps"][0], prior="fa") == "ps"


def test_a_mangled_beh_does_not_make_persian_pashto():
    assert identify("این کتاب نېاشد و در شهر است") == "fa"


def test_neighbors_decide_before_the_document():
    persian, pashto = LANGUAGES["fa"], LANGUAGES["ps"]
    assert lines([*persian[:6], pashto[0], "کابل", pashto[1]])[7] == "ps"
    assert lines([*persian[:6], pashto[0], "کابل", persian[6]])[7] == "fa"


def test_the_markup_decides_where_the_text_does_not():
    assert identify_lines(["کابل", LANGUAGES["fa"][0]], ["ps", None]) == ["ps", "fa"]
    assert identify_lines(["Toshkent shahri", LANGUAGES["en"][0]], ["uz", "en"]) == ["uz", "en"]


def test_a_template_that_claims_one_language_for_all_is_not_believed():
    texts = [LANGUAGES["ps"][0], LANGUAGES["fa"][0], LANGUAGES["en"][0], "کابل"]
    assert identify_lines(texts, ["fa"] * 4) == ["ps", "fa", "en", "fa"]
    assert identify_lines(texts, ["en"] * 4)[:3] == ["ps", "fa", "en"]


def test_the_library_is_asked_for_long_texts_without_cues():
    assert identify("Verfassungsschutzbericht Bundesinnenministerium Pressekonferenz") == "de"


def test_arabic_script_in_a_latin_line_has_a_spelling_of_its_own():
    assert spelling("Mazar (مزار شريف)", "en", "fa") == "fa"
    assert spelling("Mazar", "en", "fa") == "en"
    assert spelling("مزار", "ps", "fa") == "ps"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("کابل", "rtl"),
        ("Kabul کابل", "ltr"),
        ("«کابل» Kabul", "rtl"),
        ("123 – 456", None),
        ("", None),
        ("\u2067کابل\u2069 Kabul", "ltr"),
        ("שלום", "rtl"),
        ("۱۴۰۰", None),
    ],
)
def test_direction_is_that_of_the_first_strong_character_outside_isolates(text, expected):
    assert direction(text) == expected


def test_a_tie_between_two_languages_is_decided_alike_in_every_process():
    ask = "from pipeline.normalize.language import identify; print(identify('la die'))"
    answers = {
        subprocess.run(
            [sys.executable, "-c", ask],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in "01234567"
    }
    assert len(answers) == 1


@pytest.mark.parametrize(
    "text",
    ["フリーWi-Fiの設置が促進され", "האתר של Google בעברית", "Η Google στην Ελλάδα", "Google 在中国的网站"],
)
def test_a_name_in_latin_letters_tells_no_language_among_letters_of_another_script(text):
    assert identify(text) == "und"
    assert identify(text, prior="de") == "und"
