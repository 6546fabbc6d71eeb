"""`kg build`: what it writes, what it says, how it ends."""

from __future__ import annotations

from pathlib import Path

import pytest
from rdflib import Graph

from .conftest import PAGE, Built, Run


def test_it_writes_a_graph_and_an_explorer_and_says_so(built: Built) -> None:
    assert built.result.exit_code == 0, built.result.output
    assert all(line.endswith(" …") for line in built.result.stderr.splitlines()), "nothing but progress"
    assert built.result.stdout.startswith("1 page, 1 article, ")
    assert sorted(path.name for path in built.out.iterdir()) == ["graph.html", "graph.ttl"]
    assert len(Graph().parse(built.graph)) > 50
    assert "<html" in (built.out / "graph.html").read_text(encoding="utf-8")


def test_the_same_page_gives_the_same_bytes(built: Built, run: Run, tmp_path: Path) -> None:
    assert run("build", built.page, "--out", tmp_path).exit_code == 0
    for name in ("graph.ttl", "graph.html"):
        assert (tmp_path / name).read_bytes() == (built.out / name).read_bytes()


def test_a_bad_page_is_reported_and_skipped_and_the_rest_written(run: Run, tmp_path: Path) -> None:
    pages, out = tmp_path / "pages", tmp_path / "out"
    pages.mkdir()
    (pages / "good.txt").write_text(PAGE, encoding="gb18030")
    (pages / "bad.txt").write_bytes(b"\x00\xff\x00\x81" * 50)
    (pages / "empty.txt").write_bytes(b"")
    result = run("build", pages, tmp_path / "missing", "--out", out, "--html", "none")
    assert result.exit_code == 2
    for name in ("bad.txt", "empty.txt", "missing"):
        assert sum(name in line for line in result.stderr.splitlines()) == 1
    assert result.stderr.splitlines()[-1] == "kg: 3 could not be read"
    assert [path.name for path in out.iterdir()] == ["graph.ttl"]
    assert "good.txt" in (out / "graph.ttl").read_text(encoding="utf-8")


def test_when_nothing_can_be_read_nothing_is_written(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "graph.ttl").write_text("what stood here", encoding="utf-8")
    assert run("build", tmp_path / "missing", "--out", out).exit_code == 2
    assert (out / "graph.ttl").read_text(encoding="utf-8") == "what stood here"


def test_standard_input_is_a_page_and_its_origin_can_be_told(run: Run, tmp_path: Path) -> None:
    arguments = ("--date", "2022-03-04", "--publisher", "江川日报", "--html", "none")
    result = run("build", "-", "--out", tmp_path, *arguments, stdin=PAGE.encode())
    assert result.exit_code == 0, result.output
    turtle = (tmp_path / "graph.ttl").read_text(encoding="utf-8")
    assert '"2022-03-04"' in turtle and "江川日报" in turtle


def test_the_base_and_the_bodies_are_the_users_choice(built: Built, run: Run, tmp_path: Path) -> None:
    base = "https://data.example.net/things/"
    assert run("build", built.page, "--out", tmp_path, "--base", base, "--no-text", "--html", "none").exit_code == 0
    turtle = (tmp_path / "graph.ttl").read_text(encoding="utf-8")
    assert base in turtle and "kg:text" not in turtle
    assert "kg:text" in built.graph.read_text(encoding="utf-8")
    shown = run("show", "登封市", "--graph", tmp_path / "graph.ttl", "--base", base)
    assert shown.exit_code == 0 and "kgid:" in shown.stdout


def test_how_much_the_explorer_holds_is_the_users_choice(built: Built, run: Run, tmp_path: Path) -> None:
    for kind, *more in (("none",), ("graph",), ("full",), ("full", "--no-text")):
        out = tmp_path / " ".join((kind, *more))
        assert run("build", built.page, "--out", out, "--html", kind, *more).exit_code == 0
    explorers = {path.parent.name: path.read_bytes() for path in tmp_path.glob("*/graph.html")}
    assert set(explorers) == {"graph", "full", "full --no-text"}
    assert explorers["full"] == (built.out / "graph.html").read_bytes()
    assert explorers["graph"] == explorers["full --no-text"] != explorers["full"]
    assert (tmp_path / "graph" / "graph.ttl").read_bytes() == built.graph.read_bytes(), "the graph keeps the bodies"


def test_a_higher_confidence_keeps_less(built: Built, run: Run, tmp_path: Path) -> None:
    assert run("build", built.page, "--out", tmp_path, "--min-confidence", "1", "--html", "none").exit_code in (0, 1)
    assert len(Graph().parse(tmp_path / "graph.ttl")) < len(Graph().parse(built.graph))


@pytest.mark.parametrize(
    "arguments",
    [
        ("--date", "15.2.2023"),
        ("--date", "2023-02-30"),
        ("--min-confidence", "2"),
        ("--base", "no base"),
        ("--rules", "no/such/folder"),
    ],
)
def test_bad_options_are_status_2_and_write_nothing(
    built: Built, run: Run, tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    result = run("build", built.page, "--out", tmp_path / "out", *arguments)
    assert result.exit_code == 2
    assert result.stderr and not (tmp_path / "out").exists()


def test_a_rule_that_cannot_be_loaded_is_named(built: Built, run: Run, tmp_path: Path) -> None:
    (tmp_path / "mine.yml").write_text("- name: half-a-rule\n  patterns: ['{']\n", encoding="utf-8")
    result = run("build", built.page, "--out", tmp_path / "out", "--rules", tmp_path)
    assert result.exit_code == 2
    assert "mine.yml" in result.stderr and "half-a-rule" in result.stderr


def test_an_out_that_is_a_file_is_status_2(built: Built, run: Run, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file", encoding="utf-8")
    result = run("build", built.page, "--out", tmp_path / "out")
    assert result.exit_code == 2 and "cannot write" in result.stderr
