"""`kg serve` under load, beside `oxigraph serve-read-only` over the same graph in the same run.

    python bench/rdf/serve.py [--triples 100000] [--clients 50] [--seconds 30]

Each client keeps its connection and asks five questions in turn; an answer counts as wrong unless it is, byte for byte,
what the endpoint gave when it was alone. Meanwhile one more client asks something that takes a minute. Prints a
Markdown table.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import re
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from statistics import quantiles
from urllib.parse import urlencode

from million import scaled
from pyoxigraph import RdfFormat, Store

from kg.rdf.turtle import turtle_of

PREFIXES = """
PREFIX kg: <https://kg.example.org/ontology#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
"""
QUERIES = (
    "SELECT ?name { ?x a kg:Company ; rdfs:label ?name } ORDER BY ?name LIMIT 100",
    'SELECT ?i ?t { ?x rdfs:label "金水区"@zh ; kg:hasObservation ?o . ?o kg:indicator ?i ; kg:valueText ?t } '
    "ORDER BY ?i ?t",
    "SELECT ?q { ?e rdf:predicate kg:investsIn ; kg:quote ?q } ORDER BY ?q LIMIT 50",
    "SELECT ?c (COUNT(?x) AS ?n) { ?x a ?c } GROUP BY ?c ORDER BY ?c",
    "ASK { ?x kg:locatedIn ?y . ?y kg:locatedIn ?z }",
)
SLOW = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"


@dataclass
class Load:
    """What the clients saw: seconds an answer took, and what went wrong, by kind."""

    took: list[float] = field(default_factory=list)
    wrong: Counter[str] = field(default_factory=Counter)
    over: threading.Event = field(default_factory=threading.Event)


def ask(connection: http.client.HTTPConnection, path: str, query: str) -> tuple[int, bytes]:
    headers = {"Content-Type": "application/x-www-form-urlencoded", "Accept": "application/sparql-results+json"}
    connection.request("POST", path, urlencode({"query": PREFIXES + query}), headers)
    response = connection.getresponse()
    return response.status, response.read()


def client(port: int, path: str, expected: list[bytes], load: Load, first: int) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    turn = first
    while not load.over.is_set():
        which = turn % len(QUERIES)
        turn += 1
        began = time.monotonic()
        try:
            status, body = ask(connection, path, QUERIES[which])
        except (OSError, http.client.HTTPException) as error:
            if not load.over.is_set():
                load.wrong[type(error).__name__] += 1
            connection.close()
            continue
        load.took.append(time.monotonic() - began)
        if status != 200:
            load.wrong[f"HTTP {status}"] += 1
        elif body != expected[which]:
            load.wrong["another answer"] += 1


def slow(port: int, path: str, seconds: float) -> str:
    """What becomes of the slow query."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=seconds + 60)
    began = time.monotonic()
    try:
        status, body = ask(connection, path, SLOW)
        json.loads(body) if status == 200 else None
    except (OSError, http.client.HTTPException, ValueError) as error:
        return f"{type(error).__name__} after {time.monotonic() - began:.0f} s"
    return f"HTTP {status} after {time.monotonic() - began:.0f} s"


def memory(process: int) -> int:
    """Resident bytes of a process and all below it, its own pages alone of what they share (PSS)."""
    found = re.search(r"^Pss:\s+(\d+)", Path(f"/proc/{process}/smaps_rollup").read_text(), re.MULTILINE)
    total = int(found[1]) << 10 if found else 0
    return total + sum(memory(child) for child in children(process))


def cpu(process: int) -> float:
    """CPU seconds of a process and its living children."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    used = (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return used + sum(cpu(child) for child in children(process))


def children(process: int) -> list[int]:
    """A process's children, whichever thread began them."""
    found = []
    for task in Path(f"/proc/{process}/task").iterdir():
        with suppress(FileNotFoundError):  # a thread that ended meanwhile
            found += [int(child) for child in (task / "children").read_text().split()]
    return found


def measure(name: str, command: list[str], port: int, path: str, clients: int, seconds: float) -> str:
    """One server under load: a row of the table."""
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        while True:
            try:
                with socket.create_connection(("127.0.0.1", port), timeout=1):
                    break
            except OSError:
                if server.poll() is not None:
                    raise SystemExit(f"{name} ended with status {server.returncode}") from None
                time.sleep(0.1)
        alone = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        expected = [ask(alone, path, query)[1] for query in QUERIES]
        load, fate = Load(), []
        until, before, most = time.monotonic() + seconds, cpu(server.pid), memory(server.pid)
        waiting = threading.Thread(target=lambda: fate.append(slow(port, path, seconds)))
        waiting.start()
        threads = [threading.Thread(target=client, args=(port, path, expected, load, n)) for n in range(clients)]
        for thread in threads:
            thread.start()
        used = 0.0
        while time.monotonic() < until and server.poll() is None:
            time.sleep(0.5)
            with suppress(ProcessLookupError):  # died at this moment: the loop ends
                most, used = max(most, memory(server.pid)), cpu(server.pid) - before
        load.over.set()
        for thread in threads:
            thread.join()
        waiting.join()
        alone.close()
        if server.poll() is not None:
            load.wrong[f"server dead, status {server.returncode}: connection"] += 1
        elif ask(alone, path, QUERIES[0])[1] != expected[0]:
            load.wrong["another answer in the end"] += 1
    finally:
        server.terminate()
        server.wait()
    times = quantiles(load.took, n=100)
    middle, last, worst = (f"{1000 * value:.0f}" for value in (times[49], times[98], max(load.took)))
    wrong = ", ".join(f"{n} {what}" for what, n in load.wrong.items()) or "0"
    return (
        f"| {name} | {len(load.took):,} | {wrong} | {middle} | {last} | {worst} "
        f"| {1000 * used / len(load.took):.1f} | {most >> 20} | {fate[0]} |"
    )


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--triples", type=int, default=100_000)
    parser.add_argument("--clients", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=30)
    options = parser.parse_args()
    programs, load = Path(sys.executable).parent, (options.clients, options.seconds)
    with tempfile.TemporaryDirectory() as name:
        graph, store = Path(name) / "graph.ttl", Path(name) / "store"
        told = scaled(options.triples)
        graph.write_bytes(turtle_of(told))
        Store(str(store)).bulk_load(path=str(graph), format=RdfFormat.TURTLE)
        print(f"{len(told):,} triples, {options.clients} clients, {options.seconds:g} s, one slow query beside them\n")
        print(
            "|  | answers | wrong or broken | median ms | 99% ms | worst ms | CPU ms each | peak MiB | the slow query |"
        )
        print("| --- | --- | --- | --- | --- | --- | --- | --- | --- |")
        port = free_port()
        kg = [str(programs / "kg"), "serve", str(graph), "--port", str(port), "--timeout", "60"]
        print(measure("`kg serve`", kg, port, "/sparql", *load), flush=True)
        for options_given in ([], ["--timeout-s", "60"]):
            port, title = free_port(), " ".join(["oxigraph serve-read-only", *options_given])
            command = [str(programs / "oxigraph"), "serve-read-only", "--location", str(store), *options_given]
            print(measure(f"`{title}`", [*command, "--bind", f"127.0.0.1:{port}"], port, "/query", *load), flush=True)


if __name__ == "__main__":
    main()
