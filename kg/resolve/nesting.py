"""The mentions inside a mention that are things of their own: the area in an office's name, the firm in a project's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.model import Mention
from kg.schema import is_a

_NESTED = ("AdministrativeArea", "Organization", "Road", "Region", "Facility", "IndustrialPark")


def every(mentions: Iterable[Mention], holder: Mention | None = None) -> Iterator[tuple[Mention, bool, Mention | None]]:
    """Each mention, then those nested in it that count: what the bearer belongs to or lies in."""
    for m in mentions:
        yield m, holder is not None, holder
        yield from _nested(m.parts, m)


def _nested(parts: Iterable[Mention], holder: Mention) -> Iterator[tuple[Mention, bool, Mention | None]]:
    """The nested mentions that count; where one does not, those inside it may."""
    for p in parts:
        if _counts(p, holder):
            yield p, True, holder
            yield from _nested(p.parts, p)
            if is_a(p.type, "Place"):
                continue
        yield from _nested(p.parts, holder)


def _counts(part: Mention, holder: Mention) -> bool:
    """Whether a nested name counts: a prefix of the bearer, or a place in the middle of a project's name."""
    if part.type == "Product":
        return holder.type == "Project" and part.begin == holder.begin  # 年产12万吨|磷酸铁锂|项目
    if part.anaphor or not any(is_a(part.type, c) for c in _NESTED):
        return False
    if part.type in ("Country",):
        return False
    first = part.begin == holder.begin or holder.begin <= part.begin <= holder.begin + 1
    if is_a(holder.type, "Organization"):
        if holder.name.endswith("监委") and part.name.endswith("纪委"):
            return False  # 区纪委区监委: one body under two names
        if part.type == "IndustrialPark" and holder.type in ("School", "PublicInstitution"):
            return False
        if is_a(part.type, "Road") or is_a(part.type, "Facility") or part.type == "Region":
            return False
        return (
            first
            or (is_a(part.type, "AdministrativeArea") and not is_a(holder.type, "Company"))
            or (is_a(part.type, "AdministrativeArea") and part.type != "Province")
        )
    if is_a(holder.type, "AdministrativeArea") or holder.type == "Road":
        return False
    if holder.type in ("Project", "Event", "Initiative"):
        if holder.name.startswith("中国共产党") and not is_a(part.type, "AdministrativeArea"):
            return False
        return (
            is_a(part.type, "AdministrativeArea")
            or (
                first
                and holder.type == "Event"
                and (is_a(part.type, "Organization") or part.type in ("Project", "IndustrialPark", "Facility"))
            )
            or (first and holder.type == "Project" and (is_a(part.type, "Organization") or is_a(part.type, "Place")))
        )
    if part.type == "Region" or (holder.type == "Region" and part.type == "Facility"):
        return False  # 西湖公园 names no 西湖
    if holder.type == "BusinessDistrict" and part.type == "Road":
        return False
    return first or is_a(part.type, "AdministrativeArea")
