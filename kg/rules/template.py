"""The template language: a character pattern with typed slots, compiled to a plain regular expression.

    {org:Organization}   one mention of the class or a class below it (Actor, Body … are the unions in `UNIONS`)
    {x:Place|Project}    of either class                 {x:Project+}  a list joined by 、 和 与 及 以及, with its 等…
    {..6}                a gap of at most 6 characters that crosses no mention and no sign
    {~12}                a gap of at most 12 characters that may cross mentions and 、 but no clause end
    {=40}                a gap of at most 40 characters within the sentence, over commas and mentions
    {^}                  where a clause begins           {NAME}        a macro of `macros.yml`

Everything else is a regular expression over the sentence, in which each mention is one private-use character.
White space in a template means nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from kg.schema import CLASSES, descendants

FIRST = 0xF0000
"""Plane 15: GB18030 decodes user-defined bytes into U+E000…, so the basic plane's private area is not free."""

PSEUDO = ("Time", "Quantity", "Position", "Etc", "Former")
UNIONS: dict[str, tuple[str, ...]] = {
    "Actor": ("Organization", "AdministrativeArea", "IndustrialPark"),
    "Party": ("Organization", "AdministrativeArea", "IndustrialPark", "Person"),
    "Body": ("GovernmentBody", "AdministrativeArea"),
    "Thing": ("Project", "IndustrialPark", "BusinessDistrict", "Facility", "Region"),
    "Site": ("Place", "Organization"),
    "Any": CLASSES,
}
CODES: dict[str, int] = {cls: FIRST + i for i, cls in enumerate((*CLASSES, *PSEUDO))}
ANY = f"\\U{FIRST:08X}-\\U{FIRST + len(CODES) - 1:08X}"

MENTION = f"[{ANY}]"
"""The character class of every mention."""

_ITEM = re.compile(
    r"\{(?P<macro>[A-Z_]+)\}|\{(?:(?P<slot>[a-z_]\w*):)?(?P<types>[A-Z][A-Za-z]*(?:\|[A-Z][A-Za-z]*)*)(?P<many>\+)?\}"
    r"|\{\.\.(?P<gap>\d+)\}\??|\{~(?P<far>\d+)\}|\{=(?P<wide>\d+)\}|(?P<start>\{\^\})|(?P<space>\s+)|(?P<brace>[{}])"
)
_MENTION = re.compile(MENTION)
_TAIL = "施工现场|建设现场|项目现场|现场|建设工地|一线|地块|厂区|车间|生产车间"
_END = "。;!?:,"


class TemplateError(ValueError):
    """A template that cannot be read: `column` counts from 1."""

    def __init__(self, problem: str, column: int) -> None:
        super().__init__(problem)
        self.column = column


@cache
def class_range(types: str) -> str:
    """The inside of a character class for `A|B`: each class with all below it is one contiguous range."""
    parts = []
    for name in types.split("|"):
        for cls in UNIONS.get(name, (name,)):
            if cls in PSEUDO:
                parts.append(f"\\U{CODES[cls]:08X}")
                continue
            below = [CODES[c] for c in descendants(cls)]
            parts.append(f"\\U{min(below):08X}-\\U{max(below):08X}")
    return "".join(parts)


def _holds_place(types: str) -> bool:
    """Whether a list of these classes may have items with their areas before them: 五井镇隐士村、…."""
    return any(
        t
        in (
            "Site",
            "Thing",
            "Place",
            "Village",
            "Organization",
            "Project",
            "Company",
            "School",
            "Party",
            "Actor",
            "Facility",
        )
        for t in types.split("|")
    )


def positions(coded: str) -> list[int]:
    """Where the mentions stand in a coded text."""
    return [m.start() for m in _MENTION.finditer(coded)]


def known(types: str) -> str | None:
    """The first of `A|B` that is no class, or None."""
    return next((n for n in types.split("|") if n not in CODES and n not in UNIONS), None)


def pieces(template: str, macros: Mapping[str, str], base: int = 0) -> list[tuple[int, str, str]]:
    """A template in pieces: (column, source, regular expression). Raises TemplateError at the column of what is wrong."""
    found: list[tuple[int, str, str]] = []
    at = 0
    for m in _ITEM.finditer(template):
        if _counts(template, m.start()):
            continue
        if m.start() > at:
            found.append((base + at + 1, template[at : m.start()], template[at : m.start()]))
        at = m.end()
        if m["space"]:
            continue
        if m["brace"]:
            raise TemplateError(f"stray {m[0]!r}", base + m.start() + 1)
        found.append((base + m.start() + 1, m[0], _piece(m, macros, base)))
    if at < len(template):
        found.append((base + at + 1, template[at:], template[at:]))
    return found


def _counts(template: str, i: int) -> bool:
    """Whether the brace at i belongs to a repetition of the regular expression, such as {0,3}."""
    return re.match(r"\{\d*,?\d*\}", template[i:]) is not None or (
        template[i] == "}" and re.search(r"\{\d*,?\d*$", template[:i]) is not None
    )


def _piece(m: re.Match[str], macros: Mapping[str, str], base: int) -> str:
    if m["gap"]:
        return f"[^{ANY}{_END}]{{0,{m['gap']}}}?"
    if m["far"]:
        return f"[^{_END}]{{0,{m['far']}}}?"
    if m["wide"]:
        return f"[^。;!?]{{0,{m['wide']}}}?"
    if m["start"]:
        return f"(?:(?<![^{_END}“])(?:并且?|同时|此外|另外|其中)?,?(?:[{class_range('Time')}],?)?)"
    if m["macro"]:
        if m["macro"] not in macros:
            raise TemplateError(f"no macro {m['macro']}", base + m.start() + 1)
        return f"(?:{''.join(p[2] for p in pieces(macros[m['macro']], macros, base + m.start()))})"
    unknown = known(m["types"])
    if unknown:
        raise TemplateError(f"no class {unknown}", base + m.start() + 1)
    one = f"[{class_range(m['types'])}]"
    group = f"?P<{m['slot']}>" if m["slot"] else "?:"
    if m["many"]:
        area = f"[{class_range('AdministrativeArea')}]"
        item = f"(?:{area}{{0,2}}{one})" if _holds_place(m["types"]) else one
        quotable = m["types"] in ("Initiative", "Product")  # “A”“B” need no sign between
        least = 0 if quotable else 1
        return f"({group}{item}(?:(?:{_TAIL})?(?:[、和与及,]|以及){{{least},2}}{item})*)(?:[{class_range('Etc')}])?"
    if m["slot"] and m["types"] in ("Place", "Site"):
        outer = f"[{class_range('AdministrativeArea')}](?={one})"  # in 诸暨市店口镇 the place is 店口镇
        return f"(?:{outer}){{0,3}}({group}{one})"
    return f"({group}{one})"
