"""A real Chromium for the tests of pages; where none is found they say that they were not run."""

import os
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    found = os.environ.get("DESIREPATH_CHROMIUM") or shutil.which("chromium")
    if found is None:
        pytest.skip("not run: no Chromium found; set DESIREPATH_CHROMIUM")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield opened
        opened.close()
