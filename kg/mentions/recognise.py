"""All mentions of a page's articles: what each unit shows by itself, then what recurs on the page."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from kg.lexicon.suffixes import CLASS_OF, FALSE_HEADS
from kg.mentions.anaphora import anaphora, own_nouns
from kg.mentions.areas import Home, areas, own_shorts, together
from kg.mentions.bare import bare
from kg.mentions.lists import listed
from kg.mentions.names import suffixed
from kg.mentions.offices import offices
from kg.mentions.overlap import settle
from kg.mentions.parties import parties
from kg.mentions.people import people
from kg.mentions.products import products
from kg.mentions.quantities import SPECS, is_age, quantities
from kg.mentions.quoted import quoted
from kg.mentions.scene import Scene
from kg.mentions.times import times
from kg.mentions.topics import topics
from kg.mentions.words import tags, words
from kg.mentions.world import known_bodies, national, stands_free, world
from kg.model import Mention, When
from kg.schema import is_a
from kg.unit import Unit

_RECURS = (
    "Organization",
    "Person",
    "Facility",
    "IndustrialPark",
    "Project",
    "Event",
    "Initiative",
    "Region",
    "BusinessDistrict",
    "Road",
)
_SHORT_FOR = re.compile(r"\((?:以下)?(?:简称|下称|又称|称)[:“]?(?P<short>[^()“”]{2,12})”?\)")


@dataclass(slots=True)
class _Read:
    """A unit with the candidates its grammars proposed, and which of them stand."""

    scene: Scene
    candidates: list[Mention]
    settled: list[Mention] = field(default_factory=list)


def recognise(articles: Sequence[Sequence[Unit]], home: Home, published: date | None) -> list[list[list[Mention]]]:
    """The mentions of each unit of each article, in unit offsets: nested ones as `parts`, no two overlapping.

    A name that one article shows by its context (a list, a suffix) is found wherever it recurs on the page; a person's
    only in the same article, since namesakes are common.
    """
    reads = [[_read(unit, home, published) for unit in units] for units in articles]
    for units in reads:
        _same_day(units, published)
        for read in units:
            read.settled = settle(read.candidates)
    page: dict[str, Mention] = {}
    for read in (r for rs in reads for r in rs):
        for m in read.settled:
            for name, found in _recurring(m, read.scene):
                page.setdefault(name, found)
    result = []
    for rs in reads:
        own = {
            text: m
            for r in rs
            for m in r.settled
            if m.type == "Person" or (m.type == "Product" and len(m.name) >= 3)
            for text in (r.scene.text[m.begin : m.end],)
        }
        shorts = {short: m for r in rs for short, m in _declared(r)}
        shorts |= {short: m for r in rs for short, m in _brands(r) if short not in page}
        names = {**page, **own, **shorts}
        finder = _finder(names)
        nouns = _own_nouns(m for r in rs for top in r.settled for m in (top, *top.parts))
        result.append([settle([*_again(r, finder, names), *r.candidates, *own_nouns(r.scene, nouns)]) for r in rs])
    return result


_SAME_DAY = re.compile(r"(?:当[天日晚]|同日|同一天)")
_A_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def _same_day(reads: Sequence[_Read], published: date | None) -> None:
    """Give 当天 and 同日 the last day, none yet to come, that the article has named before them."""
    today = published.isoformat() if published is not None else "9"
    last: str | None = None
    for read in reads:
        for k, m in enumerate(read.candidates):
            if m.when is None:
                continue
            if _SAME_DAY.match(m.name):
                read.candidates[k] = replace(m, when=When(last)) if last is not None else m
            elif m.when.value is not None and _A_DAY.fullmatch(m.when.value) and m.when.value <= today:
                last = m.when.value


def _own_nouns(settled: Iterable[Mention]) -> dict[str, str]:
    """What an article's things may be called by, the noun that their names end in, with the class of the last one."""
    nouns: dict[str, str] = {}
    bearers: dict[str, set[str]] = defaultdict(set)
    for m in settled:
        if not m.anaphor and m.type in _BY_NOUN:
            for noun in (m.name[-n:] for n in range(2, min(len(m.name) - 1, 6))):
                if noun in CLASS_OF or noun in _TOO_COMMON:
                    nouns[noun] = m.type
                    bearers[noun].add(m.name)
    return {noun: cls for noun, cls in nouns.items() if noun not in _TOO_COMMON or len(bearers[noun]) == 1}


_BY_NOUN = frozenset(
    "Facility Organization SocialOrganization PublicInstitution ResearchInstitution School IndustrialPark FinancialInstitution BusinessDistrict".split()
)
_TOO_COMMON = frozenset("中心 市场 政府 大学 大会 平台".split())
"""Nouns that stand for one thing only where the article has no other of that kind."""


def _read(unit: Unit, home: Home, published: date | None) -> _Read:
    text = unit.text
    scene = Scene.of(unit)
    places = [a for a in areas(text, home) if _stands_free(a, scene)]
    places += [*together(text, home), *(a for a in own_shorts(text, home) if _stands_alone(a, scene))]
    counties = {p.span for p in places if p.code}
    counted = [q for q in quantities(text) if q.span not in counties]  # 三台, 三门: counties
    certain = settle([*times(text, published), *counted, *places, *world(scene)])
    scene.fixed = {m.end: m for m in certain}
    certain += [*national(scene), *known_bodies(scene)]
    candidates = [m for m in certain if m.quantity is None or m.quantity.unit not in SPECS or is_age(m.quantity)]
    bodies = list(offices(scene))
    candidates += bodies
    scene.fixed.update({m.end: m for m in settle(bodies)})
    named = list(people(scene))
    candidates += named
    for m in settle(candidates):
        if m.type == "Person" or (m.type == "Position" and any(n.type == "Person" and n.begin == m.end for n in named)):
            scene.fixed[m.end] = m
    for grammar in (bare, quoted, suffixed, parties, listed, topics, products, anaphora):
        candidates += grammar(scene)
    return _Read(scene, candidates)


def _stands_free(area: Mention, scene: Scene) -> bool:
    """Whether a short, foreign or village name is no part of a longer word: 更加|蓬勃 holds no 加蓬."""
    short = area.name != scene.text[area.begin : area.end]
    return not (short or area.type in ("Country", "Village")) or stands_free(scene, area.begin, area.end)


def _stands_alone(area: Mention, scene: Scene) -> bool:
    """Whether an everyday word that may be an area's short name heads no compound: 红山|文化."""
    following = scene.word_at(area.end).tag if area.end < len(scene.text) else ""
    return _stands_free(area, scene) and not following.startswith("n")


def _recurring(m: Mention, scene: Scene) -> Iterator[tuple[str, Mention]]:
    """What of a mention may recur elsewhere: its characters, unless they are too common a word."""
    text = scene.text[m.begin : m.end].strip("“”")
    if (
        not m.anaphor
        and any(is_a(m.type, cls) for cls in _RECURS)
        and m.type != "Person"
        and len(text) >= 3
        and text not in FALSE_HEADS
    ):
        yield text, m


def _declared(read: _Read) -> Iterator[tuple[str, Mention]]:
    """Short names that the text declares: X有限公司(以下简称X公司)."""
    for m in _SHORT_FOR.finditer(read.scene.text):
        holder = next((c for c in read.settled if c.end == m.start() and is_a(c.type, "Organization")), None)
        if holder is not None:
            yield m["short"], replace(holder, parts=())


def _brands(read: _Read) -> Iterator[tuple[str, Mention]]:
    """What a firm is called for short: its full name without place and legal form, or the brand that begins it."""
    for m in (n for top in read.settled for n in (top, *top.parts)):
        legal = _LEGAL.search(m.name) if is_a(m.type, "Company") else None
        if legal is None or "(" in m.name:
            continue
        place = next((p for p in m.parts if p.begin == m.begin and is_a(p.type, "AdministrativeArea")), None)
        stem = read.scene.text[place.end if place else m.begin : m.end - len(legal[0])]
        whole = replace(m, parts=())
        if place is not None and len(stem) >= 4 and tags().get(stem[:2], "nz") not in _COMMON_WORDS:
            yield read.scene.text[m.begin : place.end] + stem[:2], whole  # 桐江锐光
        if 4 <= len(stem) <= 10:
            yield stem, whole
        if len(stem) >= 6 and not any(w.text in stem[:4] and len(w.text) > 2 for w in words(stem)):
            yield stem[:4], whole


_COMMON_WORDS = frozenset("n vn v a an ad vd".split())
"""The tags of words that make no brand by themselves: 桐江|农业."""
_LEGAL = re.compile(
    r"(?:集团)?(?:股份|控股)?有限(?:责任)?公司$|(?<=[\u4e00-\u9fff]{6})(?:制品|机械|食品|服装|加工)?厂$"
)


def _stands_as_name(scene: Scene, begin: int, end: int) -> bool:
    """Whether a person's name recurs here, and not the word that it also is: 高峰 the man, 早晚高峰."""
    tag = tags().get(scene.text[begin:end], "nr")
    return tag.startswith("nr") or begin == 0 or not scene.text[begin - 1].isalpha()


def _finder(names: dict[str, Mention]) -> re.Pattern[str] | None:
    if not names:
        return None
    return re.compile("|".join(re.escape(n) for n in sorted(names, key=lambda n: (-len(n), n))))


def _again(read: _Read, finder: re.Pattern[str] | None, names: dict[str, Mention]) -> Iterator[Mention]:
    if finder is None:
        return
    for m in finder.finditer(read.scene.text):
        known = names[m[0]]
        if known.type == "Person" and not _stands_as_name(read.scene, m.start(), m.end()):
            continue
        yield known.moved(m.start(), m.end(), ())
