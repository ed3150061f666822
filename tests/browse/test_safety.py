"""Nothing from a source is live, nothing outside the archive is reachable, no other page can reach in."""

import json
import shutil

import pytest

from pipeline.archive.reindex import reindex
from pipeline.browse.safety import is_live, is_local
from tests.browse.conftest import client_of
from tests.browse.pages import Page
from tests.conftest import ROOT

PAYLOADS = (ROOT / "tests/cases/emit/injections.txt").read_text("utf-8").splitlines()
ATTRIBUTES = {
    "action",
    "alt",
    "aria-current",
    "aria-hidden",
    "aria-label",
    "autocomplete",
    "charset",
    "class",
    "colspan",
    "content",
    "data-key",
    "data-page",
    "datetime",
    "defer",
    "dir",
    "for",
    "height",
    "hidden",
    "href",
    "id",
    "lang",
    "loading",
    "method",
    "name",
    "open",
    "placeholder",
    "preserveaspectratio",
    "rel",
    "role",
    "rows",
    "scope",
    "selected",
    "src",
    "tabindex",
    "title",
    "type",
    "value",
    "viewbox",
    "width",
    "x",
    "y",
    "checked",
    "required",
    "maxlength",
}
ADDRESSES = ("src", "href", "action")
KEPT = {
    "schema",
    "id",
    "status",
    "dir",
    "kind",
    "sha256",
    "media_type",
    "date",
    "from",
    "where",
    "image",
    "lang",
}


def poisoned(value, payload, key=""):
    """A record with the payload in the place of every text that a stranger could have written."""
    if isinstance(value, dict):
        return {name: one if name in KEPT else poisoned(one, payload, name) for name, one in value.items()}
    if isinstance(value, list):
        return [poisoned(one, payload, key) for one in value]
    return payload if isinstance(value, str) else value


@pytest.fixture(scope="module")
def poison(shelf, tmp_path_factory):
    """An archive with the payloads in one record: all of them in the texts, one by one in what is short."""
    archive = tmp_path_factory.mktemp("poison") / "archive"
    shutil.copytree(shelf / "archive", archive)
    for name in ("word-fa-saffron", "undated"):
        path = archive / "articles" / f"{name}.json"
        record = json.loads(path.read_text("utf-8"))
        model = record["body"][0]
        record = poisoned(record, "\n".join(PAYLOADS))
        record["conversion"]["profile"] = "generic"
        record["body"] += [
            {**model, "kind": kind, "text": payload, "raw": f"x{payload}", "label": payload, "rows": [[payload]],
             "spans": [{"text": payload, "href": payload, "bold": True, "lang": payload}, {"text": "", "note": payload}]}
            for payload in PAYLOADS
            for kind in ("paragraph", "heading", "list", "table", "quote", "footnote", "image")
        ]  # fmt: skip
        record["issues"] = [{"code": payload, "message": payload} for payload in PAYLOADS]
        path.write_text(json.dumps(record), "utf-8")
    reindex(archive)
    return archive


def harmless(page):
    """Only our tags and attributes, and only addresses of this application, of the web or of mail."""
    assert {tag for tag, _ in page.tags}.isdisjoint({"iframe", "object", "embed", "style", "base"})
    assert [script["src"].partition("?")[0] for script in page.all("script")] == ["/static/browse.js"]
    for tag, attributes in page.tags:
        if tag not in ("meta", "link", "svg", "html"):
            assert set(attributes) <= ATTRIBUTES, (tag, attributes)
        for name in ADDRESSES:
            address = attributes.get(name, "/")
            assert address.startswith(("/", "#", "?")) or is_live(address), address
            assert not address.startswith("//")


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/?q=alert",
        "/?q=%3Cscript%3Ealert(1)%3C/script%3E",
        "/?lang=%22%3E%3Cimg%20src=x%20onerror=alert(1)%3E",
    ],
)
def test_no_payload_is_live_in_the_search(poison, drawer, path):
    harmless(Page(client_of(poison, drawer).get(path)))


@pytest.mark.parametrize("name", ["word-fa-saffron", "undated"])
def test_no_payload_is_live_in_an_article(poison, drawer, digest, name):
    page = Page(client_of(poison, drawer).get(f"/article/{digest(name)}"))
    assert all(payload in page.text for payload in PAYLOADS)
    harmless(page)


@pytest.mark.parametrize(
    "href",
    ["javascript:alert(1)", " javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "file:///etc/passwd",
     "vbscript:x", "//evil.example/x", "http:", "https:///x", "\\\\evil\\share", "http://[", "ftp://a.example", "", None],
)  # fmt: skip
def test_only_addresses_of_the_web_and_of_mail_are_links(href):
    assert not is_live(href)


def test_addresses_of_the_web_and_of_mail_are_links():
    assert is_live("https://a.example/b?c#d")
    assert is_live("mailto:a@b.example")


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "evil.example:8642",
        "127.0.0.1.evil.example",
        "localhost.evil.example:8642",
        "127.0.0.1:8642.evil.example",
        "",
        "0.0.0.0",
        "[::2]",
    ],
)
def test_another_name_for_this_machine_is_refused(client, host):
    assert not is_local(host)
    assert client.get("/", headers={"Host": host or "x"}).status_code == 400


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.1:8642", "localhost:1", "LOCALHOST", "[::1]:80"])
def test_the_names_of_this_machine_are_answered(client, host):
    assert client.get("/", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "path",
    ["/article/../../etc/passwd", "/article/%2e%2e%2f%2e%2e%2fetc%2fpasswd", "/static/../app.py", "/static/%2e%2e/app.py",
     "/static/..%2fapp.py", "/article/..%5c..%5cx/record.json", "/etc/passwd"],
)  # fmt: skip
def test_no_path_leads_out(client, path):
    response = client.get(path)
    assert response.status_code in (308, 404)
    assert b"root:" not in response.data


@pytest.mark.parametrize(
    "image", ["../../../secret.png", "/etc/secret.png", "word-fa-saffron.images/../../secret.png", "link.png"]
)
def test_a_picture_outside_the_folder_of_its_article_is_not_shown(shelf, tmp_path, drawer, digest, image):
    archive = tmp_path / "archive"
    shutil.copytree(shelf / "archive", archive)
    (tmp_path / "secret.png").write_bytes(b"secret")
    (archive / "secret.png").write_bytes(b"secret")
    folder = archive / "articles" / "word-fa-saffron.images"
    (folder / "link.png").symlink_to(tmp_path / "secret.png")
    path = archive / "articles" / "word-fa-saffron.json"
    record = json.loads(path.read_text("utf-8"))
    name = f"{folder.name}/{image}" if image == "link.png" else image
    record["body"][0]["image"] = name
    path.write_text(json.dumps(record), "utf-8")
    client = client_of(archive, drawer)
    assert client.get(f"/article/{digest('word-fa-saffron')}/picture/0").status_code == 404


def test_articles_may_lie_on_another_disk(shelf, tmp_path, drawer, digest):
    archive = tmp_path / "archive"
    shutil.copytree(shelf / "archive", archive)
    (archive / "articles").rename(tmp_path / "disk")
    (archive / "articles").symlink_to(tmp_path / "disk")
    assert client_of(archive, drawer).get(f"/article/{digest('word-fa-saffron')}").status_code == 200


def test_a_source_that_was_replaced_is_not_shown(shelf, tmp_path, drawer, digest):
    archive = tmp_path / "archive"
    shutil.copytree(shelf / "archive", archive)
    source = shelf / "inbox" / "weasyprint-de-mill.pdf"
    data = source.read_bytes()
    source.write_bytes(data + b"\n")
    try:
        client = client_of(archive, drawer)
        assert client.get(f"/article/{digest('weasyprint-de-mill')}/source").status_code == 404
        assert client.get(f"/article/{digest('weasyprint-de-mill')}/page/2.png").status_code == 404
    finally:
        source.write_bytes(data)


def test_every_answer_forbids_scripts_frames_and_other_machines(client, digest):
    for path in ("/", f"/article/{digest('undated')}", "/nothing", "/static/browse.js", "/?since=never"):
        with client.get(path) as response:
            policy = response.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy
