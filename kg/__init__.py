"""Reads Chinese newspaper pages and makes a knowledge graph of them, every link traced to the characters that say it.

    import kg

    graph = kg.build(["seeds"])                  # an rdflib.Graph
    kg.write(graph, "output/graph.ttl")          # sorted Turtle, whole or not at all
    articles, mentions, facts = kg.extract(text)

Errors of the input are children of `kg.KgError`. Importing this is cheap: what a name needs is loaded when it is used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.api import Extract, build, extract, write
    from kg.errors import KgError

__all__ = ["Extract", "KgError", "build", "extract", "write"]


def __getattr__(name: str) -> object:
    from importlib import import_module

    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found: object = getattr(import_module("kg.errors" if name == "KgError" else "kg.api"), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
