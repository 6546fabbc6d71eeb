"""Finding and reading, in the browser."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from rdflib import RDFS, Graph, Literal

from kg.explore import write_html
from kg.rdf.namespaces import KGID

from .conftest import Opened
from .graphs import HOSTILE
from .test_tables import facts_of

Visit = Callable[..., Opened]


def short(news: Graph, name: str) -> str:
    node = next(news.subjects(RDFS.label, Literal(name, lang="zh")))
    return str(node).removeprefix(str(KGID))


def find(page: Page, words: str) -> None:
    page.keyboard.press("/")
    page.fill("#search", words)
    page.keyboard.press("Enter")


def test_opens_without_network_or_complaint_and_says_how_much_it_shows(
    visit: Visit, news_html: Path, news: Graph
) -> None:
    seen = visit(news_html)
    page = seen.page
    expect(page.locator("#status")).to_contain_text("显示 8 / 14")
    assert len(seen.requests) == 1
    assert seen.ask("explorer.size().edges") == sum(o.startswith("https:") for _, _, o in facts_of(news))
    assert seen.ask("document.querySelector('#network canvas').width") > 600


def test_facts_of_the_page_are_the_facts_of_the_graph(visit: Visit, news_html: Path, news: Graph) -> None:
    base, words = str(KGID), "https://kg.example.org/ontology#"
    told = visit(news_html).ask("explorer.facts()")
    wanted = {(s.removeprefix(base), p.removeprefix(words), o.removeprefix(base)) for s, p, o in facts_of(news)}
    assert sorted(map(tuple, told)) == sorted(wanted)


@pytest.mark.parametrize("words", ["恒光集", "光", "hgjt", "HGJT", "hg"])
def test_search_by_substring_alias_and_pinyin_initials(visit: Visit, news_html: Path, news: Graph, words: str) -> None:
    page = visit(news_html).page
    find(page, words)
    expect(page.locator("#panel h2")).to_contain_text("恒光集团")
    assert f"at={short(news, '恒光集团')}" in page.url
    expect(page.locator("#search")).not_to_be_focused()


def test_search_results_stand_by_class_and_answer_to_the_arrows(visit: Visit, news_html: Path) -> None:
    page = visit(news_html).page
    page.keyboard.press("/")
    expect(page.locator("#search")).to_be_focused()
    page.keyboard.type("青河")
    assert page.locator("#results [role=group]").evaluate_all("all => all.map(g => g.ariaLabel)") == [
        "行政区", "园区", "报道",
    ]  # fmt: skip
    first = page.locator("#results [aria-selected=true]").inner_text()
    page.keyboard.press("ArrowDown")
    second = page.locator("#results [aria-selected=true]").inner_text()
    assert first != second
    page.keyboard.press("ArrowUp")
    assert page.locator("#results [aria-selected=true]").inner_text() == first
    page.keyboard.press("Escape")
    expect(page.locator("#results")).to_be_hidden()
    expect(page.locator("#search")).to_have_value("")
    page.keyboard.type("没有这个")
    expect(page.locator("#results")).to_contain_text("没有找到")


def test_a_thing_shows_names_facts_figures_and_where_they_are_printed(visit: Visit, news_html: Path) -> None:
    page = visit(news_html).page
    find(page, "青河储能基地项目")
    panel = page.locator("#panel")
    expect(panel.locator("h2")).to_contain_text("青河储能基地项目")
    expect(panel).to_contain_text("园区 · 项目")
    expect(panel.locator(".group > summary").first).to_contain_text("位于 →1")
    groups = panel.locator(".group > summary").all_inner_texts()
    assert [text.split("\n")[0].strip() for text in groups] == ["位于 →", "→ 投资", "→ 属于", "→ 承担建设", "→ 提及"]
    card = panel.locator(".card", has_text="恒光集团将投资")
    assert card.locator("mark").inner_text() == "恒光集团将投资青河储能基地项目"
    expect(card.locator("blockquote")).to_have_text("恒光集团将投资青河储能基地项目。")
    expect(card.locator(".badge")).to_have_text("计划")
    expect(card.locator(".source")).to_have_text("青河区开大会 重大项目落户 · 林一舟 · 2023-02-15")
    figure = panel.locator(".figures")
    assert figure.locator("tr.observation td").all_inner_texts() == ["总投资", "13,000,000,000", "CNY", "目标", "2023"]
    expect(figure.locator("mark")).to_have_text("总投资130亿元")


def test_aliases_posts_literals_and_speakers(visit: Visit, news_html: Path) -> None:
    page = visit(news_html).page
    find(page, "周海")
    panel = page.locator("#panel")
    expect(panel.locator("dl")).to_contain_text("职务")
    expect(panel.locator("dd bdi").first).to_have_text("总经理")
    assert panel.locator("tbody tr").first.locator("td").all_inner_texts()[:3] == ["周海", "总经理", "远帆公司"]
    find(page, "恒光集团")
    expect(panel.locator(".alias")).to_have_text("恒光")
    find(page, "青河区")
    expect(panel.locator(".card", has_text="引述")).to_contain_text("说话人 恒光集团")


def test_an_edge_shows_rule_modality_and_confidence(visit: Visit, news_html: Path) -> None:
    seen = visit(news_html)
    page = seen.page
    fact = seen.ask("explorer.facts().findIndex(([, relation]) => relation === 'partOf')")
    page.wait_for_timeout(100)
    spot = seen.ask(f"explorer.line({fact})")
    page.mouse.click(spot["x"], spot["y"])
    panel = page.locator("#panel")
    expect(panel.locator("h2")).to_have_text("储能基地项目 属于 青河储能基地项目")
    expect(panel.locator(".notes")).to_contain_text("陈述")
    expect(panel.locator(".notes")).to_contain_text("置信度 0.9")
    expect(panel.locator(".notes code")).to_have_text("by-hand")
    assert "fact=" in page.url
    expect(panel.locator("mark")).to_have_text("𠮷田街的储能基地项目属于青河储能基地项目")


def test_a_node_on_the_canvas_can_be_clicked(visit: Visit, news_html: Path, news: Graph) -> None:
    seen = visit(news_html)
    seen.page.wait_for_timeout(100)
    spot = seen.ask(f"explorer.spot('{short(news, '远帆公司')}')")
    seen.page.mouse.click(spot["x"], spot["y"])
    expect(seen.page.locator("#panel h2")).to_contain_text("远帆公司")
    expect(seen.page.locator("#panel .badge.negated").first).to_have_text("原文否定")


def test_a_quote_opens_the_article_with_its_mentions(visit: Visit, news_html: Path, news: Graph) -> None:
    page = visit(news_html).page
    find(page, "储能基地项目")
    page.locator("#panel .card blockquote").first.click()
    panel = page.locator("#panel")
    expect(panel.locator("h2")).to_contain_text("青河区开大会 重大项目落户")
    assert panel.locator(".text").inner_text() == str(
        news.value(
            KGID[short(news, "青河区开大会 重大项目落户")],
            predicate=next(p for p in news.predicates() if p.endswith("#text")),
        )
    )
    assert panel.locator(".text mark.quote").all_inner_texts() == ["𠮷田街的储能基地项目属于青河储能基地项目"]
    names = panel.locator(".text .mention").all_inner_texts()
    assert {"青河区", "恒光集团", "青河储能基地项目", "产业大会"} <= set(names)
    panel.locator(".text .mention", has_text="恒光集团").first.click()
    expect(panel.locator("h2")).to_contain_text("恒光集团")


def test_without_texts_an_article_shows_its_quoted_sentences(visit: Visit, news: Graph, tmp_path: Path) -> None:
    write_html(news, tmp_path / "graph.html", text=False)
    page = visit(tmp_path / "graph.html").page
    find(page, "远帆公司换帅")
    expect(page.locator("#panel")).to_contain_text("这个文件不含全文")
    assert page.locator("#panel .text p").all_inner_texts() == [
        "远帆公司位于青河区。", "周海任远帆公司总经理。", "远帆公司与恒光集团签约。",
    ]  # fmt: skip


def test_hostile_texts_stay_texts(visit: Visit, hostile_html: Path) -> None:
    """Twenty-six payloads in names, aliases, headlines, quotes, literals, rules, units, ids: each stands as it is."""
    seen = visit(hostile_html)
    page = seen.page
    before = seen.ask("document.querySelectorAll('script, style, link, meta, iframe, base, img, a').length")
    assert len(HOSTILE) >= 20
    page.click("label:has([data-key=quiet])")
    for payload in HOSTILE:
        page.fill("#search", payload[:60])
        page.keyboard.press("Enter")
        page.locator("#panel .card").first.wait_for()
        page.locator("#panel details").evaluate_all("all => all.forEach(part => { part.open = true; })")
        page.locator("#panel button.relation").first.click()
        page.locator("#panel .card blockquote").first.click()
        page.locator("#panel .text").wait_for()
    page.click("#tableButton")
    for tab in ("事物", "事实", "数据"):
        page.click(f"#table button:has-text('{tab}')")
        page.wait_for_selector("#table tbody tr")
    page.click("#language")
    page.click("#theme")
    assert seen.ask("window.hit") is None
    assert seen.ask("document.querySelectorAll('script, style, link, meta, iframe, base, img, a').length") == before
    assert page.title() == "<script>window.hit=1</script>"
    assert "javascript:" not in seen.ask("[...document.querySelectorAll('[href]')].map(a => a.href).join()")


def test_the_policy_would_stop_what_got_through(visit: Visit, news_html: Path) -> None:
    """Were a text ever to become markup, the page's own policy would still not run or load it."""
    seen = visit(news_html)
    seen.ask("""() => {
      const add = (tag, props) => document.body.append(Object.assign(document.createElement(tag), props));
      add('script', { textContent: 'window.hit = 1' });
      add('img', { src: 'https://evil.example/x.png' });
      add('div', { innerHTML: '<b onclick="window.hit=1" id=bold>x</b>' });
      document.getElementById('bold').click();
      return fetch('https://evil.example/').catch(() => 0);
    }""")
    seen.page.wait_for_timeout(200)
    assert seen.ask("window.hit") is None
    assert seen.complaints and all("Content Security Policy" in text for text in seen.complaints), seen.complaints
    assert seen.refused == seen.outside
    seen.complaints.clear()
    seen.requests.clear()
