"""`baygan sites`: learn, check and list the profiles of sites."""

import shutil

import pytest

SITE_SAMPLES = (
    "word-fa-saffron",
    "word-fa-archives",
    "word-en-border",
    "word-ps-school",
    "libreoffice-en-bridge",
    "libreoffice-fa-library",
)


@pytest.fixture
def folder(tmp_path, sample):
    """Five files of one site, made of the samples."""
    made = tmp_path / "inbox"
    made.mkdir()
    for name in SITE_SAMPLES:
        source = sample(name)
        shutil.copy(source, made / f"{name}{source.suffix}")
    return made


def test_a_learned_profile_is_written_where_convert_finds_it(baygan, folder, tmp_path, sample):
    config = tmp_path / "config"
    code, out, _ = baygan("sites", "learn", folder, "--name", "Mine Own", "--config", config)
    assert code == 0
    assert (config / "sites" / "mine-own.toml").is_file()
    assert "mine-own:masthead[0]" in out
    assert "mine-own" in baygan("sites", "list", "--config", config).out
    assert (
        "mine-own:"
        in baygan("inspect", sample(SITE_SAMPLES[0]), "--site", "mine-own", "--config", config).out
    )


def test_without_a_directory_the_profile_is_printed(baygan, folder):
    code, out, err = baygan("sites", "learn", folder)
    assert code == 0
    assert "masthead = [" in out
    assert "found" in err


def test_a_profile_is_not_replaced_unasked(baygan, folder, tmp_path):
    args = ("sites", "learn", folder, "--name", "mine", "--config", tmp_path / "config")
    assert baygan(*args).code == 0
    refused = baygan(*args)
    assert refused.code == 5
    assert "--force" in refused.err
    assert baygan(*args, "--force").code == 0


def test_too_few_files_are_refused(baygan, tmp_path):
    result = baygan("sites", "learn", tmp_path)
    assert result.code == 2
    assert "needs 5 or more" in result.err


def test_copies_of_one_article_do_not_make_its_text_the_masthead(baygan, folder, sample):
    for number in range(8):
        shutil.copy(sample("word-fa-saffron"), folder / f"z{number}.pdf")
    code, out, err = baygan("sites", "learn", folder)
    assert code == 0
    assert err.count("left out, another file has the same article") == 8
    assert "زعفران" not in out.split("[[examples]]")[0]


def test_a_folder_of_one_article_is_too_little_to_learn_from(baygan, tmp_path, sample):
    for number in range(6):
        shutil.copy(sample("word-fa-saffron"), tmp_path / f"{number}.pdf")
    assert (
        "readable files of different articles: 1; a profile needs 5" in baygan("sites", "learn", tmp_path).err
    )


def test_a_folder_that_is_not_there_is_an_input_error(baygan, tmp_path):
    assert baygan("sites", "learn", tmp_path / "nowhere").code == 4


def test_check_runs_the_examples_and_the_files(baygan, sample):
    code, out, _ = baygan("sites", "check", sample("word-fa-saffron"))
    assert code == 0
    assert "afgazad example 1" in out
    assert "title+ author+ date+ section+ credit+" in out


def test_check_fails_for_an_example_that_does_not_hold(baygan, tmp_path):
    sites = tmp_path / "sites"
    sites.mkdir()
    text = 'order = ["title"]\n[[examples]]\nlines = ["A title"]\ntitle = "Another title"\n'
    (sites / "mine.toml").write_text(text, encoding="utf-8")
    code, out, _ = baygan("sites", "check", "mine", "--config", tmp_path)
    assert code == 1
    assert "title: expected «Another title», read «A title»" in out


def test_check_fails_for_a_file_that_the_profile_does_not_fit(baygan, tmp_path):
    page = tmp_path / "page.html"
    page.write_text(
        "<p>A ferry without a title or a date, and nothing else to be read on this page.</p>", "utf-8"
    )
    code, out, _ = baygan("sites", "check", "afgazad", page)
    assert code == 1
    assert "FAILED" in out


def test_check_goes_on_after_a_file_that_cannot_be_read(baygan, tmp_path, sample):
    empty = tmp_path / "empty.pdf"
    empty.touch()
    code, out, err = baygan("sites", "check", "generic", empty, sample("word-fa-saffron"))
    assert code == 1
    assert "empty.pdf" in err
    assert "title+" in out


def test_the_shipped_sites_are_listed(baygan):
    code, out, _ = baygan("sites", "list")
    assert code == 0
    assert "afgazad" in out
