"""`baygan sites`: learn a site's profile from a folder, test it, list what is known."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli._codes import SOME_FAILED
from pipeline.cli._console import complain, progress
from pipeline.cli._options import PATH, config_option
from pipeline.cli._outputs import write_new
from pipeline.display import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.config import Config, Profile
    from pipeline.model import Document
    from pipeline.split.check import Check
    from pipeline.split.learn import Learned

SUFFIXES = (".pdf", ".html", ".htm")
SHOWN_BODY = 4  # lines of the body that the picture of a cut document shows around what is cut
WIDTH = 90


@click.group(name="sites")
def command() -> None:
    """Make and test the profiles of sites: which lines are masthead, and where the fields stand."""


@command.command()
@click.argument("folder", metavar="DIR", type=PATH)
@click.option("--name", metavar="NAME", help="Name of the profile; the folder's name if it is not given.")
@click.option("--force", is_flag=True, help="Replace a profile of that name in your directory.")
@config_option
def learn(folder: Path, name: str | None, force: bool, directory: Path | None) -> int:
    """Learn the profile of one site from the PDF and HTML files in DIR.

    Five files or more are needed. With --config the profile is written to DIR/sites/NAME.toml, where
    `convert --config DIR` finds it; without, it is printed. A site that changed its layout gives a dated
    profile for each. What the profile cuts from one of the files is shown for you to judge.
    """
    from pipeline.config import GENERIC, inherit, load_config
    from pipeline.split.learn import LEAST_DOCUMENTS, learn_site
    from pipeline.split.learn.toml import heading, slug, to_toml

    config = load_config(directory if directory and directory.is_dir() else None)
    documents = _each_once(_documents(_files_in(folder), config))
    if len(documents) < LEAST_DOCUMENTS:
        raise click.UsageError(
            f"{folder}: readable files of different articles: {len(documents)}; a profile needs {LEAST_DOCUMENTS} or more"
        )
    common = next(profile for profile in config.profiles if profile.name == GENERIC)
    learned = learn_site(documents, slug(name or folder.resolve().name), common)
    texts = {profile.name: to_toml(profile, heading(profile, learned)) for profile in learned.profiles}
    if directory is None:
        sys.stdout.buffer.write("\n".join(texts.values()).encode())
    else:
        for stem, text in texts.items():
            write_new(directory / "sites" / f"{stem}.toml", text, force=force)
    shown = sys.stderr if directory is None else sys.stdout
    print(*_report(learned), sep="\n", file=shown)
    print(
        *_picture(documents[-1], inherit(learned.profiles[0], common), shown.isatty()), sep="\n", file=shown
    )
    return 0


@command.command()
@click.argument("arguments", nargs=-1, metavar="[NAME] [FILE...]")
@config_option
def check(arguments: tuple[str, ...], directory: Path | None) -> int:
    """Run the examples of the profiles, and try them on FILES.

    NAME is a profile; without one all examples are run, and each file is tried with the profile that
    recognizes it. Ends with exit code 1 if an example or a file fails.
    """
    from pipeline.config import load_config

    config = load_config(directory)
    by_name = {profile.name: profile for profile in config.profiles}
    named = by_name.get(arguments[0]) if arguments and not Path(arguments[0]).exists() else None
    files = [Path(argument) for argument in arguments[named is not None :]]
    failed = sum(_check_examples(profile) for profile in ([named] if named else config.profiles))
    failed += _check_files(files, config, named)
    return SOME_FAILED if failed else 0


@command.command(name="list")
@config_option
def list_sites(directory: Path | None) -> int:
    """List the known sites."""
    from pipeline.config import load_config

    for profile in load_config(directory).profiles:
        period = f"{profile.valid_from or ''}..{profile.valid_until or ''}".strip(".")
        parts = (", ".join(profile.site), profile.url or "", period, f"{len(profile.examples)} examples")
        print(one_line(f"{profile.name:20} {' · '.join(part for part in parts if part)}"))
    return 0


def _files_in(folder: Path) -> list[Path]:
    from pipeline.errors import InputError

    if not folder.is_dir():
        raise InputError(f"{folder}: no such directory")
    return sorted(path for path in folder.rglob("*") if path.suffix.lower() in SUFFIXES and path.is_file())


def _documents(files: Sequence[Path], config: Config) -> list[Document]:
    """The files that can be read; what is wrong with the others is said."""
    from pipeline.config import GENERIC
    from pipeline.convert import prepare
    from pipeline.errors import BayganError
    from pipeline.files import read_file

    documents = []
    for path in progress(files, len(files)):
        try:
            documents.append(prepare(read_file(path), file=path.name, config=config, site=GENERIC)[0])
        except BayganError as error:
            complain(str(error))
    return documents


def _each_once(documents: Sequence[Document]) -> list[Document]:
    """The documents without second prints of one article; what is left out is said."""
    from pipeline.duplicates import repeated

    again = repeated(documents)
    for number in again:
        complain(f"{documents[number].source.file}: left out, another file has the same article")
    return [document for number, document in enumerate(documents) if number not in again]


def _report(learned: Learned) -> Iterator[str]:
    """What was learned, and how sure it is: in how many documents it was seen."""
    total = learned.documents
    for repeat in learned.repeats:
        yield one_line(f"{repeat.documents:>4}/{total} {repeat.zone:8} {repeat.text}")
    for field, count in learned.fields.items():
        yield f"{count:>4}/{total} {field} found"
    for profile in learned.profiles:
        if not profile.recognize:
            yield f"  no line names the site: it is only used with --site {profile.name}"
    for file in learned.misfits:
        yield one_line(f"  no title or no date found in {file}")


def _picture(document: Document, profile: Profile, color: bool) -> Iterator[str]:
    """One document as a difference: red what is cut, green what becomes a field, the body in between."""
    from pipeline.split import decide

    yield one_line(f"--- {document.source.file}, cut by {profile.name}")
    body = 0
    for decision in decide(document, profile):
        text = one_line(document.lines[decision.line].text.replace("\n", " ").strip())[:WIDTH]
        if not text:
            continue
        if decision.block is not None:
            body += 1
            if body <= SHOWN_BODY:
                yield f"  {text}"
            continue
        sign, shade = ("-", "red") if decision.place else ("+", "green")
        row = f"{sign} {text}   [{decision.role}: {decision.rule}]"
        yield click.style(row, fg=shade) if color else row
    yield f"  ({body} lines of body)"


def _check_examples(profile: Profile) -> int:
    """Run a profile's examples; the number of those that fail."""
    from pipeline.split.examples import check_example

    failed = 0
    for number, example in enumerate(profile.examples, start=1):
        differences = check_example(example, profile)
        failed += bool(differences)
        print(
            one_line(f"{profile.name} example {number} {example.file}: {'FAILED' if differences else 'ok'}")
        )
        for difference in differences:
            print(
                one_line(f"    {difference.field}: expected «{difference.wanted}», read «{difference.found}»")
            )
    return failed


def _check_files(files: Sequence[Path], config: Config, named: Profile | None) -> int:
    """Try the files; the number of those on which their profile fails."""
    from pipeline.config import GENERIC
    from pipeline.convert import prepare
    from pipeline.errors import BayganError
    from pipeline.files import read_file
    from pipeline.split.check import check_document

    common = next(profile for profile in config.profiles if profile.name == GENERIC)
    failed = 0
    for path in files:
        try:
            site = named.name if named else None
            document, profile = prepare(read_file(path), file=path.name, config=config, site=site)
        except BayganError as error:
            complain(str(error))
            failed += 1
            continue
        found = check_document(document, profile, common)
        failed += not found.fits
        print(*_rows(path, profile, found), sep="\n")
    return failed


def _rows(path: Path, profile: Profile, found: Check) -> Iterator[str]:
    from pipeline.split.check import FIELDS

    fields = " ".join(f"{name}{'+' if name in found.found else '-'}" for name in FIELDS)
    verdict = "ok" if found.fits else "FAILED"
    yield one_line(f"{path}: {verdict} {profile.name}: {fields}, {found.cut} lines cut")
    for text, rules in found.rivals:
        yield one_line(f"    claimed by {' and '.join(rules)}: {text}")
    for issue in found.article.issues:
        yield one_line(f"    {issue.code}: {issue.message}")
