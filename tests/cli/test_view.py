"""`kg view`: which page it opens, and what it says where there is no browser."""

from __future__ import annotations

import shutil
import subprocess
import sys
import webbrowser
from pathlib import Path

import pytest

from .conftest import Built, Run


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The addresses that the browser was asked to open."""
    addresses: list[str] = []

    def note(address: str) -> bool:
        addresses.append(address)
        return True

    monkeypatch.setattr(webbrowser, "open", note)
    return addresses


def test_the_explorer_is_opened_by_its_whole_address(run: Run, built: Built, opened: list[str]) -> None:
    result = run("view", built.out / "graph.html")
    assert result.exit_code == 0
    assert opened == [(built.out / "graph.html").as_uri()] == result.stdout.split()


def test_without_a_name_it_is_that_of_the_output_folder(
    run: Run, built: Built, opened: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(built.out, tmp_path / "输出 1" / "output")
    monkeypatch.chdir(tmp_path / "输出 1")
    assert run("view").exit_code == 0
    assert opened == [(tmp_path / "输出 1" / "output" / "graph.html").as_uri()]
    assert opened[0].isascii()


@pytest.mark.parametrize("form", ["ttl", "nq"])
def test_a_graph_gets_an_explorer_first(run: Run, built: Built, opened: list[str], tmp_path: Path, form: str) -> None:
    run("build", built.page, "--out", tmp_path, "--formats", form, "--html", "none")
    assert run("view", tmp_path / f"graph.{form}").exit_code == 0
    assert opened == [(tmp_path / "graph.html").as_uri()]
    assert (tmp_path / "graph.html").read_bytes() == (built.out / "graph.html").read_bytes()


def test_what_is_not_there_or_no_graph_is_named_and_nothing_opened(run: Run, opened: list[str], tmp_path: Path) -> None:
    missing = run("view", tmp_path / "graph.html")
    assert missing.exit_code == 2
    assert f"{tmp_path / 'graph.html'}: no such file" in missing.stderr
    (tmp_path / "broken.ttl").write_text("neither a graph", encoding="utf-8")
    broken = run("view", tmp_path / "broken.ttl")
    assert broken.exit_code == 2 and "broken.ttl" in broken.stderr
    assert not opened and not (tmp_path / "broken.html").exists()


def test_the_browser_of_the_environment_is_called(built: Built, tmp_path: Path) -> None:
    browser = tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\nprintf %s "$1" > "{tmp_path}/asked"\n', encoding="utf-8")
    browser.chmod(0o755)
    page = built.out / "graph.html"
    done = subprocess.run(
        [Path(sys.executable).parent / "kg", "view", page], env={"BROWSER": f"{browser} %s", "PATH": ""}, check=False
    )
    assert done.returncode == 0
    assert (tmp_path / "asked").read_text(encoding="utf-8") == page.as_uri()


def test_without_a_browser_the_address_is_printed(run: Run, built: Built, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(webbrowser, "open", lambda _: False)
    result = run("view", built.out / "graph.html")
    assert result.exit_code == 1
    assert result.stdout.split() == [(built.out / "graph.html").as_uri()]
    assert "no browser" in result.stderr
