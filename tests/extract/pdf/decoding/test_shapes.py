"""Glyphs drawn alone, joined with their marks, and compared with the library."""

from io import BytesIO

import numpy as np
import pikepdf
import pytest

from pipeline.extract.pdf.content import Glyph, Run
from pipeline.extract.pdf.decoding.clusters import Shapes, draw_fonts, has_program, program_digest
from pipeline.extract.pdf.decoding.decode import by_pictures, decode
from pipeline.extract.pdf.decoding.features import counts
from pipeline.extract.pdf.decoding.library import library
from pipeline.extract.pdf.decoding.pictures import EM, Ink, compose
from pipeline.extract.pdf.decoding.words import words
from pipeline.extract.pdf.fonts.font import Font, FontCache
from pipeline.extract.pdf.reader import page_contents
from tests.conftest import SAMPLES


@pytest.fixture(scope="module")
def sample():
    """The pages of a sample as drawn, the shapes of its fonts, and the clusters of each page."""
    with pikepdf.open(SAMPLES / "libreoffice-fa-library" / "input.pdf") as pdf:
        fonts = FontCache()
        contents = [content for _, content in page_contents(pdf, "sample.pdf", fonts, words=False)]
        objects = {font: obj for font, obj in fonts.objects.items() if has_program(obj)}
        shapes = Shapes(draw_fonts(contents, objects), library().vowel)
        pages = [shapes.clusters(content.glyphs) for content in contents]
        digests = {font.name: program_digest(obj) for font, obj in objects.items()}
    return shapes, pages, digests


def ink(*rows):
    return Ink(np.array([[255 * (c == "#") for c in row] for row in rows], np.uint8), 0, len(rows))


def test_known_letters_are_read_by_their_pictures_alone(sample):
    shapes, _, _ = sample
    right = total = 0
    for shape, distances in by_pictures(list(shapes), library()).items():
        told = max(shape.texts, key=shape.texts.get)
        total += shape.count * (len(told) == 1)
        right += shape.count * (len(told) == 1 and min(distances, key=distances.get) == told)
    assert right > 0.95 * total


def test_equal_glyphs_are_one_shape_and_blanks_have_no_ink(sample):
    shapes, pages, _ = sample
    drawn = sum(cluster.shape is not None for clusters in pages for cluster in clusters)
    assert sum(shape.count for shape in shapes) == drawn > 5 * len(list(shapes))
    assert {text for shape in shapes if shape.ink is None for text in shape.texts} <= {" ", "", "\u200c"}


def test_of_a_font_that_is_believed_only_the_glyphs_without_a_letter_are_in_doubt():
    with pikepdf.open(SAMPLES / "libreoffice-fa-library" / "input.pdf") as pdf:
        fonts = FontCache()
        contents = [content for _, content in page_contents(pdf, "sample.pdf", fonts, words=False)]
        drawn = sum(glyph.text == "ن" for content in contents for glyph in content.glyphs)
        for glyph in (glyph for content in contents for glyph in content.glyphs if glyph.text == "ن"):
            glyph.text = ""
        decoding = decode(contents, fonts.objects, lambda: None, believed=frozenset(fonts.objects))
    assert {answer.text for answer in decoding.answers.values()} == {"ن"}
    assert decoding.count == drawn > 50


@pytest.mark.parametrize(
    ("above", "below", "letters"), [(0, 0, "احدرس"), (0, 1, "بپې"), (1, 0, "نتخزشف"), (1, 1, "ږښ")]
)
def test_letters_are_known_by_where_their_dots_stand(above, below, letters):
    dotted = library().dotted
    assert set(letters) <= set(dotted[above, below])
    assert not set(letters) & {
        letter for dots, own in dotted.items() if dots != (above, below) for letter in own
    }


def test_words_are_cut_at_blanks(sample):
    _, pages, _ = sample
    found = {"".join(c.glyph.text for c in word.clusters)[::-1] for word in words(pages[0])}
    assert {"کتاب", "است"} & found


def test_a_font_program_has_a_digest(sample):
    *_, digests = sample
    assert digests
    assert {len(digest) for digest in digests.values()} == {64}


def test_inks_are_joined_where_they_stand():
    joined = compose([(ink("##", "##"), 0, 0), (ink("#"), 3, 2)])
    assert (joined.left, joined.top, joined.dark.shape) == (0, 3, (3, 4))
    assert joined.dark[0, 3] == joined.dark[1, 0] == 255
    assert joined.dark[0, 0] == 0
    assert joined.box == (0.0, 0.0, 4 / EM, 3 / EM)


def marked(*marks, own=None):
    """A letter of half an em in 10 points at the origin, and marks without advance, each with points to the right of and below it."""
    own = own or Font(name="F", decode=list, unicode={}, widths={2: 0.0, 3: 0.0}, default_width=0.5)
    letters = [Glyph("", 0.0, 5.0, 1, Run(own, 10.0, 100.0))]
    return own, [
        *letters,
        *(Glyph("", right, right, code, Run(own, 10.0, 100.0 + down)) for code, right, down in marks),
    ]


def test_a_mark_belongs_to_the_letter_that_its_ink_is_near_wherever_its_origin_stands():
    own, glyphs = marked((2, 2.0, 9.0))
    high = Ink(np.full((4, 4), 255, np.uint8), 0, round(0.8 * EM))
    shapes = Shapes({own: {1: ink("#" * 20), 2: high}}, lambda _: "")
    (cluster,) = shapes.clusters(glyphs)
    assert [mark.code for mark in cluster.marks] == [2]


@pytest.mark.parametrize(("letters", "strokes"), [("ککک", 1), ("کسر", 0), ("کک", 0), ("ااا", 1)])
def test_what_looks_like_a_vowel_sign_and_stands_on_kaf_alone_is_its_stroke(letters, strokes):
    own, _ = marked()
    codes = {letter: 10 + at for at, letter in enumerate(dict.fromkeys(letters))}
    inks = {code: ink("#" * code) for code in codes.values()}
    shapes = Shapes({own: {**inks, 2: ink("##")}}, lambda _: "\u064e")
    told, pages = {}, []
    for letter in letters:
        _, glyphs = marked((2, 1.0, -3.0), own=own)
        glyphs[0].code = codes[letter]
        pages.append(shapes.clusters(glyphs))
        told[pages[-1][0].shape] = letter
    assert len(shapes.strokes(pages, told)) == strokes


def large(*rows):
    return ink(*("".join(c * 8 for c in row) for row in rows for _ in range(8)))


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (("########",) * 8, (1, 0)),
        (("##....##",) * 8, (2, 0)),
        (("########", "#......#", "#......#", "########"), (1, 1)),
        (("########", "#..##..#", "#..##..#", "########"), (1, 2)),
    ],
)
def test_pieces_and_holes_are_counted(rows, expected):
    assert counts(large(*rows))[:2] == expected


@pytest.mark.parametrize(
    ("rows", "above", "below"),
    [
        (("########", "########"), False, False),
        (("...##...", "........", "########"), True, False),
        (("########", "........", "...##..."), False, True),
        (("...##...", "........", "########", "........", "...##..."), True, True),
        (("########", "#.......", "#..##..#", "#......#", "########"), False, False),  # within, as in ج
        (("######..", "......##", "........", "......##"), False, True),
    ],
)
def test_dots_stand_above_or_below_a_letter_or_within(rows, above, below):
    assert counts(large(*rows))[2:] == (above, below)


def test_a_font_without_a_program_tells_nothing():
    with pikepdf.new() as pdf:
        font = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.TrueType))
        assert not has_program(font)
        assert not has_program(pikepdf.Dictionary(Subtype=pikepdf.Name.Type3))  # not of any file
        font.Subtype = pikepdf.Name.Type3
        assert has_program(font)
        assert program_digest(font) == ""
        pdf.save(BytesIO())


def test_the_library_can_forget_families():
    known = library()
    families = set(known.families)
    fewer = known.without({"Amiri", "Vazirmatn"})
    assert set(fewer.families) == families - {"Amiri", "Vazirmatn"}
    assert len(fewer.texts) == len(fewer.features.raster) < len(known.texts)
