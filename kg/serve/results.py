"""Query results as the standards write them, row by row, so that a limit can end them."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final, TypeAlias
from xml.sax.saxutils import escape, quoteattr

from pyoxigraph import BlankNode, NamedNode, Triple

from kg.rdf.terms import STRING, Term, bare, binding, for_xml

__all__ = ["Row", "answer", "solutions"]

Row: TypeAlias = Sequence[Term | None]

_XML: Final = '<?xml version="1.0"?>\n<sparql xmlns="http://www.w3.org/2005/sparql-results#">'


def solutions(media: str, variables: Sequence[str], rows: Iterable[Row], note: Sequence[str] = ()) -> Iterator[str]:
    """Solutions as text of a media type out of `ROWS`.

    `note` is filled while the rows are taken: the IRIs in it when they end stand as links in the head of XML and JSON,
    which therefore comes last in JSON (its members have no order) and is worked out first in XML. CSV and TSV have no
    place for it.
    """
    if media.endswith("json"):
        return _json(variables, rows, note)
    if media.endswith("xml"):
        return _xml(variables, rows, note)
    return _csv(variables, rows) if media == "text/csv" else _tsv(variables, rows)


def answer(media: str, yes: bool) -> str:
    """A yes or no as text of a media type out of `ROWS`; CSV and TSV, which do not know any, say the bare word."""
    word = "true" if yes else "false"
    if media.endswith("json"):
        return f'{{"head":{{}},"boolean":{word}}}'
    if media.endswith("xml"):
        return f"{_XML}<head/><boolean>{word}</boolean></sparql>"
    return word


def _json(variables: Sequence[str], rows: Iterable[Row], note: Sequence[str]) -> Iterator[str]:
    names = [json.dumps(name) for name in variables]
    yield '{"results":{"bindings":['
    between = ""
    for row in rows:
        cells = (f"{name}:{_dumps(binding(term))}" for name, term in zip(names, row, strict=True) if term is not None)
        yield f"{between}{{{','.join(cells)}}}"
        between = ",\n"
    links = f',"link":{_dumps(list(note))}' if note else ""
    yield f']}},"head":{{"vars":[{",".join(names)}]{links}}}}}'


def _dumps(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _xml(variables: Sequence[str], rows: Iterable[Row], note: Sequence[str]) -> Iterator[str]:
    results = [_result(variables, row) for row in rows]
    head = "".join(f"<variable name={quoteattr(name)}/>" for name in variables)
    links = "".join(f"<link href={quoteattr(link)}/>" for link in note)
    yield f"{_XML}<head>{head}{links}</head><results>"
    yield from results
    yield "</results></sparql>"


def _result(variables: Sequence[str], row: Row) -> str:
    cells = zip(variables, row, strict=True)
    bound = (f"<binding name={quoteattr(name)}>{_element(term)}</binding>" for name, term in cells if term is not None)
    return f"<result>{''.join(bound)}</result>\n"


def _element(term: Term) -> str:
    if isinstance(term, NamedNode):
        return f"<uri>{escape(term.value)}</uri>"
    if isinstance(term, BlankNode):
        return f"<bnode>{escape(term.value)}</bnode>"
    if isinstance(term, Triple):
        parts = (("subject", term.subject), ("predicate", term.predicate), ("object", term.object))
        return f"<triple>{''.join(f'<{name}>{_element(part)}</{name}>' for name, part in parts)}</triple>"
    text = escape(for_xml(term.value), {"\r": "&#13;"})
    if term.language:
        return f"<literal xml:lang={quoteattr(term.language)}>{text}</literal>"
    datatype = "" if term.datatype.value == STRING else f" datatype={quoteattr(term.datatype.value)}"
    return f"<literal{datatype}>{text}</literal>"


def _csv(variables: Sequence[str], rows: Iterable[Row]) -> Iterator[str]:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(variables)
    yield out.getvalue()
    for found in rows:
        out.seek(0)
        out.truncate()
        writer.writerow([bare(term) for term in found])
        yield out.getvalue()


def _tsv(variables: Sequence[str], rows: Iterable[Row]) -> Iterator[str]:
    yield "\t".join(f"?{name}" for name in variables) + "\n"
    for row in rows:
        yield "\t".join("" if term is None else str(term).replace("\t", "\\t") for term in row) + "\n"
