"""JSON-LD with a context that a web developer can read: short names, plain strings, ids without their base."""

from __future__ import annotations

import json
from collections import defaultdict
from itertools import groupby
from operator import itemgetter
from typing import Any

from rdflib import OWL

from kg.rdf.namespaces import BASES, RDF, RDFS, XSD, Bases, prefixes
from kg.rdf.statements import Statement
from kg.rdf.vocabulary import ontology

__all__ = ["context", "files"]


def files(told: list[Statement], bases: Bases) -> dict[str, bytes]:
    """One document: the context, then every node in order of its id."""
    terms = context(bases)
    names = {_full(rule, bases): (name, rule) for name, rule in terms.items() if isinstance(rule, dict)}
    graph = [_node(subject, list(group), names, bases) for subject, group in groupby(told, itemgetter(0))]
    document = {"@context": terms, "graph": graph}
    return {".jsonld": (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()}


def context(bases: Bases = BASES) -> dict[str, Any]:
    """The context: each property of the vocabulary under its own name, with its type or language."""
    bound = prefixes(bases)
    terms: dict[str, Any] = {
        "@version": 1.1,
        "@base": bases.entities,
        "@vocab": bases.vocabulary,
        "id": "@id",
        "type": "@type",
        "graph": "@graph",
        **{prefix: bound[prefix] for prefix in ("kg", "qudt", "rdf", "rdfs", "schema", "skos", "xsd")},
        "label": {"@id": "rdfs:label", "@language": "zh"},
        "aliases": {"@id": "skos:altLabel", "@language": "zh"},
        "note": {"@id": "skos:scopeNote", "@language": "zh"},
        "qudtUnit": {"@id": "qudt:hasUnit", "@type": "@id"},
        "subject": {"@id": "rdf:subject", "@type": "@id"},
        "predicate": {"@id": "rdf:predicate", "@type": "@vocab"},
        "object": {"@id": "rdf:object"},
    }
    words = ontology(bases)
    for kind in (OWL.ObjectProperty, OWL.DatatypeProperty):
        for term in sorted(words.subjects(RDF.type, kind), key=str):
            name = str(term).removeprefix(bases.vocabulary)
            terms[name] = {"@id": f"kg:{name}", **_coercion(words.value(term, RDFS.range), kind == OWL.ObjectProperty)}
    return terms


def _coercion(goal: Any, leads_to_node: bool) -> dict[str, str]:
    if leads_to_node:
        return {"@type": "@id"}
    if goal == RDF.langString:
        return {"@language": "zh"}
    if goal in (XSD.date, XSD.decimal, XSD.integer):
        return {"@type": f"xsd:{str(goal).removeprefix(str(XSD))}"}
    return {}


def _full(rule: dict[str, Any], bases: Bases) -> str:
    prefix, _, local = str(rule["@id"]).partition(":")
    return prefixes(bases)[prefix] + local


def _node(subject: str, said: list[Statement], names: dict[str, Any], bases: Bases) -> dict[str, Any]:
    values: dict[str, list[Any]] = defaultdict(list)
    types = []
    for _, predicate, value, tag in said:
        if predicate == str(RDF.type):
            types.append(_short(value, bases))
        else:
            name, rule = names.get(predicate, (predicate, {}))
            values[name].append(_value(value, tag, rule, bases))
    node: dict[str, Any] = {"id": subject.removeprefix(bases.entities)}
    if types:
        node["type"] = types[0] if len(types) == 1 else types
    return node | {name: found[0] if len(found) == 1 else found for name, found in values.items()}


def _value(value: str, tag: str, rule: dict[str, Any], bases: Bases) -> Any:
    """A value as short as the context lets it be."""
    kind = rule.get("@type")
    if not tag:
        short = value.removeprefix(bases.entities) if kind != "@vocab" else _short(value, bases)
        return short if kind in ("@id", "@vocab") else {"id": short}
    if tag[0] == "@":
        return value if rule.get("@language") == tag[1:] else {"@value": value, "@language": tag[1:]}
    datatype = f"xsd:{tag.removeprefix(str(XSD))}" if tag.startswith(str(XSD)) else tag
    if kind == datatype:
        return int(value) if datatype == "xsd:integer" and str(int(value)) == value else value
    if datatype == "xsd:string":
        return value if not kind and "@language" not in rule else {"@value": value}
    return {"@value": value, "@type": datatype}


def _short(iri: str, bases: Bases) -> str:
    """A class or property by its bare name when it is of this vocabulary, else prefixed."""
    if iri.startswith(bases.vocabulary):
        return iri.removeprefix(bases.vocabulary)
    for prefix, base in prefixes(bases).items():
        if iri.startswith(base) and prefix in ("rdf", "rdfs", "schema", "skos", "qudt"):
            return f"{prefix}:{iri.removeprefix(base)}"
    return iri
