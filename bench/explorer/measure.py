"""How fast the explorer is, in headless Chromium, beside stock pyvis on the same graph in the same run.

    python bench/explorer/measure.py [--sizes 500 2000 10000] [--no-pyvis]

Prints a Markdown table. Times are CPU times of the browser's own processes (renderer and painter), so that a busy
machine changes them little; `first frame` is from the start of loading to the first complete drawing that answers to
the mouse, which for stock pyvis is the end of its stabilisation.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import process_time
from typing import Any

from playwright.sync_api import Browser, CDPSession, Page, sync_playwright
from pyvis.network import Network
from rdflib import RDF, RDFS, Graph, URIRef
from synthetic import synthetic

from kg.explore import write_html
from kg.rdf.namespaces import KG

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--no-first-run",
    "--disable-dev-shm-usage",
)
FRAMES = 40
AT_REST = "frame at rest (300 things), CPU ms"


def stock(graph: Graph, path: Path, *, physics: bool) -> None:
    """pyvis as its README uses it, with every thing and every fact, its libraries inline."""
    net = Network(directed=True, cdn_resources="in_line")
    records = {s for kind in (KG.Evidence, KG.Observation) for s in graph.subjects(RDF.type, kind)}
    names = {s: str(o) for s, o in graph.subject_objects(RDFS.label) if s not in records}
    net.add_nodes(list(map(str, names)), label=list(names.values()))
    for s, p, o in graph:
        if isinstance(p, URIRef) and p in KG and isinstance(o, URIRef) and s in names and o in names:
            net.edges.append({"from": str(s), "to": str(o), "title": p.fragment, "arrows": "to"})
    net.toggle_physics(physics)
    path.write_text(net.generate_html(str(path)), encoding="utf-8")


class Clock:
    """CPU seconds that the browser's processes have used, all together."""

    def __init__(self, browser: Browser) -> None:
        self.session: CDPSession = browser.new_browser_cdp_session()

    def now(self) -> float:
        found = self.session.send("SystemInfo.getProcessInfo")["processInfo"]
        return float(sum(process["cpuTime"] for process in found if process["type"] != "browser"))


@contextmanager
def opened(chromium: Any, path: Path, ready: Callable[[Page], None]) -> Iterator[tuple[Page, Clock, float]]:
    """The page when `ready` returns, the browser's clock, and the CPU seconds that it took."""
    browser = chromium.launch(
        executable_path=shutil.which("chromium"),
        args=[*FLAGS, "--enable-precise-memory-info", "--js-flags=--expose-gc"],
    )
    page = browser.new_context(
        viewport={"width": 1440, "height": 900}, locale="zh-CN", reduced_motion="reduce"
    ).new_page()
    page.route("http*://**", lambda route: route.abort())
    page.add_init_script("""{
      const timer = setInterval(() => {
        if (!window.network?.body) return;
        clearInterval(timer);
        window.network.once('stabilizationIterationsDone', () => { window.stable = true; });
      }, 5);
    }""")
    page.goto("about:blank")
    page.wait_for_timeout(300)
    clock = Clock(browser)
    before = clock.now()
    page.goto(path.as_uri(), wait_until="commit")
    ready(page)
    try:
        yield page, clock, clock.now() - before
    finally:
        browser.close()


def ours(page: Page) -> None:
    page.wait_for_selector("body[data-state=drawn], body[data-state=ready]", timeout=60_000)


def stabilised(page: Page) -> None:
    page.wait_for_function("window.stable", timeout=1_800_000, polling=50)


def drawn(page: Page) -> None:
    page.wait_for_function("window.network?.body", timeout=600_000)
    page.wait_for_timeout(1500)


def frame(page: Page, clock: Clock, move: str) -> float:
    """CPU milliseconds a frame while the view moves and zooms."""
    run = f"""(frames) => new Promise((done) => {{
      let k = 0;
      const step = () => {{
        if (k === frames) return done();
        {move};
        k++;
        requestAnimationFrame(step);
      }};
      step();
    }})"""
    page.evaluate(run, 5)
    before = clock.now()
    page.evaluate(run, FRAMES)
    return 1000 * (clock.now() - before) / FRAMES


OURS = "explorer.look(10 * Math.sin(k), 3 * k - 40, 0.8 + 0.01 * (k % 20))"
STOCK = "network.moveTo({ position: { x: 10 * Math.sin(k), y: 3 * k - 40 }, scale: 0.1 + 0.001 * (k % 20) })"
KEYSTROKES = ("区", "公司", "青", "z", "zq", "xyz", "有限公", "金白")


def explorer(chromium: Any, path: Path) -> dict[str, float]:
    found: dict[str, float] = {}
    with opened(chromium, path, ours) as (page, clock, first):
        found["first frame, CPU s"] = first
        page.wait_for_selector("body[data-state=ready]")
        page.wait_for_timeout(500)
        found[AT_REST] = frame(page, clock, OURS)
        page.locator("#budget").fill("600")
        page.wait_for_timeout(500)
        found["frame at 600, CPU ms"] = frame(page, clock, OURS)
        found["search, ms (worst)"] = max(page.evaluate(f"explorer.search({words!r})") for words in KEYSTROKES)
        page.fill("#search", "区")
        select = """(k) => {
          const option = document.querySelectorAll('[role=option]')[k], start = performance.now();
          option.click();
          document.getElementById('panel').getBoundingClientRect();
          return performance.now() - start;
        }"""
        times = []
        for k in range(min(3, page.locator("[role=option]").count())):
            times.append(page.evaluate(select, k))
            page.fill("#search", "")
            page.fill("#search", "区")
        if times:
            found["select to panel, ms (median)"] = statistics.median(times)
        page.evaluate("gc()")
        session = page.context.new_cdp_session(page)
        session.send("HeapProfiler.collectGarbage")
        found["heap, MB"] = session.send("Runtime.getHeapUsage")["usedSize"] / 1e6
    return found


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--sizes", type=int, nargs="+", default=[500, 2000, 10000])
    options.add_argument("--no-pyvis", action="store_true", help="leave stock pyvis out (its 2,000 nodes take minutes)")
    asked = options.parse_args()
    rows: dict[str, dict[int, str]] = {}

    def put(name: str, size: int, text: str) -> None:
        rows.setdefault(name, {})[size] = text

    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        for size in asked.sizes:
            graph, path = synthetic(size), Path(folder) / f"{size}.html"
            begun = process_time()
            write_html(graph, path)
            put("build, CPU s", size, f"{process_time() - begun:.1f}")
            put("file, MB", size, f"{path.stat().st_size / 1e6:.2f}")
            found = explorer(playwright.chromium, path)
            for name, value in found.items():
                put(name, size, f"{value:.2f}" if value < 10 else f"{value:.0f}")
            if asked.no_pyvis:
                continue
            other = Path(folder) / f"stock-{size}.html"
            if size <= 2000:
                stock(graph, other, physics=True)
                with opened(playwright.chromium, other, stabilised) as (_, _, first):
                    put("first frame of stock pyvis, CPU s", size, f"{first:.1f}")
                    put("times sooner", size, f"{first / found['first frame, CPU s']:.0f}")
            else:
                stock(graph, other, physics=False)
                with opened(playwright.chromium, other, drawn) as (page, clock, _):
                    cost = frame(page, clock, STOCK)
                    put("frame of stock pyvis, all drawn, CPU ms", size, f"{cost:.0f}")
                    put("times cheaper a frame", size, f"{cost / found[AT_REST]:.0f}")
    print("| | " + " | ".join(f"{size:,}" for size in asked.sizes) + " |")
    print("|---|" + "---:|" * len(asked.sizes))
    for name, row in rows.items():
        print(f"| {name} | " + " | ".join(row.get(size, "–") for size in asked.sizes) + " |")


if __name__ == "__main__":
    main()
