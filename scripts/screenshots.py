"""Takes the READMEs' pictures of output/graph.html, in a Chromium of this machine, as in the tests of the explorer.

    python scripts/screenshots.py [--all FOLDER]

`--all` puts every size and theme, at rest and with something selected, into a folder, to be looked at.
"""

from __future__ import annotations

import argparse
import shutil
from itertools import product
from pathlib import Path
from typing import Literal, TypeAlias

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
GRAPH = ROOT / "output" / "graph.html"
NAME = "登封市"
"""What is selected."""

Theme: TypeAlias = Literal["light", "dark"]
SIZES = ((1440, 900), (390, 844))
THEMES: tuple[Theme, ...] = ("light", "dark")


def take(browser: Browser, path: Path, size: tuple[int, int], theme: Theme, *, selected: bool) -> None:
    width, height = size
    context = browser.new_context(
        viewport={"width": width, "height": height}, color_scheme=theme, locale="zh-CN", reduced_motion="reduce"
    )
    page = context.new_page()
    page.goto(GRAPH.as_uri())
    page.wait_for_selector("body[data-state=ready]")
    if selected:
        page.fill("#search", NAME)
        page.keyboard.press("Enter")
        page.locator("#panel").get_by_role("heading", name=NAME).first.wait_for()
    page.wait_for_timeout(500)  # until the view has come to rest
    page.screenshot(path=path)
    context.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--all", type=Path, metavar="FOLDER")
    folder = parser.parse_args().all
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"))
        if folder is None:
            take(browser, DOCS / "explorer.png", SIZES[0], "light", selected=True)
            take(browser, DOCS / "explorer-narrow.png", SIZES[1], "dark", selected=True)
        else:
            folder.mkdir(parents=True, exist_ok=True)
            for size, theme, selected in product(SIZES, THEMES, (False, True)):
                name = f"{size[0]}-{theme}{'-selected' if selected else ''}.png"
                take(browser, folder / name, size, theme, selected=selected)
        browser.close()


if __name__ == "__main__":
    main()
