"""Names of persons are told from what else stands beside title and date."""

import pytest

from pipeline.config import load_config
from pipeline.split.fields.persons import is_person, names_in, without_note, without_role

GENERIC = next(profile for profile in load_config().profiles if profile.name == "generic")


@pytest.mark.parametrize(
    "name",
    [
        "فریده کاظمی", "احمدفرید نوری", "دکتر سمیع‌الله جاوید", "استاد ګل‌رحمن خپلواک", "نجيبه سپرلۍ", "محمد آصف صميم‌زی",
        "Amina Rahimi", "Dr. Zubin Quarl", "D. R. Okafor", "ع. بهروز", "Ute von Heide",
    ],
)  # fmt: skip
def test_a_given_name_or_what_its_bearer_is_called_makes_a_person(name):
    assert is_person(name, GENERIC)


@pytest.mark.parametrize(
    "text",
    [
        "برای مادرم", "داستان کوتاه", "کوچه‌های خالی شهر", "مریم در آیینه", "شورای زنان مهاجر", "فریده", "Letters from Elsewhere",
        "Amina sails at dawn", "استاد راهنما", "آقای مترجم", "Grey Heron", "11 Edits", "Anna", "amina rahimi",
    ],
)  # fmt: skip
def test_what_is_no_name_or_may_be_anything_is_no_person(text):
    assert not is_person(text, GENERIC)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Layla Rahmani and Tom Ashdown", ("Layla Rahmani", "Tom Ashdown")),
        ("ع. بهروز و مریم احمدی", ("ع. بهروز", "مریم احمدی")),
        ("نصیر آرین، مریم صالحی", ("نصیر آرین", "مریم صالحی")),
        ("وزارت کار و امور اجتماعی", ("وزارت کار و امور اجتماعی",)),
        ("Amina Rahimi, The Ferry", ("Amina Rahimi, The Ferry",)),
    ],
)
def test_several_names_are_parted_if_each_is_one(text, names):
    assert names_in(text, GENERIC) == names


def test_names_that_are_published_for_programs_need_not_be_known():
    several = "Ivo Kullab, Claire Benit-Gbaffou and Wen Li"
    assert names_in(several, GENERIC, published=True) == ("Ivo Kullab", "Claire Benit-Gbaffou", "Wen Li")
    for one in ("Department of Health and Human Services", "Heron and Sons"):
        assert names_in(one, GENERIC, published=True) == (one,)
    assert names_in(several, GENERIC) == (several,)


def test_a_name_ends_before_what_its_bearer_is_and_before_a_note():
    assert without_role("نادر صدیق، کارشناس روابط بین‌الملل", GENERIC) == "نادر صدیق"
    assert without_role("Amina Rahimi, Herat", GENERIC) == "Amina Rahimi, Herat"
    assert without_note("Amina Rahimi*") == "Amina Rahimi"
