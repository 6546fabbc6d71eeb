"""The vocabulary's class tree and the nature of its properties: what `ontology/kg.ttl` states, as Python."""

from __future__ import annotations

from functools import cache

__all__ = [
    "CLASSES",
    "FAMILIES",
    "PARENT",
    "SYMMETRIC",
    "TRANSITIVE",
    "ancestors",
    "deepest",
    "descendants",
    "family",
    "is_a",
]

PARENT: dict[str, str] = {
    "PhotoCaption": "NewsArticle",
    "Journalist": "Person",
    "Official": "Person",
    "Company": "Organization",
    "FinancialInstitution": "Company",
    "GovernmentBody": "Organization",
    "School": "Organization",
    "ResearchInstitution": "Organization",
    "PublicInstitution": "Organization",
    "MediaOrganization": "Organization",
    "SocialOrganization": "Organization",
    "AdministrativeArea": "Place",
    "Country": "AdministrativeArea",
    "Province": "AdministrativeArea",
    "City": "AdministrativeArea",
    "CountyLevelCity": "AdministrativeArea",
    "District": "AdministrativeArea",
    "County": "AdministrativeArea",
    "Subdistrict": "AdministrativeArea",
    "Town": "AdministrativeArea",
    "Village": "AdministrativeArea",
    "Road": "Place",
    "BusinessDistrict": "Place",
    "IndustrialPark": "Place",
    "Facility": "Place",
    "Region": "Place",
}
"""Each class with its parent; the roots of the tree are not keys."""

FAMILIES: dict[str, str] = {
    "Person": "person",
    "Organization": "organization",
    "Place": "place",
    "Project": "project",
    "Event": "event",
    "Initiative": "initiative",
    "Industry": "industry",
    "Product": "product",
    "Tenure": "tenure",
    "Observation": "observation",
    "NewsPage": "page",
    "NewsArticle": "article",
}
"""Each root of the tree with the class family that begins its members' ids."""


def _below(root: str) -> tuple[str, ...]:
    return (root, *(name for child, parent in PARENT.items() if parent == root for name in _below(child)))


CLASSES: tuple[str, ...] = tuple(name for root in FAMILIES for name in _below(root))
"""Every class, depth-first: a class and all its subclasses stand side by side."""

SYMMETRIC: frozenset[str] = frozenset({"cooperatesWith", "negotiatesWith"})
TRANSITIVE: frozenset[str] = frozenset({"locatedIn", "subOrganizationOf", "partOf"})


@cache
def ancestors(cls: str) -> tuple[str, ...]:
    """The classes above `cls`, nearest first: `FinancialInstitution` → `("Company", "Organization")`."""
    parent = PARENT.get(cls)
    return () if parent is None else (parent, *ancestors(parent))


def descendants(cls: str) -> tuple[str, ...]:
    """`cls` and every class below it, depth-first."""
    return _below(cls)


@cache
def is_a(cls: str, other: str) -> bool:
    """Whether `cls` is `other` or lies below it."""
    return other in kinds(cls)


@cache
def kinds(cls: str) -> frozenset[str]:
    """A class and those above it."""
    return frozenset((cls, *ancestors(cls)))


def family(cls: str) -> str:
    """The class family of a class of the vocabulary: `District` → `place`. Raises KeyError for an unknown class."""
    return FAMILIES[(cls, *ancestors(cls))[-1]]


def deepest(types: tuple[str, ...]) -> str:
    """The most specific of some classes; of equally deep ones the first by name."""
    return min(types, key=lambda cls: (-len(ancestors(cls)), cls))
