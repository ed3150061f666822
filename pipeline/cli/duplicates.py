"""`baygan duplicates`: which of the files are one article."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any

import click

from pipeline.cli._codes import SOME_FAILED
from pipeline.cli._console import complain, progress, sentence
from pipeline.cli._options import PATH, config_option, jobs_option
from pipeline.display import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from pipeline.config import Config
    from pipeline.duplicates import Duplicate, Fingerprint


@click.command(name="duplicates")
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=PATH)
@click.option("--json", "as_json", is_flag=True, help="Print the groups as JSON.")
@config_option
@jobs_option
def command(files: tuple[Path, ...], as_json: bool, directory: Path | None, jobs: int) -> int:
    """Find the files that are the same article.

    FILEs are PDF and HTML articles, or records that `convert` made of them (.json). The text decides, not the bytes:
    a PDF and a web page of one article are duplicates, and so are two prints. Nothing is changed.
    """
    from pipeline.config import load_config
    from pipeline.duplicates import find_duplicates

    files = tuple(dict.fromkeys(files))
    prints = _fingerprints(files, load_config(directory), jobs)
    read = [(str(file), prints[file]) for file in files if file in prints]
    groups = _groups(find_duplicates(read))
    sys.stdout.buffer.write((_json(groups) if as_json else "".join(_text(groups))).encode())
    return SOME_FAILED if len(read) < len(files) else 0


def _fingerprints(files: Sequence[Path], config: Config, jobs: int) -> dict[Path, Fingerprint]:
    """The fingerprint of each file that gives an article; what is wrong with the others is said."""
    from pipeline.convert import convert_many
    from pipeline.duplicates import fingerprint, fingerprint_record
    from pipeline.model import Failure

    prints = {}
    others = []
    for file in files:
        if file.suffix.lower() != ".json":
            others.append(file)
        elif record := _record(file):
            prints[file] = fingerprint_record(record)
    results = convert_many(others, config=config, jobs=jobs or os.cpu_count() or 1)
    for file, result in zip(others, progress(results, len(others)), strict=True):
        if isinstance(result, Failure):
            complain(sentence(result))
        else:
            prints[file] = fingerprint(result)
    return prints


def _record(file: Path) -> Mapping[str, Any] | None:
    """The article/1 record in a file, or None after a word about what it is instead."""
    import json

    from pipeline.emit.record import SCHEMA
    from pipeline.errors import BayganError
    from pipeline.files import read_file

    try:
        record = json.loads(read_file(file))
        if isinstance(record, dict) and record.get("schema") == SCHEMA:
            return record
        complain(f"{file}: not a record of {SCHEMA}")
    except BayganError as error:
        complain(str(error))
    except ValueError as error:  # not UTF-8, or not JSON
        complain(f"{file}: not JSON: {error}")
    return None


def _groups(duplicates: Sequence[Duplicate]) -> dict[str, list[Duplicate]]:
    """The duplicates of each first article."""
    groups: dict[str, list[Duplicate]] = {}
    for duplicate in duplicates:
        groups.setdefault(duplicate.of, []).append(duplicate)
    return groups


def _json(groups: Mapping[str, Sequence[Duplicate]]) -> str:
    from pipeline.emit.strict import dumps

    entries = [
        {
            "file": first,
            "duplicates": [
                {"file": link.name, "similarity": round(link.similarity, 2)} for link in duplicates
            ],
        }
        for first, duplicates in groups.items()
    ]
    return dumps(entries, indent=1) + "\n"


def _text(groups: Mapping[str, Sequence[Duplicate]]) -> Iterator[str]:
    for first, duplicates in groups.items():
        yield one_line(first) + "\n"
        for link in duplicates:
            yield f"  {link.similarity:4.0%} {one_line(link.name)}\n"
