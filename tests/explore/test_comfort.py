"""Languages, themes, small screens, the keyboard, and people who use a screen reader."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect
from rdflib import Graph

from .conftest import Opened
from .test_reading import find, short

Visit = Callable[..., Opened]
PHONE = {"width": 390, "height": 844}


def test_both_languages_and_it_is_remembered(visit: Visit, news_html: Path) -> None:
    page = visit(news_html).page
    expect(page.locator("#title")).to_have_text("新闻知识图谱")
    page.click("#language")
    expect(page.locator("#title")).to_have_text("News knowledge graph")
    expect(page.locator("#filters")).to_contain_text("Organizations")
    expect(page.locator("#status")).to_contain_text("8 of 14 shown")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.reload()
    page.wait_for_selector("body[data-state=ready]")
    expect(page.locator("#title")).to_have_text("News knowledge graph")
    find(page, "恒光集团")
    expect(page.locator("#panel")).to_contain_text("invests in →")


def test_the_reader_of_another_language_gets_english(visit: Visit, news_html: Path) -> None:
    expect(visit(news_html, locale="de-DE").page.locator("#title")).to_have_text("News knowledge graph")


def test_themes(visit: Visit, news_html: Path) -> None:
    ground = "getComputedStyle(document.getElementById('stage')).backgroundColor"
    dark = visit(news_html, color_scheme="dark")
    assert dark.ask(ground) == "rgb(20, 22, 26)"
    dark.page.click("#theme")
    assert dark.ask(ground) == "rgb(251, 251, 249)"
    dark.page.reload()
    dark.page.wait_for_selector("body[data-state=ready]")
    assert dark.ask(ground) == "rgb(251, 251, 249)"


def test_a_phone_has_all_filters_and_nothing_runs_off_the_screen(visit: Visit, news_html: Path) -> None:
    seen = visit(news_html, viewport=PHONE, has_touch=True, is_mobile=True)
    page = seen.page
    assert seen.ask("document.documentElement.scrollWidth") <= 390
    expect(page.locator("#status")).to_be_visible()
    expect(page.locator("#filters")).to_be_hidden()
    page.click("#menu")
    for key in ("quiet", "f person", "from", "undated", "m planned", "least", "budget"):
        control = page.locator(f"[data-key='{key}']")
        control.scroll_into_view_if_needed()
        expect(control).to_be_in_viewport()
    page.locator("summary[data-key='box articles']").click()
    page.locator("label.item", has_text="远帆公司换帅").click()
    page.click("#filters .close")
    expect(page.locator("#filters")).to_be_hidden()
    expect(page.locator("#status")).to_contain_text("显示 4 / 14")
    page.fill("#search", "周海")
    page.keyboard.press("Enter")
    expect(page.locator("#panel h2")).to_be_in_viewport()
    assert seen.ask("document.documentElement.scrollWidth") <= 390
    page.click("#panel .close")
    expect(page.locator("#panel")).to_be_hidden()
    page.click("#tableButton")
    expect(page.locator("#table tbody tr")).to_have_count(4)
    assert seen.ask("document.documentElement.scrollWidth") <= 390


def test_everything_is_in_reach_of_the_keyboard(visit: Visit, news_html: Path, news: Graph) -> None:
    seen = visit(news_html)
    page = seen.page
    reached = set()
    for _ in range(80):
        page.keyboard.press("Tab")
        reached.add(seen.ask("document.activeElement.id || document.activeElement.dataset.key"))
    assert {"search", "tableButton", "language", "theme", "reset", "quiet", "f person", "network", "fit"} <= reached
    page.locator("#network").focus()
    before = seen.ask(f"explorer.spot('{short(news, '周海')}')")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("+")
    page.wait_for_timeout(200)
    assert seen.ask(f"explorer.spot('{short(news, '周海')}')") != before
    find(page, "周海")
    page.keyboard.press("Escape")
    expect(page.locator("#panel h2")).to_have_count(0)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [{"width": 1440, "height": 900}, PHONE], ids=["wide", "phone"])
def test_axe_finds_nothing_serious(visit: Visit, news_html: Path, scheme: str, size: dict[str, int]) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")
    page = visit(news_html, color_scheme=scheme, viewport=size).page

    def check(where: str) -> None:
        page.wait_for_timeout(300)
        found = axe.Axe().run(page).response["violations"]
        bad = [
            (rule["id"], node["target"], node.get("failureSummary", ""))
            for rule in found
            if rule["impact"] in {"serious", "critical"}
            for node in rule["nodes"]
        ]
        assert not bad, (where, bad)

    check("at rest")
    page.fill("#search", "青河")
    check("searching")
    page.keyboard.press("Enter")
    check("a thing")
    page.locator("#panel .card blockquote").first.click()
    check("an article")
    page.click("#tableButton")
    check("the table")
    if size == PHONE:
        page.click("#menu")
        check("filters")
