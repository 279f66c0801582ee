import json
import os
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from bot.sample import load_sample
from cxmodel.interview import StudyId
from cxmodel.store import Store
from tests.portal.served import Portal, served

WIDTHS = [390, 820, 1280, 1600]


def _chromium() -> str:
    """The browser to look with; CI must have one."""
    named = os.environ.get("DESIREPATH_CHROMIUM")
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    found = named or next(filter(None, map(shutil.which, names)), None)
    if found is None and os.environ.get("CI") == "true":
        pytest.fail("no Chromium was found; set DESIREPATH_CHROMIUM")
    if found is None:
        pytest.skip("not run: no Chromium was found; set DESIREPATH_CHROMIUM")
    return found


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(
            executable_path=_chromium(), args=["--no-sandbox", "--disable-dev-shm-usage"]
        )
        yield running
        running.close()


class Sight:
    """One tab, and all that went wrong or went elsewhere in it."""

    def __init__(self, page: Page, portal: Portal) -> None:
        self.page, self.portal = page, portal
        self.complaints: list[str] = []
        page.on("console", lambda message: self.complaints.append(message.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("request", lambda request: self._watch(request.url))

    def _watch(self, url: str) -> None:
        if not url.startswith(self.portal.url):
            self.complaints.append(f"asked for {url}")

    def open(self, path: str = "/") -> Page:
        self.page.goto(self.portal.url + path)
        return self.page

    def resize(self, width: int) -> None:
        self.page.set_viewport_size({"width": width, "height": 900})

    def is_wider_than_the_window(self) -> bool:
        wide = self.page.evaluate("document.documentElement.scrollWidth > innerWidth")
        return bool(wide)


@pytest.fixture
def sight(browser: Browser, portal: Portal) -> Iterator[Sight]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield Sight(context.new_page(), portal)
    context.close()


def test_the_map_is_there_at_first_sight(sight: Sight) -> None:
    page = sight.open()

    named = page.frame_locator("iframe").get_by_text("How it began")
    box = named.locator("visible=true").first.bounding_box()

    assert box is not None
    assert box["y"] < 900
    assert page.evaluate("scrollY") == 0


def test_nothing_complains_and_nothing_is_fetched_from_elsewhere(sight: Sight) -> None:
    sight.open()
    sight.open("/studies/training-sample?segment=new")
    sight.open("/studies/training-sample/map")

    assert sight.complaints == []


def test_the_page_is_never_wider_than_the_window(sight: Sight) -> None:
    sight.open()

    for width in WIDTHS:
        sight.resize(width)
        assert not sight.is_wider_than_the_window(), width


def test_on_paper_the_studies_are_listed_and_no_frame_is_left_empty(
    browser: Browser, store: Store
) -> None:
    load_sample(store)
    with store.writing() as work:
        work.save_study(replace(work.studies()[0], id=StudyId("mine"), title="Mine", sample=False))
    with served(store) as portal:
        page = browser.new_page()
        page.goto(portal.url)
        page.emulate_media(media="print")

        assert page.locator("nav.studies .name").all_inner_texts() == [
            "Mine",
            "Getting a training approved (sample)",
        ]
        assert page.locator("nav.studies").is_visible()
        assert page.locator("iframe:visible").count() == 0
        page.goto(f"{portal.url}/studies/training-sample")
        assert page.locator(".on-paper").inner_text().endswith("/studies/training-sample/map")
        assert page.locator("iframe:visible").count() == 0
        page.close()


def test_a_file_is_kept_under_its_name(sight: Sight, tmp_path: Path) -> None:
    page = sight.open()

    with page.expect_download() as download:
        page.get_by_role("link", name="Download JSON").click()
    download.value.save_as(tmp_path / "map.json")

    assert download.value.suggested_filename == "training-sample.json"
    assert json.loads((tmp_path / "map.json").read_text())["format"] == "desirepath.journey/1"


def test_a_segment_is_one_click_away(sight: Sight) -> None:
    page = sight.open()

    page.get_by_role("link", name="Senior employees", exact=True).click()
    page.wait_for_load_state()

    assert page.url.endswith("?segment=senior")
    chosen = page.locator(".choices [aria-current]")
    assert chosen.inner_text().strip() == "Senior employees"


def test_an_interview_is_one_click_away(sight: Sight) -> None:
    page = sight.open()

    page.get_by_role("link", name="R-7k2qfm").click()
    page.wait_for_load_state()

    assert page.url.endswith("?interview=sample-01")
    assert page.locator(".choices [aria-current]").inner_text().strip() == "Only R-7k2qfm"


def test_the_keyboard_goes_straight_to_the_map_and_shows_where_it_is(sight: Sight) -> None:
    page = sight.open()

    page.keyboard.press("Tab")
    first = page.evaluate("document.activeElement.textContent")
    page.keyboard.press("Tab")
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")

    assert first == "Skip to the map"
    assert outline == "solid"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_from_its_ground(browser: Browser, portal: Portal, scheme: str) -> None:
    """WCAG AA: 4.5 to 1 for every piece of text on the page."""
    context = browser.new_context(color_scheme="dark" if scheme == "dark" else "light")
    page = context.new_page()
    page.goto(portal.url)

    faint = page.evaluate(_FAINT_TEXTS)
    context.close()

    assert faint == []


_FAINT_TEXTS = """
() => {
  const parts = (c) => (c.match(/[0-9.]+/g) || []).map(Number);
  const light = (c) => {
    const [r, g, b] = parts(c).map((v) => v / 255)
      .map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ground = (e) => {
    for (; e; e = e.parentElement) {
      const c = getComputedStyle(e).backgroundColor;
      if (parts(c).length === 3) return c;
    }
    return "rgb(255, 255, 255)";
  };
  const found = [];
  for (const e of document.querySelectorAll("body *")) {
    const own = [...e.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim());
    if (!own) continue;
    const [a, b] = [light(getComputedStyle(e).color), light(ground(e))].sort((x, y) => y - x);
    const ratio = (a + 0.05) / (b + 0.05);
    if (ratio < 4.5) found.push(`${e.textContent.trim()} ${ratio.toFixed(2)}`);
  }
  return found;
}
"""
