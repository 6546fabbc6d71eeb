"""The gazetteer: China's administrative areas down to the village, and the countries of the world.

Loaded from the tables in `kg/data` when first asked; the upper levels at once, towns and villages by prefecture.
"""

from __future__ import annotations

import gzip
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import takewhile
from pathlib import Path
from typing import NamedTuple, TypeAlias

DATA = Path(__file__).parent / "data"
LEVELS = ["Country", "Province", "City", "CountyLevelCity", "District", "County", "Subdistrict", "Town", "Village"]
RANK = {level: rank for rank, level in enumerate([*LEVELS, "zone"])}
MUNICIPALITIES = frozenset({"11", "12", "31", "50"})
PEOPLES = re.compile(
    "(?:(?:汉|壮|满|回|苗|维吾尔|土家|彝|蒙古|藏|布依|侗|瑶|朝鲜|白|哈尼|哈萨克|黎|傣|畲|傈僳|仡佬|东乡|高山|拉祜|水|佤|纳西|羌|土|仫佬|锡伯|柯尔克孜"
    "|达斡尔|景颇|毛南|撒拉|布朗|塔吉克|阿昌|普米|鄂温克|怒|京|基诺|德昂|保安|俄罗斯|裕固|乌孜别克|门巴|鄂伦春|独龙|塔塔尔|赫哲|珞巴|各)族)+$"
    "|(?<=..)(?:维吾尔|蒙古|哈萨克|柯尔克孜|塔吉克|锡伯)$"  # titles may leave 族 out: 伊犁哈萨克自治州
)
TITLE = re.compile("(?:特别行政区|自治[区州县旗]|地区|(?<=..)[矿林特新]区|[省市区县盟]|(?<![左右前中后])旗)$")
ONLY_A_DIRECTION = re.compile("[东南西北中城市新老郊关厢]+")


class Area(NamedTuple):
    """An area: its division code (ISO 3166 for a country), full name, class name, and the code of the area above or ''.

    `level` is a class of the vocabulary (Country … Village) or `zone`: a development zone, a state farm and the like,
    which stands in the lists beside counties or towns but is no administrative area.
    """

    code: str
    name: str
    level: str
    parent: str


Index: TypeAlias = Mapping[str, tuple[Area, ...]]


class Gazetteer:
    """Areas by name. A name may stand for several areas: candidates come highest level first, then by code."""

    def named(self, name: str) -> tuple[Area, ...]:
        """Every country, province, city, county and zone with this full or short name (新乡市, 新乡), or ()."""
        return _upper_names().get(name, ())

    def patterns(self) -> Index:
        """The names that `named` knows, as far as they are worth looking for in running text.

        Short names that are everyday words (资源 for 资源县, 合作 for 合作市) are left out; ask `named` for those where
        the context already says that a place is meant.
        """
        return _patterns()

    def towns(self, prefecture: str) -> Index:
        """Names of the towns, subdistricts and zones below the prefecture of this code; empty when there are none."""
        return _town_names(prefecture)

    def villages(self, prefecture: str) -> Index:
        """Names (…村, …社区, …嘎查) of the villages below the prefecture of this code; empty when there are none."""
        return _village_names(prefecture)

    def parent(self, area: Area) -> Area | None:
        """The area right above, or None for provinces and countries."""
        if not area.parent:
            return None
        return _upper().get(area.parent) or next(a for a in _towns(area.parent[:6]) if a.code == area.parent)

    def chain(self, area: Area) -> tuple[Area, ...]:
        """The area itself and those above it, up to the province."""
        above = self.parent(area)
        return (area,) if above is None else (area, *self.chain(above))

    def prefecture(self, area: Area) -> str | None:
        """The code that `towns` and `villages` take for the region around this area.

        It is the city's; a municipality (北京市) and a county right under its province are prefectures of their own.
        None for countries, and for provinces, which hold many.
        """
        if area.code[:2] in MUNICIPALITIES:
            return area.code[:2]
        return next((a.code for a in reversed(self.chain(area)) if a.level not in ("Country", "Province")), None)

    def types(self, area: Area) -> tuple[str, ...]:
        """Its classes in the vocabulary, the most telling first: a municipality is a province and a city at once."""
        if area.code in MUNICIPALITIES:
            return ("Province", "City")
        return ("IndustrialPark",) if area.level == "zone" else (area.level,)


def short_names(area: Area) -> tuple[str, ...]:
    """What else an upper area is called: 管城区 and 管城 for 管城回族区, 恩施州 and 恩施 for its long full name.

    Never one character, nor a bare direction (城关, 市中); none for zones, and none for districts in Taiwan, Hong Kong
    and Macau, whose short names are everyday words (将军, 离岛).
    """
    if area.level == "zone" or (area.level == "District" and area.code[:2] in ("71", "81", "82")):
        return ()
    title = TITLE.search(area.name)
    if not title:
        return ()
    with_peoples = area.name[: title.start()]
    stem = PEOPLES.sub("", with_peoples)
    if len(stem) < 2 or (area.level in ("District", "County") and ONLY_A_DIRECTION.fullmatch(stem)):
        return ()
    return (stem,) if stem == with_peoples or area.level == "Province" else (stem, stem + area.name[-1])


def _index(named: Iterable[tuple[str, Area]]) -> Index:
    """Areas by name, each name's candidates highest level first, then by code."""
    found: dict[str, list[Area]] = {}
    for name, area in named:
        found.setdefault(name, []).append(area)
    return {name: tuple(sorted(areas, key=lambda a: (RANK[a.level], a.code))) for name, areas in found.items()}


@cache
def _upper() -> Mapping[str, Area]:
    """The table's first block, up to the blank line: provinces, cities and counties by code."""
    with gzip.open(DATA / "areas.tsv.gz", "rt", encoding="utf-8", newline="\n") as table:
        return {area.code: area for area in _rows(takewhile("\n".__ne__, table))}


@cache
def _lower() -> str:
    """The table's second block, towns, each on a line in the order of the codes; a line break stands before each."""
    table = gzip.decompress((DATA / "areas.tsv.gz").read_bytes()).decode("utf-8")
    return table[table.index("\n\n") + 1 :]


def _rows(lines: Iterable[str]) -> Iterator[Area]:
    return (Area(*line.rstrip("\n").split("\t")) for line in lines)


@cache
def _upper_names() -> Index:
    lines = (DATA / "countries.txt").read_text(encoding="utf-8").splitlines()
    countries = ((Area(code, names[0], "Country", ""), names) for code, *names in map(str.split, lines))
    named = [(name, country) for country, names in countries for name in names]
    for area in _upper().values():
        named += ((name, area) for name in (area.name, *short_names(area)))
    return _index(named)


@cache
def _patterns() -> Index:
    lines = (DATA / "ordinary_words.txt").read_text(encoding="utf-8").splitlines()
    ordinary = {word for line in lines if not line.startswith("#") for word in line.split()}
    return {name: areas for name, areas in _upper_names().items() if name not in ordinary}


@cache
def _towns(prefix: str) -> tuple[Area, ...]:
    """The towns whose codes start with `prefix`: one run of lines, since the table is sorted by code."""
    table = _lower()
    begin = table.find("\n" + prefix) + 1
    if not begin:
        return ()
    last = table.rfind("\n" + prefix) + 1
    return tuple(_rows(table[begin : table.index("\n", last)].splitlines()))


@cache
def _town_names(prefecture: str) -> Index:
    """By full name and, for the townships of a people, without it: 柳河瑶族乡 is 柳河乡 too."""
    named = []
    for area in _towns(prefecture):
        stem = PEOPLES.sub("", area.name[:-1])
        plain = area.name if len(stem) < 2 or area.level == "zone" else stem + area.name[-1]
        named += [(name, area) for name in dict.fromkeys((area.name, plain))]
    return _index(named)


@cache
def _village_names(prefecture: str) -> Index:
    with (DATA / "villages.zip").open("rb") as file, zipfile.ZipFile(file) as archive:
        if prefecture not in archive.NameToInfo:
            return {}
        lines = archive.read(prefecture).decode("utf-8").splitlines()
    named = []
    for line in lines:
        town, _, numbered = line.partition("\t")
        words = iter(numbered.split(" "))
        named += [(name, Area(town + number, name, "Village", town)) for number, name in zip(words, words, strict=True)]
    return _index(named)
