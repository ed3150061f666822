"""A profile learned from sources of the archive, in the process that opens strange files."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pipeline.browse.drawing import read
from pipeline.config import GENERIC, load_config
from pipeline.convert import prepare
from pipeline.errors import BayganError, InputError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from pipeline.browse.drawing import Origin
    from pipeline.model import Document


class Lesson(NamedTuple):
    """What was learned: the profiles as TOML by their names, and in how many of the `documents` each line and field was."""

    profiles: Mapping[str, str]
    documents: int
    repeats: tuple[tuple[int, str, str], ...]
    fields: Mapping[str, int]
    left_out: int


def learn(origins: tuple[Origin, ...], name: str, directory: Path | None) -> Lesson:
    """Learn a profile as `baygan sites learn` does. Raises InputError if too few of the sources can be read."""
    from pipeline.duplicates import repeated
    from pipeline.split.learn import LEAST_DOCUMENTS, learn_site
    from pipeline.split.learn.toml import heading, slug, to_toml

    config = load_config(directory)
    documents: list[Document] = []
    for origin in origins:
        try:
            documents.append(prepare(read(origin), file=origin.path.name, config=config, site=GENERIC)[0])
        except BayganError:
            continue
    again = repeated(documents)
    distinct = [document for number, document in enumerate(documents) if number not in again]
    if len(distinct) < LEAST_DOCUMENTS:
        raise InputError(
            f"{len(distinct)} sources with different articles can be read; a profile needs {LEAST_DOCUMENTS} or more"
        )
    common = next(profile for profile in config.profiles if profile.name == GENERIC)
    learned = learn_site(distinct, slug(name), common)
    return Lesson(
        profiles={profile.name: to_toml(profile, heading(profile, learned)) for profile in learned.profiles},
        documents=learned.documents,
        repeats=tuple((repeat.documents, repeat.zone, repeat.text) for repeat in learned.repeats),
        fields=dict(learned.fields),
        left_out=len(origins) - len(distinct),
    )
