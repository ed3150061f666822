"""The application in a real browser."""

import re
import shutil
from threading import Thread

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect, sync_playwright

from pipeline.browse.serving import serving
from pipeline.ingest.session import Selection
from tests.places import Place

SIZE = {"width": 1280, "height": 900}
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="module")
def served(shelf, tmp_path_factory):
    """A copy of the shelf with its inbox, in which decisions may be made."""
    root = tmp_path_factory.mktemp("served")
    place = Place(root)
    shutil.copytree(shelf / "archive", place.archive)
    place.inbox.rmdir()
    place.inbox = shelf / "inbox"
    return place


@pytest.fixture(scope="module")
def address(served):
    with serving(served.archive, editor="nasrin") as (address, server):
        thread = Thread(target=server.run, daemon=True)
        thread.start()
        yield address


@pytest.fixture(scope="module")
def chromium(address):
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        yield browser.new_context(base_url=address, viewport=SIZE)
        browser.close()


@pytest.fixture
def page(chromium, address):
    """A page at the start; it fails the test if it asks another machine for anything, or if its script or policy complains."""
    page = chromium.new_page()
    complaints = []
    page.on("request", lambda request: request.url.startswith(address) or complaints.append(request.url))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda message: complaints.append(message.text))
    page.goto("/")
    yield page
    page.close()
    assert complaints == []


def test_an_article_is_found_by_its_words_and_opened_by_the_keyboard(page):
    page.keyboard.press("/")
    page.keyboard.type("زعفران خشك سالي")
    page.keyboard.press("Enter")
    expect(page.locator(".hit")).to_have_count(1)
    expect(page.locator(".hit mark").first).to_be_visible()
    page.locator("h2 a").first.blur()
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("زعفران هرات")


def test_a_filter_narrows_and_the_address_keeps_it(page):
    page.get_by_role("link", name="ps", exact=True).click()
    expect(page.locator(".hit")).to_have_count(1)
    page.reload()
    expect(page.locator(".hit")).to_have_count(1)
    page.get_by_role("link", name="Clear the filters").click()
    expect(page.locator(".hit")).to_have_count(7)


def test_persian_runs_from_the_right_and_english_from_the_left(page, digest):
    page.goto(f"/article/{digest('word-fa-saffron')}")
    block = page.locator("article .paragraph").first
    assert block.evaluate("e => getComputedStyle(e).direction") == "rtl"
    edges = page.locator(".head h1").evaluate(
        "e => { const r = document.createRange(); r.selectNodeContents(e);"
        " const t = r.getBoundingClientRect(), b = e.getBoundingClientRect(); return [t.left - b.left, b.right - t.right]; }"
    )
    assert edges[0] > edges[1]
    assert page.locator("table.plain").first.evaluate("e => getComputedStyle(e).direction") == "ltr"
    page.goto(f"/article/{digest('html-divsoup-en-kites')}")
    assert page.locator("article .paragraph").first.evaluate("e => getComputedStyle(e).direction") == "ltr"


def test_text_and_box_light_up_together(page, digest):
    page.goto(f"/article/{digest('word-fa-saffron')}")
    key = page.locator(".block:has(p.paragraph)").nth(1).get_attribute("data-key")
    block, box = page.locator(f".block[data-key={key}]"), page.locator(f"rect[data-key={key}]")
    block.hover()
    expect(box).to_have_class("body lit")
    page.locator("h1").hover()
    expect(box).to_have_class("body")
    box.hover()
    expect(block).to_have_class("block lit")


def test_a_box_lies_over_its_words(page, digest):
    page.goto(f"/article/{digest('word-fa-saffron')}")
    picture, drawing = (
        page.locator(".sheet img").first.bounding_box(),
        page.locator(".sheet svg").first.bounding_box(),
    )
    assert drawing == pytest.approx(picture, abs=1)


VIEWS = {
    "search": "/?q=bridge",
    "an article": "/article/{word-fa-saffron}",
    "a web page to settle": "/article/{undated}?check=no-date",
    "work list": "/check?issue=no-date",
    "sites": "/sites",
    "a site": "/sites/afgazad",
    "runs": "/runs",
    "a run": "/runs/1",
}


@pytest.mark.parametrize("view", VIEWS)
def test_no_view_has_a_serious_fault_of_accessibility_or_scrolls_sideways(page, digest, view):
    page.goto(re.sub(r"{(.+)}", lambda name: digest(name[1]), VIEWS[view]))
    faults = Axe().run(page).response["violations"]
    assert [fault["help"] for fault in faults if fault["impact"] in ("serious", "critical")] == []
    page.set_viewport_size({"width": 390, "height": 900})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_a_corrected_date_is_searched_by_and_survives_a_new_conversion(page, served):
    page.get_by_role("link", name="To check").click()
    page.get_by_role("link", name="No date", exact=True).first.click()
    page.get_by_role("link", name="An undated bridge").click()
    page.get_by_label("Date").fill("1390-02-13")
    page.locator("form", has=page.get_by_label("Date")).get_by_role("button", name="Set").click()
    expect(page.locator(".head time")).to_have_text("2011-05-03")
    served.run(Selection(settle=0, retry=frozenset({"check"})))
    page.goto("/?since=2011-05&until=2011-05")
    expect(page.locator(".hit h2")).to_have_text(["An undated bridge"])
