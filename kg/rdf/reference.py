"""The reference of the vocabulary, generated from the ontology: Markdown for the repository, HTML for a browser."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from rdflib import OWL, Graph, URIRef

from kg.rdf.namespaces import BASES, RDF, RDFS, SKOS, Bases
from kg.rdf.vocabulary import ontology

__all__ = ["html", "markdown"]

_SECTIONS = {
    OWL.Class: ("Classes", "类"),
    OWL.ObjectProperty: ("Relations", "关系"),
    OWL.DatatypeProperty: ("Literals", "文字属性"),
}
_NATURES = {
    OWL.TransitiveProperty: "transitive",
    OWL.SymmetricProperty: "symmetric",
    OWL.FunctionalProperty: "one value only",
}
_UP = (RDFS.subClassOf, RDFS.subPropertyOf, OWL.equivalentProperty, OWL.inverseOf, SKOS.closeMatch)
_SIGN = {
    RDFS.subClassOf: "⊂",
    RDFS.subPropertyOf: "⊂",
    OWL.equivalentProperty: "=",
    OWL.inverseOf: "inverse of",
    SKOS.closeMatch: "≈",
}


@dataclass(frozen=True, slots=True)
class _Term:
    """A class or property as both pages show it."""

    name: str
    label: dict[str, str]
    definition: dict[str, str]
    reach: str
    relations: tuple[str, ...]


def markdown(bases: Bases = BASES) -> str:
    """The reference as Markdown, a table a section."""
    parts = ["# The vocabulary · 词汇\n\nGenerated from `kg.ttl`; `⊂` is “a kind of”, `≈` “close to”.\n"]
    for title, zh, terms in _sections(ontology(bases), bases):
        parts.append(f"\n## {title} · {zh}\n\n| name | | meaning | from → to | relations |\n|---|---|---|---|---|\n")
        for term in terms:
            meaning = f"{term.definition['en']} {term.definition['zh']}"
            row = (f"`kg:{term.name}`", term.label["zh"], meaning, term.reach, ", ".join(term.relations))
            parts.append(f"| {' | '.join(cell.replace('|', '&#124;') for cell in row)} |\n")
    return "".join(parts)


def html(bases: Bases = BASES) -> str:
    """The reference as one page that needs nothing else; each term stands at `#name`, as its IRI asks."""
    body = []
    for title, zh, terms in _sections(ontology(bases), bases):
        body.append(f"<h2>{title} · {zh}</h2>\n")
        for term in terms:
            relations = f"<dd>{escape(', '.join(term.relations))}</dd>\n" if term.relations else ""
            reach = f"<dd>{escape(term.reach)}</dd>\n" if term.reach else ""
            body.append(
                f'<dl id="{escape(term.name)}"><dt><code>kg:{escape(term.name)}</code> {escape(term.label["zh"])} · '
                f"{escape(term.label['en'])}</dt>\n<dd>{escape(term.definition['zh'])}</dd>\n"
                f"<dd>{escape(term.definition['en'])}</dd>\n{reach}{relations}</dl>\n"
            )
    return _PAGE.format(vocabulary=escape(bases.vocabulary), body="".join(body))


_PAGE = """<!doctype html>
<html lang="zh">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>新闻知识图谱词汇 · News knowledge graph vocabulary</title>
<style>
body {{ font: 16px/1.6 "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif; max-width: 50rem;
  margin: 2rem auto; padding: 0 1rem; color: #222; background: #fff }}
dt {{ font-weight: 600 }} dd {{ margin: 0 0 0 1.5rem }} dl:target {{ background: #fff3bf }} code {{ color: #0b5394 }}
@media (prefers-color-scheme: dark) {{ body {{ color: #ddd; background: #181818 }} code {{ color: #8ab4f8 }}
  dl:target {{ background: #4a3f00 }} }}
</style>
</head>
<body>
<h1>新闻知识图谱词汇 · News knowledge graph vocabulary</h1>
<p><code>kg:</code> = <code>{vocabulary}</code></p>
{body}</body>
</html>
"""


def _sections(words: Graph, bases: Bases) -> Iterator[tuple[str, str, list[_Term]]]:
    for kind, (title, zh) in _SECTIONS.items():
        found = sorted({t for t in words.subjects(RDF.type, kind) if isinstance(t, URIRef)}, key=str)
        yield title, zh, [_term(words, term, bases) for term in found]


def _term(words: Graph, term: URIRef, bases: Bases) -> _Term:
    def short(iri: object) -> str:
        text = str(iri)
        if text.startswith(bases.vocabulary):
            return text.removeprefix(bases.vocabulary)
        return words.namespace_manager.normalizeUri(text)

    ends = [short(end) for p in (RDFS.domain, RDFS.range) for end in words.objects(term, p)]
    natures = [word for kind, word in _NATURES.items() if (term, RDF.type, kind) in words]
    ties = [f"{_SIGN[p]} {short(o)}" for p in _UP for o in sorted(words.objects(term, p), key=str)]
    return _Term(
        name=short(term),
        label=_both(words, term, RDFS.label),
        definition=_both(words, term, SKOS.definition),
        reach=" → ".join(ends),
        relations=(*natures, *ties),
    )


def _both(words: Graph, term: URIRef, predicate: URIRef) -> dict[str, str]:
    return {str(getattr(text, "language", "")): str(text) for text in words.objects(term, predicate)}
