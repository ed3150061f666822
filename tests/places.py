"""An inbox and an archive in a temporary directory."""

import shutil
from pathlib import Path

from pipeline import InputError, load_config
from pipeline.archive.local import Archive
from pipeline.archive.reader import Reader
from pipeline.ingest.engine import local
from pipeline.ingest.inbox import open_inbox
from pipeline.ingest.observer import Observer
from pipeline.ingest.run import Settings
from pipeline.ingest.session import Selection, opened
from pipeline.supervise import Result

SAMPLES = Path(__file__).parents[1] / "samples"
NOW = Selection(settle=0)


class Inline:
    """Converts in this process: for tests that are not about workers."""

    def __init__(self, make, *_, **__):
        self._make = make

    def __enter__(self):
        return self

    def __exit__(self, *_):
        pass

    def run(self, jobs):
        return (Result(task=job, end="done", value=self._make(job)) for job in jobs)


class Listener(Observer):
    """Gives what ended to one function, and tells another of each file."""

    def __init__(self, ended, counted):
        self.ended, self.counted = ended, counted


class Place:
    """`put` files into the inbox, `run` an ingest, look at what came of it."""

    def __init__(self, root):
        self.inbox, self.archive = root / "inbox", root / "archive"
        self.inbox.mkdir()

    def put(self, name, content="html-divsoup-en-kites"):
        """A file with bytes, or with those of a sample."""
        path = self.inbox / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, bytes):
            path.write_bytes(content)
        else:
            shutil.copy(next((SAMPLES / content).glob("input.*")), path)
        return path

    def run(
        self, selection=NOW, *, jobs=1, engines=None, watch=lambda _: None, counted=lambda: None, **options
    ):
        """Ingest with these settings, or these arguments of `Session.run`."""
        names = set(Settings.__struct_fields__) & set(options)
        settings = Settings(config=load_config(), **{name: options.pop(name) for name in names})
        inbox, archive = open_inbox(str(self.inbox)), Archive(self.archive)
        with opened(inbox, archive, settings, selection) as session:
            return session.run(engines=engines or local(jobs), observer=Listener(watch, counted), **options)

    def runs(self):
        """How many runs the catalogue knows of, which another process may be about to make."""
        try:
            with Reader(self.archive) as reader:
                ((count,),) = reader.rows("SELECT count(*) FROM run")
        except InputError:
            return 0
        return count

    def tree(self, part="articles"):
        """Every file below a part of the archive, with its bytes."""
        root = self.archive / part
        return {
            path.relative_to(root).as_posix(): path.read_bytes()
            for path in sorted(root.rglob("*"))
            if path.is_file()
        }
