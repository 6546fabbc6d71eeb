"""The commands of docs/stores.md do what the page says: each block of shell is run as it stands, but for its ports."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from pyoxigraph import parse

from .conftest import QUICK, ROOT, free_port, required

PAGE = (ROOT / "docs" / "stores.md").read_text(encoding="utf-8")
SECTIONS = {
    title: re.findall(r"^```sh\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    for title, text in re.findall(r"^## (.+?)\n(.*?)(?=^## |\Z)", PAGE, re.MULTILINE | re.DOTALL)
}


def shell(script: str, folder: Path) -> str:
    """What a script prints, run in a folder with the project's own programs first on the path, on free ports."""
    for port in ("7878", "8890", "1111"):
        script = re.sub(rf"(?<=127\.0\.0\.1:){port}\b|(?<=--port ){port}\b", str(free_port()), script)
    environment = {
        **os.environ,
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
        "XDG_STATE_HOME": str(folder / "state"),
        "XDG_CACHE_HOME": str(folder / "cache"),
        "JVM_ARGS": QUICK,
    }
    process = subprocess.Popen(
        ["sh", "-eu", "-c", script],
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        start_new_session=True,
    )
    try:
        said, problems = process.communicate(timeout=120)
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
    assert process.returncode == 0, problems
    return said


@pytest.fixture
def folder(output: Path, tmp_path: Path) -> Path:
    """A checkout with its output."""
    shutil.copytree(output, tmp_path / "output")
    (tmp_path / "scripts").symlink_to(ROOT / "scripts")
    return tmp_path


def triples(folder: Path) -> str:
    found = {(q.subject, q.predicate, q.object) for q in parse(path=str(folder / "output" / "graph.ttl"))}
    return str(len(found))


def test_every_block_is_run_by_a_test() -> None:
    assert {title: len(blocks) for title, blocks in SECTIONS.items() if blocks} == {
        "kg serve": 1,
        "Oxigraph": 2,
        "Virtuoso 7": 1,
        "Apache Jena": 1,
    }
    assert PAGE.count("```sh") == 6, "and the first, which builds"


def test_build(tmp_path: Path) -> None:
    (tmp_path / "seeds").symlink_to(ROOT / "seeds")
    (block,) = re.findall(r"^```sh\n(.*?)^```$", PAGE.partition("\n## ")[0], re.MULTILINE | re.DOTALL)
    shell(block, tmp_path)
    names = {path.name for path in (tmp_path / "output").iterdir()}
    assert names == {
        *(f"graph.{form}" for form in ("ttl", "nt", "trig", "nq", "jsonld")),
        "graph-nodes.csv",
        "graph-edges.csv",
    }


def test_serve(folder: Path) -> None:
    assert shell(SECTIONS["kg serve"][0], folder).splitlines()[-1] == triples(folder)
    assert "<form" in (folder / "form.html").read_text()


def test_oxigraph(folder: Path) -> None:
    required("oxigraph", "the development requirements")
    said = shell(SECTIONS["Oxigraph"][0], folder)
    n = triples(folder)
    assert said.splitlines()[0] == f"default graph: 0 triples before, {n} in the file, {n} after"
    assert said.splitlines()[-1] == n


def test_oxigraph_by_article(folder: Path) -> None:
    required("oxigraph", "the development requirements")
    said = shell(SECTIONS["Oxigraph"][1], folder)
    pages = (folder / "output" / "graph.ttl").read_text(encoding="utf-8")
    articles = len(re.findall(r"^kgid:article-\w+ a kg:NewsArticle\b", pages, re.MULTILINE))
    assert articles > 5 and said.splitlines()[-1] == str(articles - 1)


def test_virtuoso(folder: Path) -> None:
    required("virtuoso-t", "virtuoso-opensource-7-bin")
    said = shell(SECTIONS["Virtuoso 7"][0], folder)
    n = triples(folder)
    assert f"https://kg.example.org/graph: 0 triples before, {n} in the file, {n} after" in said.splitlines()
    assert said.splitlines()[-1] == n


def test_jena(folder: Path) -> None:
    required("java", "default-jre-headless")
    assert shell(SECTIONS["Apache Jena"][0], folder).splitlines()[-1] == triples(folder)
