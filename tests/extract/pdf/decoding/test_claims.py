"""What the file says, weighed by how often its font is right."""

from pipeline.extract.pdf.decoding.claims import claim, heed
from tests.extract.pdf.decoding.build import font, shapes

ALPHABET = "ابتجدرزسشعفقکگلمنوهی"


def told(claims, own=None):
    """Shapes whose file says something of them, and scores that are sure of the truth."""
    known = shapes(claims, own)
    for name, text in claims.items():
        known[name].count, known[name].texts = 20, {text: 20}
    return known, {shape: {name: 0.0, "ژ": -9.0} for name, shape in known.items()}


def best(scores):
    return max(scores, key=scores.get)


def test_a_font_that_is_right_elsewhere_is_believed_where_pictures_are_not_sure():
    known, scores = told({name: name for name in ALPHABET} | {"?": "پ"})
    scores[known["?"]] = {"ب": 0.0, "پ": -1.0}
    assert best(heed(scores, set(ALPHABET + "پ"))[known["?"]]) == "پ"


def test_a_font_whose_map_is_shuffled_is_not_heard():
    known, scores = told(dict(zip(ALPHABET, ALPHABET[1:] + ALPHABET[0], strict=True)) | {"?": "پ"})
    scores[known["?"]] = {"ب": 0.0, "پ": -1.0}
    assert best(heed(scores, set(ALPHABET + "پ"))[known["?"]]) == "ب"


def test_a_font_that_is_mostly_right_is_not_overruled_by_pictures_of_other_letters():
    known, scores = told({name: name for name in ALPHABET} | {"?": "ש"})
    scores[known["?"]] = {"ش": 0.0}
    assert best(heed(scores, set(ALPHABET))[known["?"]]) == "ש"


def test_of_a_font_of_which_little_is_known_the_others_are_the_measure():
    _, scores = told(dict(zip(ALPHABET, ALPHABET[1:] + ALPHABET[0], strict=True)))
    more, their = told({"x": "پ"}, font("G"))
    their[more["x"]] = {"ب": 0.0, "پ": -1.0}
    assert best(heed(scores | their, set(ALPHABET + "پ"))[more["x"]]) == "ب"


def test_controls_private_use_and_kashidas_are_no_claims():
    known = shapes("abcd")
    for shape, text in zip(known.values(), ("\x07", "\ue012", "ـ", "ﺑ"), strict=True):
        shape.texts = {text: 1}
    assert [claim(shape) for shape in known.values()] == ["", "", "", "ب"]
