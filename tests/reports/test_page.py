"""The page in a real Chromium, where one is found."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from cxmodel.interview import Interview
from reports.compile import compile_journey
from reports.render import render
from tests.reports.talk import VERSION, Talk, a_dozen, a_study, jennifer, process_guide


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    return page_of(tmp_path_factory.mktemp("page"), *a_dozen())


def page_of(folder: Path, *interviews: Interview) -> str:
    document = compile_journey(a_study(), {VERSION: process_guide()}, interviews)
    path = folder / "map.html"
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


def test_what_was_asked_of_no_step_has_a_place_of_its_own(browser: Browser, address: str) -> None:
    page, _ = opened(browser, address, 1400)
    opening, overall = page.locator("section.overall").all()
    assert "Whole journey" in opening.inner_text()
    assert opening.locator("h3").all_inner_texts() == ["Needs"]
    assert "Touchpoint wished for" in overall.locator("h3").all_inner_texts()
    assert page.locator("table.map").get_by_text("Touchpoint wished for").count() == 0
    page.close()


def test_on_a_phone_the_needs_stand_before_the_steps(browser: Browser, address: str) -> None:
    page, _ = opened(browser, address, 390)
    needs = page.locator("section.overall", has_text="Needs").first.bounding_box()
    step = page.locator("table.map tr.steps th").first.bounding_box()
    assert needs is not None
    assert step is not None
    assert needs["y"] + needs["height"] < step["y"]
    page.close()


def test_a_long_step_is_clipped_until_it_is_asked_for(browser: Browser, tmp_path: Path) -> None:
    talk, words = Talk("iv1", "Quiet Heron"), "walked from door to door to find the form " * 9
    talk.tells(words.strip())
    page, _ = opened(browser, page_of(tmp_path, talk.done()), 1400)
    head = page.locator("table.map tr.steps .long h3").first
    assert head.inner_text() == words.strip()
    clipped = head.bounding_box()
    head.click()
    whole = head.bounding_box()
    assert clipped is not None
    assert whole is not None
    assert clipped["height"] < 90 < whole["height"]
    page.close()


def test_one_interview_prints_on_three_pages(browser: Browser, tmp_path: Path) -> None:
    page, _ = opened(browser, page_of(tmp_path, jennifer()), 1400)
    printed = page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type /Page\b", printed)) <= 3
    page.close()


def test_a_print_repeats_lanes_and_the_draft_mark(browser: Browser, address: str) -> None:
    page, _ = opened(browser, address, 1400)
    page.emulate_media(media="print")
    assert page.locator(".sheet").count() > 1
    assert page.locator(".sheet").first.is_visible()
    assert not page.locator("table.map").is_visible()
    assert page.locator(".ribbon").is_visible()
    page.close()
