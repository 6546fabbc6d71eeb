"""Which article says what: the named graphs that let one article be replaced or withdrawn."""

from __future__ import annotations

from collections import defaultdict

from kg.rdf.namespaces import RDF, SKOS, Bases
from kg.rdf.reification import REIFIES, fact_in
from kg.rdf.statements import Statement

__all__ = ["by_article"]


def by_article(told: list[Statement], bases: Bases) -> list[tuple[str, Statement]]:
    """Each statement with the IRI of every graph it stands in, sorted by graph; taken together they are `told`.

    An article's graph, named like the article, holds the article, its evidence, the facts that this evidence shows and
    the names and types of what these are about. A page's own statements stand in a graph named like the page. The empty
    name is the default graph: for what no article speaks of.
    """
    kg = bases.vocabulary
    pages: set[str] = set()
    articles: set[str] = set()
    evidence: set[str] = set()
    home: dict[str, str] = {}
    parts: dict[str, dict[str, tuple[str, str]]] = defaultdict(dict)
    wanted = {str(RDF.subject), str(RDF.predicate), str(RDF.object), kg + "speaker"}
    for subject, predicate, value, tag in told:
        if predicate == str(RDF.type):
            for kind, members in (("NewsPage", pages), ("Evidence", evidence)):
                if value == kg + kind:
                    members.add(subject)
        elif predicate == kg + "onPage":
            articles.add(subject)
        elif predicate == kg + "inArticle":
            home[subject] = value
        elif predicate in wanted:
            parts[subject][predicate] = (value, tag)
        elif predicate == REIFIES:
            s, p, said, kind = fact_in(value)
            parts[subject] |= zip(
                map(str, (RDF.subject, RDF.predicate, RDF.object)), ((s, ""), (p, ""), (said, kind)), strict=True
            )
    shown: dict[Statement, set[str]] = defaultdict(set)
    spoken_of: dict[str, set[str]] = defaultdict(set)
    for node, article in home.items():
        fact = [parts[node].get(str(RDF[name]), ("", "")) for name in ("subject", "predicate", "object")]
        shown[(fact[0][0], fact[1][0], *fact[2])].add(article)
        for value, tag in (fact[0], fact[2], parts[node].get(kg + "speaker", ("", ""))):
            if not tag:
                spoken_of[value].add(article)
    words = _words(told, kg, home)

    def graphs(statement: Statement) -> set[str]:
        subject, predicate, value, _ = statement
        if subject in pages or subject in articles:
            return {subject}
        if subject in evidence:
            return {home[subject]} if subject in home else {""}
        where = shown.get(statement) or spoken_of.get(subject) or {""}
        if predicate == str(SKOS.altLabel):
            return {article for article in where if value in words.get(article, "")} or where
        return where

    return sorted((graph, statement) for statement in told for graph in graphs(statement))


def _words(told: list[Statement], kg: str, home: dict[str, str]) -> dict[str, str]:
    """All that the graph holds of each article's wording."""
    words: dict[str, list[str]] = defaultdict(list)
    for subject, predicate, value, _ in told:
        if predicate in (kg + "text", kg + "headline"):
            words[subject].append(value)
        elif predicate == kg + "sentence" and subject in home:
            words[home[subject]].append(value)
    return {article: "\n".join(parts) for article, parts in words.items()}
