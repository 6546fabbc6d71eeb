"""What each property may join: the contract's domains and ranges, against which every claim is held."""

from __future__ import annotations

from kg.schema import is_a

_ACTOR = ("Organization", "AdministrativeArea", "IndustrialPark")
_PARTY = (*_ACTOR, "Person")
_SITE = ("Place", "Organization")
_ANY = ("Organization", "Place", "Project", "Event", "Initiative", "Industry", "Product")

PROPERTIES: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "locatedIn": (_ANY, ("Place",)),
    "jurisdiction": (("GovernmentBody",), ("Place",)),
    "worksFor": (("Person",), ("Organization", "AdministrativeArea", "IndustrialPark")),
    "subOrganizationOf": (("Organization",), ("Organization",)),
    "investsIn": (_ACTOR, ("Project", "IndustrialPark")),
    "undertakes": (_ACTOR, ("Project", "IndustrialPark", "BusinessDistrict", "Region")),
    "establishes": (_PARTY, ("Organization",)),
    "acquires": (("Organization",), ("Organization",)),
    "partOf": (("Project", "Event"), ("Project", "Event")),
    "produces": ((*_ACTOR, "Project"), ("Product", "Industry")),
    "cooperatesWith": (_ACTOR, _ACTOR),
    "negotiatesWith": (_PARTY, _PARTY),
    "seeksInvestmentFrom": (_ACTOR, ("Company",)),
    "develops": (_ACTOR, ("Industry",)),
    "operatesIn": (("Organization",), ("Industry",)),
    "assists": (_ACTOR, ("Organization",)),
    "organizes": (_PARTY, ("Event",)),
    "participatesIn": (_PARTY, ("Event",)),
    "heldAt": (("Event",), _SITE),
    "visits": (_PARTY, ("Place", "Organization", "Project")),
    "accompanies": (_PARTY, _PARTY),
    "implements": (_ACTOR, ("Initiative",)),
    "directedBy": (("Organization",), ("Organization",)),
    "maintains": (("Organization",), ("Facility", "Place")),
}
"""Property → (classes of the subject, classes of the object). A claim outside is no fact."""

LITERALS: dict[str, tuple[str, ...]] = {
    "jobTitle": ("Person",),
    "eventDate": ("Event", "Project"),
    "formerName": ("Organization",),
}


def allowed(predicate: str, subject: frozenset[str] | set[str], obj: frozenset[str] | set[str]) -> bool:
    """Whether the contract lets things of these classes be joined by the property. Unknown properties may join anything."""
    if predicate not in PROPERTIES:
        return True
    domain, range_ = PROPERTIES[predicate]
    return _fits(subject, domain) and _fits(obj, range_)


def _fits(types: frozenset[str] | set[str], classes: tuple[str, ...]) -> bool:
    return any(is_a(t, c) for t in types for c in classes)
