# ruff: noqa: INP001 - a script beside what it makes, no package
"""Draws `map.png` and `map-dark.png`, the README's pictures, from the bundled sample study.

Run `python -m docs.images.make`. It needs Chromium, at DESIREPATH_CHROMIUM or on the path.
"""

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from bot.sample import FILE
from cxmodel.interchange import load_interview, load_study
from interview_flows.guide import guide_of
from interview_flows.loader import load_flow
from reports.compile import compile_journey
from reports.render import render

HERE = Path(__file__).parent
SIZE = {"width": 1968, "height": 1280}  # CSS pixels: seven steps, and the curve in full
SCHEMES = {"light": "map.png", "dark": "map-dark.png"}
_BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def sample_page() -> str:
    """The sample study's map as its HTML page."""
    first, *lines = files("bot.sample").joinpath(FILE).read_text("utf-8").splitlines(keepends=True)
    study, texts = load_study(first)
    guides = {v: guide_of(load_flow(text, f"{v[:12]}.yaml")) for v, text in texts.items()}
    return render(compile_journey(study, guides, map(load_interview, lines)), "html")


def _browsers() -> Iterator[str]:
    yield from (path for path in [os.environ.get("DESIREPATH_CHROMIUM")] if path)
    yield from (path for name in _BROWSERS if (path := shutil.which(name)))


def _draw(browser: Browser, page: Path) -> None:
    for scheme, name in SCHEMES.items():
        context = browser.new_context(
            viewport=SIZE,  # type: ignore[arg-type]
            color_scheme=scheme,  # type: ignore[arg-type]
        )
        tab = context.new_page()
        tab.goto(page.as_uri())
        tab.locator("#journey .tools").evaluate("tools => tools.scrollIntoView()")
        tab.screenshot(path=HERE / name)
        context.close()


def main() -> None:
    """Draw both pictures beside this file."""
    path = next(_browsers(), None)
    if path is None:
        sys.exit("no Chromium found; name one in DESIREPATH_CHROMIUM")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        page = Path(folder) / "map.html"
        page.write_text(sample_page(), encoding="utf-8")
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        _draw(browser, page)
        browser.close()


if __name__ == "__main__":
    main()
