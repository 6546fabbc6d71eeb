"""`kg extract` and `kg eval`: what is read, and how it compares with gold."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from .conftest import PAGE, Built, Run

BODY = [PAGE.index("本报讯"), len(PAGE) - 1]
GOLD: dict[str, Any] = {
    "page": "page-2023-02-15.txt",
    "article": 1,
    "kind": "NewsArticle",
    "headline": "登封市召开招商引资大会",
    "body": BODY,
    "entities": [
        {"id": "e1", "types": ["Journalist"], "name": "林一舟", "aliases": []},
        {"id": "e2", "types": ["CountyLevelCity"], "name": "登封市", "aliases": []},
        {"id": "e3", "types": ["Product"], "name": "从未提到的产品", "aliases": []},
    ],
    "facts": [{"s": "A", "p": "hasReporter", "o": "e1", "quote": "记者 林一舟"}],
    "observations": [],
}


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps(GOLD, ensure_ascii=False) + "\n", encoding="utf-8")
    return path


def test_extract_gives_articles_with_exact_spans(built: Built, run: Run) -> None:
    result = run("extract", built.page)
    assert result.exit_code == 0
    data = json.loads(result.stdout)
    (article,) = data["articles"]
    assert (data["page"], data["published"], article["headline"]) == (built.page.name, "2023-02-15", GOLD["headline"])
    assert [article["begin"], article["end"]] == BODY
    assert article["mentions"] and all(PAGE[m["begin"] : m["end"]] == m["text"] for m in article["mentions"])
    ids = {entity["id"] for entity in article["entities"]} | {"A"}
    assert article["facts"]
    for fact in article["facts"]:
        assert fact["subject"] in ids and ("datatype" in fact or fact["object"] in ids)
        assert all(PAGE[e["begin"] : e["end"]] == e["quote"] for e in fact["evidence"])
    assert run("extract", "-", stdin=PAGE.encode("utf-16")).exit_code == 0


def test_extract_of_bad_input_is_status_2(run: Run, tmp_path: Path) -> None:
    assert run("extract", tmp_path / "none.txt").exit_code == 2
    (tmp_path / "bad.jsonl").write_text('{"text": "云溪县"}\n{"text": 3}\n', encoding="utf-8")
    result = run("extract", "--mentions", tmp_path / "bad.jsonl")
    assert result.exit_code == 2 and "line 2" in result.stderr and not result.stdout


def test_spans_come_out_as_they_are_scored(run: Run, tmp_path: Path) -> None:
    texts = ["登封市市长周启明到郑州市考察。", ""]
    path = tmp_path / "texts.jsonl"
    path.write_text("".join(json.dumps({"text": text}) + "\n" for text in texts), encoding="utf-8")
    found = run("extract", "--mentions", path)
    rows = [json.loads(line) for line in found.stdout.splitlines()]
    assert [row["text"] for row in rows] == texts and rows[1]["ents"] == []
    assert [0, 3, "LOC"] in rows[0]["ents"]
    assert all(
        0 <= begin < end <= len(texts[0]) and label in ("PER", "LOC", "ORG") for begin, end, label in rows[0]["ents"]
    )
    path.write_text(found.stdout, encoding="utf-8")
    report = json.loads(run("eval", "--mentions", path, "--json").stdout)
    assert report["f1"] == 1.0 and report["errors"] == []


def test_eval_scores_against_gold_and_lists_errors(built: Built, run: Run, gold: Path) -> None:
    result = run("eval", built.page, "--gold", gold, "--errors")
    assert result.exit_code == 0, result.stderr
    assert "headline exact 1 of 1" in result.stdout and "missing: 从未提到的产品" in result.stdout
    data = json.loads(run("eval", built.page, "--gold", gold, "--json").stdout)
    assert data["items"]["f1"] == 1.0 and data["facts"]["kinds"]["hasReporter"]["recall"] == 1.0
    assert data["entities"]["kinds"]["Product"]["missed"] == 1


def test_eval_finds_gold_beside_the_page(run: Run, tmp_path: Path) -> None:
    for folder in ("pages", "gold"):
        (tmp_path / folder).mkdir()
    page = tmp_path / "pages" / GOLD["page"]
    page.write_text(PAGE, encoding="utf-8")
    assert run("eval", page).exit_code == 2
    (tmp_path / "gold" / "page-2023-02-15.jsonl").write_text(json.dumps(GOLD), encoding="utf-8")
    assert run("eval", page).exit_code == 0


def test_gold_for_other_pages_is_named_and_nothing_to_compare_is_status_2(run: Run, gold: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text(PAGE, encoding="utf-8")
    result = run("eval", other, "--gold", gold)
    assert result.exit_code == 2 and "page-2023-02-15.txt" in result.stderr


def test_bad_gold_is_status_2_with_its_line(built: Built, run: Run, gold: Path) -> None:
    gold.write_text("{}\n", encoding="utf-8")
    result = run("eval", built.page, "--gold", gold)
    assert result.exit_code == 2 and f"{gold}: line 1: " in result.stderr
