"""Filters, moves, the address, and what people take away, in the browser."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Page, expect
from rdflib import RDF, RDFS, Graph, Literal

from kg.explore import write_html
from kg.rdf.namespaces import KG, KGID

from .conftest import Opened
from .graphs import News, hostile
from .test_reading import find, short

Visit = Callable[..., Opened]


def star(leaves: int) -> Graph:
    """A hub with parallel facts to its first leaf, many leaves, and a chain that leads away from the last one."""
    news = News()
    hub = news.thing("中心", "District")
    nodes = [news.thing(f"叶{i}", "Company") for i in range(leaves)]
    for node in nodes:
        news.set(node, locatedIn=hub)
    news.set(hub, assists=nodes[0])
    news.set(nodes[0], cooperatesWith=hub)
    chain = [nodes[-1], *(news.thing(f"链{i}", "Project") for i in range(3))]
    for a, b in pairwise(chain):
        news.set(a, undertakes=b)
    return news.graph


@pytest.fixture(scope="session")
def star_html(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("star") / "graph.html"
    write_html(star(400), path)
    return path


def shown(seen: Opened) -> int:
    return int(seen.ask("explorer.size().shown"))


def box(page: Page, key: str) -> None:
    page.click(f"label:has([data-key='{key}'])")


def unfold(page: Page, key: str) -> None:
    page.click(f"summary[data-key='{key}']")


def test_classes_can_be_switched_and_counts_follow(visit: Visit, news_html: Path) -> None:
    seen = visit(news_html)
    page = seen.page
    count = page.locator("label:has([data-key='f organization']) .count")
    located = page.locator("label", has_text="位于").locator(".count")
    expect(count).to_have_text("2")
    expect(located).to_have_text("2")
    box(page, "f organization")
    expect(page.locator("#status")).to_contain_text("显示 6 / 14")
    expect(count).to_have_text("2")
    expect(located).to_have_text("1")
    box(page, "quiet")
    expect(page.locator("#status")).to_contain_text("显示 12 / 14")
    page.click("#reset")
    expect(page.locator("#status")).to_contain_text("显示 8 / 14")


def test_a_class_within_a_family(visit: Visit, news_html: Path) -> None:
    seen = visit(news_html)
    unfold(seen.page, "s person")
    box(seen.page, "c 0 Journalist")
    assert shown(seen) == 9
    box(seen.page, "c 0 Person")
    assert shown(seen) == 8


def test_relations_can_be_switched(visit: Visit, news_html: Path) -> None:
    seen = visit(news_html)
    before = seen.ask("explorer.size().lines")
    seen.page.locator("label.item", has_text="位于").click()
    assert seen.ask("explorer.size().lines") == before - 2
    assert shown(seen) == 8


def test_by_article(visit: Visit, news_html: Path) -> None:
    seen = visit(news_html)
    unfold(seen.page, "box articles")
    seen.page.locator("label.item", has_text="远帆公司换帅").click()
    names = {short_name(iri, seen) for iri in seen.ask("explorer.drawn().things")}
    assert names == {"周海", "远帆公司", "青河区", "恒光集团"}
    assert "art=" in seen.page.url


def short_name(iri: str, seen: Opened) -> str:
    return str(seen.ask(f"explorer.name('{iri}')"))


def test_by_modality_and_confidence(visit: Visit, news_html: Path) -> None:
    seen = visit(news_html)
    page = seen.page
    relations = "explorer.drawn().facts.map((f) => explorer.facts()[f][1])"
    assert "investsIn" in seen.ask(relations)
    box(page, "m planned")
    assert "investsIn" not in seen.ask(relations)
    box(page, "m negated")
    assert "acquires" not in seen.ask(relations)
    assert "cooperatesWith" in seen.ask(relations)
    page.locator("#least").fill("0.6")
    assert "cooperatesWith" not in seen.ask(relations)
    expect(page.locator("label:has(#least) output")).to_have_text("0.60")


def test_the_timeline(visit: Visit, news_html: Path) -> None:
    seen = visit(news_html)
    page = seen.page
    expect(page.locator(".strip i")).to_have_count(18)  # 12 February to 1 March, a day each
    expect(page.locator(".box:has(.strip) output")).to_have_text("2023-02-12 – 2023-03-01")
    page.locator("[data-key=from]").fill("17")
    relations = set(seen.ask("explorer.drawn().facts.map((f) => explorer.facts()[f][1])"))
    assert {"cooperatesWith", "worksFor"} <= relations
    assert not {"undertakes", "organizes"} & relations
    names = {short_name(iri, seen) for iri in seen.ask("explorer.drawn().things")}
    assert "产业大会" not in names, "a meeting counts at its own date"
    assert "time=2023-03-01" in page.url
    page.click("#reset")
    box(page, "undated")
    names = {short_name(iri, seen) for iri in seen.ask("explorer.drawn().things")}
    assert "孤岛" not in names
    assert "产业大会" in names


def test_nothing_is_cut_silently(visit: Visit, star_html: Path) -> None:
    seen = visit(star_html)
    page = seen.page
    expect(page.locator("#status")).to_contain_text("显示 300 / 405")
    expect(page.locator("#status .unseen")).to_have_text("1 个被筛选隐去，104 个超出显示数量，0 个手动隐藏")
    page.locator("#budget").fill("600")
    expect(page.locator("#status")).to_contain_text("显示 404 / 405")
    page.locator("#budget").fill("50")
    expect(page.locator("#status")).to_contain_text("显示 50 / 405")


def test_the_page_first_shows_what_the_layout_was_made_for(visit: Visit, star_html: Path) -> None:
    from kg.explore.payload import by_rank, core_of
    from kg.explore.tables import read_tables

    tables, _ = by_rank(read_tables(star(400)))
    wanted = {tables.things[i].iri.removeprefix(str(KGID)) for i in core_of(tables)}
    assert set(visit(star_html).ask("explorer.drawn().things")) == wanted


def test_a_selected_thing_has_all_its_facts(visit: Visit, star_html: Path) -> None:
    page = visit(star_html).page
    find(page, "中心")
    expect(page.locator("#panel h3 .count").first).to_have_text("402")
    while page.locator("#panel .more").count():
        page.locator("#panel .more").first.click()
    assert page.locator("#panel .fact").count() == 402


def test_expand_hide_and_bring_back(visit: Visit, star_html: Path, news: Graph) -> None:
    seen = visit(star_html)
    page = seen.page
    page.locator("#budget").fill("50")
    find(page, "中心")
    page.click("button:has-text('展开相邻 +40')")
    assert shown(seen) == 90
    expect(page.locator("#notice")).to_contain_text("已展开 40 个，另有 3")
    page.keyboard.press("Escape")
    page.click("#fit")
    page.wait_for_timeout(500)
    spot = seen.ask(f"explorer.spot('{iri_of('中心', 'District')}')")
    page.mouse.dblclick(spot["x"], spot["y"])
    expect(page.locator("#status")).to_contain_text("显示 130 /")
    page.click("button:has-text('隐藏')")
    assert shown(seen) in (129, 130)
    assert iri_of("中心", "District") not in seen.ask("explorer.drawn().things")
    page.click("button:has-text('恢复隐藏的 1 个')")
    assert iri_of("中心", "District") in seen.ask("explorer.drawn().things")


def iri_of(name: str, kind: str) -> str:
    return str(News().thing(name, kind)).removeprefix(str(KGID))


def test_isolate_and_path(visit: Visit, star_html: Path) -> None:
    seen = visit(star_html)
    page = seen.page
    find(page, "链2")
    for steps, count in ((1, 2), (2, 3), (3, 4)):
        page.click(f"button:has-text('只看 {steps} 步内')")
        assert shown(seen) == count
    page.click("button:has-text('退出局部')")
    assert shown(seen) >= 300
    page.click("button:has-text('路径起点')")
    find(page, "叶7")
    page.click("button:has-text('到此的最短路径')")
    expect(page.locator("#notice")).to_contain_text("最短路径，5 步")
    things = seen.ask("explorer.drawn().things")
    assert {iri_of(name, "Project") for name in ("链0", "链1", "链2")} <= set(things)
    assert "path=" in page.url


def test_dragging_pins(visit: Visit, news_html: Path, news: Graph) -> None:
    seen = visit(news_html)
    page = seen.page
    page.wait_for_timeout(200)
    iri = short(news, "周海")
    start = seen.ask(f"explorer.spot('{iri}')")
    page.mouse.move(start["x"], start["y"])
    page.mouse.down()
    page.mouse.move(start["x"] + 60, start["y"] + 40, steps=5)
    page.mouse.up()
    expect(page).to_have_url(re.compile("pin="))
    end = seen.ask(f"explorer.spot('{iri}')")
    assert abs(end["x"] - start["x"] - 60) < 12
    address = page.url
    again = visit(news_html, hash="#" + address.split("#")[1])
    again.page.wait_for_timeout(200)
    assert iri in again.ask("explorer.drawn().things")
    find(again.page, "周海")
    expect(again.page.locator("button:has-text('取消固定')")).to_be_visible()


def test_back_forward_and_an_address_that_keeps_the_view(visit: Visit, news_html: Path) -> None:
    seen = visit(news_html)
    page = seen.page
    find(page, "恒光集团")
    find(page, "青河区")
    box(page, "f project")
    page.click("button[aria-label=后退]")
    page.click("button[aria-label=后退]")
    expect(page.locator("#panel h2")).to_contain_text("恒光集团")
    page.click("button[aria-label=前进]")
    expect(page.locator("#panel h2")).to_contain_text("青河区")
    page.click("button[aria-label=前进]")
    drawn, address = seen.ask("explorer.drawn().things.sort()"), page.url
    other = visit(news_html, hash="#" + address.split("#")[1])
    assert other.ask("explorer.drawn().things.sort()") == drawn
    expect(other.page.locator("#panel h2")).to_contain_text("青河区")
    assert not other.page.locator("[data-key='f project']").is_checked()


def test_a_broken_address_is_no_matter(visit: Visit, news_html: Path) -> None:
    seen = visit(
        news_html, hash="#at=nobody&pin=x@y@z&time=a!b&max=1e99&sure=x&path=a!b&near=q!9&fact=%3Cb%3E&quote=no&view=%00"
    )
    assert shown(seen) == 8


def save(page: Page, kind: str) -> bytes:
    page.click("#export summary")
    with page.expect_download() as waiting:
        page.click(f"[data-kind={kind}]")
    return Path(waiting.value.path()).read_bytes()


def test_pictures(visit: Visit, news_html: Path) -> None:
    page = visit(news_html).page
    page.wait_for_timeout(200)
    assert save(page, "png").startswith(b"\x89PNG\r\n\x1a\n")
    root = ElementTree.fromstring(save(page, "svg"))
    name = "{http://www.w3.org/2000/svg}"
    assert len(root.findall(f"{name}path")) == 8
    assert {"恒光集团", "青河储能基地项目", "青河区"} <= {node.text for node in root.findall(f"{name}text")}
    assert len(root.findall(f"{name}polyline")) == 9


def test_csv_has_every_piece_of_evidence_of_what_is_shown(visit: Visit, news_html: Path, news: Graph) -> None:
    page = visit(news_html).page
    box(page, "quiet")
    rows = list(csv.DictReader(io.StringIO(save(page, "csv").decode("utf-8-sig"))))
    quoted = {(row["quote"], row["begin"], row["rule"]) for row in rows if row["quote"]}
    nodes = list(news.subjects(RDF.type, KG.Evidence))
    wanted = {tuple(str(news.value(node, KG[name])) for name in ("quote", "beginIndex", "foundBy")) for node in nodes}
    assert quoted == wanted
    [row] = [row for row in rows if row["relation"] == "hasObservation"]
    assert (row["subject"], row["indicator"], row["value"], row["unit"]) == (
        "青河储能基地项目",
        "总投资",
        "13000000000",
        "CNY",
    )
    assert row["byline"] == "林一舟"
    assert row["published"] == "2023-02-15"
    assert row["sentence"].startswith("总投资130亿元的青河储能基地项目年内开工")


@pytest.mark.parametrize("which", ["news", "hostile"])
def test_turtle_is_a_part_of_the_graph(
    visit: Visit, news_html: Path, hostile_html: Path, news: Graph, which: str
) -> None:
    path, graph = (news_html, news) if which == "news" else (hostile_html, hostile().graph)
    page = visit(path).page
    box(page, "quiet")
    taken = Graph().parse(data=save(page, "ttl").decode(), format="turtle")
    assert set(taken) <= set(graph)
    kept = {KG.text, KG.headline, KG.beginIndex, KG.endIndex}
    missing = {triple for triple in set(graph) - set(taken) if triple[1] not in kept}
    assert missing == set(), sorted(missing)[:5]


def test_no_cell_of_the_csv_is_a_formula(visit: Visit, hostile_html: Path) -> None:
    page = visit(hostile_html).page
    rows = list(csv.reader(io.StringIO(save(page, "csv").decode("utf-8-sig"))))
    assert all(len(row) == len(rows[0]) for row in rows)
    cells = [cell for row in rows for cell in row]
    assert not [cell for cell in cells if cell[:1] in set("=+-@\t\r") and cell.strip("=")]
    assert any(cell.startswith("'=HYPERLINK") for cell in cells)


def test_table(visit: Visit, news_html: Path) -> None:
    page = visit(news_html).page
    page.click("#tableButton")
    expect(page.locator("#table tbody tr")).to_have_count(8)
    expect(page.locator("#network")).to_be_hidden()
    page.click("#table th button:has-text('名称')")
    names = page.locator("#table tbody td:first-child").all_inner_texts()
    assert [name.strip() for name in names][:3] == ["产业大会", "储能基地项目", "孤岛"]
    expect(page.locator("#table th").first).to_have_attribute("aria-sort", "ascending")
    page.click("#table th button:has-text('名称')")
    expect(page.locator("#table th").first).to_have_attribute("aria-sort", "descending")
    page.click("#table button:has-text('事实')")
    assert "view=table" in page.url and "tab=facts" in page.url
    row = page.locator("#table tbody tr", has_text="投资").first
    assert row.locator("td").all_inner_texts()[:6] == [
        "恒光集团", "投资", "青河储能基地项目", "计划", "0.7", "恒光集团将投资青河储能基地项目",
    ]  # fmt: skip
    page.click("#table button:has-text('数据')")
    expect(page.locator("#table tbody tr")).to_have_count(1)
    page.locator("#table tbody button.thing").first.click()
    expect(page.locator("#panel h2")).to_contain_text("青河储能基地项目")


def test_table_turns_its_pages(visit: Visit, star_html: Path) -> None:
    page = visit(star_html, hash="#view=table").page
    expect(page.locator("#table [role=status]")).to_have_text("第 1–100 行，共 404 行")
    for _ in range(4):
        page.click("#table button:has-text('下一页')")
    expect(page.locator("#table [role=status]")).to_have_text("第 401–404 行，共 404 行")
    expect(page.locator("#table button:has-text('下一页')")).to_be_disabled()


def test_labels_never_cover_one_another(visit: Visit, star_html: Path) -> None:
    seen = visit(star_html)
    find(seen.page, "中心")
    seen.page.wait_for_timeout(600)
    names = seen.ask("explorer.drawn().names")
    assert len(names) > 10
    for i, one in enumerate(names):
        for two in names[:i]:
            apart_x = max(one["x"], two["x"]) >= min(one["x"] + one["width"], two["x"] + two["width"]) - 3
            apart_y = abs(one["y"] - two["y"]) >= (one["height"] + two["height"]) / 2 - 3
            assert apart_x or apart_y, (one, two)


def test_graphs_of_nothing_and_of_one(visit: Visit, tmp_path: Path) -> None:
    write_html(Graph(), tmp_path / "none.html")
    page = visit(tmp_path / "none.html").page
    expect(page.locator("#status")).to_contain_text("显示 0 / 0")
    expect(page.locator("#notice")).to_contain_text("图谱里还没有内容")
    page.click("#tableButton")
    one = Graph()
    one.add((KGID["person-1"], RDF.type, KG.Person))
    one.add((KGID["person-1"], RDFS.label, Literal("独一人", lang="zh")))
    write_html(one, tmp_path / "one.html")
    page = visit(tmp_path / "one.html").page
    expect(page.locator("#status")).to_contain_text("显示 1 / 1")
    find(page, "dyr")
    expect(page.locator("#panel h2")).to_contain_text("独一人")


def test_twenty_thousand_things_are_not_refused(visit: Visit, tmp_path: Path) -> None:
    graph = Graph(bind_namespaces="none")
    nodes = [KGID[f"person-{i:012x}"] for i in range(20_000)]
    for i, node in enumerate(nodes):
        graph.add((node, RDF.type, KG.Person))
        graph.add((node, RDFS.label, Literal(f"人{i}", lang="zh")))
        graph.add((node, KG.accompanies, nodes[i // 7]))
    write_html(graph, tmp_path / "many.html")
    seen = visit(tmp_path / "many.html")
    expect(seen.page.locator("#status")).to_contain_text("显示 300 / 20,000")
    assert seen.ask("explorer.size().edges") == 20_000
    find(seen.page, "人19999")
    expect(seen.page.locator("#panel h2")).to_contain_text("人19999")
