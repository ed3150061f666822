"""`baygan ingest`: what is new in an inbox goes into an archive."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pipeline.archive.shards.forms import NAMES
from pipeline.archive.statuses import RETRIABLE
from pipeline.cli._archive import state_option, to_write
from pipeline.cli._codes import SOME_FAILED, TERMINATED, TOO_MANY
from pipeline.cli._console import complain
from pipeline.cli._ingest import FAIL_ON, Seconds, Signals
from pipeline.cli._options import PATH, config_option, images_option, ocr_option, site_option
from pipeline.display import one_line

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pipeline.archive.local import Archive
    from pipeline.archive.remote import RemoteArchive
    from pipeline.cli._ingest import FailOn
    from pipeline.config import Config
    from pipeline.ingest.engine import Engines
    from pipeline.ingest.inbox import Inbox
    from pipeline.ingest.report import Report
    from pipeline.ingest.run import Settings
    from pipeline.ingest.session import Selection

MEGABYTE = 1 << 20


@click.command(name="ingest")
@click.argument("inbox")
@click.argument("archive")
@click.option("-n", "--dry-run", is_flag=True, help="Only say what would be done.")
@click.option("--include", multiple=True, metavar="PATTERN", help="Only these files: '*.pdf', '2011/*'.")
@click.option("--exclude", multiple=True, metavar="PATTERN", help="Not these files.")
@click.option("--limit", type=click.IntRange(min=0), metavar="N", help="Convert at most N files in this run.")
@click.option(
    "--retry",
    multiple=True,
    type=click.Choice(sorted(RETRIABLE)),
    metavar="STATUS",
    help="Try sources again that ended so: timeout.",
)
@click.option("--stale", is_flag=True, help="Convert again what an older version or configuration made.")
@images_option
@click.option(
    "--shards",
    type=click.Choice(NAMES),
    help="Write a thousand articles into one file, as JSON Lines or Parquet with Zstandard: for millions of them.",
)
@click.option(
    "--timeout",
    default=300.0,
    show_default=True,
    type=Seconds(least=0.1),
    metavar="SECONDS",
    help="For one file.",
)
@click.option(
    "--memory",
    default=1024,
    show_default=True,
    type=click.IntRange(min=16),
    metavar="MB",
    help="For one file.",
)
@click.option(
    "--max-size",
    default=256,
    show_default=True,
    type=click.IntRange(min=1),
    metavar="MB",
    help="No larger files.",
)
@click.option("--max-failures", type=click.IntRange(min=0), metavar="N", help="Stop when more files fail.")
@click.option(
    "--fail-on",
    default="any",
    show_default=True,
    type=FAIL_ON,
    help="When failed files make the exit code 1: RATE is a share of the files tried, 0.05.",
)
@click.option(
    "--settle",
    default=2.0,
    show_default=True,
    type=Seconds(),
    metavar="SECONDS",
    help="Leave files that change.",
)
@click.option("--wait", default=0.0, type=Seconds(), metavar="SECONDS", help="Wait for another run to end.")
@state_option
@click.option(
    "--cluster",
    "scheduler",
    metavar="tcp://…|FILE",
    help="Convert on the Dask cluster of this scheduler, or scheduler file.",
)
@click.option("--durable", is_flag=True, help="Flush each file to the disk by itself.")
@click.option("--move", type=PATH, metavar="DIR", help="Move archived sources there.")
@click.option("--watch", is_flag=True, help="Go on, and convert what comes; SIGTERM ends it.")
@click.option("--poll", is_flag=True, help="As --watch, but look again and again: for network shares.")
@click.option("--metrics", type=PATH, metavar="FILE", help="Write numbers for Prometheus there.")
@click.option("--progress", is_flag=True, help="Say how far it is now and then, also if not at a terminal.")
@click.option("-v", "--verbose", is_flag=True, help="Say what was done even if all went well.")
@ocr_option
@site_option
@config_option
@click.option(
    "-j",
    "--jobs",
    default=0,
    show_default="one per core",
    type=click.IntRange(min=0),
    metavar="N",
    help="Processes to use.",
)
def command(
    inbox: str,
    archive: str,
    *,
    dry_run: bool,
    fail_on: FailOn,
    wait: float,
    durable: bool,
    state: Path | None,
    scheduler: str | None,
    jobs: int,
    move: Path | None,
    watch: bool,
    poll: bool,
    metrics: Path | None,
    progress: bool,
    verbose: bool,
    directory: Path | None,
    **options: Any,
) -> int:
    """Convert what is new in INBOX into ARCHIVE.

    The files of INBOX are never changed. ARCHIVE/articles mirrors its directories with NAME.json and NAME.md for each
    article; ARCHIVE/failed says why others gave none. Run it as often as you like: only new and changed files are read.
    """
    from pipeline.cli._ocr import load_config_for
    from pipeline.cli._progress import Follower
    from pipeline.files import make_directory
    from pipeline.ingest.inbox import open_inbox
    from pipeline.ingest.metrics import write_metrics
    from pipeline.ingest.session import opened
    from pipeline.ingest.watching import keep_running

    source, target = open_inbox(inbox), to_write(archive, state, durable=durable)
    config = load_config_for(directory, options["ocr"])
    settings, selection = _settings(config, directory, options), _selection(options)
    _check_options(source, target, move, watch)
    if dry_run:
        return _preview(source, target, settings, selection)
    engines = _engines(scheduler, target.address, jobs, shards=settings.shards is not None)
    if metrics:
        make_directory(metrics.parent)
    with (
        Signals() as signals,
        opened(source, target, settings, selection, wait=wait, stopping=signals.stopping) as session,
    ):

        def run() -> Report:
            with Follower(verbose=verbose, lines=progress) as follower:
                report = session.run(
                    engines=engines, observer=follower, stopping=signals.stopping, move_to=move
                )
            follower.summarize(report, archive)
            if metrics:
                write_metrics(metrics, session.catalogue, report)
            return report

        if watch or poll:
            return _watch_exit_code(keep_running(run, Path(inbox), poll=poll, stopping=signals.stopping))
        return _exit_code(run(), fail_on, signals.caught)


def _check_options(inbox: Inbox, archive: Archive | RemoteArchive, move: Path | None, watch: bool) -> None:
    """What an object store cannot do; and sources moved to a place that is read, or into the archive, would come back."""
    from pipeline.archive.local import Archive
    from pipeline.ingest.inbox import Tree

    if not isinstance(inbox, Tree):
        if move or watch:
            raise click.UsageError("--move and --watch need an inbox that is a directory; --poll does not.")
        return
    places = [inbox.root, *([archive.root] if isinstance(archive, Archive) else [])]
    if move and any(move.resolve().is_relative_to(place.resolve()) for place in places):
        raise click.UsageError("--move: choose a directory outside the inbox and the archive.")


def _engines(scheduler: str | None, archive: str, jobs: int, *, shards: bool) -> Engines:
    from pipeline.errors import InputError
    from pipeline.ingest.engine import local

    if scheduler is None:
        return local(jobs or os.cpu_count() or 1)
    try:
        from pipeline.ingest.cluster import cluster
    except ImportError:
        raise InputError("--cluster needs the library distributed: pip install 'baygan[cluster]'") from None
    return cluster(scheduler, archive, shards=shards)


def _settings(config: Config, directory: Path | None, options: Mapping[str, Any]) -> Settings:
    from pipeline.ingest.run import Settings
    from pipeline.supervise import Limits

    return Settings(
        config=config,
        site=options["site"],
        options=_for_convert(directory, options),
        images=options["images"],
        shards=options["shards"],
        limits=Limits(seconds=options["timeout"], memory=options["memory"] * MEGABYTE),
        limit=options["limit"],
        max_failures=options["max_failures"],
    )


def _for_convert(directory: Path | None, options: Mapping[str, Any]) -> tuple[str, ...]:
    """The options by which `baygan convert` reads a file as this run does."""
    given = {
        "--config": directory and str(directory.absolute()),
        "--site": options["site"],
        "--ocr": options["ocr"],
    }
    return tuple(part for name, value in given.items() if value for part in (name, value))


def _selection(options: Mapping[str, Any]) -> Selection:
    from pipeline.ingest.session import Selection

    return Selection(
        include=options["include"],
        exclude=options["exclude"],
        retry=frozenset(options["retry"]),
        stale=options["stale"],
        max_bytes=options["max_size"] * MEGABYTE,
        settle=options["settle"],
    )


def _preview(inbox: Inbox, archive: Archive | RemoteArchive, settings: Settings, selection: Selection) -> int:
    """What a run would convert, a path per line; the rest in numbers."""
    from collections import Counter

    from pipeline.cli._progress import numbers
    from pipeline.ingest.session import preview

    counts: Counter[str] = Counter()
    for file, status in preview(inbox, archive, settings, selection):
        counts["left for the next run" if status == "left" else status] += 1
        if status == "to convert":
            print(one_line(file.path))
    complain(numbers(counts))
    return 0


def _watch_exit_code(last: Report | None) -> int:
    """It is meant to be ended by a signal, and what was under way is taken up by the next."""
    return TOO_MANY if last and last.too_many else 0


def _exit_code(report: Report, fail_on: FailOn, caught: int | None) -> int:
    if caught is not None:
        return TERMINATED + caught
    if report.too_many:
        return TOO_MANY
    return SOME_FAILED if fail_on(report) else 0
