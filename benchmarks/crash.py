"""Kill `baygan ingest` again and again, and see whether anything is lost, torn or doubled.

    python benchmarks/crash.py [--documents 300] [--kills 50] [--terms 10] [--seed 1]

A run over an inbox is disturbed at random moments until all the signals are spent, started again each time, and
completed; then the archive is held against that of a run that nobody disturbed.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

SAMPLES = Path(__file__).parents[1] / "samples"
PAGE = (
    "<html lang=en><title>Article {0}</title><h1>Article {0}</h1><p>The words of article number {0}, which make "
    'a paragraph that is long enough.</p><p><img src="{0}_files/a.png">More of it.</p></html>'
)
OLD = 1_300_000_000  # seconds since 1970: nobody writes these files any more


def fill(inbox: Path, documents: int) -> None:
    """An inbox of so many files, the same each time: pages with pictures, PDF files, duplicates, and bad ones."""
    for number in range(documents):
        name = inbox / f"{number % 7}" / f"{number}"
        name.parent.mkdir(parents=True, exist_ok=True)
        if number % 10 == 3:
            name.with_suffix(".html").write_text(PAGE.format(number - 1))
        elif number % 15 == 4:
            name.with_suffix(".pdf").write_bytes(b"%%PDF-1.4 cut short %d" % number)
        elif number % 20 == 6:
            sample = (SAMPLES / "word-fa-saffron" / "input.pdf").read_bytes()
            name.with_suffix(".pdf").write_bytes(sample + b"\n%% %d\n" % number)
        else:
            name.with_suffix(".html").write_text(PAGE.format(number))
            folder = name.with_name(f"{number}_files")
            folder.mkdir()
            (folder / "a.png").write_bytes(b"picture %d" % number)
    for path in inbox.rglob("*"):
        os.utime(path, (OLD, OLD))


def start(inbox: Path, archive: Path, *options: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "pipeline", "ingest", str(inbox), str(archive), "-j2", "--fail-on=never"]
    return subprocess.Popen([*command, *options], stderr=subprocess.DEVNULL)


def complete(inbox: Path, archive: Path, *options: str) -> None:
    assert start(inbox, archive, *options).wait() == 0


def disturb(inbox: Path, archive: Path, number: signal.Signals, after: float, *options: str) -> None:
    """Start a run and end it by a signal after so many seconds."""
    process = start(inbox, archive, *options)
    time.sleep(after)
    process.send_signal(number)
    process.wait()


def tree(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()
    }


def differences(archive: Path, undisturbed: Path, inbox: Path) -> list[str]:
    """What is wrong with an archive, in words; nothing if nothing is."""
    return tree_differences(archive, undisturbed) + _catalogue(archive, inbox)


def tree_differences(archive: Path, undisturbed: Path) -> list[str]:
    mine, theirs = tree(archive / "articles"), tree(undisturbed / "articles")
    found = [f"lost: {name}" for name in theirs.keys() - mine.keys()]
    found += [f"too much: {name}" for name in mine.keys() - theirs.keys()]
    found += [f"differs: {name}" for name in mine.keys() & theirs.keys() if mine[name] != theirs[name]]
    if tree(archive / "failed").keys() != tree(undisturbed / "failed").keys():
        found.append("other dead letters")
    found += [f"left over: {name}" for name in tree(archive / ".baygan" / "tmp")]
    found += [f"left over: {path}" for path in archive.rglob("*.tmp")]
    return found


def _catalogue(archive: Path, inbox: Path) -> list[str]:
    """Where the catalogue disagrees with the files."""
    database = sqlite3.connect(archive / "catalogue.sqlite")
    found = [row[0] for row in database.execute("PRAGMA integrity_check") if row[0] != "ok"]
    found += [f"refers to nothing: {row}" for row in database.execute("PRAGMA foreign_key_check")]
    found += [f"not recorded: {row}" for row in database.execute("SELECT ended FROM unrecorded")]
    records = {
        path.relative_to(archive / "articles").as_posix().removesuffix(".json"): json.loads(path.read_bytes())
        for path in (archive / "articles").rglob("*.json")
    }
    held = dict(database.execute("SELECT name, sha256 FROM document"))
    if {name: record["source"]["sha256"] for name, record in records.items()} != held:
        found.append("documents and records differ")
    sources = Counter(path for (path,) in database.execute("SELECT path FROM source"))
    files = {
        path.relative_to(inbox).as_posix()
        for path in inbox.rglob("*")
        if path.is_file() and not path.parent.name.endswith("_files")
    }
    if sources != Counter(files):
        found.append(f"{len(files)} files, {sources.total()} sources")
    if database.execute("SELECT count(*) FROM search").fetchone()[0] != len(held):
        found.append("documents and searchable texts differ")
    database.close()
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--documents", type=int, default=300)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--terms", type=int, default=10)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    chance = random.Random(options.seed)
    with tempfile.TemporaryDirectory() as root:
        inbox, undisturbed = Path(root, "inbox"), Path(root, "undisturbed")
        fill(inbox, options.documents)
        began = time.monotonic()
        complete(inbox, undisturbed)
        whole = time.monotonic() - began
        signals = [signal.SIGKILL] * options.kills + [signal.SIGTERM] * options.terms
        chance.shuffle(signals)
        archives = wrong = 0
        archive = Path(root, "archive")
        while signals:
            archives += 1
            for number in [signals.pop() for _ in range(min(5, len(signals)))]:
                disturb(inbox, archive, number, chance.uniform(0.0, whole))
            complete(inbox, archive)
            if found := differences(archive, undisturbed, inbox):
                wrong += 1
                print(*found[:20], sep="\n")
            shutil.rmtree(archive)
    print(
        f"{options.kills} kill -9 and {options.terms} SIGTERM over {options.documents} files, {archives} archives:"
    )
    print(f"{wrong} archives differ from that of an undisturbed run")
    sys.exit(wrong > 0)


if __name__ == "__main__":
    main()
