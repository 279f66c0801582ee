"""The page in a real Chromium, where one is found."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from reports.compile import compile_journey
from reports.render import render
from tests.reports.talk import VERSION, a_dozen, a_study, process_guide


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    found = os.environ.get("DESIREPATH_CHROMIUM") or shutil.which("chromium")
    if found is None:
        pytest.skip("not run: no Chromium found; set DESIREPATH_CHROMIUM")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    document = compile_journey(a_study(), {VERSION: process_guide()}, a_dozen())
    path: Path = tmp_path_factory.mktemp("page") / "map.html"
    path.write_text(render(document, "html"), encoding="utf-8")
    return path.as_uri()


def opened(browser: Browser, address: str, width: int) -> tuple[Page, list[str]]:
    page = browser.new_page(viewport={"width": width, "height": 900})
    troubles: list[str] = []
    page.on("console", lambda message: troubles.append(message.text))
    page.on("request", lambda r: None if r.url == address else troubles.append(r.url))
    page.goto(address)
    return page, troubles


def test_a_page_loads_without_complaint_or_network(browser: Browser, address: str) -> None:
    page, troubles = opened(browser, address, 1400)
    assert troubles == []
    assert page.locator("table.map").is_visible()
    page.close()


def test_a_claim_unfolds_to_what_was_said(browser: Browser, address: str) -> None:
    page, _ = opened(browser, address, 1400)
    claim = page.locator("table.map .claim.pain").first
    assert not claim.locator("blockquote").first.is_visible()
    claim.locator("summary").click()
    assert claim.locator("blockquote").first.is_visible()
    page.close()


def test_rarer_steps_are_folded_until_asked_for(browser: Browser, address: str) -> None:
    page, _ = opened(browser, address, 1400)
    rare = page.locator("table.map thead th.folded").first
    assert not rare.is_visible()
    page.locator("#rare").check()
    assert rare.is_visible()
    page.close()


def test_dark_and_light_can_be_chosen(browser: Browser, address: str) -> None:
    page, _ = opened(browser, address, 1400)

    def paper() -> object:
        return page.evaluate("getComputedStyle(document.documentElement).backgroundColor")

    light = paper()
    page.locator("label", has_text="Dark").click()
    assert paper() != light
    page.close()


def test_a_phone_shows_cards_without_scrolling_sideways(browser: Browser, address: str) -> None:
    page, _ = opened(browser, address, 390)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert page.locator(".small-band svg").is_visible()
    page.close()


def test_a_print_repeats_lanes_and_the_draft_mark(browser: Browser, address: str) -> None:
    page, _ = opened(browser, address, 1400)
    page.emulate_media(media="print")
    assert page.locator(".sheet").count() > 1
    assert page.locator(".sheet").first.is_visible()
    assert not page.locator("table.map").is_visible()
    assert page.locator(".ribbon").is_visible()
    page.close()
