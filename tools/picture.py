"""Photograph the head of the demo's page, 1000 pixels wide, into docs/images/first-page.png."""

import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

from tools.browser import launch

PAGE = Path("build/demo/index.html")
PICTURE = Path("docs/images/first-page.png")
WIDTH, HEIGHT = 1000, 1900  # pixels: the sentences, what cannot be said, the pathway


def main() -> int:
    """Write the picture; return 1 when there is no page to photograph."""
    if not PAGE.is_file():
        print(f"{PAGE} is missing. Type: make demo", file=sys.stderr)
        return 1
    PICTURE.parent.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = launch(playwright)
        page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT}, color_scheme="light")
        page.goto(PAGE.resolve().as_uri(), wait_until="load")
        page.screenshot(path=PICTURE, animations="disabled")
        browser.close()
    print(f"{PICTURE}: {PICTURE.stat().st_size / 1024:.0f} KiB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
