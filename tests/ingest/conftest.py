"""An inbox and an archive in a temporary directory."""

import shutil
from pathlib import Path

import pytest

from pipeline import load_config
from pipeline.ingest.run import Settings
from pipeline.ingest.session import Selection, ingest

SAMPLES = Path(__file__).parents[2] / "samples"
NOW = Selection(settle=0)


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

    def run(self, selection=NOW, *, watch=lambda _: None, stopping=lambda: False, **settings):
        settings = Settings(config=load_config(), **settings)
        return ingest(self.inbox, self.archive, settings, selection, watch=watch, stopping=stopping)

    def tree(self, part="articles"):
        """Every file below a part of the archive, with its bytes."""
        root = self.archive / part
        return {
            path.relative_to(root).as_posix(): path.read_bytes()
            for path in sorted(root.rglob("*"))
            if path.is_file()
        }


@pytest.fixture
def place(tmp_path):
    return Place(tmp_path)
