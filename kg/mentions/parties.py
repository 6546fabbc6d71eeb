"""Parties that no suffix betrays, by the clause that only a party can head: X根据Y工作安排, 受Y委托."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.lexicon.words import FUNCTION, GOVERNING
from kg.mentions.generic import generic
from kg.mentions.scene import Scene
from kg.mentions.walk import walk
from kg.mentions.words import tags
from kg.model import Mention
from kg.schema import is_a

_ORDERED = re.compile(
    r"(?:^|[,;:。])(?P<name>[\u4e00-\u9fffA-Za-z]{3,14}?)(?:根据|按照|受)(?=[\u4e00-\u9fff]{2,20}?(?:局|委|政府|公司|中心|办公室|大队|厅|指挥部|总部)(?:的|统一|工作|相关)*(?:安排|部署|委托|要求))"
)

_FORMER = re.compile(
    r"(?:前身(?:为|是|,是)?|原名为?|曾用名为?|更名前为)(?:\d{4}年(?:创办|成立|设立|组建|建厂|建成|始建)的)?(?P<name>(?![是由在始从])[\u4e00-\u9fff]{4,20}?)(?=[,。;()]|于|成立|创办|始建|\d{4}年)"
)
"""What a body was called before."""
_RENAMED = re.compile(
    r"由“?(?P<name>[\u4e00-\u9fff()]{4,24}?(?:公司|集团|厂|学校|学院|医院|中心))”?(?:变更|更名|改名|改制)为"
)


_TRADE = re.compile(
    "(?:液压|泵业|阀业|铸造|锻造|塑业|塑胶|橡胶|袜业|针织|皮革|照明|五金|数科|数智|智联|文创|玻纤|绒业|丝绸|碳素|镁业|钛业|硅业|盐业|粮业|糖业|农科|农发|花业|果品|电梯|起重|风电|船业|车业|轮胎|电源|磁材|微电子|影像|医械|疫苗|香料|日化|药辅|光能|绿能|新能|储能|氢能|智控|智驱|海运|水产|果业|米业|蜂业|菌业|油脂|印刷|卫浴|灯饰|家纺|冷链|电商|商贸|渔业|传动|仪表|检测|航天|石化|钢铁|水泥|焦化|矿业|饲料|园林|木业|生物|物流|新能源|科技|智造|医药|制药|药业|食品|面业|乳业|牧业|种业|茶业|酒业|鞋业|纸业|铝业|铜业|置业|重工|机械|化工|光电|半导体|新材料?|纺织|纺服|服饰"
    "|轴承|特钢|钢构|钢球|建材|陶瓷|动力|锂电|光伏|环保|能源|通信|软件|传媒|路桥|建工|水务|燃气|供应链|农牧|粮油|家居|玻璃|电缆|电气|电器|精密|模具|汽配|客车|航空|船舶|印务|资本|创投)"
)
"""What firms are in, at the end of the short names that they go by: 恒光新能源, 青禾面业."""
_FIRM_NEXT = re.compile(
    r"$|[,、。;()“”]|的(?!发展|技术|应用)|与|和|将|已|在|则|也|还|又|是|等|有(?!限)|去年|今年|投资|出资|生产|总经理|董事长|副总|总裁|创始人|负责人|相关|公司|牵头|收购|落户|签|携手|联合|计划|拟|自|现|位于|目前|从|为"
)
_FIRM_BEFORE = re.compile(
    r"(?:^|[,、。;:(“”的]|与|和|同|由|在|到|对|向|于|是|引进|走进|来到|致电|走访|调研|(?:供货|供应|采购|合作)[商方]|国企|民企|考察|了|收购|及|为|给|据|像|如)$"
)


def _firms(scene: Scene) -> Iterator[Mention]:
    """Firms by a short name: a brand that no dictionary knows, and a trade."""
    for m in _TRADE.finditer(scene.text):
        if not scene.edge(m.start()) or not scene.edge(m.end()) or not _FIRM_NEXT.match(scene.text, m.end()):
            continue
        begin = m.start()
        while begin > 0 and m.start() - begin < 2 and begin not in scene.fixed:
            word = scene.word_before(begin)
            if not re.fullmatch(r"[\u4e00-\u9fff]{1,3}", word.text) or not (
                (len(word.text) == 1 and word.text not in FUNCTION) or word.tag in ("", "nz", "nrt")
            ):
                break
            begin = word.begin
        if not 2 <= m.start() - begin <= 3 or _word_known(scene, begin, m.start()):
            continue
        place = scene.fixed.get(begin)
        if place is not None and is_a(place.type, "AdministrativeArea"):
            begin = place.begin
        if _FIRM_BEFORE.search(scene.text, max(0, begin - 6), begin):
            yield Mention(begin, m.end(), ("Company",), scene.text[begin : m.end()])


def _word_known(scene: Scene, begin: int, end: int) -> bool:
    """Whether the dictionary has the run as a word of its own."""
    return tags().get(scene.text[begin:end], "nz") not in ("nz", "nrt")


_LED = re.compile(
    r"(?:^|[,;。“”:])(?P<name>[\u4e00-\u9fff]{3,8}?)(?=(?:董事长|副?总经理|副?总裁|首席执行官|董事会秘书|总工程师|创始人|厂长)[、兼\u4e00-\u9fff])"
)
"""A firm that the post of its head betrays: 启明装备|总经理周启明说."""
_NO_FIRM = re.compile(
    r"(?:公司|企业|集团|协会|商会|学会|项目|部门|单位|国企|民企|原|时任|现任|有限|股份|本|该|其|他|她|们|兼|和|及)$"
)


def _led(scene: Scene) -> Iterator[Mention]:
    """Firms by the post of who leads them, where nothing else says that they are firms."""
    for m in _LED.finditer(scene.text):
        begin, end = m.span("name")
        inner = [w for w in scene.words if begin <= w.begin < end]
        plain = any(w.text in FUNCTION or w.text in GOVERNING or w.tag in ("m", "d", "p", "r", "t") for w in inner)
        if plain or _NO_FIRM.search(m["name"]) or not scene.edge(end) or generic(scene, begin, end):
            continue
        held = [f for f in scene.fixed.values() if f.begin < end and begin < f.end]
        if all(f.begin == begin and f.end <= end - 2 and is_a(f.type, "AdministrativeArea") for f in held):
            yield Mention(begin, end, ("Company",), m["name"])


_BOUGHT = re.compile(
    r"(?:收购|并购|入股)了?(?:[^,。;]{1,8}的)?(?P<name>(?!.{0,9}的)[\u4e00-\u9fff]{4,12}?)(?=[\d一二三四五六七八九].{0,5}(?:的)?股[权份]|的?(?:全部|部分|控股)股[权份])"
)
"""Whose shares are bought."""


_BUILDS = re.compile(
    r"由(?P<name>[\u4e00-\u9fff]{3,8}?(?:建设|建筑|建工|市政|装饰|园林))(?=(?:负责)?(?:承建|施工|总承包|中标|代建))"
)
"""A builder whose short name ends in what it does: 由桐江启明建设|承建."""
_BUILDERS = re.compile(
    r"(?:中(?:铁|建|交|冶|核)|中国(?:水电|电建|能建|铁建|中铁|交建))"
    r"(?:[一二三四五六七八九十]{1,2}|\d{1,2}|第[一二三四五六七八九十]{1,2}工程|大桥|隧道|电气化|航务|建工)局(?:集团)?(?:有限公司|公司)?"
)
"""The builders that are called 局 and govern nothing: 中铁四局, 中铁大桥局."""


_ROMAN = re.compile(r"(?<=[\u4e00-\u9fff]{2})\((?P<en>[A-Z][A-Za-z0-9 .,&'\-]{2,40})\)")
"""A firm's own name behind what it is called here: 白川精密(Shirakawa Seimitsu)."""


def _romanised(scene: Scene) -> Iterator[Mention]:
    """Foreign firms whose name in Roman letters follows; people are told by their own grammar."""
    for m in _ROMAN.finditer(scene.text):
        begin = walk(scene, m.start(), "Company")
        name = scene.text[begin : m.start()]
        if (
            2 <= len(name) <= 12
            and "·" not in name
            and m.start() not in scene.fixed
            and not generic(scene, begin, m.start())
        ):
            if (
                place := next((p for p in scene.beginning(begin) if p.type == "Country"), None)
            ) and place.end < m.start():
                begin = place.end
            yield Mention(begin, m.start(), ("Company",), scene.text[begin : m.start()])


def parties(scene: Scene) -> Iterator[Mention]:
    """Companies named by what they do in a unit: acting on another body's orders at the head of a clause."""
    yield from _firms(scene)
    yield from _led(scene)
    yield from _romanised(scene)
    for m in _BUILDS.finditer(scene.text):
        if scene.edge(m.start("name")):
            yield Mention(m.start("name"), m.end("name"), ("Company",), m["name"])
    for m in _BUILDERS.finditer(scene.text):
        yield Mention(m.start(), m.end(), ("Company",), m[0])
    for m in _BOUGHT.finditer(scene.text):
        begin, end = m.span("name")
        begin = max(begin, scene.text.rfind("企业", begin, end) + 2) if "企业" in m["name"] else begin
        if end not in scene.fixed and end - begin >= 3:
            yield Mention(begin, end, ("Company",), scene.text[begin:end])
    for m in (*_FORMER.finditer(scene.text), *_RENAMED.finditer(scene.text)):
        yield Mention(m.start("name"), m.end("name"), ("Former",), scene.text[m.start("name") : m.end("name")])
    for m in _ORDERED.finditer(scene.text):
        begin, end = m.span("name")
        inner = [w.text for w in scene.words if begin <= w.begin < end]
        if (
            not generic(scene, begin, end)
            and not any(w in FUNCTION for w in inner)
            and not any(begin <= f.begin < end and f.type == "Time" for f in scene.fixed.values())
        ):
            yield Mention(begin, end, ("Company",), scene.text[begin:end])
