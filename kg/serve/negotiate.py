"""Which of the formats on offer a client would rather have (RFC 9110, section 12.5.1)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

__all__ = ["GRAPHS", "ROWS", "SHORT", "choose"]

ROWS: Final = (
    "application/sparql-results+json",
    "application/sparql-results+xml",
    "text/csv",
    "text/tab-separated-values",
    "application/json",
    "application/xml",
    "text/xml",
)
"""What solutions and yes-or-no answers are written as, the server's own preference first."""

GRAPHS: Final = (
    "text/turtle",
    "application/n-triples",
    "application/ld+json",
    "application/rdf+xml",
    "application/x-turtle",
)
"""What graphs are written as."""

SHORT: Final = {
    "json": "application/sparql-results+json",
    "xml": "application/sparql-results+xml",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
    "ttl": "text/turtle",
    "nt": "application/n-triples",
    "jsonld": "application/ld+json",
    "rdf": "application/rdf+xml",
    "html": "text/html",
}
"""The names that `?format=` and the end of an entity's path take."""

_RANGE = re.compile(r"\s*([\w!#$&^.+*-]+)/([\w!#$&^.+*-]+)\s*(?:;(.*))?")
_QUALITY = re.compile(r"(?:^|;)\s*q\s*=\s*([\d.]+)", re.IGNORECASE)


def choose(accept: str, offers: Sequence[str]) -> str | None:
    """The offer that an Accept header likes best, of equals the first; None when it takes none. Empty takes all."""
    ranges = [found for part in accept.split(",") if (found := _range(part))]
    if not ranges:
        return None if accept.strip() else offers[0]
    best = max(offers, key=lambda offer: _quality(offer, ranges))
    return best if _quality(best, ranges) > 0 else None


def _range(part: str) -> tuple[str, str, float] | None:
    found = _RANGE.fullmatch(part)
    if found is None:
        return None
    quality = _QUALITY.search(found[3] or "")
    try:
        return found[1].lower(), found[2].lower(), float(quality[1]) if quality else 1.0
    except ValueError:
        return None


def _quality(offer: str, ranges: Sequence[tuple[str, str, float]]) -> float:
    """What the most specific range that holds the offer gives it."""
    kind, _, name = offer.partition("/")
    fits = [((k != "*") + (n != "*"), q) for k, n, q in ranges if k in (kind, "*") and n in (name, "*")]
    return max(fits, default=(0, 0.0))[1]
