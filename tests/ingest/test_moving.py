"""Sources that are in the archive are moved away if the user asks, and never over another file."""

import errno

import pytest

from tests.ingest.test_session import page


@pytest.fixture
def done(place):
    return place.inbox.parent / "done"


def files(root):
    return {
        path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()
    }


@pytest.fixture(params=["same file system", "another"])
def file_system(request, monkeypatch):
    def refuse(*_):
        raise OSError(errno.EXDEV, "Invalid cross-device link")

    if request.param == "another":
        monkeypatch.setattr("pipeline.ingest.moving.os.link", refuse)


@pytest.mark.usefixtures("file_system")
def test_archived_sources_are_moved_and_failed_ones_stay(place, done):
    place.put("2011/a.html", page("One"))
    place.put("b.html", page("One"))
    place.put("bad.pdf", b"%PDF-1.4\nnothing more")
    place.put("badly.pdf", b"%PDF-1.4\nnothing more")
    before = files(place.inbox)
    place.run(move_to=done)
    assert files(place.inbox).keys() == {"bad.pdf", "badly.pdf"}
    assert files(done) == {name: before[name] for name in ("2011/a.html", "b.html")}


def test_what_an_earlier_run_archived_is_moved_too(place, done):
    place.put("a.html", page("One"))
    place.run()
    place.run(move_to=done)
    assert files(done).keys() == {"a.html"}


@pytest.mark.usefixtures("file_system")
def test_nothing_is_overwritten(place, done):
    done.mkdir()
    (done / "a.html").write_bytes(b"precious")
    place.put("a.html", page("One"))
    place.run(move_to=done)
    moved = files(done)
    assert moved.pop("a.html") == b"precious"
    assert list(moved.values()) == [page("One")]
    place.put("a.html", page("One"))
    place.run(move_to=done)
    assert files(place.inbox).keys() == {"a.html"}


def test_the_pictures_of_a_saved_page_go_with_it(place, done):
    place.put("a.html", page("One", '<img src="a_files/b.png">'))
    place.put("a_files/b.png", b"picture")
    place.run(move_to=done)
    assert files(done).keys() == {"a.html", "a_files/b.png"}
    assert not files(place.inbox)


def test_a_file_that_changed_after_it_was_read_stays(place, done):
    file = place.put("a.html", page("One"))
    place.run(move_to=done, watch=lambda _: file.write_bytes(page("Another")))
    assert files(place.inbox) == {"a.html": page("Another")}
    assert not done.exists() or not files(done)


def test_a_link_is_not_moved(place, done):
    place.put("z.html", page("One"))
    (place.inbox / "a.html").symlink_to("z.html")
    place.run(move_to=done)
    assert (place.inbox / "a.html").is_symlink()
