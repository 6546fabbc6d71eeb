"""Administrative areas in text: the gazetteer's names, read in the light of where the page is at home."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from ahocorasick_rs import AhoCorasick

from kg.gazetteer import RANK, Area, Gazetteer, short_names
from kg.mentions.words import tags
from kg.model import Mention

GAZETTEER = Gazetteer()

_NO_VILLAGE = re.compile(
    r"^(?:新农|农|乡|本|全|各|该|山|渔|古|老|新|中心|示范|精品|行政|自然|城中|贫困|美丽|特色|重点|试点|先进|文明|样板|小康|空心|我|每个?|个|邻|外|同|两|多|全体|移民|易地|脱贫|和谐|平安|智慧|未来|驻)(?:村|社区)$"
)
_ROAD_NEXT = re.compile(
    r"(?:[东西南北中]?(?:路|街|大道|大街)|[河湖](?=[^\u4e00-\u9fff]|$|水|流域|畔|边|激流|段|岸)|花海|大草原|籍|话|菜|裔|人民共和国)"
)
_WORDS_TOO = frozenset(
    "平安 和平 东方 新建 建设 长安 永定 安定 朝阳 长治 大同 太平 高明 西湖 新华 解放 文化 前进 东风 红旗 向阳 光明 胜利 友谊 桥东 桥西 城中 城东 城西 城南 城北 江北 江南 河东 河西 海港 海东 兴安 兴国 富民 富裕 安康 保定 延安 大方 通道 团结 宁静 永和 太和 保安 南部 中方 西区 东区 白云 青山 明山 平山 东山 黄山 衡山 泰山 华山 秀山 千山 珠山 东湖 南湖 海洋 南山 西山 中山 金山 宝山 大通 中站 临江 双流 双清 都江 北海 海南 河北 河南 湖北 湖南 山东 山西 广东 广西 江西 青海 云南 中原 西安".split()
) - frozenset(
    "河北 河南 湖北 湖南 山东 山西 广东 广西 江西 青海 云南 海南 西安 延安 中山 北海 保定 长治 大同 安康 黄山 海东 新建".split()
)
"""Short names that are words of their own: believed only after the area above them."""


@dataclass(frozen=True, slots=True)
class Home:
    """Where a page is at home: its prefectures' codes, the likeliest first, and the province's."""

    prefectures: tuple[str, ...]
    province: str
    named: frozenset[str]

    @property
    def city(self) -> Area | None:
        """The home prefecture itself."""
        return _by_code().get(self.prefectures[0]) if self.prefectures else None

    def holds(self, code: str) -> bool:
        """Whether the area of a code is the home prefecture or lies in it."""
        return bool(self.prefectures) and code.startswith(self.prefectures[0])


@cache
def _by_code() -> Mapping[str, Area]:
    return {a.code: a for areas in GAZETTEER.patterns().values() for a in areas}


class _Finder:
    """Finds the names of a table in a text, overlapping ones too, in the order of where they end."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names = sorted(names)
        self._automaton = AhoCorasick(self._names)

    def find(self, text: str) -> Iterator[tuple[int, int, str]]:
        for k, begin, end in self._automaton.find_matches_as_indexes(text, overlapping=True):
            yield begin, end, self._names[k]


@cache
def _upper() -> _Finder:
    return _Finder(GAZETTEER.patterns())


@cache
def _lower(prefecture: str) -> tuple[_Finder, _Finder]:
    return _Finder(GAZETTEER.towns(prefecture)), _Finder(GAZETTEER.villages(prefecture))


def home(text: str, publisher: str | None) -> Home:
    """Where a page is at home, by the full names in it, each weighted by how surely it tells a prefecture."""
    votes: Counter[str] = Counter()
    named: set[str] = set()
    for _, end, name in _upper().find(text):
        areas = GAZETTEER.named(name)
        full = [a for a in areas if a.name == name]
        if full:
            named.update(a.code for a in full)
        prefectures = {p for a in full or areas if (p := GAZETTEER.prefecture(a)) is not None}
        if len(prefectures) == 1 and (full or areas[0].level == "City") and text[end : end + 1] not in "路街大":
            votes[prefectures.pop()] += (
                3 if full and full[0].level in ("County", "CountyLevelCity", "District", "City") else 1
            )
        elif full:
            for p in prefectures:
                votes[p] += 1
    for _, _, name in _upper().find(publisher or ""):
        if any(a.level == "Province" for a in GAZETTEER.named(name)):
            continue  # 海南日报 is at home in no 海南区
        for a in GAZETTEER.named(name):
            if (p := GAZETTEER.prefecture(a)) is not None:
                votes[p] += 10
                if len(GAZETTEER.named(name)) == 1:
                    named.add(a.code)  # 桐江晚报 is at home in 桐江
    ranked = tuple(code for code, _ in sorted(votes.items(), key=lambda kv: (-kv[1], kv[0])))
    best = tuple(c for c in ranked[:3] if votes[c] * 3 >= votes[ranked[0]]) if ranked else ()
    return Home(best, best[0][:2] if best else "", frozenset(named))


def areas(text: str, home: Home) -> list[Mention]:
    """The areas named in a unit's text, overlaps allowed: `name` is the full name, `code` the gazetteer's when it is sure."""
    found = [m for begin, end, name in _upper().find(text) if (m := _upper_mention(text, begin, end, name, home))]
    for prefecture in home.prefectures:
        towns, villages = _lower(prefecture)
        for begin, end, name in towns.find(text):
            candidates = GAZETTEER.towns(prefecture)[name]
            found.append(_mention(begin, end, candidates, home))
        for begin, end, name in villages.find(text):
            if (
                name.endswith(("村", "社区", "嘎查"))
                and not _NO_VILLAGE.match(name)
                and not text.startswith(("镇银行", "官", "支书", "级", "民"), end)
            ):
                candidates = GAZETTEER.villages(prefecture)[name]
                if len(name) > 3 or (name.endswith("村") and text[end : end + 1] != "庄"):
                    found.append(_mention(begin, end, candidates, home))
    return found


_TOGETHER = re.compile(
    r"(?P<names>[\u4e00-\u9fff]{2,4}(?:、(?:(?!等)[\u4e00-\u9fff]){2,4})+)(?:和(?P<last>[\u4e00-\u9fff]{2,3}))?等?(?:[\d一二三四五六七八九十]+个?)(?P<level>街道|镇|乡|村|社区)(?![民委级])"
)
_LEVELS = {"街道": "Subdistrict", "镇": "Town", "乡": "Town", "村": "Village", "社区": "Village"}


def together(text: str, home: Home) -> Iterator[Mention]:
    """Areas that share the word for what they are: 中安、闾阳等9个镇, 天安、保安两个街道."""
    for m in _TOGETHER.finditer(text):
        at = m.start("names")
        spans = [(at, at + len(m["names"].split("、")[0]))]
        for item in m["names"].split("、")[1:]:
            spans.append((spans[-1][1] + 1, spans[-1][1] + 1 + len(item)))
        if m["last"]:
            spans.append(m.span("last"))
        if not any(_below(text[begin:end], m["level"], home) for begin, end in spans[1:]):
            continue
        for k, (begin, end) in enumerate(spans):
            known = [b for b in range(begin, end - 1) if _below(text[b:end], m["level"], home)]
            if known:
                yield _mention(known[0], end, _below(text[known[0] : end], m["level"], home), home)
            elif k and end - begin <= 3:
                yield Mention(begin, end, (_LEVELS[m["level"]],), text[begin:end] + m["level"])


def _below(name: str, level: str, home: Home) -> tuple[Area, ...]:
    """The towns or villages of that name in the page's home prefectures."""
    table = GAZETTEER.villages if level in ("村", "社区") else GAZETTEER.towns
    return tuple(area for prefecture in home.prefectures for area in table(prefecture).get(name + level, ()))


@cache
def _shorts(named: frozenset[str]) -> Mapping[str, Area]:
    """What the areas are called that a page names in full, where that is also an everyday word: 三水 for 三水区."""
    found = {}
    for code in sorted(named):
        area = _by_code().get(code)
        if area is not None and area.level in ("District", "County", "CountyLevelCity"):
            for short in short_names(area):
                if short not in GAZETTEER.patterns() and tags().get(short, "ns").startswith(("ns", "nz", "m")):
                    found[short] = area
    return found


def own_shorts(text: str, home: Home) -> Iterator[Mention]:
    """The short names in a text that only the page's own full names make names."""
    for short, area in _shorts(home.named).items():
        at = text.find(short)
        while at >= 0:
            end = at + len(short)
            if GAZETTEER.prefecture(area) in home.prefectures and not _ROAD_NEXT.match(text, end):
                yield Mention(at, end, GAZETTEER.types(area), area.name, code=area.code)
            at = text.find(short, end)


def _upper_mention(text: str, begin: int, end: int, name: str, home: Home) -> Mention | None:
    candidates = GAZETTEER.named(name)
    full = tuple(a for a in candidates if a.name == name)
    if name[1:] in ("全县", "全市", "全区") and text[begin - 1 : begin].isalnum():
        return None  # 未来三天|全县大部
    if name.startswith(("会同县", "和县")) and text[begin - 1 : begin].isalnum():
        return None  # 市水利局|会同|县发改委, 镇里|和|县里
    if name in _BARE and not any(text[:begin].endswith(s) for a in full for s in _above(a)):
        return None
    if not full and (below := tuple(a for a in candidates if _right_below(text[:begin], a))):
        return _mention(begin, end, below, home)  # 浙江|义乌
    if not full and not _short_is_meant(text, end, name, candidates, home):
        return None
    return _mention(begin, end, full or candidates, home)


def _right_below(before: str, area: Area) -> bool:
    """Whether the name of a province or city that a county or city lies in ends right before it."""
    return area.level in ("City", "CountyLevelCity", "County") and any(
        before.endswith((a.name, _SHORT_LEVEL.sub("", a.name)))
        for a in GAZETTEER.chain(area)[1:]
        if a.level != "Country"
    )


_SHORT_LEVEL = re.compile(r"(?:壮族|回族|维吾尔)?(?:自治区|省|市)$")


_BARE = frozenset(
    {"城区", "郊区", "矿区", "市中区", "新城区", "东区", "西区", "南区", "北区", "港区", "新区", "开发区"}
)
"""Districts whose whole name is an everyday word: believed only right after their city's name."""


def _above(area: Area) -> tuple[str, ...]:
    parent = GAZETTEER.parent(area)
    return () if parent is None else (parent.name, parent.name[:-1])


def _short_is_meant(text: str, end: int, name: str, candidates: tuple[Area, ...], home: Home) -> bool:
    """Whether a short name (登封, 郑州) stands for the area: known at home or nationwide, and no word of its own."""
    if _ROAD_NEXT.match(text, end):
        return False
    area = _choose(candidates, home)
    at_home = GAZETTEER.prefecture(area) in home.prefectures
    if name[-1] in "区县市州旗" and len(name) > 2:
        return at_home or len(candidates) == 1  # 管城区, for the long official name
    if area.level in ("Country", "Province"):
        return tags().get(name, "ns")[:2] in ("ns", "nz", "n") and not (
            area.level == "Country" and name not in ("中国",) and len(name) < 2
        )
    if area.level == "City":
        return name not in _WORDS_TOO and (at_home or tags().get(name) == "ns")
    return (
        name not in _WORDS_TOO
        and at_home
        and (
            area.code in home.named
            or (tags().get(name) == "ns" and (area.level != "District" or len(candidates) == 1))
            or (tags().get(name, "nr").startswith("nr") and area.level != "District" and len(candidates) == 1)
        )
    )


def _choose(candidates: tuple[Area, ...], home: Home) -> Area:
    """The candidate that a page at home there means."""

    def rank(area: Area) -> tuple[bool, bool, bool, int, str]:
        p = GAZETTEER.prefecture(area)
        return (
            p not in home.prefectures,
            area.code not in home.named,
            not area.code.startswith(home.province or "-"),
            RANK[area.level],
            area.code,
        )

    return min(candidates, key=rank)


def _mention(begin: int, end: int, candidates: tuple[Area, ...], home: Home) -> Mention:
    area = _choose(candidates, home)
    local = (
        len(candidates) == 1
        or GAZETTEER.prefecture(area) in home.prefectures
        or area.code == home.province
        or area.code in home.named
    )
    if area.level in ("Town", "Subdistrict", "Village", "zone") and len(candidates) > 1:
        local = False  # which of several villages: the article's own town decides, later
    return Mention(begin, end, GAZETTEER.types(area), area.name, code=area.code if local else "")
