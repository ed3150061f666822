"""A cluster of processes on this machine, fed from a bucket: what survives the death of a worker, and what it gives."""

import json
import multiprocessing
import os
import signal
import subprocess
import sys
from hashlib import sha256
from multiprocessing import forkserver
from pathlib import Path

import pytest
from distributed import KilledWorker
from moto.server import ThreadedMotoServer

from benchmarks.cluster import sources_in
from pipeline import load_config
from pipeline.archive.catalogue import Catalogue
from pipeline.archive.deciding import decide
from pipeline.archive.reader import Reader
from pipeline.archive.remote import RemoteArchive
from pipeline.archive.shards.forms import form_of
from pipeline.archive.store import bucket, open_store
from pipeline.browse.app import create
from pipeline.browse.desk import Desk
from pipeline.browse.drawing import Drawer
from pipeline.cli import main
from pipeline.cli._archive import to_read
from pipeline.errors import BayganError, ConfigError, InputError, LockedError
from pipeline.ingest.cluster import Cluster, Converter, cluster
from pipeline.ingest.engine import local
from pipeline.ingest.inbox import open_inbox
from pipeline.ingest.observer import Observer
from pipeline.ingest.run import Settings
from pipeline.ingest.session import Selection, opened, preview
from pipeline.supervise import Limits, Result
from tests.archive.buckets import NAME, FailingProxy, environment, make_bucket
from tests.ingest import poison
from tests.processes import vanishes

ROOT = Path(__file__).parents[2]
DOCUMENTS = 200
BAD = {30: b"<!-- segfault -->", 60: b"<!-- hang -->", 120: b"<!-- blow up -->"}
LIMITS = Limits(seconds=2.0)
PAGE = "<html lang=fa><title>سند {0}</title>{1}<h1>سند {0}</h1><p>بند نخست سند {0}، که متن آزمایشی است.</p></html>"


def reach(patch, endpoint):
    """Have stores opened here, and in the processes that are started from now on, at another endpoint."""
    patch.setenv("AWS_ENDPOINT_URL", endpoint)
    open_store.cache_clear()
    forkserver._forkserver._stop()  # it would hand down the environment in which it was started


@pytest.fixture(scope="module")
def endpoint():
    """A bucket with 200 pages, three of them bad."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    address = f"http://{host}:{port}"
    with pytest.MonkeyPatch.context() as patch:
        for key, value in environment(address).items():
            patch.setenv(key, value)
        make_bucket(address)
        reach(patch, address)
        inbox = open_store(f"s3://{NAME}/inbox")
        for number in range(DOCUMENTS):
            page = PAGE.format(number, BAD.get(number, b"").decode())
            inbox.put(f"{number // 100}/{number:03}.html", page.encode())
        yield address
        reach(patch, address)
    server.stop()


class Hosts:
    """A scheduler and workers, each a process group of its own as on a host of its own."""

    def __init__(self, root, endpoint, log):
        self.scheduler = root / "scheduler.json"
        self._environment = {
            **os.environ,
            **environment(endpoint),
            poison.LOG: str(log),
            "PYTHONPATH": str(ROOT),
            "DASK_DISTRIBUTED__WORKER__DAEMON": "False",
        }
        self._log = (root / "log").open("w")
        self._root = root
        self._processes = []

    def start(self, *arguments):
        command = [
            sys.executable,
            "-m",
            "dask",
            *arguments,
            "--scheduler-file",
            str(self.scheduler),
            "--no-dashboard",
        ]
        process = subprocess.Popen(
            command, env=self._environment, stdout=self._log, stderr=self._log, start_new_session=True
        )
        self._processes.append(process)
        return process

    def worker(self):
        return self.start("worker", "--nthreads", "1", "--local-directory", str(self._root))

    def __enter__(self):
        self.start("scheduler", "--host", "127.0.0.1", "--port", "0")
        return self

    def __exit__(self, *_):
        for process in reversed(self._processes):
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGTERM)
        for process in self._processes:
            process.wait(30)
        self._log.close()


def run(archive, state, engines, *, make=poison.make, observer=None, inbox="inbox", settle=0.0, shards=None):
    """Ingest the bucket's inbox."""
    settings = Settings(config=load_config(), limits=LIMITS, shards=shards)
    place = RemoteArchive(f"s3://{NAME}/{archive}", state)
    options = {"observer": observer} if observer else {}
    with opened(open_inbox(f"s3://{NAME}/{inbox}"), place, settings, Selection(settle=settle)) as session:
        return session.run(engines=engines, make=make, **options)


def digests(archive):
    """Of each output by its path."""
    store = open_store(f"s3://{NAME}/{archive}")
    return {found.path: sha256(store.get(found.path)).hexdigest() for found in store.list("articles")}


def reasons(archive):
    store = open_store(f"s3://{NAME}/{archive}")
    letters = [json.loads(store.get(found.path)) for found in store.list("failed")]
    return sorted((letter["path"], letter["status"]) for letter in letters)


class Killer(Observer):
    """Kills a host when so many inputs have ended."""

    def __init__(self, host, after=DOCUMENTS // 2):
        self._host = host
        self._after = after
        self._ended = 0

    def counted(self):
        self._ended += 1
        if self._ended == self._after:
            os.killpg(self._host.pid, signal.SIGKILL)


def test_a_cluster_that_loses_a_host_gives_what_one_process_gives(endpoint, tmp_path):
    log = tmp_path / "attempts"
    with Hosts(tmp_path, endpoint, log) as hosts:
        unlucky = hosts.worker()
        hosts.worker()
        engines = cluster(str(hosts.scheduler), f"s3://{NAME}/many")
        report = run("many", tmp_path / "many", engines, observer=Killer(unlucky))
        attempts = log.read_text().splitlines()
        again = run("many", tmp_path / "many", engines)
    alone = run("one", tmp_path / "one", local(1))

    assert unlucky.returncode == -signal.SIGKILL
    assert report.inputs == DOCUMENTS
    assert report.counts == alone.counts
    assert report.failures == len(BAD)
    assert DOCUMENTS + len(BAD) <= len(attempts) <= 210
    assert again.counts == {"unchanged": DOCUMENTS}
    assert len(log.read_text().splitlines()) == len(attempts)

    expected = [(f"{number // 100}/{number:03}.html", poison.POISONS[BAD[number]]) for number in BAD]
    assert reasons("many") == reasons("one") == expected
    records = [path for path in digests("many") if path.endswith(".json")]
    assert len(records) == DOCUMENTS - len(BAD)
    assert digests("many") == digests("one")
    for process in {line.split()[0] for line in attempts}:
        assert vanishes(int(process))


@pytest.fixture
def few(request, tmp_path):
    """An inbox of a few good pages, named for the test."""
    request.getfixturevalue("endpoint")
    store = open_store(f"s3://{NAME}/{tmp_path.name}")
    for number in range(8):
        store.put(f"in/{number}.html", PAGE.format(number, "").encode())
    return f"{tmp_path.name}/in"


def test_a_bucket_that_fails_now_and_then_costs_nothing(endpoint, few, tmp_path, monkeypatch):
    faults = ["", "500", "", "503", "reset", "", "", "429", "500"] * 6
    with FailingProxy(endpoint, faults) as proxy:
        reach(monkeypatch, proxy.endpoint)
        report = run(f"{tmp_path.name}/a", tmp_path / "a", local(1), inbox=few)
    reach(monkeypatch, endpoint)
    assert proxy.failed > 20
    assert (
        report.inputs
        == sum(report.counts[status] for status in ("ok", "check") if status in report.counts)
        == 8
    )
    run(f"{tmp_path.name}/b", tmp_path / "b", local(1), inbox=few)
    assert digests(f"{tmp_path.name}/a") == digests(f"{tmp_path.name}/b")
    assert len(digests(f"{tmp_path.name}/a")) == 16


def test_a_bucket_that_stays_away_ends_the_run_and_the_next_one_completes_it(
    endpoint, few, tmp_path, monkeypatch
):
    monkeypatch.setattr(bucket, "RETRIES", {**bucket.RETRIES, "max_retries": 1})
    monkeypatch.setattr(bucket, "PAUSES", ())
    with FailingProxy(endpoint, [""] * 12 + ["500"] * 500) as proxy:
        monkeypatch.setenv("AWS_ENDPOINT_URL", proxy.endpoint)  # workers reach it still
        open_store.cache_clear()
        with pytest.raises(BayganError):
            run(f"{tmp_path.name}/a", tmp_path / "a", local(1), inbox=few)
    reach(monkeypatch, endpoint)
    open_store(f"s3://{NAME}/{tmp_path.name}/a").delete(".baygan/lock")  # or wait until the claim ends
    assert run(f"{tmp_path.name}/a", tmp_path / "a", local(1), inbox=few).inputs == 8
    assert len(digests(f"{tmp_path.name}/a")) == 16


def test_a_second_coordinator_is_refused(few, tmp_path):
    class Second(Observer):
        def begin(self, total):
            with pytest.raises(LockedError, match="another run"):
                run(f"{tmp_path.name}/a", tmp_path / "b", local(1), inbox=few)
            self.refused = total

    observer = Second()
    run(f"{tmp_path.name}/a", tmp_path / "a", local(1), inbox=few, observer=observer)
    assert observer.refused == 8


def test_another_machine_takes_the_catalogue_from_the_bucket(few, tmp_path):
    run(f"{tmp_path.name}/a", tmp_path / "one", local(1), inbox=few)
    other = RemoteArchive(f"s3://{NAME}/{tmp_path.name}/a", tmp_path / "preview")
    inbox, settings = open_inbox(f"s3://{NAME}/{few}"), Settings(config=load_config())
    assert {status for _, status in preview(inbox, other, settings, Selection())} == {"unchanged"}
    report = run(f"{tmp_path.name}/a", tmp_path / "another", local(1), inbox=few)
    assert report.counts == {"unchanged": 8}


def packed(archive):
    """The rows of all shards, by name; that none stands there twice is asserted."""
    store, rows = open_store(f"s3://{NAME}/{archive}"), {}
    for found in store.list("shards"):
        if found.path.endswith(".json"):
            index = json.loads(store.get(found.path))
            read = form_of(index["shard"]).unpack(store.get(f"shards/{index['shard']}"))
            for entry in index["documents"]:
                assert entry["name"] not in rows
                rows[entry["name"]] = read(entry["start"], entry["size"])
    return rows


def test_a_cluster_that_loses_a_host_packs_what_one_process_writes(few, tmp_path, endpoint, monkeypatch):
    monkeypatch.setattr("pipeline.ingest.cluster.LARGEST", 1)
    with Hosts(tmp_path, endpoint, tmp_path / "attempts") as hosts:
        unlucky = hosts.worker()
        hosts.worker()
        many = f"{tmp_path.name}/many"
        engines = cluster(str(hosts.scheduler), f"s3://{NAME}/{many}", shards=True)
        run(many, tmp_path / "many", engines, inbox=few, shards="jsonl", observer=Killer(unlucky, 3))
    assert unlucky.returncode == -signal.SIGKILL
    one = f"{tmp_path.name}/one"
    run(one, tmp_path / "one", local(1), inbox=few)
    assert not digests(many)
    assert {
        f"articles/{row.name}{suffix}": sha256(content).hexdigest()
        for row in packed(many).values()
        for suffix, content in ((".json", row.record), (".md", row.markdown))
    } == digests(one)


def test_shards_of_a_run_that_ended_before_it_recorded_them_are_adopted(few, tmp_path, monkeypatch):
    archive = f"{tmp_path.name}/a"
    with monkeypatch.context() as patch:
        patch.setattr(Catalogue, "record", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            run(archive, tmp_path / "one", local(1), inbox=few, shards="jsonl")
    assert len(packed(archive)) == 8
    open_store(f"s3://{NAME}/{archive}").delete("catalogue.sqlite")  # of a machine that died
    assert run(archive, tmp_path / "two", local(1), inbox=few, shards="jsonl").counts == {"unchanged": 8}
    assert len(packed(archive)) == 8


@pytest.mark.parametrize("shards", [None, "jsonl"])
def test_an_archive_in_a_bucket_is_read_as_one_in_a_directory(shards, few, tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    archive = f"s3://{NAME}/{tmp_path.name}/a"
    assert main(["search", archive, "سند"]) == 4
    assert "there is no catalogue here; baygan ingest" in capsys.readouterr().err
    run(f"{tmp_path.name}/a", tmp_path / "one", local(1), inbox=few, shards=shards)
    assert main(["search", archive, "سند"]) == 0
    assert "8 articles" in capsys.readouterr().out
    assert main(["status", archive]) == 0
    assert "8 documents" in capsys.readouterr().out
    assert main(["export", archive, str(tmp_path / "out.jsonl")]) == 0
    assert len((tmp_path / "out.jsonl").read_text("utf-8").splitlines()) == 8
    assert main(["export", archive, str(tmp_path / "bag"), "--format=bag", "--sources"]) == 0
    assert len(list((tmp_path / "bag" / "data").rglob("*.md"))) == 8
    assert len(list((tmp_path / "bag" / "data" / "sources").iterdir())) == 8

    open_store(archive).put("catalogue.sqlite", b"damaged")
    assert main(["search", archive, "سند"]) == 4
    assert main(["reindex", archive, "--state", str(tmp_path / "state")]) == 1
    assert "8 records" in capsys.readouterr().err
    assert main(["search", archive, "سند", "--count"]) == 0
    assert capsys.readouterr().out == "8\n"


def test_an_archive_in_a_bucket_is_browsed_and_not_changed(few, tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    address = f"s3://{NAME}/{tmp_path.name}/a"
    run(f"{tmp_path.name}/a", tmp_path / "one", local(1), inbox=few, shards="parquet")
    archive = to_read(address)
    with Reader(archive) as reader, Drawer() as drawer:
        ((digest, name),) = reader.rows("SELECT sha256, name FROM document LIMIT 1")
        client = create(Desk(archive=archive, drawer=drawer, token="")).test_client()
        assert client.get("/").status_code == client.get(f"/article/{digest}").status_code == 200
        assert client.get(f"/article/{digest}/article.md").data == reader.markdown(name)
    assert main(["browse", address, "--edit"]) == 2
    assert "directory" in capsys.readouterr().err
    with pytest.raises(InputError, match="directory"):
        decide(archive, [digest], None)


def test_no_scheduler_is_an_error_that_says_so(few, tmp_path, monkeypatch):
    monkeypatch.setattr("pipeline.ingest.cluster.CONNECT", 1.0)
    with pytest.raises(InputError, match="no scheduler"):
        run(f"{tmp_path.name}/a", tmp_path, cluster("tcp://127.0.0.1:9", f"s3://{NAME}/a"), inbox=few)


def test_a_scheduler_file_that_never_comes_is_an_error(few, tmp_path, monkeypatch):
    monkeypatch.setattr("pipeline.ingest.cluster.CONNECT", 1.0)
    with pytest.raises(InputError, match="no such scheduler file"):
        run(f"{tmp_path.name}/a", tmp_path, cluster(str(tmp_path / "none.json"), f"s3://{NAME}/a"), inbox=few)


def test_the_benchmark_says_that_a_directory_has_no_files(tmp_path):
    for place in (tmp_path, tmp_path / "nowhere"):
        with pytest.raises(SystemExit, match="there are no files"):
            sources_in(place)


class Answered:
    """A future that has an answer."""

    def __init__(self, key, jobs):
        self.key = key
        self._jobs = jobs

    def exception(self):
        return KilledWorker("task", "worker", 4) if "bad" in self._jobs else None

    def result(self):
        return [Result(task=job, end="done", value=job) for job in self._jobs]

    def add_done_callback(self, callback):
        callback(self)

    def release(self):
        pass


class Client:
    """A cluster of two threads that dies of one job."""

    def nthreads(self):
        return {"one": 1, "two": 1}

    def submit(self, _function, _converter, _chunk, jobs, *, key, **_options):
        return Answered(key, jobs)


def test_a_job_that_kills_every_worker_costs_only_itself(tmp_path):
    jobs = [*map(str, range(30)), "bad", *map(str, range(30, 60))]
    engine = Cluster(Client(), Converter(None, LIMITS, str(tmp_path)), lambda: False, largest=50)
    ends = {result.task: result.end for result in engine.run(jobs)}
    assert ends == {job: "crash" if job == "bad" else "done" for job in jobs}


def test_workers_that_may_not_start_processes_are_told(tmp_path, monkeypatch):
    monkeypatch.setitem(multiprocessing.current_process()._config, "daemon", True)
    with pytest.raises(ConfigError, match="DASK_DISTRIBUTED__WORKER__DAEMON"):
        Converter(None, LIMITS, str(tmp_path)).convert("chunk", [])
