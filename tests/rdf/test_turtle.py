"""The writer: the same bytes, readable by all, whole or not at all."""

from __future__ import annotations

import errno
import os
import random
import re
import stat
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import RdfFormat, parse
from rdflib import Graph, Literal, URIRef
from rdflib.compare import isomorphic

from kg.errors import InputError, KgError, OutputError
from kg.model import Knowledge
from kg.rdf import load, to_graph, to_turtle, write
from kg.rdf.files import replace as put
from kg.rdf.graph import statements_of
from kg.rdf.memory import _tree
from kg.rdf.namespaces import KG, KGID, RDF, RDFS, XSD
from kg.rdf.turtle import turtle_of

HERE = Path(__file__).parent


def test_turtle_is_sorted_and_prefixed(knowledge: Knowledge) -> None:
    text = to_turtle(knowledge).decode()
    blocks = text.split("\n\n")
    heads = [block.split(" ", 1)[0] for block in blocks[1:]]
    assert heads == sorted(heads) and len(heads) == len(set(heads))
    assert all(block.split(" ", 2)[1] == "a" for block in blocks[1:]), "types come first"
    assert "@prefix kg: <https://kg.example.org/ontology#> ." in blocks[0]
    assert "<https://kg.example.org" not in "".join(blocks[1:])
    assert text.endswith(" .\n") and not text.endswith("\n\n")


def test_both_ways_to_turtle_give_the_same_bytes(knowledge: Knowledge) -> None:
    assert to_turtle(to_graph(knowledge)) == to_turtle(knowledge)


def test_reading_and_writing_again_changes_nothing(graph_file: Path) -> None:
    assert to_turtle(load(graph_file)) == graph_file.read_bytes()


def test_order_of_the_parts_does_not_matter(knowledge: Knowledge) -> None:
    rng = random.Random(7)
    mixed = replace(
        knowledge,
        entities=tuple(rng.sample(knowledge.entities, len(knowledge.entities))),
        facts=tuple(rng.sample(knowledge.facts, len(knowledge.facts))),
        observations=tuple(reversed(knowledge.observations)),
        items=tuple(reversed(knowledge.items)),
    )
    assert to_turtle(mixed) == to_turtle(knowledge)


@pytest.mark.parametrize("seed", ["0", "1", "4242"])
def test_hash_seed_does_not_matter(knowledge: Knowledge, seed: str) -> None:
    code = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "from sample import sample\n"
        "from kg.rdf import to_graph, to_turtle\n"
        "sys.stdout.buffer.write(to_turtle(to_graph(sample())))"
    )
    run = [sys.executable, "-c", code, str(HERE)]
    out = subprocess.run(run, env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=True).stdout
    assert out == to_turtle(knowledge)


TEXTS = st.text(st.characters(codec="utf-8"), max_size=40) | st.text(
    "\"\\\n\r\t .;,<>@^_:#'a𠮷氢\u2028\x00", max_size=20
)


@given(TEXTS)
def test_any_text_survives(text: str) -> None:
    graph = Graph()
    graph.add((KGID["person-0123456789ab"], KG.quote, Literal(text, lang="zh")))
    graph.add((KGID["person-0123456789ab"], KG.foundBy, Literal(text)))
    data = to_turtle(graph)
    assert {q.object.value for q in parse(data, format=RdfFormat.TURTLE)} == {text}


@given(st.sampled_from(["https://kg.example.org/id/", "https://other.example/a#"]), st.text("aZ09-._~/%#", max_size=12))
def test_any_iri_survives(base: str, local: str) -> None:
    graph = Graph()
    graph.add((URIRef(base + local), RDFS.seeAlso, URIRef(base + local)))
    if re.search("%(?![0-9A-Fa-f]{2})", local) or "#" in (base + local).partition("#")[2]:
        with pytest.raises(KgError, match="not an IRI"):
            to_turtle(graph)
        return
    (quad,) = parse(to_turtle(graph), format=RdfFormat.TURTLE)
    assert quad.subject.value == quad.object.value == base + local


@pytest.mark.parametrize("number", ["1", "-1", "+1", "1.", ".5", "1.5", "-0.50", "1e3", "", "x"])
def test_numbers_keep_their_form_and_type(number: str) -> None:
    for datatype in (XSD.integer, XSD.decimal):
        graph = Graph()
        graph.add((KGID.a, KG.value, Literal(number, datatype=datatype, normalize=False)))
        (quad,) = parse(to_turtle(graph), format=RdfFormat.TURTLE)
        assert (quad.object.value, quad.object.datatype.value) == (number, str(datatype))


def holding(graph: Graph, way: str) -> Graph:
    """The same triples, held in another way."""
    if way == "rdflib's own":
        return graph
    if way == "with something taken out":
        for node in (KGID["person-0"], URIRef("https://a.example/a")):
            graph.add((node, KG.visits, node))
            graph.add((node, RDFS.label, Literal("不在")))
        graph.remove((None, KG.visits, None))
        graph.remove((None, RDFS.label, Literal("不在")))
        return graph
    if way == "one of two in a store":
        Graph(graph.store, URIRef("https://a.example/other")).add((KGID.a, RDFS.label, Literal("别的")))
        return graph
    if way == "parsed by rdflib":
        return Graph().parse(data=graph.serialize(format="nt"), format="nt")
    other = Graph(store="SimpleMemory")
    for triple in graph:
        other.add(triple)
    return other


@pytest.mark.parametrize(
    "way",
    ["rdflib's own", "with something taken out", "one of two in a store", "parsed by rdflib", "another store"],
)
def test_however_a_graph_is_held_its_turtle_is_that_of_its_statements(graph: Graph, way: str) -> None:
    for value in (
        Literal("x"),
        Literal("x", datatype=XSD.string),
        Literal("x", lang="en"),
        Literal('"\\\n', lang="zh"),
        URIRef("x:x"),
        Literal("1", datatype=XSD.integer),
        Literal("eins", datatype=XSD.integer, normalize=False),
        Literal("1", datatype=XSD.decimal, normalize=False),
        Literal("1", datatype=URIRef("https://a.example/type")),
    ):
        graph.add((URIRef("https://a.example/a#b.c"), KG.value, value))
        graph.add((KGID[f"event-{abs(hash(value))}"], KG.value, value))
    held = holding(graph, way)
    assert to_turtle(held) == turtle_of(statements_of(held))
    assert isomorphic(Graph().parse(data=to_turtle(held), format="turtle"), without_twins(held))


def without_twins(graph: Graph) -> Graph:
    """What rdflib keeps apart and RDF does not: a string with its datatype said and without."""
    one = Graph()
    for s, p, o in graph:
        one.add((s, p, Literal(str(o)) if isinstance(o, Literal) and o.datatype == XSD.string else o))
    return one


def test_rdf_type_as_a_value_is_no_keyword(tmp_path: Path) -> None:
    graph = Graph()
    graph.add((KGID.a, RDF.predicate, RDF.type))
    graph.add((KGID.a, RDF.type, KG.Evidence))
    write(graph, tmp_path / "graph.ttl")
    assert set(load(tmp_path / "graph.ttl")) == set(graph)
    assert b"a kg:Evidence ;\n    rdf:predicate rdf:type .\n" in (tmp_path / "graph.ttl").read_bytes()


def test_only_prefixes_that_are_used_are_declared() -> None:
    graph = Graph()
    graph.add((KGID.a, KG.value, Literal(3)))
    assert b"xsd:" not in to_turtle(graph) and b"rdf:" not in to_turtle(graph)


def test_rdflib_still_has_the_index_that_is_laid_out() -> None:
    graph = Graph()
    graph.add((KGID.a, RDFS.label, Literal("甲")))
    assert _tree(graph) is vars(graph.store)["_Memory__spo"]


def test_lone_surrogates_are_a_clear_error() -> None:
    graph = Graph()
    graph.add((KGID.a, RDFS.label, Literal("\ud800")))
    with pytest.raises(KgError, match="character"):
        to_turtle(graph)


def test_file_is_readable_by_all_and_replaces_the_old_one(knowledge: Knowledge, tmp_path: Path) -> None:
    path = tmp_path / "new" / "graph.ttl"
    write(knowledge, path)
    assert path.read_bytes() == to_turtle(knowledge)
    assert stat.S_IMODE(path.stat().st_mode) == 0o644
    write(Graph(), path)
    assert len(load(path)) == 0
    assert list(path.parent.iterdir()) == [path]


def test_link_is_followed(knowledge: Knowledge, tmp_path: Path) -> None:
    (tmp_path / "link.ttl").symlink_to(tmp_path / "real.ttl")
    write(knowledge, tmp_path / "link.ttl")
    assert (tmp_path / "link.ttl").is_symlink() and (tmp_path / "real.ttl").is_file()


def test_full_disk_leaves_the_old_file(knowledge: Knowledge, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    path = tmp_path / "graph.ttl"
    path.write_text("old")
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OutputError, match=r"graph\.ttl: cannot write: No space left"):
        write(knowledge, path)
    assert path.read_text() == "old" and list(tmp_path.iterdir()) == [path]


def test_limit_on_file_size_leaves_the_old_file(tmp_path: Path) -> None:
    """No pretence: the kernel refuses the bytes."""
    path = tmp_path / "graph.ttl"
    path.write_text("old")
    code = (
        "import resource, signal, sys; sys.path.insert(0, sys.argv[1])\n"
        "from sample import sample\n"
        "from kg.rdf import write\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))\n"
        "write(sample(), sys.argv[2])"
    )
    run = subprocess.run([sys.executable, "-B", "-c", code, str(HERE), str(path)], capture_output=True, text=True)
    assert "OutputError" in run.stderr and "File too large" in run.stderr
    assert path.read_text() == "old" and list(tmp_path.iterdir()) == [path]


def test_result_that_does_not_read_back_is_not_kept(tmp_path: Path) -> None:
    path = tmp_path / "graph.ttl"
    path.write_text("old")

    def check(data: bytes) -> None:
        list(parse(data, format=RdfFormat.TURTLE))

    with pytest.raises(OutputError, match="does not read back"):
        put(path, b"<a> <b> .", check)
    assert path.read_text() == "old" and list(tmp_path.iterdir()) == [path]


def test_only_files_are_written_to(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="not a regular file"):
        put("/dev/full", b"")
    with pytest.raises(OutputError, match="not a regular file"):
        put(tmp_path, b"")
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError, match="not a folder"):
        put(tmp_path / "file" / "graph.ttl", b"")


def test_unreadable_graphs_name_file_and_line(tmp_path: Path) -> None:
    path = tmp_path / "broken.ttl"
    path.write_text("<https://a.example/a> <https://a.example/b>\n  'x'@@ .")
    with pytest.raises(InputError, match=r"broken\.ttl: Parser error at line 2 column"):
        load(path)
    with pytest.raises(InputError, match="No such file"):
        load(tmp_path / "none.ttl")
