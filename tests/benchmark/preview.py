"""A page of so many cards to the time until it is seen, and from a keystroke in its search until that is drawn.

    python tests/benchmark/preview.py [CARDS]

First paint is printed beside that of a page that only says hello, opened just before it: the machine's own share.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).parents[1]))

from browser import ARGUMENTS, NONE, found
from playwright.sync_api import sync_playwright
from test_preview_page import many

from deckwright import preview

ROUNDS = 7
FIRST_PAINT = "performance.getEntriesByName('first-contentful-paint')[0]"
TYPED = """(text) => new Promise((done) => {
  const field = document.getElementById("search"), start = performance.now();
  field.value = text;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => done(performance.now() - start);
  requestAnimationFrame(() => port2.postMessage(0));
})"""


def main(cards: int) -> None:
    """Print medians in milliseconds."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        path = found(playwright)
        if path is None:
            sys.exit(NONE)
        big, small = Path(folder, "big.html"), Path(folder, "small.html")
        big.write_text(preview.page("Big", many(cards)), "utf-8")
        small.write_text("<!doctype html><p>hello", "utf-8")
        page = playwright.chromium.launch(executable_path=path, args=ARGUMENTS).new_page(viewport={"width": 1440, "height": 900})
        times: dict[str, list[float]] = {}
        for _ in range(ROUNDS):
            for name, file in (("first paint of hello", small), ("first paint", big)):
                page.goto(file.as_uri())
                page.wait_for_function(FIRST_PAINT)
                times.setdefault(name, []).append(page.evaluate(f"{FIRST_PAINT}.startTime"))
            page.locator("html[data-ready]").wait_for(state="attached")
            for text in ("n", "number7", "number777", "zebra", ""):
                times.setdefault(f"search for {text!r}", []).append(page.evaluate(TYPED, text))
    for name, taken in times.items():
        sys.stdout.write(f"{name:24}{median(taken):8.0f} ms\n")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
