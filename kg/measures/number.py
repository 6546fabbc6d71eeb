"""A quantity in its clause, and how it goes on with what the sentence measured before."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.model import Measure, Mention, Quantity
from kg.rules.engine import Coded
from kg.rules.template import class_range

MONEY = ("CNY", "USD", "EUR", "HKD", "JPY", "GBP")
RELATIVE = ("%", "百分点", "倍", "‰")
_ABOUT = (
    "Organization",
    "AdministrativeArea",
    "IndustrialPark",
    "Project",
    "Event",
    "Facility",
    "Person",
    "BusinessDistrict",
    "Region",
    "Initiative",
    "Road",
    "Place",
    "Product",
    "Industry",
)
SUBJECT = re.compile(rf"[{class_range('|'.join(_ABOUT))}]")
"""What a number may be said of."""
CHANGES = re.compile(
    r"(?:扩|升|降|增|减|涨|跌|压|缩|提|拓|扩大|扩容|扩充|提升|提高|上升|增长|增加|减少|下降|降低|壮大|发展|缩短|压缩|恢复|优化|调整|上调|下调|延长|拓展)(?:至|到了?)"
    r"|(?:爬|爬升|攀升|回升|飙升|添|涨|蹿|蹿升)[到至]了?|(?:放宽|扩充|冲)[到至]|(?:加|做|拉长|扩展|收窄)到了?|压减[到至为]|(?:压缩|缩短|减|增|降|升|扩|减少|增加|提高|降低|延长|调整)为|缩减到|翻到|跃升[至到]|(?:优化|提升)为"
)
_BECAME = re.compile(
    rf"(?:,(?:如今|现在|目前|眼下|[{class_range('Time')}])?(?:已|将|又|再|要|还|计划|预计)*)?(?:{CHANGES.pattern})(?:[{class_range('Time')}]的?|目前的?|现在的?)?(?:近|约|超)?"
)
FROM = re.compile(
    rf"(?:将|已|可)?[由从](?:目前|现在|原来|此前|去年|过去|最初|当初|原先|起初|[一两三四五六七八九十几]年前|上年|改造前|实施前|现有|往年|以往|高峰时|最多时|[{class_range('Time')}])?的?(?:不足|不到|近|约|超)?$"
)
_JOINS = re.compile(r"[、,/和及]|(?:,|、)?(?:总投资|投资额|金额)?")
_TO = re.compile(r"至|到|-|—|~")


@dataclass(frozen=True, slots=True)
class Number:
    """A quantity in its clause `[start, end)`: the words on both sides of it, and the last measure of the sentence."""

    coded: Coded
    at: int
    mention: Mention
    quantity: Quantity
    start: int
    end: int
    left: str
    right: str
    last: Measure | None
    last_at: int
    earlier: Mapping[str, Measure]
    """The last measure of the sentence in each unit."""
    told: Sequence[tuple[int, Measure]]
    """The measures of the sentence so far, with their places."""

    @property
    def unit(self) -> str:
        return self.quantity.unit.split("/")[0]

    @property
    def counts(self) -> bool:
        """Whether it counts things, rather than money or shares."""
        return self.unit not in MONEY and self.unit not in RELATIVE

    @property
    def between(self) -> str | None:
        """What stands between the last measure's number and this one."""
        return None if self.last is None else self.coded.text[self.last_at + 1 : self.at]

    @property
    def joined(self) -> bool:
        """Whether it goes on with the last measure of its clause: 12个、6个; 3个,总投资5亿元."""
        return self.between is not None and self.last_at >= self.start and _JOINS.fullmatch(self.between) is not None

    @property
    def grown(self) -> bool:
        """Whether it is what the last measure became: 由5天压减至1天."""
        return self.between is not None and _BECAME.fullmatch(self.between) is not None

    @property
    def outgrown(self) -> bool:
        """Whether it is what something was before it became more or less: 由5天压减至1天."""
        return CHANGES.match(self.right) is not None and FROM.search(self.left) is not None

    @property
    def ranged(self) -> bool:
        """Whether it is the upper end of a range that the last measure begins."""
        return self.between is not None and _TO.fullmatch(self.between) is not None

    @property
    def opens_range(self) -> bool:
        following = self.coded.held.get(self.at + 2)
        return (
            following is not None
            and following.quantity is not None
            and _TO.fullmatch(self.coded.text[self.at + 1]) is not None
        )


BOUND = re.compile(r"(?:以上|以下)?的?(?:项目|企业|工程|产业|园区|产品)")


def _bounds(coded: Coded, k: int) -> bool:
    """Whether a quantity tells which things are meant rather than how many: 亿元以上项目."""
    quantity = coded.held[k].quantity
    return (
        quantity is not None
        and (quantity.unit in MONEY or quantity.comparator != "=")
        and BOUND.match(coded.text, k + 1) is not None
    )


def spelled(coded: Coded, begin: int, end: int) -> str:
    """Coded characters with posts, fields and goods spelled out again: they are words here, not parties."""
    return "".join(
        coded.held[k].name.removeprefix("等")
        if k in coded.held
        and (
            coded.held[k].type in ("Position", "Industry", "Product", "Initiative", "Etc")
            or coded.held[k].name in ("项目", "这批项目", "此批项目", "这些项目")
            or _bounds(coded, k)
        )
        else coded.text[k]
        for k in range(begin, end)
    )
