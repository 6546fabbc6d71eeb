"""The RDF side beside what is public, in the same run: queries, writing, SHACL. CPU seconds, children included.

    python bench/rdf/speed.py [--triples 1000000] [--shapes 100000] [--only query write shapes]

Prints a Markdown table a subject. `serve.py` beside it measures the endpoint.
"""

from __future__ import annotations

import argparse
import csv
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from textwrap import dedent
from time import process_time

import pyshacl
from million import scaled
from rdflib import RDF, RDFS, SH, Graph

from kg.rdf import to_turtle, write
from kg.rdf.formats import export
from kg.rdf.graph import graph_of
from kg.rdf.statements import Statement
from kg.rdf.turtle import turtle_of
from kg.rdf.validate import validate
from kg.rdf.vocabulary import ontology

PREFIXES = """
PREFIX kg: <https://kg.example.org/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
"""
FIGURES = (
    'SELECT ?indicator { ?x rdfs:label "金水区"@zh ; kg:hasObservation/kg:indicator ?indicator } ORDER BY ?indicator'
)
"""One place's indicators."""
HOPS = """SELECT (COUNT(*) AS ?n) { ?a a kg:Company . ?p a kg:Project . ?a kg:investsIn ?p . ?p kg:locatedIn ?place }"""
"""A join over two hops, its classes named first: rdflib makes a cross product of these."""
PATIENCE = 60
"""CPU seconds after which rdflib's join is given up."""


def spent(command: list[str], **environment: str) -> tuple[float, str]:
    """The CPU seconds of a command with its children, and what it printed."""
    before = os.times()
    done = subprocess.run(
        command, env={**os.environ, **environment}, capture_output=True, encoding="utf-8", check=False
    )
    after = os.times()
    used = after.children_user + after.children_system - before.children_user - before.children_system
    return used, done.stdout


def rdflib_query(path: Path, query: str, seconds: int = 0) -> tuple[float, str]:
    """Plain rdflib: parse the file, ask. With `seconds`, given up after so many of CPU time beyond parsing."""
    code = f"""
        import resource, sys
        from rdflib import RDF, RDFS, SH, Graph
        graph = Graph().parse({str(path)!r}, format="turtle")
        used = int(sum(resource.getrusage(resource.RUSAGE_SELF)[:2]))
        if {seconds}:
            resource.setrlimit(resource.RLIMIT_CPU, (used + {seconds}, used + {seconds}))
        print(*sorted(",".join(map(str, row)) for row in graph.query({PREFIXES + query!r})), sep="\\n")
    """
    return spent([sys.executable, "-c", dedent(code)])


def kg_query(path: Path, query: str, cache: str) -> tuple[float, str]:
    """`kg query` as it is called from a shell."""
    program = str(Path(sys.executable).with_name("kg"))
    used, said = spent([program, "query", query, "--graph", str(path), "--format", "csv"], XDG_CACHE_HOME=cache)
    return used, "\n".join(sorted(",".join(row) for row in list(csv.reader(said.splitlines()))[1:]))


def queries(told: list[Statement], folder: Path) -> None:
    """First and repeat use of `kg query` beside rdflib."""
    path, cache = folder / "graph.ttl", str(folder / "cache")
    path.write_bytes(turtle_of(told))
    theirs, answer = rdflib_query(path, FIGURES)
    first, ours = kg_query(path, FIGURES, cache)
    again, repeated = kg_query(path, FIGURES, cache)
    assert ours == repeated == answer.strip("\n") != "", "both find the same"
    hops, found = kg_query(path, HOPS, cache)
    lost, _ = rdflib_query(path, HOPS, PATIENCE)
    print(
        f"\n{len(told):,} triples, {path.stat().st_size >> 20} MiB\n\n|  | CPU s | of rdflib's |\n| --- | --- | --- |"
    )
    print(f"| rdflib, load and one query | {theirs:.1f} | 1 |")
    print(f"| `kg query`, first use | {first:.2f} | {first / theirs:.3f} |")
    print(f"| `kg query`, repeat | {again:.2f} | {again / theirs:.4f} |")
    print(f"| `kg query`, two hops ({found.strip()} found), repeat | {hops:.2f} | |")
    print(f"| rdflib, two hops, given up {PATIENCE} s after loading | > {lost:.0f} | |")


def timed(work: Callable[[], object]) -> float:
    """CPU seconds of this process."""
    before = process_time()
    work()
    return process_time() - before


def writing(told: list[Statement], folder: Path) -> None:
    """Turtle out of an rdflib graph and out of statements, laid out alone and with what makes it safe."""
    graph = graph_of(told)
    theirs = timed(lambda: graph.serialize(str(folder / "rdflib.ttl"), format="turtle"))
    read = timed(lambda: Graph().parse(str(folder / "rdflib.ttl"), format="turtle"))
    ours = [
        ("a graph laid out, `to_turtle`", False, lambda: to_turtle(graph)),
        ("a graph with `kg.write`", True, lambda: write(graph, folder / "kg.ttl")),
        ("statements laid out", False, lambda: turtle_of(told)),
        ("statements as `kg build` writes them", True, lambda: export(told, folder, ["ttl"])),
    ]
    print(f"\n{len(told):,} triples\n\n|  | CPU s | rdflib's writing is … times it | with its reading |")
    print("| --- | --- | --- | --- |")
    print(f"| rdflib, `graph.serialize` | {theirs:.1f} | 1 | |")
    print(f"| rdflib, `graph.serialize` and parsing the file | {theirs + read:.1f} | | 1 |")
    for name, safe, work in ours:
        used = min(timed(work) for _ in range(2))
        print(f"| {name} | {used:.1f} | {theirs / used:.1f} | {f'{(theirs + read) / used:.1f}' if safe else ''} |")


def shapes(told: list[Statement]) -> None:
    """Our shapes beside fifteen ordinary ones, all by pyshacl on a graph in memory; the better of two runs each."""
    graph, nested = graph_of(told), ordinary()
    for triple in ontology().triples((None, RDFS.subClassOf, None)):
        graph.add(triple)  # all find the subclasses of what they name
    count = len(list(nested.subjects(SH.targetClass)))
    rows = [
        (f"pyshacl, {count} ordinary shapes", nested),
        ("the same, each property with a target of its own", with_targets(ordinary())),
        ("`kg validate`'s shapes", None),
    ]
    print(f"\n{len(told):,} triples\n\n|  | CPU s | times the ordinary ones |\n| --- | --- | --- |")
    first = 0.0
    for name, given in rows:
        used = min(timed(lambda given=given: checked(graph, given)) for _ in range(2))  # type: ignore[misc]
        first = first or used
        print(f"| {name} | {used:.1f} | {used / first:.2f} |", flush=True)


def ordinary() -> Graph:
    """Shapes as anyone would write them: a class each, its properties nested."""
    return Graph().parse(Path(__file__).with_name("ordinary.ttl"))


def with_targets(nested: Graph) -> Graph:
    """The same shapes without nesting, which pyshacl sets up anew for every node."""
    for shape, _, part in list(nested.triples((None, SH.property, None))):
        nested.remove((shape, SH.property, part))
        nested.add((part, RDF.type, SH.PropertyShape))
        nested += [(part, SH.targetClass, cls) for cls in nested.objects(shape, SH.targetClass)]
    return nested


def checked(graph: Graph, given: Graph | None) -> None:
    """Checks the graph against some shapes, else ours."""
    if given is None:
        assert not validate(graph)
    else:
        assert pyshacl.validate(graph, shacl_graph=given, inference="none", inplace=True)[0]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--triples", type=int, default=1_000_000)
    parser.add_argument("--shapes", type=int, default=100_000)
    parser.add_argument("--only", nargs="+", choices=("query", "write", "shapes"), default=("query", "write", "shapes"))
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if "shapes" in options.only:
            shapes(scaled(options.shapes))
        if "query" in options.only or "write" in options.only:
            told = scaled(options.triples)
            if "query" in options.only:
                queries(told, folder)
            if "write" in options.only:
                writing(told, folder)


if __name__ == "__main__":
    main()
