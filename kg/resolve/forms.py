"""What a name's own form says: 桐江市公安局 has jurisdiction over 桐江市; a town lies in its county."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.model import Span
from kg.resolve.local import Local
from kg.resolve.resolved import Resolved
from kg.resolve.statements import Statement

_PHASE = re.compile(r"[一二三四五六]期")
_OF_PHASES = re.compile(r"[一二三四五六]期(?:项目|工程)?")
_STREET_OFFICE = re.compile(r"^(?P<above>.*?)(?P<own>[\u4e00-\u9fff]{2,5}?)街道(?:办事处|党工委|办)$")
_OF_OUTPUT = re.compile(r"项目|生产(?:线|基地|项目)|基地|工程")
"""What follows what is made in the name of a project told of with its output: 年产10万吨|磷酸铁锂|项目."""
_WIDE = frozenset("华北 华南 华东 华中 华西 西南 西北 东北 东南 中原 江南 长三角 珠三角 大湾区".split())
_DOCUMENT = re.compile(r"(?:规划|方案|计划|办法|意见|措施|细则|纲要)(?:\([^()]*\))?$")
"""What an area's plan for itself is called."""
_BRANCH = re.compile(
    r"^(?P<bank>[\u4e00-\u9fff]{2,}?(?:银行|保险|农商行|农险|信用社|证券|财险|人寿))[\u4e00-\u9fff]{2,8}?(?:分行|支行|支公司|营业部)$"
    r"|^(?P<firm>中国(?:电信|移动|联通|铁塔|人寿|人保|平安|太保|石化|石油|邮政|烟草|银联))[\u4e00-\u9fff]{2,8}?分公司$"
)
"""A branch, and the bank that it is of."""
_MAKES = re.compile(
    r"(?:自动化|智能化|数字化)?(?:生产|加工|组装|制造|总装)线$|(?:研发|生产|制造|研发制造|智能制造){1,2}基地$|加工厂$"
)
"""What a works is whose name says what it makes: 印制电路板|生产基地."""
_GOODS = re.compile(r"(?<=[料锂件机箔池板液烯片粒糖维缸脂膜车屏剂粉泵阀])(?:生产|制造)?项目(?:[一二三]期)?$")
"""A project called after the goods that it is to make: 液压缸|项目."""
_BEFORE_MODEL = re.compile(r"^[\u4e00-\u9fff]{2,6}(?=\d+[A-Z])")
"""A brand before goods told by their model: 启光|800G光模块."""
_PROCESS = re.compile(r"(?:精深|精制|深|初)?加工$|柔性$|(?:无菌)?灌装$|智能(?:化)?$|自动化$|包装$|[组总]装$|装配$")
"""What is done on a line, behind what is made: 蜜柚|精深加工生产线."""
_BEYOND = re.compile(r"铁路(?:监督管理)?局|保护区管理局|流域|水利委员会|民航")
"""Bodies whose field is no area, though they are called after one: 武汉铁路局."""
_SUBUNIT = re.compile(r"(?:派出所|大队|中队|支队|科|所|站)$")
_STREET = ("街道办事处", "街道党工委", "街道办")
_RANK = {
    "Country": 0,
    "Province": 1,
    "City": 2,
    "CountyLevelCity": 3,
    "District": 3,
    "County": 3,
    "Subdistrict": 4,
    "Town": 4,
    "Village": 5,
}


def forms(resolved: Resolved) -> Iterator[Statement]:
    """The statements that names make by themselves, quoted where the name first stands."""
    for thing in list(resolved.things):
        yield from _street_office(thing, resolved)
        yield from _line(thing, resolved)
        yield from _phase(thing, resolved)
        yield from _branch(thing, resolved)
        seat = _seat(thing)
        for other in thing.inside.values():
            if not (
                thing.is_a("GovernmentBody")
                and other.is_a("Place")
                and other is not seat
                and not thing.name.endswith(_STREET)
            ):
                yield from _bearer(thing, other)
    yield from _adjoining(resolved)
    yield from _called_after(resolved)
    yield from _hierarchy(resolved)


def _phase(thing: Local, resolved: Resolved) -> Iterator[Statement]:
    """A phase is part of the project that it is a phase of: X项目一期 of X项目."""
    if not thing.is_a("Project") or (m := _PHASE.search(thing.name)) is None:
        return
    named = (thing.name[: m.start()], thing.name[: m.start()] + thing.name[m.end() :])
    whole = next((t for t in resolved.things if t is not thing and t.is_a("Project") and t.name in named), None)
    if whole is not None:
        yield _say(thing, "partOf", whole, "phase-of")


def _branch(thing: Local, resolved: Resolved) -> Iterator[Statement]:
    """A branch is its bank's: 桐江银行青石支行 of 桐江银行."""
    m = _BRANCH.match(thing.name) if thing.is_a("Company") else None
    whole = (m["bank"] or m["firm"]) if m is not None else ""
    if m is None or any(o.is_a("Company") and o.name == whole for o in thing.inside.values()):
        return
    bank = next((t for t in resolved.things if t.name == whole and t.is_a("Company")), None)
    if bank is None:
        bank = Local(whole, {"FinancialInstitution" if m["bank"] else "Company"}, {whole: None}, [_longest(thing)])
        resolved.things.append(bank)
    yield _say(thing, "subOrganizationOf", bank, "branch-of", 0.9)


def _seat(thing: Local) -> Local | None:
    """The area that an office's name gives it: the last one in the name that is not its parent body's own."""
    parents = [o.name for o in thing.inside.values() if o.is_a("Organization")]
    areas = [
        o for o in thing.inside.values() if o.is_a("Place") and not any(o.name in p or _short(p, o) for p in parents)
    ]
    return max(areas, key=lambda o: max(thing.name.rfind(f) for f in (o.name, *o.forms, o.name[:-1])), default=None)


def _say(subject: Local, predicate: str, obj: Local, rule: str, confidence: float = 0.95) -> Statement:
    span = _longest(subject)
    return Statement(subject, predicate, obj, None, span, span, f"name:{rule}", "asserted", confidence)


def _longest(thing: Local) -> Span:
    """Where the thing stands under its fullest name."""
    return max(thing.spans, key=lambda s: (s.end - s.begin, -s.begin))


def _bearer(thing: Local, other: Local) -> Iterator[Statement]:
    """A body in whose name another stands, or a place does."""
    if thing is other:
        return
    if other.is_a("Organization"):
        if thing.is_a("Organization") and thing.name.startswith(other.name):
            yield _say(thing, "subOrganizationOf", other, "parent-in-name", 0.93)
        elif thing.is_a("Project") and other.is_a("Company") and thing.name.startswith(other.name):
            yield _say(other, "undertakes", thing, "firm-in-name", 0.85)
        return
    if other.is_a("Product") and thing.is_a("Project") and _OF_OUTPUT.fullmatch(thing.name.removeprefix(other.name)):
        yield _say(thing, "produces", other, "output-in-name", 0.8)
    if not other.is_a("Place"):
        return
    if thing.is_a("Initiative") and other.is_a("AdministrativeArea") and thing.name.startswith(other.name):
        if _DOCUMENT.search(thing.name):
            yield _say(other, "implements", thing, "plan-of-area", 0.86)
        return
    if thing.is_a("GovernmentBody"):
        parents = [o.name for o in thing.inside.values() if o.is_a("GovernmentBody")]
        if _SUBUNIT.search(thing.name) and any(other.name[:-1] in parent for parent in parents):
            return  # a bureau's station has its own quarter, not the bureau's district
        if _BEYOND.search(thing.name):
            return
        if not other.is_a("Subdistrict") and not thing.name.endswith(_STREET):
            yield _say(thing, "jurisdiction", other, "office-of-area")
        elif thing.name.endswith(_STREET) and other.is_a("District", "County", "CountyLevelCity", "City"):
            yield _say(thing, "locatedIn", other, "street-office")
    elif thing.is_a("Event", "Initiative", "Product", "Industry", "AdministrativeArea") or thing.is_a(
        "SocialOrganization"
    ):
        return
    elif thing.is_a("Organization", "Project", "Place"):
        if other.name in _WIDE:
            return  # 华北X物流园 boasts
        if thing.is_a("Project") and _OF_PHASES.fullmatch(thing.name.removeprefix(other.name)):
            return  # a phase is part of what it is a phase of, and lies in nothing
        near = thing.name.startswith(other.name) or _short(thing.name, other)
        yield _say(thing, "locatedIn", other, "place-in-name", 0.87 if near else 0.82)


def _short(name: str, area: Local) -> bool:
    return any(name.startswith(form.rstrip("省市区县镇乡")) for form in area.forms)


def _line(thing: Local, resolved: Resolved) -> Iterator[Statement]:
    """A production line or base makes what its name says: 智能分拣机生产线, 印制电路板生产基地."""
    if not thing.is_a("Project"):
        return
    goods = _GOODS.search(thing.name)
    makes = goods or _MAKES.search(thing.name)
    if makes is None:
        return
    stem = thing.name[: makes.start()]
    if goods and (stem[0].isdigit() or len(stem) > 8 or _branded(stem, resolved)):
        return
    for other in thing.inside.values():
        stem = stem.removeprefix(other.name)
    name = _BEFORE_MODEL.sub("", _PROCESS.sub("", stem))
    if (
        not 2 <= len(name) <= 16
        or (len(name) == 2 and name == stem)
        or any(o.is_a("Organization") for o in thing.inside.values())
        or re.match(r"[一二三四五六七八九十\d]+(?:条|号|期)|智能化?$|自动化$|全自动$|现代化$", name)
    ):
        return
    product = next((t for t in resolved.things if t.name == name and t.is_a("Product", "Industry")), None)
    if product is None:
        span = _longest(thing)
        product = Local(name, {"Product"}, {name: None}, [span])
        resolved.things.append(product)
    yield _say(thing, "produces", product, "line-makes", 0.75)


def _branded(stem: str, resolved: Resolved) -> bool:
    """Whether a project's name begins with a firm's brand or a place: 启骏|电池结构件项目."""
    return any(t.is_a("Organization", "AdministrativeArea") and stem[:2] in t.name for t in resolved.things)


def _street_office(thing: Local, resolved: Resolved) -> Iterator[Statement]:
    """柳湾街道办事处 has jurisdiction over 柳湾街道, which lies in its district."""
    m = _STREET_OFFICE.match(thing.name)
    if m is None or not thing.is_a("GovernmentBody"):
        return
    above = next(
        (o for o in thing.inside.values() if o.is_a("District", "County", "CountyLevelCity", "IndustrialPark")), None
    )
    own = thing.name.removeprefix(above.name if above else "").split("街道")[0] + "街道"
    street = next((t for t in resolved.things if t.name == own and t.is_a("Subdistrict")), None)
    if street is None:
        street = Local(own, {"Subdistrict"}, {own: None}, [thing.spans[0]], nested=True)
        resolved.things.append(street)
    yield _say(thing, "jurisdiction", street, "office-of-street")
    if above is not None:
        yield _say(street, "locatedIn", above, "street-of-district", 0.92)


def _adjoining(resolved: Resolved) -> Iterator[Statement]:
    """A place, school or body right behind an area's name lies in it: 青石街道桐江小学, 桐江市延安北路."""
    ends = {s.end: a for a in resolved.things if a.is_a("AdministrativeArea") for s in a.spans}
    for thing in resolved.things:
        if (
            not thing.is_a(
                "Facility",
                "Road",
                "School",
                "PublicInstitution",
                "Project",
                "IndustrialPark",
                "Company",
                "BusinessDistrict",
                "Region",
            )
            or thing.nested
        ):
            continue
        for s in thing.spans:
            area = ends.get(s.begin)
            if area is not None and area.is_a("Country") and thing.is_a("Company", "Facility"):
                yield _say(thing, "locatedIn", area, "behind-country", 0.84)
                break
            if area is not None and area.is_a(
                "City", "CountyLevelCity", "District", "County", "Subdistrict", "Town", "Village"
            ):
                span = Span(s.begin - min(len(area.name), s.begin), s.end)
                yield Statement(thing, "locatedIn", area, None, s, span, "name:behind-area", "asserted", 0.8)
                break


def _called_after(resolved: Resolved) -> Iterator[Statement]:
    """A place, school or park called after an area of the article without its level lies there: 固军|水库, 海安|高新区."""
    areas = sorted(
        (a for a in resolved.things if a.is_a(*_AROUND) and len(a.name) >= 3), key=lambda a: (-len(a.name), a.name)
    )
    for thing in resolved.things:
        if not thing.is_a("Facility", "School", "PublicInstitution", "IndustrialPark") or thing.code:
            continue
        area = next(
            (a for a in areas if thing.name.startswith(a.name[:-1]) and not thing.name.startswith(a.name)), None
        )
        if (
            area is not None
            and area.name not in thing.inside
            and not any(o.is_a("Place") for o in thing.inside.values())
        ):
            yield _say(thing, "locatedIn", area, "called-after", 0.82)


_AROUND = ("County", "CountyLevelCity", "District", "Town", "Village")


def _hierarchy(resolved: Resolved) -> Iterator[Statement]:
    """Each administrative area in the nearest one above it that the article names."""
    areas = [t for t in resolved.things if t.is_a("AdministrativeArea") or (t.is_a("IndustrialPark") and t.code)]
    codes = {t.code: t for t in areas if t.code}
    for thing in areas:
        if thing.is_a("Country", "Province"):
            continue
        above = _right_before(thing, areas) or _above(thing, codes)
        firms_only = not any(
            o.is_a("GovernmentBody") and any(a is above for a in o.inside.values()) for o in resolved.things
        )
        if (
            above is not None
            and above.is_a("Province")
            and above.borne <= {"organization"}
            and above.nested
            and firms_only
        ):
            continue  # 山东 in a firm's name says nothing of where the article is
        above = above or _adjacent(thing, areas)
        if above is not None:
            yield Statement(
                thing,
                "locatedIn",
                above,
                None,
                _longest(thing),
                _longest(thing),
                "gazetteer:hierarchy",
                "asserted",
                0.97 if thing.code else 0.85,
            )


def _above(thing: Local, codes: dict[str, Local]) -> Local | None:
    """The nearest area above by the gazetteer's codes (a prefix each: 41, 4101, 410185, 410185104)."""
    if not thing.code:
        return None
    lengths = [n for n in (9, 6, 4, 2) if n < len(thing.code)]
    return next((codes[thing.code[:n]] for n in lengths if thing.code[:n] in codes), None)


def _right_before(thing: Local, areas: list[Local]) -> Local | None:
    """The town or street that a village is told with (沙河镇枣园村), whatever other village bears its name."""
    if not thing.is_a("Village"):
        return None
    towns = [a for a in areas if a.is_a("Town", "Subdistrict")]
    return next((a for a in towns if any(o.end == s.begin for o in a.spans for s in thing.spans)), None)


def _adjacent(thing: Local, areas: list[Local]) -> Local | None:
    """The area that stands right before it in the text: 中牟县狼城岗镇."""
    rank = min(_RANK.get(t, 9) for t in thing.types)
    for other in areas:
        if (
            other is not thing
            and min(_RANK.get(t, 9) for t in other.types) < rank
            and any(o.end == s.begin for o in other.spans for s in thing.spans)
        ):
            return other
    higher = [a for a in areas if a is not thing and not a.nested and min(_RANK.get(t, 9) for t in a.types) < rank]
    if thing.code or not higher or rank < 4:
        return None
    before = [a for a in higher if a.spans[0].begin < thing.spans[0].begin]
    return max(before, key=lambda a: (min(_RANK.get(t, 9) for t in a.types), len(a.spans)), default=None)
