"""What a run says that it did: report, page, log and metrics."""

import json
import re
import sqlite3
from html.parser import HTMLParser
from urllib.parse import unquote

import pytest
from prometheus_client.parser import text_string_to_metric_families

from pipeline.archive.catalogue import Catalogue
from pipeline.ingest.metrics import write_metrics
from tests.ingest.test_session import page

HOSTILE = '<script>alert("x")</script>\u202e.pdf'


@pytest.fixture
def reported(place):
    """A run over good, doubtful, doubled, bad and hostile files."""
    place.put("2011/# نامه؟.html", "html-divsoup-en-kites")
    place.put("short.html", page("Short"))
    place.put("again.html", page("Short"))
    place.put("bad.pdf", b"%PDF-1.4\nnothing more")
    place.put(HOSTILE, b"nothing")
    (place.inbox / "out").symlink_to("/")
    return place, place.run()


def facts(place):
    return json.loads(place.tree("reports")["latest.json"])


def test_a_report_accounts_for_the_run(reported):
    place, report = reported
    told = facts(place)
    assert told["counts"] == report.counts
    assert told["work"]["documents"] == 2
    assert {group["status"]: group["count"] for group in told["failures"]} == {"corrupt": 1, "unsupported": 1}
    assert told["skipped"] == [{"path": "out", "reason": "a link that leads out of the inbox"}]
    assert told["issues"]
    assert len(told["slowest"]) == 4
    assert place.tree("reports")["1.json"] == place.tree("reports")["latest.json"]


def test_a_clock_that_is_put_back_makes_no_run_shorter_than_nothing(place, monkeypatch):
    times = iter(["2024-10-27T03:00:01+00:00", "2024-10-27T02:00:02+00:00"])
    monkeypatch.setattr("pipeline.ingest.session._now", lambda: next(times))
    place.put("a.html", page("One"))
    assert place.run().seconds == 0
    assert facts(place)["work"]["documents_per_minute"] is None


def test_what_one_document_says_is_not_said_of_others(place):
    text = "این یک بند است که در آن @ نوشته شده و به همین جا می‌رسد، و بند دیگری هم هست."
    for number in (1, 2):
        data = page(f"Title {number}", text).replace(b"@", b"\xd9 " * number)
        place.put(f"{number}.html", data)
    place.run()
    messages = {group["code"]: group["message"] for group in facts(place)["issues"]}
    assert messages["charset-damaged"] == ""
    assert messages["no-date"]
    assert "<code>charset-damaged</code></summary>" in place.tree("reports")["1.html"].decode()


def test_each_failure_leads_to_its_letter(reported):
    place, _ = reported
    sources = [source for group in facts(place)["failures"] for source in group["sources"]]
    assert {source["path"] for source in sources} == {"bad.pdf", HOSTILE}
    for source in sources:
        assert json.loads((place.archive / source["letter"]).read_bytes())["path"] == source["path"]


def test_the_log_has_a_line_for_each_input_that_ended_in_something_new(reported):
    place, _ = reported
    lines = [json.loads(line) for line in place.tree("reports")["1.jsonl"].splitlines()]
    assert {line["path"]: line["status"] for line in lines} == {
        "2011/# نامه؟.html": "ok",
        "again.html": "check",
        "short.html": "duplicate",
        "bad.pdf": "corrupt",
        HOSTILE: "unsupported",
    }
    assert all(line["tries"] == 1 and line["cpu"] > 0 for line in lines if line["status"] != "duplicate")


def test_a_run_that_finds_nothing_new_leaves_no_report(reported):
    place, _ = reported
    before = place.tree("reports")
    place.run()
    assert place.tree("reports") == before
    place.put("more.html", page("More"))
    place.run()
    (line,) = place.tree("reports")["3.jsonl"].splitlines()
    assert json.loads(line)["path"] == "more.html"


class Page(HTMLParser):
    def __init__(self):
        super().__init__()
        self.tags, self.links = [], []

    def handle_starttag(self, tag, attributes):
        self.tags.append(tag)
        self.links += [value for name, value in attributes if name in ("href", "src")]


def test_the_page_is_safe_and_its_links_lead_somewhere(reported):
    place, _ = reported
    text = place.tree("reports")["1.html"].decode()
    parsed = Page()
    parsed.feed(text)
    assert "script" not in parsed.tags
    assert "\u202e" not in text
    assert "default-src 'none'" in text
    assert len(parsed.links) >= 5
    for link in parsed.links:
        assert (place.archive / "reports" / unquote(link)).exists(), link


def test_the_page_isolates_the_direction_of_names(reported):
    place, _ = reported
    text = place.tree("reports")["1.html"].decode()
    assert re.search(r'<bdi dir="auto">2011/# نامه؟.html</bdi>', text)
    assert re.search(r'unsupported: <bdi dir="ltr">neither a PDF', text)


def test_a_run_that_was_killed_is_reported_by_the_next_one(place):
    place.put("a.html", page("One"))
    place.run()
    for path in (place.archive / "reports").iterdir():
        path.unlink()
    database = sqlite3.connect(place.archive / "catalogue.sqlite")
    with database:
        database.execute("UPDATE run SET finished = NULL, counts = NULL")
    database.close()
    place.run()
    told = facts(place)
    assert (told["run"], told["finished"], told["stopped"]) == (1, None, "it was killed")
    assert sum(told["counts"].values()) == 1
    assert "killed" in place.tree("reports")["1.html"].decode()


def metrics(place, path):
    """Run, and read the metrics as Prometheus does."""
    report = place.run()
    with Catalogue(place.archive / "catalogue.sqlite") as catalogue:
        write_metrics(path, catalogue, report)
    families = text_string_to_metric_families(path.read_text())
    return {
        (sample.name, sample.labels.get("status")): sample.value
        for family in families
        for sample in family.samples
    }


def test_metrics_are_what_prometheus_reads(place, tmp_path):
    place.put("a.html", page("One"))
    place.put("bad.pdf", b"%PDF-1.4\nnothing more")
    read = metrics(place, tmp_path / "baygan.prom")
    assert read["baygan_documents", None] == 1
    assert read["baygan_last_run_inputs", "corrupt"] == 1
    assert read["baygan_last_run_inputs", "timeout"] == 0
    assert read["baygan_last_run_duration_seconds", None] > 0
    assert (
        read["baygan_last_success_timestamp_seconds", None] == read["baygan_last_run_timestamp_seconds", None]
    )


def test_a_run_that_was_stopped_is_no_success(place, tmp_path):
    first = metrics(place, tmp_path / "baygan.prom")
    place.put("a.html", page("One"))
    report = place.run(stopping=lambda: True)
    assert report.stopped
    with Catalogue(place.archive / "catalogue.sqlite") as catalogue:
        write_metrics(tmp_path / "baygan.prom", catalogue, report)
    success = re.search(
        r"^baygan_last_success_timestamp_seconds (.+)", (tmp_path / "baygan.prom").read_text(), re.M
    )
    assert float(success[1]) == first["baygan_last_success_timestamp_seconds", None]
