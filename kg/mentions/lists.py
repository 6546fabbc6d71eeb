"""Members of a list take their class from the word that sums the list up: A、B、C等5家公司, A、B等项目."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kg.lexicon.suffixes import CLASS_OF, ending
from kg.lexicon.words import FUNCTION, GENERIC, GOVERNING
from kg.mentions.generic import generic
from kg.mentions.scene import Scene
from kg.mentions.walk import walk
from kg.model import Mention
from kg.schema import is_a
from kg.text import clean

_GROUPS = {
    "Company": "公司|企业|央企|国企|民企|车企|药企|房企|集团|厂家|商家|龙头|头部企业|上市公司|供应商|运营商|战略投资者|客商|品牌",
    "FinancialInstitution": "银行|金融机构|保险公司|券商",
    "Organization": "单位|机构|社会组织|组织|团体|部门|(?:相关|主要|有关)?(?:负责人|负责同志|领导|代表|专家)",
    "School": "学校|高校|院校|中小学|小学|大学|幼儿园",
    "PublicInstitution": "医院|医疗机构",
    "Project": "(?:重点|重大|产业|建设|签约|在建|民生|工业)?(?:项目|工程)",
    "Industry": "(?:新兴|主导|支柱|特色|优势|未来|重点|战略性新兴|富民|现代|传统)?(?:产业(?:集群|链|项目|体系)?|行业|领域|业态|赛道|为核心)",
    "Product": "(?:金融|主要|系列|农|特色|名优|热销)?(?:产品(?:及服务)?|农产品|特产|品种|设备)",
    "Village": "(?:行政|自然)?村",
    "Town": "乡镇|镇",
    "Facility": "景区|景点|场馆",
    "IndustrialPark": "园区|产业园|开发区|专业园区",
    "Road": "道路|路段|主干道",
}
_NUMBER = r"(?:\d+|[一二两三四五六七八九十]+|多|数)?余?(?:家|个|项|条|所|种|款|大|类|处|位|名)?"
_ETC = {
    cls: re.compile(
        rf"等(?:{_NUMBER}(?:产业链|链主|上市|行业|科技型|外资|知名|重点|龙头|骨干|大型|国内|国际|世界500强|相关|有关|本地|规上|优质|上下游|高新技术|省级|市级)*)(?:{words})"
    )
    for cls, words in _GROUPS.items()
}
_ITEM = re.compile(r"[^、,;。!?:\s“”…—]{2,28}|“[^“”]{2,24}”[^、,;。!?:\s“”]{0,10}")
_PARTNERS = re.compile(
    r"(?:与|和|同|由)(?P<names>[^,;。!?:与和的]{2,16}(?:、[^,;。!?:与的]{2,16})*)(?:等)?(?:[^,;。]{0,4})(?:建立了?|签订了?|签署了?|达成了?|签约|开展)[^,;。]{0,8}(?:合作|协议|战略|意向)"
)
_SOUGHT = re.compile(
    r"(?:引进|引入|招引|签约|收购|投资方|落户|入驻)(?:了)?(?P<names>[^,;。!?:的]{2,14}(?:、[^,;。!?:的]{2,14})+)等"
)
_GREAT = re.compile(
    r"(?<!等)[两三四五六七八九十\d]{1,2}大(?:主导|特色|支柱|优势|重点|新兴|百亿级?|千亿级?)?产业(?:集群)?"
    r"|(?<!等)[两三四五六七八九十\d]{1,2}条(?:重点|主导|特色|优势|新兴)?产业链"
)
_BAD_ITEM = re.compile(
    r"[\d%]+(?:%|元|家|个)|^(?:对|将|把|被|从|向|到|按|以|为|于|要|可|能)|(?:情况|方面|问题|工作|意见|建议|力度|需求|能力|作用|特点|优势|方式|环节|牵头|领衔|为主)$"
)
_NOT_NAMED = frozenset(
    "企业 公司 部门 单位 群众 学校 医院 银行 村 社区 街道 乡镇 政府 市场 项目 产业 党员 干部 职工 农户".split()
)


def listed(scene: Scene) -> Iterator[Mention]:
    """The items of the lists in a unit whose summing word tells their class, and that 等… itself (type `Etc`)."""
    text = scene.text
    for i in _places(text, "等"):
        for cls, pattern in _ETC.items():
            m = pattern.match(text, i)
            if m is None:
                continue
            yield Mention(i, m.end(), ("Etc",), text[i : m.end()])
            level = text[m.end() - 1] if cls in ("Town", "Village") and text[m.end() - 2] not in "乡行自" else ""
            for item in _items(scene, i, cls):
                whole = not level or item.name.endswith(("镇", "乡", "村", "社区", "街道"))
                yield item if whole else replace(item, name=item.name + level)  # 桐江、青石等镇
            break
    for m in _GREAT.finditer(text):
        yield Mention(m.start(), m.end(), ("Etc",), m[0])
        yield from _items(scene, m.start(), "Industry")
    for pattern in (_PARTNERS, _SOUGHT):
        for m in pattern.finditer(text):
            end = m.end("names")
            if text[end - 1] == "等":
                end -= 1
            inner = [w.text for w in scene.words if m.start("names") <= w.begin < end]
            if not any(w in GOVERNING or (w in FUNCTION and w != "中") for w in inner):
                yield from _items(scene, end, "Company", m.start("names"))


def _items(scene: Scene, end: int, cls: str, floor: int = 0) -> Iterator[Mention]:
    """The items of a list that ends at `end`, from the last back to the first, whose beginning is walked for."""
    text = scene.text
    last = end
    while end > floor:
        cut = text.rfind("、", floor, end)
        joints = ("和", "及") if cls in ("Industry", "Product") else ("和",) if end == last else ()
        joint = max((text.rfind(j, max(cut, floor), end) for j in joints), default=-1)
        stop = max(cut + 1 if cut >= 0 else floor, floor)
        if joint > stop and scene.word_at(joint).text in ("和", "及", "以及"):
            stop = joint + 1
        begin = stop
        first = (not (begin > 0 and text[begin - 1] in "、和及") and begin != floor) or (cut < 0 and floor == 0)
        if first or (cut < 0 and floor == 0):
            begin = max(walk(scene, end, cls), floor)
        elif cls not in ("Industry", "Product"):
            begin = max(begin, _tail(scene, begin, end))
        if cls in ("Industry", "Product") and text[begin] in "出了":
            begin += 1
        plot = _PLOT.search(text, begin, end)
        item_end = plot.start() if plot and plot.start() > begin + 1 else end
        item = text[begin:item_end]
        if not _ITEM.fullmatch(item) or not _named(scene, begin, end, cls):
            return
        yield Mention(begin, end, _classes(item, cls), clean(item))
        if begin > stop or stop <= floor or text[stop - 1] not in "、和及":
            return
        end = stop - 1


def _classes(item: str, cls: str) -> tuple[str, ...]:
    """An item's classes: that of its own last word, with the list's for a project; a bare name among bodies is a company's."""
    own = CLASS_OF.get(ending(item))
    if cls in ("Project", "Organization", "Company") and own is not None and own != cls:
        if cls == "Project":
            return (own, cls) if own in ("IndustrialPark", "Facility", "BusinessDistrict", "Region") else (cls,)
        if is_a(own, "Organization"):
            return (own,)
    return ("Company",) if cls == "Organization" and len(item) >= 3 else (cls,)


_PLOT = re.compile(r"(?:地块|片区地块|项目现场|现场|工地)$")


def _tail(scene: Scene, begin: int, end: int) -> int:
    """Where an inner item begins: at its separator, but after a 的 inside it (登封市的X项目)."""
    at = scene.text.rfind("的", begin, end)
    return at + 1 if at >= 0 else begin


def _named(scene: Scene, begin: int, end: int, cls: str) -> bool:
    item = scene.text[begin:end]
    if item in _NOT_NAMED or _BAD_ITEM.search(item) or item in FUNCTION:
        return False
    if cls in ("Industry", "Product"):
        return item not in GENERIC and len(item) <= 12
    if generic(scene, begin, end) or "的" in item:
        return False
    area = scene.fixed.get(end)
    if area is not None and is_a(area.type, "AdministrativeArea"):
        return False  # 与浙江省|柯城区|签订
    if cls == "Organization" and len(item) > 12:
        return False
    return end != len(scene.text) and len(item) >= 2


def _places(text: str, sign: str) -> Iterator[int]:
    i = text.find(sign)
    while i >= 0:
        yield i
        i = text.find(sign, i + 1)
