from __future__ import annotations

import json
import os
import re
import stat
import subprocess
import sys
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from pyvis.network import Network
from rdflib import OWL, RDF, Graph

from kg.errors import OutputError
from kg.explore import render, write_html
from kg.explore.page import HERE, Page, assets, policy
from kg.rdf.namespaces import KG
from kg.schema import CLASSES

from .graphs import HOSTILE, hostile, small


class Outline(HTMLParser):
    """The elements of a page, with their attributes, and the text of its scripts."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.scripts: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        if tag == "script":
            self.scripts.append("")

    def handle_data(self, text: str) -> None:
        if self.found and self.found[-1][0] == "script":
            self.scripts[-1] += text


def test_pyvis_is_the_engine(news: Graph) -> None:
    page = Page()
    assert isinstance(page, Network)
    page.add_node(0, "甲", group="person", x=0, y=0, size=5)
    page.add_node(0, "乙", group="person", x=0, y=0, size=5)
    page.add_edge(0, 0, fact=0, relation="locatedIn", denied=False)
    page.add_edge(0, 0, fact=1, relation="visits", denied=False)
    assert (page.num_nodes(), page.num_edges()) == (1, 2)
    with pytest.raises(KeyError):
        page.add_edge(0, 7, fact=2, relation="visits", denied=False)
    assert assets()["engine"].strip()[:40] in render(news)
    assert "vis-network" in assets()["engine"]


def test_no_element_loads_anything(news: Graph) -> None:
    outline = Outline(render(news))
    for tag, attributes in outline.found:
        assert not {"src", "srcset", "action", "formaction", "data", "poster", "style"} & attributes.keys(), tag
        assert not [name for name in attributes if name.startswith("on")], tag
        assert attributes.get("href", "data:,") == "data:,", tag
    own = "".join(assets()["app"]) + assets()["style"]
    assert not re.search(
        r"@import|url\(|innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function", own
    )
    assert not re.findall(r"https?://(?!www\.w3\.org/)[^\s\"'`]+", own)


def test_the_policy_allows_the_two_scripts_and_nothing_from_outside(news: Graph) -> None:
    html = render(news)
    assert policy().startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe" not in policy()
    assert policy().count("sha256-") == 3
    assert policy().replace("'", "&#39;") in html


def test_texts_stand_in_no_markup_of_the_page() -> None:
    html = render(hostile().graph, title='</title><script>alert(1)</script>"')
    plain = Outline(render(small().graph))
    outline = Outline(html)
    assert [tag for tag, _ in outline.found] == [tag for tag, _ in plain.found]
    for payload in HOSTILE:
        assert payload not in re.sub(r"<script.*?</script>", "", html, flags=re.S) or len(payload) < 12, payload
    for script in outline.scripts[1:4]:
        assert re.fullmatch(r'"[A-Za-z0-9+/=]+"', script.strip())


def test_same_graph_same_bytes_whatever_the_hash_seed(tmp_path: Path) -> None:
    small().graph.serialize(tmp_path / "g.ttl", format="turtle")
    code = (
        "import sys, rdflib; from kg.explore import render;"
        "sys.stdout.buffer.write(render(rdflib.Graph().parse(sys.argv[1])).encode())"
    )
    runs = [
        subprocess.run(
            [sys.executable, "-c", code, str(tmp_path / "g.ttl")],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert runs[0] == runs[1]


@pytest.mark.parametrize("encoding", ["ascii", "gbk"])
def test_the_locale_does_not_matter(tmp_path: Path, encoding: str) -> None:
    """pyvis's own `write_html` opens its file in the locale's encoding, and fails under GBK."""
    small().graph.serialize(tmp_path / "g.ttl", format="turtle")
    code = (
        "import builtins, io, sys, rdflib\n"
        f"io.text_encoding = lambda given, level=2: given or {encoding!r}\n"
        "import locale; locale.getpreferredencoding = lambda *_: " + repr(encoding) + "\n"
        "from kg.explore import write_html\n"
        "write_html(rdflib.Graph().parse(sys.argv[1]), sys.argv[2])"
    )
    target = tmp_path / "out" / "graph.html"
    target.parent.mkdir()
    subprocess.run(
        [sys.executable, "-X", "utf8=0", "-c", code, str(tmp_path / "g.ttl"), str(target)],
        env={**os.environ, "LC_ALL": "C", "PYTHONCOERCECLOCALE": "0"},
        cwd=target.parent,
        check=True,
    )
    assert target.read_text(encoding="utf-8") == render(Graph().parse(tmp_path / "g.ttl"))
    assert [path.name for path in target.parent.iterdir()] == ["graph.html"]


def test_written_whole_or_not_at_all(tmp_path: Path, news: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    target = tmp_path / "graph.html"
    old = os.umask(0o077)
    try:
        write_html(news, target)
    finally:
        os.umask(old)
    assert stat.S_IMODE(target.stat().st_mode) == 0o644
    assert [path.name for path in tmp_path.iterdir()] == ["graph.html"]
    before = target.read_bytes()

    def full(*_: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OutputError, match="No space left"):
        write_html(news, target)
    assert target.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["graph.html"]


def test_an_empty_graph_makes_a_page(data: Callable[[str, str], Any]) -> None:
    html = render(Graph())
    assert data(html, "head")["labels"] == []
    assert data(html, "network")["x"] == []


def test_the_page_of_a_small_graph_is_small(news: Graph) -> None:
    assert len(render(news).encode()) < 1_100_000


def test_every_class_and_relation_of_the_vocabulary_has_a_name_in_both_languages() -> None:
    words = json.loads((HERE / "words.json").read_text(encoding="utf-8"))
    known = words["classes"].keys() | words["relations"].keys() | words["fields"].keys()
    ontology = Graph().parse(Path(__file__).parents[2] / "ontology" / "kg.ttl")
    kinds = (OWL.ObjectProperty, OWL.DatatypeProperty)
    named = {str(s).removeprefix(str(KG)) for kind in kinds for s in ontology.subjects(RDF.type, kind) if s in KG}
    on_evidence = {"inArticle", "quote", "beginIndex", "endIndex", "sentence", "foundBy", "confidence", "speaker"}
    assert named - known == on_evidence | {"modality", "text"}
    assert set(CLASSES) <= words["classes"].keys()
    tables = [words[name].values() for name in ("classes", "relations", "fields", "values", "interface")]
    assert all(len(pair) == 2 and all(pair) for table in tables for pair in table)


def test_every_word_that_the_scripts_ask_for_is_there_and_none_is_idle() -> None:
    words = json.loads((HERE / "words.json").read_text(encoding="utf-8"))["interface"]
    source = "".join(path.read_text(encoding="utf-8") for path in sorted((HERE / "js").glob("*.js")))
    asked = set(re.findall(r'say\("(\w+)"', source))
    assert asked <= words.keys()
    assert [name for name in words if not re.search(rf'"{name}"', source)] == []
