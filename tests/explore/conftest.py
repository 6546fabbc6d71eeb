from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page
from rdflib import Graph

from kg.explore import write_html

from .graphs import hostile, small

SIZE = {"width": 1440, "height": 900}


class Opened:
    """A page in the browser that notes all it asks of the network and all it complains about."""

    def __init__(self, context: BrowserContext) -> None:
        self.page: Page = context.new_page()
        self.requests: list[str] = []
        self.refused: list[str] = []
        self.complaints: list[str] = []
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("requestfailed", lambda request: self._refuse(request.url, request.failure))
        self.page.on("console", lambda message: self._hear(message.type, message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(error.stack or str(error)))
        self.page.on("dialog", lambda dialog: self._hear("error", f"dialog: {dialog.message}"))

    def _refuse(self, url: str, why: str | None) -> None:
        if why == "csp":
            self.refused.append(url)

    def _hear(self, kind: str, text: str) -> None:
        if kind in {"error", "warning"}:
            self.complaints.append(text)

    def open(self, path: Path, hash: str = "") -> Page:
        self.page.goto(path.as_uri() + hash)
        self.page.wait_for_selector("body[data-state=ready]", timeout=20_000)
        return self.page

    def ask(self, script: str) -> Any:
        return self.page.evaluate(script)

    @property
    def outside(self) -> list[str]:
        """What the page asked for beside itself."""
        return [url for url in self.requests if not url.startswith(("file:", "data:", "blob:"))]


@pytest.fixture
def visit(browser: Browser) -> Iterator[Callable[..., Opened]]:
    contexts: list[BrowserContext] = []
    opened: list[Opened] = []

    def visit(path: Path, hash: str = "", **options: Any) -> Opened:
        context = browser.new_context(**{"viewport": SIZE, "locale": "zh-CN", "reduced_motion": "reduce"} | options)
        contexts.append(context)
        found = Opened(context)
        opened.append(found)
        found.open(path, hash)
        return found

    yield visit
    for context in contexts:
        context.close()
    for found in opened:
        assert not found.complaints, found.complaints
        assert not found.outside, found.outside


@pytest.fixture(scope="session")
def news() -> Graph:
    return small().graph


@pytest.fixture(scope="session")
def news_html(news: Graph, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("news") / "graph.html"
    write_html(news, path)
    return path


@pytest.fixture(scope="session")
def hostile_html(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("hostile") / "graph.html"
    write_html(hostile().graph, path, title="<script>window.hit=1</script>")
    return path


@pytest.fixture(scope="session")
def data() -> Callable[[str, str], Any]:
    """What one of a page's three packed blocks holds: `network`, `head` or `body`."""

    def read(html: str, name: str) -> Any:
        import base64
        import gzip

        start = html.index(f'id="data-{name}">') + len(f'id="data-{name}">')
        return json.loads(gzip.decompress(base64.b64decode(json.loads(html[start : html.index("</script>", start)]))))

    return read
