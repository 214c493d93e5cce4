"""A real Chromium for tests of pages, and a loud line where there is none."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Playwright, sync_playwright

NONE = "NO BROWSER FOUND: the tests of pages did not run; install chromium, or run playwright install chromium"
_NAMES = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = ["--headless", "--no-sandbox", "--disable-gpu"]


def found(playwright: Playwright) -> str | None:
    """The browser of this machine, or Playwright's own."""
    own = Path(playwright.chromium.executable_path)
    return next((path for name in _NAMES if (path := shutil.which(name))), str(own) if own.exists() else None)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The browser of this machine, or Playwright's own; without either, the test is skipped."""
    with sync_playwright() as playwright:
        path = found(playwright)
        if path is None:
            pytest.skip(NONE)
        opened = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield opened
        opened.close()


@pytest.fixture
def window(browser: Browser) -> Iterator[Page]:
    """A window of its own, 1440 by 900 pixels, light; a script's error fails the test, and so does any request but for files."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, color_scheme="light", reduced_motion="reduce")
    page = context.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(f"error: {error}"))
    page.on("request", lambda request: None if request.url.startswith(("file:", "data:")) else wrong.append(f"request: {request.url}"))
    yield page
    context.close()
    assert wrong == []


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say once, and loudly, that the tests of pages did not run."""
    skipped = [r for r in terminalreporter.stats.get("skipped", ()) if "NO BROWSER FOUND" in str(r.longrepr)]
    if skipped:
        terminalreporter.write_line(f"{NONE} ({len(skipped)} skipped)", red=True, bold=True)
