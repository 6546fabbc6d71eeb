"""What the READMEs show is what happens: every command in them is run, every output compared, every link followed."""

from __future__ import annotations

import doctest
import importlib.util
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from kg.cli import COMMANDS

ROOT = Path(__file__).parents[1]
ENGLISH, CHINESE = (ROOT / name for name in ("README.md", "README.zh-CN.md"))
TEXTS = {path: path.read_text(encoding="utf-8") for path in (ENGLISH, CHINESE)}
SHELL = re.compile(r"^```sh\n(.*?)^```$", re.DOTALL | re.MULTILINE)
PYTHON = re.compile(r"^```pycon\n(.*?)^```$", re.DOTALL | re.MULTILINE)
LINK = re.compile(r'(?:\]\(|\bsrc=")(?!https?://)([^)"#]+)[)"]')
ELSEWHERE = {"serve", "load", "view"}
"""Commands that wait for requests, need a store or open a browser: named in the README, run in tests of their own."""


def _figures() -> ModuleType:
    spec = importlib.util.spec_from_file_location("figures", ROOT / "scripts" / "figures.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["figures"] = module
    spec.loader.exec_module(module)
    return module


figures = _figures()
COMMAND_LINES = list(dict.fromkeys(one.command for text in TEXTS.values() for one in figures.shown(text)))


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Every command of the READMEs, run in the order in which it is shown, with what it prints."""
    folder = figures.sandbox(tmp_path_factory.mktemp("readme"))
    return {command: figures.run(command, folder) for command in COMMAND_LINES}


@pytest.mark.parametrize("path", [ENGLISH, CHINESE], ids=lambda path: path.name)
@pytest.mark.parametrize("command", COMMAND_LINES)
def test_the_output_shown_is_the_real_one(outputs: dict[str, str], path: Path, command: str) -> None:
    for one in figures.shown(TEXTS[path]):
        if one.command == command:
            assert one.agrees(outputs[command]), (
                f"stale: python scripts/figures.py --outputs\n{outputs[command][:2000]}"
            )


def test_every_command_is_shown_and_run() -> None:
    run = {match[1] for command in COMMAND_LINES for match in re.finditer(r"\bkg ([a-z-]+)", command)}
    assert run == set(COMMANDS) - ELSEWHERE
    for text in TEXTS.values():
        assert {name for name in COMMANDS if f"kg {name}" in text} == set(COMMANDS)


@pytest.mark.parametrize("path", [ENGLISH, CHINESE], ids=lambda path: path.name)
def test_the_first_screen_is_one_sentence_and_two_commands(path: Path) -> None:
    first, block = TEXTS[path].partition("```sh\n")[::2]
    assert len(first.splitlines()) <= 8 and len(re.findall(r"[.。](?=\s|$)", first)) == 1
    assert [line.split("#")[0].strip() for line in block.partition("```")[0].splitlines()] == [
        "make graph",
        "make test",
    ]
    assert len(SHELL.findall(TEXTS[path])) == 1, "other blocks of shell would go untested"


def test_make_graph_makes_the_graph(tmp_path: Path) -> None:
    """In a copy of the checkout, with this Python's environment standing in for `.venv`."""
    for name in ("seeds", "scripts"):
        shutil.copytree(ROOT / name, tmp_path / name)
    for path in (ROOT / "Makefile", ROOT / "pyproject.toml", *ROOT.glob("requirements*.lock")):
        shutil.copy2(path, tmp_path)
    venv = Path(sys.executable).parents[1]
    made = subprocess.run(
        ["make", "graph", f"VENV={venv}", "-o", f"{venv}/bin/kg"],
        cwd=tmp_path,
        env={**os.environ, "MAKEFLAGS": ""},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert made.returncode == 0, made.stderr
    assert sorted(path.name for path in (tmp_path / "output").iterdir()) == ["graph.html", "graph.ttl"]


@pytest.mark.parametrize("path", [ENGLISH, CHINESE], ids=lambda path: path.name)
def test_the_python_shown_runs_as_shown(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(figures.sandbox(tmp_path))
    blocks = PYTHON.findall(TEXTS[path])
    assert blocks
    said: list[str] = []
    for number, block in enumerate(blocks):
        test = doctest.DocTestParser().get_doctest(block, {}, f"block {number}", str(path), 0)
        result = doctest.DocTestRunner(verbose=False).run(test, out=said.append)
        assert result.failed == 0 and result.attempted > 3, "".join(said)


def _links() -> Iterator[tuple[Path, str]]:
    for path in (*TEXTS, ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md", ROOT / "bench" / "README.md"):
        yield from ((path, target) for target in LINK.findall(path.read_text(encoding="utf-8")))


def test_every_link_leads_somewhere() -> None:
    links = list(_links())
    assert links and [f"{path.name}: {target}" for path, target in links if not (path.parent / target).exists()] == []


@pytest.mark.parametrize("path", [ENGLISH, CHINESE], ids=lambda path: path.name)
def test_figures_have_been_measured(path: Path) -> None:
    found = figures.FIGURES.search(TEXTS[path])
    assert found is not None and "zhengzhou-2023-02-15" in found[0] and "jieba.posseg" in found[0]


def test_an_output_agrees_up_to_the_rest_that_is_left_out() -> None:
    real = "a\nb\nc\n"
    assert figures.Shown("x", "a\nb\nc\n").agrees(real) and figures.Shown("x", "a\n…\n").agrees(real)
    assert not any(figures.Shown("x", shown).agrees(real) for shown in ("", "a\n", "…\n", "a\nc\n…\n", "a\nb\nc\nd\n"))
    assert figures.Shown("x", "old\n…\n").renewed(real) == "a\n…\n"
    assert figures.Shown("x", "old\n").renewed(real) == real and figures.Shown("x", "…\n").renewed(real) == real


def test_the_changelog_knows_the_version_at_hand() -> None:
    changes = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert "## [Unreleased]" in changes and "keepachangelog.com" in changes
