"""One entity of a served graph: all that is said of it, as RDF and as a page to read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from html import escape
from typing import Final

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from kg.rdf.namespaces import RDF, RDFS, SKOS, Bases, prefixes
from kg.rdf.statements import Statement, in_order
from kg.rdf.terms import tag_of

__all__ = ["neighbourhood", "page", "statements_in"]

Link = Callable[[str], str]
_NEAR: Final = 2_000


def neighbourhood(iri: str) -> str:
    """The query for an entity's own triples, those that point to it, its evidence, and the names of all in these."""
    node = f"<{iri}>"
    return f"""CONSTRUCT {{ {node} ?p ?o . ?s ?q {node} . ?e ?ep ?eo . ?n ?np ?no }} WHERE {{
  {{ {node} ?p ?o }}
  UNION {{ SELECT ?s ?q {{ ?s ?q {node} . FILTER NOT EXISTS {{ ?s a kg:Evidence }} }} LIMIT {_NEAR} }}
  UNION {{ {{ SELECT DISTINCT ?e {{ ?e rdf:subject|rdf:object|kg:speaker {node} }} LIMIT {_NEAR} }} ?e ?ep ?eo }}
  UNION {{
    {{ SELECT DISTINCT ?n {{
      {{ {node} ?a ?n }} UNION {{ ?n ?b {node} }}
      UNION {{ {{ SELECT DISTINCT ?f {{ ?f rdf:subject|rdf:object|kg:speaker {node} }} LIMIT {_NEAR} }}
              ?f kg:inArticle|kg:speaker|rdf:subject|rdf:object ?n }}
      FILTER NOT EXISTS {{ ?n a kg:Evidence }} }} }}
    ?n ?np ?no
    FILTER(?np IN (rdf:type, rdfs:label, kg:onPage, kg:publishedOn))
  }}
}}"""


def statements_in(n_triples: bytes) -> list[Statement]:
    """N-Triples as sorted statements; what has no IRI as its subject or object is left out."""
    found = []
    for quad in parse(n_triples, format=RdfFormat.N_TRIPLES):
        s, p, o = quad.subject, quad.predicate, quad.object
        if isinstance(s, NamedNode) and isinstance(o, NamedNode):
            found.append((s.value, p.value, o.value, ""))
        elif isinstance(s, NamedNode) and isinstance(o, Literal):
            found.append((s.value, p.value, o.value, tag_of(o)))
    return in_order(found)


@dataclass(slots=True)
class _Told:
    """Statements by subject and property, and each fact's evidence nodes."""

    rows: dict[str, dict[str, list[tuple[str, str]]]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(list))
    )
    proofs: dict[tuple[str, str, str], list[str]] = field(default_factory=lambda: defaultdict(list))

    def one(self, node: str, predicate: str) -> str:
        return next((value for value, _ in self.rows[node][predicate]), "") if node in self.rows else ""


def page(
    iri: str, told: Iterable[Statement], *, bases: Bases, names: Mapping[str, str], link: Link, other: Mapping[str, str]
) -> str:
    """The entity as an HTML page.

    `names` are the properties' and classes' names to show, `link` the address of an entity's own page, `other` the
    addresses of the same in other formats.
    """
    kg = bases.vocabulary
    seen = _Told()
    for subject, predicate, value, tag in told:
        seen.rows[subject][predicate].append((value, tag))
    for node, row in seen.rows.items():
        if (kg + "Evidence", "") in row.get(str(RDF.type), ()):
            s, p, o = (seen.one(node, str(RDF[part])) for part in ("subject", "predicate", "object"))
            seen.proofs[s, p, o].append(node)
    writer = _Writer(iri, seen, bases, names, link)
    title = seen.one(iri, str(RDFS.label)) or iri
    alternates = "".join(f'<link rel="alternate" type="{media}" href="{escape(at)}">' for media, at in other.items())
    formats = " · ".join(f'<a href="{escape(at)}">{media.partition("/")[2]}</a>' for media, at in other.items())
    return f"""<!doctype html>
<html lang="zh">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>{escape(title)}</title><link rel="icon" href="data:,">
<link rel="stylesheet" href="/form/style.css">{alternates}</head>
<body><main>
<p class="crumbs"><a href="/">SPARQL</a> · {formats}</p>
<h1>{escape(title)}</h1>
{writer.head()}
{writer.literals()}
{writer.relations(outward=True)}
{writer.relations(outward=False)}
{writer.text()}
</main></body></html>
"""


class _Writer:
    """The parts of one entity's page."""

    def __init__(self, iri: str, seen: _Told, bases: Bases, names: Mapping[str, str], link: Link) -> None:
        self.iri, self.seen, self.kg, self.names, self.link = iri, seen, bases.vocabulary, names, link
        self.short = {base: prefix for prefix, base in prefixes(bases).items()}
        self.row = seen.rows.get(iri, {})

    def head(self) -> str:
        """Classes, other names, the note that tells it from its namesakes, and its IRI."""
        types = "、".join(self.name(value) for value, _ in self.row.get(str(RDF.type), ()))
        parts = [f'<p class="types">{types} <code>{escape(self.iri)}</code></p>']
        for predicate in (SKOS.altLabel, SKOS.scopeNote):
            if found := self.row.get(str(predicate)):
                parts.append(f"<p>{self.name(str(predicate))}: {'、'.join(escape(value) for value, _ in found)}</p>")
        return "\n".join(parts)

    def literals(self) -> str:
        shown = {str(RDFS.label), str(SKOS.altLabel), str(SKOS.scopeNote), self.kg + "text"}
        rows = [
            f"<dt>{self.name(predicate)}</dt><dd>{escape(value)}{self.quotes((self.iri, predicate, value))}</dd>"
            for predicate, found in sorted(self.row.items())
            if predicate not in shown
            for value, tag in found
            if tag
        ]
        return f"<dl>{''.join(rows)}</dl>" if rows else ""

    def relations(self, *, outward: bool) -> str:
        """A section for the relations that the entity is the subject of, or those that it is the object of."""
        rows = [
            f'<li><span class="property">{self.name(p)}</span> {self.anchor(o if outward else s)}{denied}'
            f"{self.quotes((s, p, o))}</li>"
            for (s, p, o), denied in sorted(self.facts(outward=outward).items(), key=lambda fact: fact[0][1:])
        ]
        title = "它 → It says" if outward else "→ 它 Said of it"
        return f"<section><h2>{title}</h2><ul>{''.join(rows)}</ul></section>" if rows else ""

    def facts(self, *, outward: bool) -> dict[tuple[str, str, str], str]:
        """Each relation with the mark of one that the text denies."""
        skip = {
            str(RDF.type),
            self.kg + "inArticle",
            self.kg + "speaker",
            *(str(RDF[n]) for n in ("subject", "object", "predicate")),
        }
        found: dict[tuple[str, str, str], str] = {}
        for subject, row in self.seen.rows.items():
            for predicate, values in row.items():
                for value, tag in values:
                    if predicate not in skip and not tag and self.iri == (subject if outward else value):
                        found[subject, predicate, value] = ""
        for s, p, o in self.seen.proofs:
            if self.iri == (s if outward else o) and o in self.seen.rows:
                found.setdefault((s, p, o), ' <em class="denied">否认 denied</em>')
        return found

    def quotes(self, fact: tuple[str, str, str]) -> str:
        """The evidence of a fact: quote, article, offsets, rule, modality, speaker."""
        return "".join(self.quote(node) for node in self.seen.proofs.get(fact, ()))

    def quote(self, node: str) -> str:
        one, kg = self.seen.one, self.kg
        speaker = one(node, kg + "speaker")
        said = f", {self.anchor(speaker)}" if speaker else ""
        place = f"[{one(node, kg + 'beginIndex')}, {one(node, kg + 'endIndex')})"
        rest = f"{one(node, kg + 'modality')}, {one(node, kg + 'foundBy')}, {one(node, kg + 'confidence')}"
        return (
            f"<blockquote>「{escape(one(node, kg + 'quote'))}」<footer>{self.anchor(one(node, kg + 'inArticle'))} "
            f"{escape(place)} {escape(rest)}{said}</footer></blockquote>"
        )

    def text(self) -> str:
        body = self.seen.one(self.iri, self.kg + "text")
        return (
            f'<section><h2>{self.name(self.kg + "text")}</h2><div class="text">{escape(body)}</div></section>'
            if body
            else ""
        )

    def anchor(self, node: str) -> str:
        label = self.seen.one(node, str(RDFS.label))
        return f'<a href="{escape(self.link(node))}">{escape(label)}</a>' if label else self.name(node)

    def name(self, iri: str) -> str:
        """What a property or class is called; else its short form."""
        cut = max(iri.rfind("#"), iri.rfind("/")) + 1
        prefix = self.short.get(iri[:cut])
        short = f"{prefix}:{iri[cut:]}" if prefix else iri
        return f'<span title="{escape(short)}">{escape(self.names.get(iri, short))}</span>'
