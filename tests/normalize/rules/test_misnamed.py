"""A Persian document whose font calls medial ب by the name of ې."""

from pipeline.normalize.rules.misnamed import misnamed_letter, misnamed_yeh

SOUND = (
    "در سال‌های خشک، هر دو سو آن را از بایگانی بیرون می‌کشند و می‌گویند که بند آب نباید بسته شود.",
    "مهندس سی سال در وزارت کار کرده است و سبب این شکست را در نبود اندازه‌گیری درست می‌بیند.",
    "تنها یک پیمان به تصویب رسیده است؛ بقیه بی‌سند جاری‌اند و خبرنگاران از آن کمتر می‌نویسند.",
)


def damaged(text):
    """Medial ب (after a letter that joins, before a letter) as the broken font gives it."""
    import re

    return re.sub("(?<=[سنمخکلپتحشصطعغفقهی])ب(?=[\u0620-\u06d3])", "ې", text)


def test_the_letter_that_stands_in_no_middle_any_more_is_the_one_that_was_meant():
    texts = [damaged(text) for text in SOUND]
    rule = misnamed_letter(texts, ["fa"] * 3)
    assert rule is not None
    assert [rule(text) for text in texts] == list(SOUND)


def test_sound_persian_gives_no_rule():
    assert misnamed_letter(SOUND, ["fa"] * 3) is None


def test_pashto_is_never_asked():
    text = "هغوی چې غواړي مرسته وکړي باید دېوالونه، شپې او بېړۍ وپېژني او کښېني"
    assert misnamed_letter([text], ["ps"]) is None


def test_a_persian_line_with_pashto_words_stays():
    texts = [damaged(SOUND[0]), "واژه‌های دېوال، بېړۍ، شپې و کښېني پشتو است"]
    assert misnamed_letter(texts, ["fa", "fa"]) is None


def test_two_words_are_no_document():
    assert misnamed_letter(["نېاشد مېاد"], ["fa"]) is None


HAMZAS = (
    "کتابدار ائن کاروان با ئک جعبهٔ مقوایی آغاز کرد و مسئلهٔ او جاده بود.",
    "با ائن همه، ناشران کوچک ئکی پس از دئگری رفتند و هیئت مدیره باید چاره کند.",
)


def test_a_hamza_that_makes_small_words_wrong_is_a_yeh_and_stays_in_words_that_are_written_so():
    rule = misnamed_yeh(HAMZAS, ["fa"] * 2)
    assert rule is not None
    assert [rule(text) for text in HAMZAS] == [
        "کتابدار این کاروان با یک جعبهٔ مقوایی آغاز کرد و مسئلهٔ او جاده بود.",
        "با این همه، ناشران کوچک یکی پس از دیگری رفتند و هیئت مدیره باید چاره کند.",
    ]


def test_sound_words_with_hamza_give_no_rule():
    sound = ["مسئولان هیئت مدیره در مسئلهٔ تئاتر و لئون و پنگوئن و ژوئن و رئیس جزئیات را نگفتند"] * 3
    assert misnamed_yeh(sound, ["fa"] * 3) is None
    assert misnamed_yeh(HAMZAS, ["ps"] * 2) is None
