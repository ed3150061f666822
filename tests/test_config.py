"""Settings and profiles are read whole or refused with file, key and the nearest known key."""

import datetime
from pathlib import Path

import pytest

from pipeline.config import GENERIC, Profile, load_config, read_profile
from pipeline.errors import ConfigError


def site(tmp_path, text, name="test"):
    (tmp_path / "sites").mkdir(exist_ok=True)
    path = tmp_path / "sites" / f"{name}.toml"
    path.write_text(text, encoding="utf-8")
    return path


def named(config, name):
    return next(profile for profile in config.profiles if profile.name == name)


def test_the_shipped_configuration_has_a_generic_profile_with_labels():
    labels = named(load_config(), GENERIC).labels
    assert "By" in labels["author"]
    assert "نویسنده:" in labels["author"]


def test_the_configuration_is_found_from_any_directory(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert load_config().profiles


def test_a_user_overlays_settings_key_by_key(tmp_path):
    (tmp_path / "default.toml").write_text("[normalize]\ntypography = true\n", encoding="utf-8")
    shipped, own = load_config().normalize, load_config(tmp_path).normalize
    assert own.typography is True
    assert own.spaces == shipped.spaces


def test_a_user_adds_and_replaces_profiles_by_name(tmp_path):
    site(tmp_path, 'url = "example.org"', "mine")
    site(tmp_path, 'url = "other.example"', "afgazad")
    config = load_config(tmp_path)
    assert named(config, "mine").url == "example.org"
    assert named(config, "afgazad").masthead == ()


def test_the_digest_names_what_was_read(tmp_path):
    site(tmp_path, 'url = "example.org"')
    assert load_config().digest == load_config().digest
    assert load_config(tmp_path).digest != load_config().digest


def test_a_profile_keeps_its_own_labels_before_the_common_ones(tmp_path):
    site(tmp_path, '[labels]\nauthor = ["Reporter:"]')
    authors = named(load_config(tmp_path), "test").labels["author"]
    assert authors[0] == "Reporter:"
    assert "By" in authors


def test_a_dated_variant_extends_a_profile(tmp_path):
    site(tmp_path, 'url = "a.example"\nmasthead = ["New name"]\nvalid_from = 2010-01-01', "paper")
    site(tmp_path, 'extends = "paper"\nmasthead = ["Old name"]\nvalid_until = 2009-12-31', "paper-2000")
    old = named(load_config(tmp_path), "paper-2000")
    assert (old.url, old.masthead) == ("a.example", ("Old name",))
    assert old.valid_until == datetime.date(2009, 12, 31)


def test_lines_may_be_pasted_as_one_text(tmp_path):
    path = site(tmp_path, '[[examples]]\nlines = """\n  A masthead\n\nA title\n"""')
    assert read_profile(path).examples[0].lines == ("A masthead", "A title")


def test_a_profile_without_keys_is_the_unknown_site(tmp_path):
    assert read_profile(site(tmp_path, "")) == Profile(name="test")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('masthaed = ["x"]', "unknown key 'masthaed'; did you mean 'masthead'?"),
        ('[html]\ntitel = ["h1"]', "unknown key 'html.titel'; did you mean 'title'?"),
        (
            '[labels]\nauthors = ["By"]',
            "labels: expected a known word, got 'authors'; did you mean 'author'?",
        ),
        ('order = ["author", "tittle"]', "order: expected a known word, got 'tittle'; did you mean 'title'?"),
        ("url = 5", "url: expected a text, got 5"),
        ("masthead = [1]", "masthead: expected a text, got 1"),
        ("masthead = { a = 1 }", "masthead: expected a list"),
        ('valid_from = "2009"', "valid_from: expected a date"),
        ('html = "h1"', "html: expected a table"),
        ("[[examples]]\ntitle = 'x'", "examples.: "),
        ('extends = "nobody"', "extends: no plain profile named 'nobody'"),
        ("url = ", "Invalid value"),
    ],
)
def test_a_wrong_profile_names_file_key_and_nearest_match(tmp_path, text, message):
    path = site(tmp_path, text)
    with pytest.raises(ConfigError) as error:
        load_config(tmp_path)
    assert str(error.value).startswith(str(path))
    assert message in str(error.value)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[normalise]", "unknown key 'normalise'; did you mean 'normalize'?"),
        (
            "[normalize]\ntypographie = true",
            "unknown key 'normalize.typographie'; did you mean 'typography'?",
        ),
        ("[normalize]\ntypography = 1", "normalize.typography: expected true or false"),
        ('[normalize]\ndigits = "roman"', "normalize.digits: expected a known word"),
    ],
)
def test_wrong_settings_name_file_key_and_nearest_match(tmp_path, text, message):
    (tmp_path / "default.toml").write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError) as error:
        load_config(tmp_path)
    assert message in str(error.value)


def test_a_directory_that_is_not_there_is_an_error():
    with pytest.raises(ConfigError, match=r"no such configuration directory"):
        load_config(Path("no/such/place"))


def test_a_file_that_is_not_utf8_is_an_error(tmp_path):
    (tmp_path / "default.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(ConfigError, match=r"default\.toml"):
        load_config(tmp_path)


def test_the_profiles_of_a_user_stand_before_the_shipped_ones(tmp_path):
    site(tmp_path, 'url = "z.example"', "zebra")
    names = [profile.name for profile in load_config(tmp_path).profiles]
    assert names[0] == "zebra"
    assert names[1:] == sorted(names[1:])


def font_map(tmp_path, text, name="paper"):
    (tmp_path / "fonts").mkdir(exist_ok=True)
    (tmp_path / "fonts" / f"{name}.toml").write_text(text, encoding="utf-8")


def test_maps_of_fonts_are_part_of_what_every_document_was_made_with(tmp_path):
    site(tmp_path, 'url = "example.org"', "mine")
    before = load_config(tmp_path)
    font_map(tmp_path, '[shapes]\n0123456789abcdef0123 = "ب"\n')
    after = load_config(tmp_path)
    assert after.fonts[0].shapes == {"0123456789abcdef0123": "ب"}
    assert after.digest != before.digest
    assert after.digest_for("mine") != before.digest_for("mine")
    assert after.with_ocr("never", 1).digest != before.with_ocr("never", 1).digest


def test_a_map_of_fonts_that_names_no_shape_is_refused(tmp_path):
    font_map(tmp_path, '[shapes]\nbeh = "ب"\n')
    with pytest.raises(ConfigError, match=r"paper\.toml: shapes: 'beh' is no digest"):
        load_config(tmp_path)


def test_settings_under_a_name_that_nobody_reads_are_refused(tmp_path):
    (tmp_path / "settings.toml").write_text("[ocr]\nmode = 'never'\n", encoding="utf-8")
    with pytest.raises(ConfigError, match=r"settings\.toml: is not read here; settings are in default\.toml"):
        load_config(tmp_path)


def test_a_profile_that_is_not_utf8_is_refused_with_the_place(tmp_path):
    site(tmp_path, "").write_bytes(b'url = "\xff"')
    with pytest.raises(ConfigError, match=r"test\.toml: is not UTF-8 \(byte 7\)"):
        load_config(tmp_path)


def test_files_of_windows_editors_are_read(tmp_path):
    site(tmp_path, "").write_bytes('\ufeffurl = "example.org"\r\nmasthead = ["بایگان"]\r\n'.encode())
    assert named(load_config(tmp_path), "test").masthead == ("بایگان",)
