"""The graph: writing it, reading it back, checking it, asking it.

Importing this is cheap: rdflib is loaded when a name that needs it is used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.rdf.graph import to_graph
    from kg.rdf.prefixes import BASES, Bases
    from kg.rdf.reading import load
    from kg.rdf.turtle import to_turtle, write

__all__ = ["BASES", "Bases", "load", "to_graph", "to_turtle", "write"]

_HOME = {"BASES": "prefixes", "Bases": "prefixes", "load": "reading", "to_graph": "graph"}


def __getattr__(name: str) -> object:
    from importlib import import_module

    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found: object = getattr(import_module(f"kg.rdf.{_HOME.get(name, 'turtle')}"), name)
    globals()[name] = found
    return found
