"""The graph: writing it, reading it back, checking it, asking it."""

from kg.rdf.graph import to_graph
from kg.rdf.namespaces import BASES, Bases
from kg.rdf.reading import load
from kg.rdf.turtle import to_turtle, write

__all__ = ["BASES", "Bases", "load", "to_graph", "to_turtle", "write"]
