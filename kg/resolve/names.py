"""Whether two names within one article stand for the same thing, and which is the fuller."""

from __future__ import annotations

import re

from kg.lexicon.suffixes import ending
from kg.schema import family, is_a

_LEGAL = re.compile(r"(?:集团)?(?:股份|控股)?(?:有限(?:责任)?公司|公司|集团)$")
_NUMBERED = re.compile(r"([一二三四五六七八九])院$")
"""A hospital by its number: 医大二院."""
_PARK = re.compile(r"(?:产业)?园区?$")


_LEVEL = re.compile(r"^([\u4e00-\u9fff]{2,3})[市县区](?=[\u4e00-\u9fff]{4})")


def _without_level(name: str) -> str:
    """A name without the word for what the area in front is."""
    return _LEVEL.sub(r"\1", name)


_ROUND = {"十": "10", "百": "100", "千": "1000"}
_COUNTED = re.compile(r"(?<![一二三四五六七八九\d])([十百千])万")
"""Round numbers that headlines spell: 青石百万千瓦风电项目."""


def short_for(short: str, full: str, cls: str) -> bool:
    """Whether `short` may be another name of `full`, both of class `cls` or near it, in one article."""
    if len(short) >= len(full) or len(short) < 2:
        return False
    if "(" in full and "(" not in short and full.startswith(short):
        return False  # 启明集团(中国) is a part of 启明集团, not the same
    group = family(cls)
    if group == "person":
        return "·" in full and (full.endswith("·" + short) or full.startswith(short + "·"))
    if _without_level(full) == short:
        return True  # 青石菱镁产业园 of 青石市菱镁产业园
    if full.endswith(short):
        return (len(short) >= 4 or group == "event") and (group != "organization" or ending(short) != short)
    if group == "organization":
        return _organisation(short, full)
    if group == "place" and is_a(cls, "IndustrialPark"):
        if (
            short.endswith(("经开区", "高新区", "园区"))
            and full.endswith("区")
            and short[:2] == full[:2]
            and _subsequence(short, full)
        ):
            return True
        return full.endswith(_PARK.sub("", short) + "产业园") or full.endswith(_PARK.sub("", short) + "园")
    if group in ("project", "event", "initiative"):
        short = _COUNTED.sub(lambda m: _ROUND[m[1]] + "万", short)
        if short[-1] == "期" and full in (short + "项目", short + "工程"):
            return True
        tail = ending(full)
        own = short[1:] if group == "event" and short[0] in "市县区" else short
        return bool(tail) and len(short) >= 4 and short.endswith(tail) and _subsequence(short, full) and own[:2] in full
    return False


def _organisation(short: str, full: str) -> bool:
    if short.endswith("职校") and re.search(r"职业(?:技术)?学[校院]$", full):
        return short.removesuffix("职校") in full
    if full.startswith(short):
        rest = full[len(short) :]
        return (len(short) >= 3 and _LEGAL.fullmatch(rest) is not None) or (
            len(short) == 4 and is_a_firm(full) and not is_a_firm(short)
        )
    tail = ending(short)
    assembly = tail == "人大常委会" and full.endswith("人民代表大会常务委员会")
    if tail in ("法院", "检察院", "人大常委会") and (assembly or full.endswith(tail)):
        return short[:2] == full[:2] and _subsequence(short, full)  # 桐江法院 for 桐江市人民法院
    if is_a_firm(full) and _branded(short, full):
        return True
    if is_a_firm(full) and is_a_firm(short) and len(short) >= 4:
        return short[:2] == full[:2] and full.endswith(tail) and _subsequence(short, full)
    if (numbered := _NUMBERED.search(short)) and full.endswith(f"第{numbered[1]}医院"):
        return short[0] == full[0] and _subsequence(short, full)
    stem, whole = _LEGAL.sub("", short), _LEGAL.sub("", full)
    if is_a_firm(full) and len(stem) >= 3 and stem in whole and (short == stem or is_a_firm(short)):
        return whole.find(stem) <= 6
    return (
        bool(tail) and len(short) >= 5 and full.endswith(tail) and short[:2] in full[:6] and _subsequence(short, full)
    )


def _branded(short: str, full: str) -> bool:
    """Whether a short name is a brand and a word of the trade, both in the full name behind its place: 启明科技, 星河集团."""
    brand, trade = short[:2], short[2:]
    at = full.find(brand)
    return len(short) == 4 and 2 <= at <= 4 and _subsequence(trade, full[at + 2 :])


def is_a_firm(name: str) -> bool:
    """Whether a name says that it is a company's."""
    return _LEGAL.search(name) is not None


def _subsequence(short: str, full: str) -> bool:
    rest = iter(full)
    return all(c in rest for c in short)
