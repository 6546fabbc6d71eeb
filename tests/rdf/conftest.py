from __future__ import annotations

from pathlib import Path

import pytest
from rdflib import Graph

from kg.model import Document, Knowledge
from kg.rdf import to_graph, write

from .sample import sample


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    return sample()


@pytest.fixture
def graph(knowledge: Knowledge) -> Graph:
    """A fresh graph of the sample, free to be broken."""
    return to_graph(knowledge)


@pytest.fixture(scope="session")
def pages(knowledge: Knowledge) -> list[Document]:
    return [page.document for page in knowledge.pages]


@pytest.fixture(scope="session")
def graph_file(knowledge: Knowledge, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("graph") / "graph.ttl"
    write(knowledge, path)
    return path
