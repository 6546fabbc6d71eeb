"""A graph of any size that looks like a real one: the seed pages' own, over and over, each time about other things.

python bench/rdf/million.py OUT.ttl [--triples 1000000]
"""

from __future__ import annotations

import argparse
from hashlib import blake2b
from itertools import count
from pathlib import Path

from kg.pipeline import build
from kg.rdf.files import replace
from kg.rdf.namespaces import KGID, RDFS
from kg.rdf.statements import Statement, in_order, statements
from kg.rdf.turtle import turtle_of
from kg.readers import discover, read

SEEDS = Path(__file__).parents[2] / "seeds"


def seed() -> list[Statement]:
    """What `kg build seeds/` says."""
    return statements(build(read(source) for source in discover([str(SEEDS)])))


def scaled(triples: int) -> list[Statement]:
    """At least so many statements: whole copies of the seed graph, entities with ids and names of their own in each."""
    told: list[Statement] = []
    original = seed()
    for number in count():
        if len(told) >= triples:
            return in_order(told)
        told += original if number == 0 else _copy(original, number)
    raise AssertionError("count() never ends")


def _copy(told: list[Statement], number: int) -> list[Statement]:
    base, label = str(KGID), str(RDFS.label)
    names: dict[str, str] = {}

    def name(iri: str) -> str:
        if not iri.startswith(base):
            return iri
        if iri not in names:
            family = iri.removeprefix(base).rpartition("-")[0]
            names[iri] = f"{base}{family}-{blake2b(f'{number} {iri}'.encode(), digest_size=6).hexdigest()}"
        return names[iri]

    return [
        (name(s), p, (f"{value}{number}" if p == label else value) if tag else name(value), tag)
        for s, p, value, tag in told
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("--triples", type=int, default=1_000_000)
    options = parser.parse_args()
    told = scaled(options.triples)
    replace(options.out, turtle_of(told))
    print(f"{len(told)} triples, {options.out.stat().st_size >> 20} MiB")


if __name__ == "__main__":
    main()
