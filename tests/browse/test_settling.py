"""The work list, and the decisions that end it."""

import shutil

import pytest

from pipeline.archive.local import Archive
from pipeline.archive.reader import Reader
from tests.browse.conftest import TOKEN, client_of
from tests.browse.pages import Page

HOST = "http://127.0.0.1:8642"


@pytest.fixture
def archive(shelf, tmp_path):
    return shutil.copytree(shelf / "archive", tmp_path / "archive")


@pytest.fixture
def editor(archive, drawer):
    return client_of(archive, drawer, editor="nasrin")


def post(client, path, *, origin=HOST, token=TOKEN, **form):
    headers = {"Host": HOST.removeprefix("http://")} | ({"Origin": origin} if origin else {})
    return client.post(path, data=form | {"token": token}, headers=headers)


def snapshot(archive):
    return {path: path.read_bytes() for path in sorted((archive / "articles").rglob("*")) if path.is_file()}


def test_documents_to_check_stand_in_groups_by_issue(client, digest):
    page = Page(client.get("/check"))
    assert "2 articles to check" in page.text
    group = Page(client.get("/check?issue=no-date"))
    assert set(group.articles) == {digest("undated"), digest("undated-2")}
    assert "No date of publication was found." in group.text


def test_accepting_leads_to_the_next_of_the_group_and_ends_with_an_empty_list(editor):
    first, second = Page(editor.get("/check?issue=no-date")).articles
    response = post(editor, f"/article/{first}/decide", what="accept", check="no-date")
    assert (response.status_code, response.location) == (303, f"/article/{second}?check=no-date")
    response = post(editor, f"/article/{second}/decide", what="accept", check="no-date")
    assert (response.status_code, response.location) == (303, "/check?issue=no-date")
    assert "0 articles to check" in Page(editor.get("/check")).text


def test_a_group_is_accepted_at_once(editor, digest):
    post(editor, "/check", issue="no-date", digest=[digest("undated"), digest("undated-2")])
    assert "0 articles to check" in Page(editor.get("/check")).text
    assert Page(editor.get("/?status=check")).articles == []


def test_a_corrected_date_is_found_and_told_with_who_and_what_before(editor, digest):
    post(editor, f"/article/{digest('undated')}/decide", what="date", value="۱۳۹۰-۰۲-۱۳")
    assert Page(editor.get("/?since=2011-05-03&until=2011-05-03")).articles == [digest("undated")]
    page = Page(editor.get(f"/article/{digest('undated')}"))
    assert "nasrin" in page.text
    assert "2011-05-03" in page.text
    assert "No date of publication" not in page.text
    record = editor.get(f"/article/{digest('undated')}/record.json").json
    assert record["evidence"]["date"] == {"from": "person"}


def test_an_article_marked_as_wrong_joins_the_list_until_it_is_opened_again(editor, digest):
    path = f"/article/{digest('word-fa-saffron')}/decide"
    post(editor, path, what="reject", note="half is missing")
    assert digest("word-fa-saffron") in Page(editor.get("/?issue=rejected")).articles
    assert "half is missing" in Page(editor.get(f"/article/{digest('word-fa-saffron')}")).text
    post(editor, path, what="reopen")
    assert Page(editor.get("/?issue=rejected")).articles == []


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"what": "date", "value": "13.11.2021x"}, "is no day"),
        ({"what": "date", "value": "2021"}, "is no day"),
        ({"what": "lang", "value": "xx"}, "no language"),
        ({"what": "body", "value": "x"}, "no such decision"),
        ({"what": "title", "value": "An undated bridge"}, "is that already"),
    ],
)
def test_what_makes_no_sense_is_said_and_changes_nothing(editor, archive, digest, form, said):
    before = snapshot(archive)
    response = post(editor, f"/article/{digest('undated')}/decide", **form)
    assert response.status_code == 400
    assert said in Page(response).text
    assert snapshot(archive) == before


@pytest.mark.parametrize(
    "forged",
    [
        {"origin": "https://evil.example"},
        {"origin": ""},
        {"origin": "null"},
        {"origin": "http://127.0.0.1:9"},
        {"token": ""},
        {"token": "guess"},
        {"token": "ш"},
    ],
)
@pytest.mark.parametrize("path", ["/check", "/article/{}/decide"])
def test_a_form_of_another_page_changes_nothing(editor, archive, digest, forged, path):
    before = snapshot(archive)
    form = {"what": "accept", "digest": digest("undated")}
    response = post(editor, path.format(digest("undated")), **forged, **form)
    assert response.status_code == 403
    assert snapshot(archive) == before


def test_without_edit_nothing_can_be_changed_and_no_form_offers_it(archive, drawer, digest):
    client = client_of(archive, drawer)
    before = snapshot(archive)
    assert post(client, f"/article/{digest('undated')}/decide", what="accept").status_code == 403
    assert snapshot(archive) == before
    for path in (f"/article/{digest('undated')}", "/check?issue=no-date"):
        page = Page(client.get(path))
        assert not [form for form in page.all("form") if form.get("action", "").endswith("/decide")]
        assert "checkbox" not in {tag.get("type") for tag in page.all("input")}


def test_while_a_run_is_at_work_a_decision_is_refused(editor, archive, digest, monkeypatch):
    monkeypatch.setattr("pipeline.browse.settling.WAIT", 0.0)
    with Archive(archive).locked(0):
        response = post(editor, f"/article/{digest('undated')}/decide", what="accept")
    assert response.status_code == 409
    with Reader(archive) as reader:
        assert reader.rows("SELECT count(*) FROM document WHERE status = 'check'") == [(2,)]
