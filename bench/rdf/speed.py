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
from rdflib import Graph

from kg.rdf import write
from kg.rdf.graph import graph_of, statements_of
from kg.rdf.statements import Statement
from kg.rdf.turtle import turtle_of
from kg.rdf.validate import validate

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
PLAIN = 15
"""How many plain shapes ours are compared with."""


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
        from rdflib import Graph
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
    """Turtle out of an rdflib graph, and out of statements that are sorted already."""
    graph = graph_of(told)
    theirs = timed(lambda: graph.serialize(str(folder / "rdflib.ttl"), format="turtle"))
    ours = timed(lambda: write(graph, folder / "kg.ttl"))
    lines = statements_of(graph)
    layout = timed(lambda: (folder / "layout.ttl").write_bytes(turtle_of(lines)))
    print(f"\n{len(told):,} triples\n\n|  | CPU s | rdflib's is … times it |\n| --- | --- | --- |")
    print(f"| rdflib, `graph.serialize` | {theirs:.1f} | 1 |")
    print(f"| `kg.write`: sorted, read back, replaced whole | {ours:.1f} | {theirs / ours:.1f} |")
    print(f"| of which laying out and writing | {layout:.1f} | {theirs / layout:.1f} |")


def plain_shapes() -> Graph:
    """Fifteen plain shapes as a beginner writes them: each class with a label of one language."""
    classes = "Person Company Organization GovernmentBody School City District Town Project Event Industry Product"
    lines = ["@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix kg: <https://kg.example.org/ontology#> ."]
    lines.append("@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .")
    lines.append("@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .")
    for name in [*classes.split(), "Observation", "NewsArticle", "Evidence"]:
        path = "kg:quote" if name == "Evidence" else "rdfs:label"
        lines.append(
            f"kg:{name}Plain a sh:NodeShape ; sh:targetClass kg:{name} ; "
            f"sh:property kg:{name}Label . kg:{name}Label sh:path {path} ; sh:minCount 1 ; sh:maxCount 1 ; "
            "sh:datatype rdf:langString ; sh:uniqueLang true ."
        )
    assert len(lines) == 3 + PLAIN
    return Graph().parse(data="\n".join(lines), format="turtle")


def shapes(told: list[Statement]) -> None:
    """Our shapes beside fifteen plain ones, both by pyshacl on a graph in memory."""
    graph, plain = graph_of(told), plain_shapes()
    conforms: list[object] = []
    theirs = timed(
        lambda: conforms.append(pyshacl.validate(graph, shacl_graph=plain, inference="none", inplace=True)[0])
    )
    found: list[object] = []
    ours = timed(lambda: found.extend(validate(graph)))
    print(f"\n{len(told):,} triples\n\n|  | CPU s | times the plain ones |\n| --- | --- | --- |")
    print(f"| pyshacl, {PLAIN} plain shapes (conforms: {conforms[0]}) | {theirs:.1f} | 1 |")
    print(f"| `kg validate`'s shapes ({len(found)} violations) | {ours:.1f} | {ours / theirs:.1f} |")


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
