"""An archive made of samples and of pages that ask for an eye; the application over it."""

import pytest

from pipeline.archive.local import Archive
from pipeline.archive.reader import Reader
from pipeline.browse.app import create
from pipeline.browse.desk import Desk
from pipeline.browse.drawing import Drawer
from tests.places import Place

TAKEN = (
    "word-fa-saffron",
    "html-frontpage-ps-timber",
    "html-divsoup-en-kites",
    "weasyprint-de-mill",
    "word-fa-archives",
)
WORDS = "The bridge over the river was closed in the evening, and the people of the valley walked home by the old road. "
UNDATED = f"<html><body><article><h1>An undated bridge</h1><p>{WORDS * 4}</p><p>{WORDS * 3}</p></article></body></html>"
TOKEN = "secret"


@pytest.fixture(scope="package")
def shelf(tmp_path_factory):
    """An inbox and its archive; not to be changed."""
    root = tmp_path_factory.mktemp("shelf")
    place = Place(root)
    for name in TAKEN:
        place.put(f"{name}.html" if name.startswith("html") else f"{name}.pdf", name)
    for name, title in (("undated", "An undated bridge"), ("undated-2", "Another undated bridge")):
        place.put(f"{name}.html", UNDATED.replace("An undated bridge", title).encode())
    place.put("broken.pdf", b"%PDF-1.7 nothing more")
    place.run()
    return root


@pytest.fixture(scope="package")
def drawer():
    """For these tests only: its process keeps the fork server alive, which others wait to see gone."""
    with Drawer() as drawer:
        yield drawer


@pytest.fixture(scope="package")
def client(shelf, drawer):
    """A browser of the shelf that may only read."""
    return client_of(shelf / "archive", drawer)


def client_of(archive, drawer, editor=""):
    client = create(Desk(archive=Archive(archive), drawer=drawer, token=TOKEN, editor=editor)).test_client()
    client.environ_base["HTTP_HOST"] = "127.0.0.1:8642"
    return client


@pytest.fixture(scope="package")
def digest(shelf):
    """The digest of an article by its name in the archive."""
    with Reader(shelf / "archive") as reader:
        return dict(reader.rows("SELECT name, sha256 FROM document")).__getitem__
