"""Of what a quantity is said: the thing that its clause names, or the one that the passage is about."""

from __future__ import annotations

import re

from kg.measures.indicator import after
from kg.model import Mention
from kg.rules.engine import TOPIC, Coded
from kg.rules.template import ANY, class_range
from kg.schema import is_a

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
ACTOR = "Organization|AdministrativeArea|IndustrialPark"
THING = "Project|IndustrialPark|Facility|BusinessDistrict|Region|Road"
_OF_THING = re.compile(
    r"^(?:计划|预计|概算|估算)?(?:总?投资|完成投资|投资额|占地|总占地|用地|总建筑|建筑|规划面积|总面积|建设规模|设计|全长|桥长|主桥|隧道|线路|年产|年可|总装机|装机|工期|建设工期|容积|床位|设计时速|库容|总长|长|宽|年加工|年处理|日处理|计划总投资|可提供就业|年销售|年产值|年收入|开工|竣工|工程量|主体|库容)|(?:占地面积|用地面积|建筑面积|总面积|规划面积|示范面积|总投资|工期)$"
)
AREA_OF_ARTICLE = "Province|City|CountyLevelCity|District|County"
"""A dropped subject that is the area whose economy the article is about, whatever was mentioned last."""
_OF_GOODS = re.compile(r"额度|利率|放款|贷款期限|保费|复购率|售价|每斤|每公斤|每件|交货期|报价")
_OF_REFORM = re.compile(r"环节|用时|时限|申请材料|跑动|办理率|办结|事项")
_ECONOMY = re.compile(
    r"零售总额|生产总值|GDP|固定资产投资|房地产开发投资|财政收入|预算收入|增加值|进出口|可支配收入|常住人口|城镇化率|税收收入|存款余额|贷款余额|工业投资|民间投资|外贸|^(?:出口|进口)(?:额|值|总额)?$|出口额|用电量|优良天数|优良率|PM2"
)
_PEOPLE_AT = re.compile(
    r"^(?:余)?(?:[^,;。]{0,14})(?:参加|参与|到场|体验|出席|观看|参赛|参会|现场|聆听|受益|同台|竞技|接受|报名)"
)
_THING_NEXT = re.compile(rf"^(?:的|[^,;。!?:{ANY}]{{0,4}}的)([{class_range(THING + '|Organization|Product')}])")
_MAKES_THING = re.compile(
    rf"^,?[^,;。!?:]{{0,14}}?(?:建设|新建|打造|兴建|实施|改建|扩建|修建|新上)[^,;。!?:]{{0,14}}?([{class_range(THING)}])"
)
_LINE_NEXT = re.compile(rf"^[{class_range('Product|Industry')}]?[^,;。!?:{ANY}]{{0,6}}([{class_range('Project')}])")
SUBJECT = re.compile(rf"[{class_range('|'.join(_ABOUT))}]")
_IN_LIST = re.compile(rf"[、和与及等]|[{class_range('Etc')}]|以及")
_AFTER_LIST = re.compile(rf"(?:等|[{class_range('Etc')}])$")
_HANZI = re.compile(r"[\u4e00-\u9fff]")
EXTENDED = re.compile(r"(?:扩建|技改|技术改造|搬迁)[^,]{0,4}(?:完成|投产|建成)后,$")


def subject_of(coded: Coded, i: int, start: int, end: int, indicator: str, right: str) -> tuple[Mention, int | None]:
    """What a quantity is said of, and its place in the coded text when the clause names it."""
    if _ECONOMY.search(indicator) and not any(
        is_a(coded.held[k].type, "IndustrialPark") or is_a(coded.held[k].type, "AdministrativeArea")
        for k in range(start, i)
        if k in coded.held
    ):
        return dropped(coded, i, AREA_OF_ARTICLE), None
    for pattern, cls in ((_OF_GOODS, "Product"), (_OF_REFORM, "Initiative")):
        if pattern.search(indicator):
            k = next((k for k in range(i - 1, -1, -1) if k in coded.held and coded.held[k].type == cls), None)
            if k is not None:
                return coded.held[k], k
    if re.match(r"由[\U000F0000-\U000F00FF]", coded.text[start:i]) and not _MAKES_THING.match(right):
        return dropped(coded, i, THING + "|" + ACTOR), None
    first = next((k for k in range(start, i) if k in coded.held and SUBJECT.match(coded.text[k])), None)
    if first is not None and first - start <= 2 and is_a(coded.held[first].type, "Project"):
        return coded.held[first], first
    if EXTENDED.search(coded.text, max(0, start - 16), start):
        return dropped(coded, i, "Company"), None
    for pattern in (_THING_NEXT, _MAKES_THING, _LINE_NEXT):
        m = pattern.match(
            right + coded.text[end : end + 30] if pattern is _MAKES_THING and indicator.endswith("投资") else right
        )
        if m and (pattern is not _LINE_NEXT or re.search(r"年产|日产|年加工|产", coded.text[max(start, i - 4) : i])):
            at = i + 1 + m.start(1)
            return coded.held[at], at
    if re.search(r"意见|建议|发言", indicator):
        return dropped(coded, i, "Event"), None
    counted = coded.held[i].quantity
    if (
        _PEOPLE_AT.match(right)
        and counted is not None
        and counted.unit in ("名", "人", "家", "位", "人次", "户", "支", "个")
    ):
        return dropped(coded, i, "Event"), None
    found = [k for k in range(start, i) if k in coded.held and SUBJECT.match(coded.text[k])]
    found = [k for k in found if not _IN_LIST.match(coded.text, k + 1)] if _AFTER_LIST.search(coded.text[:i]) else found
    if (
        found
        and found[-1] == i - 1
        and is_a(coded.held[i - 1].type, "Organization")
        and indicator.startswith(after(right) or "\0")
    ):
        return coded.held[i - 1], i - 1
    if found:
        k = next((k for k in reversed(found) if coded.text[k - 1 : k] == "的" and k > start), found[0])
        named = coded.held[k]
        if _OF_THING.search(indicator):
            k = next(
                (
                    j
                    for j in reversed(found)
                    if is_a(coded.held[j].type, "Project") or coded.held[j].type in ("IndustrialPark", "Facility")
                ),
                k,
            )
            named = coded.held[k]
        goods = (
            named.type == "Product"
            and (k - start <= 1 or coded.text[start:k] == "其中")
            and _HANZI.match(coded.text, k + 1) is not None
        )
        if (goods or named.type not in ("Industry", "Product", "Initiative")) and not (
            coded.text[k + 1 : k + 2] in "上"
            or re.search(
                r"(?:[在从到于向为据往]|出口|来自|涉及|覆盖|辐射|引进|收购|带动|联合|包含|包括)$", coded.text[start:k]
            )
            or coded.text[k - 1 : k] == "、"
            or coded.text.startswith("在内", k + 1)
        ):
            return named, k
    area = next(
        (
            k
            for k in range(i - 1, -1, -1)
            if k in coded.held and coded.held[k].anaphor and is_a(coded.held[k].type, "AdministrativeArea")
        ),
        None,
    )
    if (
        area is not None
        and re.search(r"(?:高于|低于|快于|好于|占|比|超过|居|列|位居)$", text[:area] if (text := coded.text) else "")
        is None
        and not coded.text.startswith(("平均", "第", "规"), area + 1)
        and area
        >= max(
            (
                k
                for k in range(i)
                if k in coded.held and coded.text[k - 1 : k] in ",;。" and SUBJECT.match(coded.text[k])
            ),
            default=-1,
        )
    ):
        return coded.held[area], area
    if _OF_THING.search(indicator):
        return dropped(coded, i, THING + "|" + ACTOR), None
    return dropped(coded, i, ACTOR + "|Project|Event|Facility|Road"), None


def dropped(coded: Coded, i: int, classes: str) -> Mention:
    at = coded.span(i, i + 1).begin
    return Mention(at, at, (classes,), TOPIC, anaphor=True)
