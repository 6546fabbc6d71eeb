"""The reference pages: generated, complete, and the ones that are committed."""

from __future__ import annotations

from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest

from kg import schema
from kg.rdf import Bases
from kg.rdf.reference import html, markdown

ONTOLOGY = Path(__file__).parents[2] / "ontology"


@pytest.mark.parametrize(("name", "made"), [("reference.md", markdown), ("reference.html", html)])
def test_committed_page_is_the_generated_one(name: str, made: Callable[[], str]) -> None:
    text = (ONTOLOGY / name).read_text(encoding="utf-8")
    assert text == made(), f"ontology/{name} is stale: write what kg.rdf.reference.{made.__name__}() gives"


def test_every_class_stands_on_both_pages() -> None:
    table, page = markdown(), html()
    for name in schema.CLASSES:
        assert f"| `kg:{name}` |" in table and f'id="{name}"' in page


def test_page_explains_in_both_languages() -> None:
    assert "Lies in a place. 位于某地之内。" in markdown()
    assert "| Entity → Place | transitive, ≈ schema:containedInPlace" in markdown()
    assert "Lies in a place." in html() and "位于某地之内。" in html()


def test_html_needs_nothing_else_and_is_well_formed() -> None:
    class Tags(HTMLParser):
        open: list[str] = []  # noqa: RUF012 - one parser, one page

        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            assert tag not in ("script", "link", "img") and not {"src", "href"} & {name for name, _ in attrs}
            if tag != "meta":
                self.open.append(tag)

        def handle_endtag(self, tag: str) -> None:
            assert self.open.pop() == tag

    page = Tags()
    page.feed(html())
    assert page.open == []


def test_pages_follow_the_bases() -> None:
    bases = Bases("https://press.example/words#", "https://press.example/things/")
    assert "press.example/words#" in html(bases) and "`kg:Company`" in markdown(bases)
