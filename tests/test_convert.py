"""The four stages in order, for one file and for many."""

import os
from importlib import import_module

import pytest

from pipeline import Article, CorruptError, Failure, InputError, convert, convert_many, load_config, to_json

conversion = import_module("pipeline.convert")  # the attribute of that name is the function
NAMES = ["word-fa-saffron", "html-modern-mixed-ai", "word-ps-school"]


@pytest.fixture
def paths(sample):
    return [sample(name) for name in NAMES]


def test_bytes_and_their_file_give_the_same_record(paths):
    for path in paths:
        assert to_json(convert(path.read_bytes(), file=path.name)) == to_json(convert(path))


def test_a_record_names_its_configuration(paths):
    config = load_config()
    assert convert(paths[0], config=config).config == config.digest


def test_a_record_holds_no_directory_and_only_characters(paths, tmp_path):
    odd = tmp_path / os.fsdecode(b"\xe9\xd8\xa7.pdf")
    odd.write_bytes(paths[0].read_bytes())
    assert convert(odd).source.file == "\ufffdا.pdf"


@pytest.mark.parametrize("jobs", [1, 2])
def test_results_come_in_the_order_of_the_files_and_a_failure_takes_its_place(paths, tmp_path, jobs):
    missing = tmp_path / "missing.pdf"
    results = list(convert_many([paths[0], missing, *paths[1:]], jobs=jobs))
    assert [type(result) for result in results] == [Article, Failure, Article, Article]
    assert [result.source.sha256 for result in results if isinstance(result, Article)] == [
        convert(path).source.sha256 for path in paths
    ]
    assert results[1].file == str(missing)
    assert isinstance(results[1].error, InputError)


def test_files_are_read_only_as_far_as_results_are_asked_for(paths):
    asked = []

    def endless():
        while True:
            asked.append(paths[0])
            yield paths[0]

    results = convert_many(endless(), jobs=1)
    next(results)
    assert len(asked) == 1


def crash(source):
    """Stands for `attempt` in other processes, so it must be importable."""
    if source == "bad":
        os._exit(1)
    return Failure(file=source, error=InputError(source))


def test_a_file_that_kills_its_process_costs_only_itself():
    sources = ["a", "b", "bad", "c", "bad", *"defghijklmnop"]
    results = list(conversion._in_processes(crash, sources, jobs=2))
    assert [result.file for result in results] == sources
    for result in results:
        assert isinstance(result.error, CorruptError if result.file == "bad" else InputError)
