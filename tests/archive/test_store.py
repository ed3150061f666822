"""The operations, on a directory and on a bucket; and a bucket that fails."""

import pytest
from moto.server import ThreadedMotoServer

from pipeline import InputError
from pipeline.archive import claim
from pipeline.archive.claim import claimed
from pipeline.archive.store import bucket, open_store
from pipeline.errors import LockedError
from tests.archive.buckets import NAME, FailingProxy, environment, make_bucket

PERSIAN = "سال ۱۳۹۰/نامه‌ها #1.pdf"


@pytest.fixture(scope="module")
def endpoint():
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    with pytest.MonkeyPatch.context() as patch:
        for key, value in environment(f"http://{host}:{port}").items():
            patch.setenv(key, value)
        make_bucket(f"http://{host}:{port}")
        yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture(params=["directory", "bucket"])
def store(request, tmp_path):
    request.getfixturevalue("endpoint")
    open_store.cache_clear()
    return open_store(str(tmp_path) if request.param == "directory" else f"s3://{NAME}/{tmp_path.name}")


def test_what_is_put_is_there(store):
    assert store.put(PERSIAN, b"one")
    assert store.get(PERSIAN) == b"one"
    assert store.head(PERSIAN).size == 3
    assert [(found.path, found.size) for found in store.list()] == [(PERSIAN, 3)]


def test_a_file_goes_in_and_comes_out_without_being_held(store, tmp_path):
    source, target = tmp_path / "source", tmp_path / "target"
    source.write_bytes(b"0123456789" * (1 << 20))  # more than one part of an upload
    assert store.put("large", source)
    store.get_file("large", target)
    assert target.read_bytes() == source.read_bytes()
    with pytest.raises(InputError):
        store.get_file("none", target)
    assert sorted(path.name for path in tmp_path.iterdir() if path.is_file()) in (
        ["source", "target"],
        ["large", "source", "target"],
    )


def test_the_list_of_a_directory_holds_what_is_below_it(store):
    for path in ("a/b/1", "a/2", "c/3"):
        store.put(path, b"")
    assert sorted(found.path for found in store.list("a")) == ["a/2", "a/b/1"]


def test_of_two_that_put_if_absent_one_wins(store):
    assert store.put_if_absent("lock", b"one")
    assert not store.put_if_absent("lock", b"two")
    assert store.get("lock") == b"one"


def test_a_file_that_changed_meanwhile_is_not_replaced(store):
    store.put("lock", b"one")
    tag = store.head("lock").tag
    assert store.put("lock", b"second", tag=tag)
    assert not store.put("lock", b"third", tag=tag)
    assert store.get("lock") == b"second"


def test_what_is_not_there_is_an_error_to_read_and_none_to_delete(store):
    assert store.head("none") is None
    store.delete("none")
    with pytest.raises(InputError):
        store.get("none")


def test_a_claim_is_held_by_one_and_free_afterwards(store):
    with (
        claimed(store, "lock", "archive", 0),
        pytest.raises(LockedError, match="another run is at work"),
        claimed(store, "lock", "archive", 0),
    ):
        pass
    with claimed(store, "lock", "archive", 0):
        pass


def test_a_claim_is_free_after_an_error(store):
    with pytest.raises(ZeroDivisionError), claimed(store, "lock", "archive", 0):
        raise ZeroDivisionError
    assert store.head("lock") is None


def test_the_claim_of_a_holder_that_died_ends_by_itself(store, monkeypatch):
    monkeypatch.setattr(claim, "TERM", -1.0)
    store.put("lock", claim._claim("someone who died"))
    with claimed(store, "lock", "archive", 0):
        assert b"someone" not in store.get("lock")


def test_a_run_whose_claim_was_taken_over_says_so(store, monkeypatch):
    monkeypatch.setattr(claim, "RENEWAL", 0.05)
    holding = claimed(store, "lock", "archive", 0)
    holding.__enter__()
    store.put("lock", claim._claim("another"))
    claim.time.sleep(0.5)
    with pytest.raises(LockedError, match="was lost"):
        holding.__exit__(None, None, None)


@pytest.mark.parametrize("fault", ["500", "503", "429", "reset", "slow"])
def test_requests_that_fail_are_tried_again(endpoint, monkeypatch, fault):
    monkeypatch.setattr(bucket, "CLIENT", {**bucket.CLIENT, "timeout": "2s"})
    with FailingProxy(endpoint, [fault, "", fault, fault]) as proxy:
        monkeypatch.setenv("AWS_ENDPOINT_URL", proxy.endpoint)
        store = bucket.Bucket(f"s3://{NAME}/retried-{fault}")
        assert store.put_if_absent("a", b"one")
        assert store.get("a") == b"one"
    assert proxy.failed == 3


def test_a_store_that_fails_for_good_is_an_error_without_secrets(endpoint, monkeypatch):
    retries = {**bucket.RETRIES, "max_retries": 2}
    monkeypatch.setattr(bucket, "RETRIES", retries)
    with FailingProxy(endpoint, ["500"] * 100) as proxy:
        monkeypatch.setenv("AWS_ENDPOINT_URL", proxy.endpoint)
        with pytest.raises(InputError) as caught:
            bucket.Bucket(f"s3://{NAME}").get("a")
    assert "secret" not in str(caught.value)
    assert "\n" not in str(caught.value)
