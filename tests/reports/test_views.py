"""What a reader can do on the page, in a real Chromium: every control, and none of them."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page

from reports.render import render
from tests.reports.grown import STEPS, grown, six
from tests.reports.talk import jennifer
from tests.reports.test_render import document_of, saying

LONG = tuple(f"{verb} the {thing}" for verb in ("Asked", "Found", "Wrote", "Sent", "Paid", "Read")
             for thing in ("desk", "letter", "portal"))  # fmt: skip
ARABIC = ("بحثت عن النموذج", "حصلت على الموافقة", "ملأت الطلب", "حضرت التدريب")
Open = Callable[..., Page]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Pages that several tests look at."""
    made = tmp_path_factory.mktemp("views")
    pages = {
        "grown": grown(),
        "long": starred(grown(six(LONG))),
        "arabic": grown(six(ARABIC, "لا يعتني بها أحد")),
        "hostile": saying("<script>alert(1)</script>"),
        "boxed": grown(six(("Found\u202e it", *STEPS[1:]))),
        "alone": document_of(jennifer()),
        "unseen": grown(six(("\u200b\u2060", *STEPS[1:]))),
    }
    for name, document in pages.items():
        (made / f"{name}.html").write_text(render(document, "html"), encoding="utf-8")
    return made


def starred(document: Any) -> Any:
    """The same with a moment of truth that is felt."""
    steps = [step for stage in document["stages"] for step in stage["steps"]]
    felt = next(step for step in steps if step["feeling"]["n"])
    felt["moment_of_truth"] |= {"score": 0.6, "named": 3, "shown": True}
    return document


@pytest.fixture
def look(browser: Browser, folder: Path) -> Iterator[Open]:
    """Open a page; nothing may be asked of a network, and nothing may go wrong unseen."""
    troubles: list[str] = []
    pages: list[Page] = []

    def opened(name: str = "grown", address: str = "", width: int = 1400, **context: Any) -> Page:
        page = browser.new_page(viewport={"width": width, "height": 900}, **context)
        own = (folder / f"{name}.html").as_uri()
        page.on("console", lambda message: troubles.append(message.text))
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on("request", lambda r: None if r.url.startswith(own) else troubles.append(r.url))
        page.goto(own + address)
        pages.append(page)
        return page

    yield opened
    for page in pages:
        page.close()
    assert troubles == []


def shown(page: Page, selector: str) -> list[Locator]:
    return [one for one in page.locator(selector).all() if one.is_visible()]


def views(page: Page) -> list[str | None]:
    return [one.get_attribute("id") for one in shown(page, ".view")]


# ── views ─────────────────────────────────────────────────────────────────────────────────────────


def test_a_view_is_shown_alone_and_the_address_brings_it_back(look: Open) -> None:
    page = look()
    assert views(page) == ["journey"]
    for link in page.locator(".views a").all()[:-1]:
        link.click()
        (there,) = views(page)
        assert link.get_attribute("href") == f"#{there}"
        assert link.get_attribute("aria-current") == "page"
    page.get_by_role("link", name="Whys").click()
    assert views(look(address="#" + page.url.split("#")[1])) == ["whys"]


def test_all_views_stand_below_each_other_when_asked_for(look: Open) -> None:
    page = look()
    page.get_by_role("link", name="All of them").click()
    assert len(views(page)) == 7


def test_a_link_into_another_view_shows_it(look: Open) -> None:
    page = look(address="#view=house")
    page.evaluate("location.hash = 'whole-overall'")
    page.wait_for_selector("#journey:not([hidden])")
    assert views(page) == ["journey"]


def test_a_view_that_is_not_there_is_not_looked_for(look: Open) -> None:
    assert views(look(address="#view=nothing&of=nobody&who=none&theme=x")) == ["journey"]


def test_without_the_script_everything_stands_on_the_page(look: Open) -> None:
    page = look(java_script_enabled=False)
    assert len(views(page)) == 7
    assert shown(page, ".live") == []
    assert page.get_by_text("P-3", exact=True).count() > 0
    page.locator(".map .claim summary").first.click()
    assert page.locator(".map .claim blockquote").first.is_visible()


def test_words_that_would_be_a_program_do_nothing(look: Open) -> None:
    page = look("hostile")
    assert "<script>alert(1)</script>" in page.inner_text(".map")


# ── the band ──────────────────────────────────────────────────────────────────────────────────────


def test_a_segment_has_its_own_curve_faces_and_reach(look: Open) -> None:
    page = look()
    head = page.locator(".map tr.steps th", has_text="Asked Finance").first
    everyone = page.locator(".map svg.felt").first.screenshot()
    assert "6 of 6" in head.inner_text()
    page.get_by_role("radio", name="New").check()
    assert "3 of 3" in head.inner_text()
    assert "6 of 6" not in head.inner_text()
    assert page.locator(".map svg.felt").first.screenshot() != everyone
    assert page.get_by_role("img", name="How people felt, step by step: New").count() > 0
    again = look(address="#" + page.url.split("#")[1])
    assert again.get_by_role("radio", name="New").is_checked()
    assert shown(again, ".map [data-of=s1]")
    assert not shown(again, ".map [data-of=all]")


def look_of(line: Locator, name: str) -> str:
    return str(line.locator("path").first.evaluate(f"p => getComputedStyle(p).{name}"))


@pytest.mark.parametrize(("name", "kind"), [("Side by side", "segment"), ("Both sides", "side")])
def test_groups_side_by_side_have_a_line_a_shape_and_a_key(
    look: Open, name: str, kind: str
) -> None:
    page = look()
    page.get_by_role("radio", name=name).check()
    lines = shown(page, f".map svg.felt [data-of={kind}] .line")
    assert len(lines) == 2
    shapes = {line.locator("use").first.get_attribute("href") for line in lines}
    assert len(shapes) == len({look_of(line, "strokeWidth") for line in lines}) == 2
    for line in lines:
        few = line.locator("path.dashed").count() > 0
        assert (look_of(line, "strokeDasharray") != "none") == few  # a dash says: few people
    assert len(shown(page, f".map svg.felt [data-of={kind}] > text")) == 2
    assert len(shown(page, f".shown[data-of={kind}] svg")) == 2


def test_one_persons_way_is_drawn_as_they_went_it(look: Open) -> None:
    page = look()
    page.get_by_text("One person’s way").click()
    assert "nearest to all others" in page.locator(".people li").first.inner_text()
    page.get_by_role("checkbox", name="P-3").check()
    (way,) = page.locator(".map svg.felt .walks .way").all()
    path = way.get_attribute("d") or ""
    across = [float(point.split()[0]) for point in path[1:].split("L")]
    assert across[2] > across[3] < across[4]  # back to the second step, and on
    page.get_by_role("button", name="Draw nobody").click()
    assert page.locator(".walks .way").count() == 0
    assert look(address="#who=iv1,iv3").locator(".map .walks .way").count() == 2


def test_a_map_of_one_person_has_no_other_ways_to_choose(look: Open) -> None:
    assert look().locator(".people").count() == 1
    assert look("alone").locator(".people").count() == 0


def middle(part: Locator) -> float:
    place = part.bounding_box()
    assert place is not None
    return place["y"] + place["height"] / 2


def width_of(part: Locator) -> float:
    place = part.bounding_box()
    assert place is not None
    return place["width"]


def test_every_curve_of_a_segment_has_its_axis_and_numbered_steps(look: Open) -> None:
    page = look(address="#view=segments")
    names = page.locator("#segments .numbered li").all_inner_texts()
    assert names[0] == "Found the form"
    cards = page.locator("#segments .several li").all()
    assert len(cards) == 2
    for card in cards:
        levels = card.locator(".scale span").all()
        assert [one.inner_text() for one in levels] == ["+2", "+1", "0", "−1", "−2"]
        rungs = card.locator("svg .rung").all()
        for level, rung in ((levels[0], rungs[0]), (levels[-1], rungs[-1])):
            assert abs(middle(level) - middle(rung)) < 2
        assert width_of(rungs[0]) > 0.85 * width_of(card)
        numbers = card.locator(".places span").all_inner_texts()
        assert numbers == [str(number) for number, _ in enumerate(names, start=1)]


@pytest.mark.parametrize("name", ["grown", "long", "alone"])
@pytest.mark.parametrize("width", [390, 1600])
def test_no_letters_are_under_eight_points(look: Open, name: str, width: int) -> None:
    page = look(name, "#view=all&of=segment", width)
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    assert page.evaluate(UNDER_8) == []


def test_the_star_of_a_long_curve_is_no_speck(look: Open) -> None:
    assert look("long", width=390).evaluate(UNDER_8) == []


UNDER_8 = """() => [...document.querySelectorAll("body *")].filter((one) => {
  const texts = [...one.childNodes].filter((node) => node.nodeType === 3);
  const words = texts.some((text) => /[\\p{L}\\p{N}●★]/u.test(text.data));
  if (!words || !one.getClientRects().length || one.closest(".sr, .skip, script")) return false;
  const drawing = one.closest("svg");
  const scale = drawing ? drawing.getScreenCTM().a : 1;
  return parseFloat(getComputedStyle(one).fontSize) * scale < 10.6;
}).map((one) => `${one.tagName}.${one.getAttribute("class")}: ${one.textContent.slice(0, 20)}`)"""


def test_returns_are_drawn_back_to_the_step(look: Open) -> None:
    page = look()
    assert page.locator(".map .arcs .arc").is_visible()
    assert page.locator(".map .arcs text").text_content() == "↺ 2"
    told = page.locator(".map svg.felt desc").first.text_content() or ""
    assert "Back from Paid the bill to Asked Finance, 2 times." in told


# ── keyboard and search ───────────────────────────────────────────────────────────────────────────


def test_arrows_move_between_cells_and_escape_folds(look: Open) -> None:
    page = look()
    focus = "document.activeElement"
    page.locator(".overall details.claim summary").first.click()
    page.locator(".map [tabindex='0']").focus()
    page.keyboard.press("ArrowRight")
    assert "Asked Finance" in page.evaluate(f"{focus}.innerText")
    page.keyboard.press("ArrowLeft")
    for _ in range(2):
        page.keyboard.press("ArrowDown")
    assert page.evaluate(f"{focus}.tagName") == "TD"
    assert page.evaluate(f"getComputedStyle({focus}).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    assert page.locator(".map details[open]").count() == 1
    page.keyboard.press("Escape")
    assert page.locator(".map details[open]").count() == 0
    assert page.locator(".overall details[open]").count() == 1
    page.keyboard.press("End")
    assert page.evaluate(f"{focus}.nextElementSibling") is None
    page.keyboard.press("Escape")
    assert page.locator(".overall details[open]").count() == 0


def test_a_question_mark_tells_the_keys_until_it_is_told_not_to(look: Open) -> None:
    page = look()
    page.keyboard.press("?")
    assert page.get_by_role("dialog", name="Keys on this page").is_visible()
    page.get_by_label("by key").uncheck()
    page.get_by_role("button", name="Close").click()
    page.keyboard.press("?")
    assert not page.get_by_role("dialog").is_visible()
    page.get_by_role("button", name="Keys on this page").click()
    assert page.get_by_role("dialog").is_visible()


def test_words_are_found_in_claims_and_in_what_was_said_for_them(look: Open) -> None:
    page = look()
    page.get_by_role("searchbox", name="Find in words").fill("tHE search FINDS")
    assert page.locator("#found").inner_text().startswith("1 of ")
    assert shown(page, "#journey .map .claim.hit")
    assert page.locator("#journey .map .claim.miss").count() > 0
    page.get_by_role("searchbox", name="Find in words").fill("")
    assert page.locator("#journey .claim.miss").count() == 0


def test_in_a_story_that_many_claims_share_only_their_own_part_is_searched(look: Open) -> None:
    page = look()
    page.get_by_role("searchbox", name="Find in words").fill("paid THE bill")
    hits = shown(page, "#journey .map .claim.hit")
    assert [hit.locator(".said").inner_text() for hit in hits] == ["Paid the bill"]
    page.get_by_role("searchbox", name="Find in words").fill("corroborated")
    assert shown(page, "#journey .claim.hit") == []


def test_the_story_opens_at_the_words_of_the_step(look: Open) -> None:
    page = look()
    said = page.locator("summary", has_text="Paid the bill")
    claim = page.locator(".map .claim", has=said)
    claim.locator("summary").click()
    assert claim.locator("mark").first.inner_text() == "Paid the bill"
    assert "Took the training" in claim.locator("blockquote").first.inner_text()


# ── moving about ──────────────────────────────────────────────────────────────────────────────────


def test_a_long_map_has_a_minimap_that_tells_and_moves(look: Open) -> None:
    page = look("long", reduced_motion="reduce")
    within = ".minimap li.in"
    page.wait_for_selector(within)
    first = [one.get_attribute("data-place") for one in page.locator(within).all()]
    page.locator(".minimap li a").nth(12).click()
    page.wait_for_selector(".minimap li.in[data-place='12']")
    page.wait_for_selector(".minimap li[data-place='0']:not(.in)")
    after = [one.get_attribute("data-place") for one in page.locator(within).all()]
    assert first[0] == "0"
    assert after[0] == "12"
    assert look().locator(".minimap").count() == 0


def test_the_title_of_a_stage_stays_in_sight(look: Open) -> None:
    page = look("long")
    page.evaluate("scrollTo(1600, 0)")
    title = page.locator(".map .chevron span").first.bounding_box()
    assert title is not None
    assert title["x"] > 150


def test_colours_are_kept_in_the_address_and_print_is_light(look: Open) -> None:
    page = look(address="#theme=dark")
    paper = "getComputedStyle(document.documentElement).backgroundColor"
    assert page.evaluate(paper) == "rgb(18, 22, 27)"
    page.emulate_media(media="print")
    assert page.evaluate(paper) == "rgb(255, 255, 255)"


# ── for everybody ─────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("name", "width", "scheme"),
    [
        ("grown", 1600, "light"),
        ("arabic", 1024, "dark"),
        ("arabic", 390, "light"),
        ("grown", 390, "dark"),
        ("unseen", 1600, "light"),
    ],
)
def test_axe_finds_nothing_against_any_view(look: Open, name: str, width: int, scheme: Any) -> None:
    page = look(name, "#view=all&of=segment&who=iv3", width, color_scheme=scheme)
    page.evaluate(
        "document.querySelectorAll('details:not(.claim), #map .claim.pain').forEach("
        "d => d.open = true)"
    )
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width or width > 640


@pytest.mark.parametrize("width", [390, 800, 1024, 1280, 1600])
def test_what_moved_between_waves_is_seen_whole(look: Open, width: int) -> None:
    table = look("grown", "#waves", width).locator(".drawn:has(.changes)")
    assert table.is_visible()
    assert table.evaluate("element => element.scrollWidth <= element.clientWidth")


def violations(page: Page) -> list[tuple[str, list[Any]]]:
    rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    found = Axe().run(page, options={"resultTypes": ["violations"], "runOnly": rules}).response
    return [(v["id"], [node["target"] for node in v["nodes"]][:3]) for v in found["violations"]]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_is_not_found_and_signs_that_are_boxed_can_still_be_read(
    look: Open, scheme: Any
) -> None:
    page = look("boxed", "#find=paid", color_scheme=scheme)
    assert shown(page, ".claim.hit")
    assert shown(page, ".claim.miss")
    page.evaluate("document.querySelectorAll('.map details').forEach(d => d.open = true)")
    assert shown(page, "mark .boxed")
    assert violations(page) == []


def test_the_choice_of_people_has_room_for_their_names(look: Open) -> None:
    page = look()
    page.get_by_text("One person’s way").click()
    assert width_of(page.locator(".people .list")) > 300


def test_arabic_words_stand_at_the_right(look: Open) -> None:
    page = look("arabic")
    words = page.locator(".map .said bdi", has_text=ARABIC[0]).first
    assert words.evaluate("b => getComputedStyle(b).direction") == "rtl"
    assert words.evaluate("b => getComputedStyle(b).textAlign") == "start"


def test_a_print_of_one_view_holds_that_view(look: Open) -> None:
    page = look(address="#view=blueprint")
    page.emulate_media(media="print")
    assert page.locator("#blueprint .sheet").first.is_visible()
    assert not page.locator("#journey").is_visible()
    assert page.get_by_text("Line of visibility").last.is_visible()
