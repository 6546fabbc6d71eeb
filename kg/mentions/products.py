"""What somebody makes: the noun phrase after 年产, 生产, 主营, before 生产商, 生产线."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.lexicon.words import NOMINAL
from kg.mentions.generic import generic, trim
from kg.mentions.scene import Scene
from kg.mentions.walk import walk
from kg.model import Mention
from kg.schema import is_a
from kg.text import clean

_AFTER = re.compile(
    r"(?:[年日]可?产|可年产|年可?加工|年出[栏圃]|试产|赶制|分装|专业生产|主要生产|主营|主产|主打|主攻|专做|主做|转做|产品(?:主要)?(?:有|包括)|主要产品(?:为|是)|研发生产|生产销售|生产的|主要产品有|做成|制成|加工成|转产|推出了?|研发出?|自主研发的?|量产|选育的|研制的|酿造的|培育的|研发的|开发的(?!项目|楼盘|房|土地|矿)|推出的|主打的)"
)
_ITEM = re.compile(r"[^、,;。!?:()“”的和及与等将为在每也]{2,16}")
_MAKER = re.compile(
    r"(?:第[一二三四五六七八九十\d]+|全球|全国|国内|最)?大?(?P<name>[\u4e00-\u9fff]{2,8})(?:生产商|制造商|供应商|生产企业|制造企业|研发企业)"
)
_GROWN = re.compile(
    r"(?<!安全)(?<!地区)(?:生产|种植|养殖|加工|出口|出栏|存栏|栽种|栽植|放养|培育|采摘|采收|收购|卖出|销售)(?:了|的)?(?P<name>(?![额值量总户价商]|有限|专业|合作|股份|集团|大户|基地|协会|保险|技术|产品)(?:(?!每)[\u4e00-\u9fff]){2,8}?)(?=\d|近|约|超)"
)
_TRADED = re.compile(
    r"(?:(?:以前|过去|现在|如今|后来|一直|专门|[只改转专]|主要|开始)(?:只|专门)?[做卖种养](?:的是|起了?|了)?|从事)(?P<name>(?!的|了|起|得|大|好|强|到|出|完|不|生意|工作|什么)[\u4e00-\u9fff]{2,6}?)(?=(?:制作|生产|种植|养殖|加工|编织|经营|销售)?(?:[,。;、的]|$))"
)
"""What somebody deals in: 以前卖|带钢, 从事|毛笔|制作."""
_OCCASION = re.compile(r"(?:[会赛节展秀]|活动|行动|路线|线路|计划|措施|政策)$")
_PRICED = re.compile(
    r"(?:^|[,;。“:])(?:一斤|今年的?|去年的?|头茬|现在)?(?P<name>(?!一[^级]|[今去]年|现在|保底|开秤|[塘地田][头口]|统货|精品|[头二两]茬|[一二]等|平均|市场|最[高低])[\u4e00-\u9fff]{2,6}?)(?<![价本费入润金额])(?:的?(?:市场|收购|地头|田头|塘头|塘口|批发|零售|出厂|销售|保底|开秤|最低|最高)?(?:价格?|单价|售价|均价|标价)?[每一](?:公斤|[吨斤箱件只头瓶盒株棵套])(?:能|就|可|才|都|只|最高|最低|平均|均价)?(?:能|可)?(?:卖|卖到|卖出)?|的?(?:收购价|开秤价|保底价|地头价|田头价|塘头价|塘口价|批发价|零售价|标价))(?=\d)"
)
_BRANDED = re.compile(
    r"(?P<mark>“(?P<name>[\u4e00-\u9fffA-Za-z]{2,8})”)(?:(?=平台(?!经济)|系统|小程序|APP|软件|保险|贷款)|(?<=[贷保]”)(?<![获放借信首续助房车网校]贷”))"
)
"""A thing on offer by its name in quotation marks: “农担e贷”, “湘匠云”平台."""
_AT_WORK = re.compile(
    r"(?:工人|员工|社员|村民|果农|农户|职工|菜农|茶农|技工)们?[^,。;]{0,14}?(?:赶制|组装|生产|加工|分装|分拣|采摘|采收|包装|打包|装配|挑选|晾晒)着?"
)
"""What people are shown at work on: 社员正在采摘|草莓."""
_MADE_BY = re.compile(
    r"(?:^|[,。;“]|这批|该批|首批)(?P<name>(?![这该首]批|其|它)[\u4e00-\u9fff]{2,8})(?=由[\u4e00-\u9fff()]{4,24}?(?:生产|制造|研制|研发|选育)(?:[,。;]|$|而?成))"
)
_SPECIALITY = re.compile(
    r"(?P<own>[\u4e00-\u9fff]{2,4}?)(?=种植面积|养殖面积|年?产量|年?产值|价格|首次出口|出口|均价|上市|远销|热销|全产业链|品牌价值|(?:通过|搭乘|经)[\u4e00-\u9fff]{2,10}(?:出口|发往))"
)
_VARIETY = re.compile(r"“(?P<name>[\u4e00-\u9fff]{2,3}\d{1,4}号?)”(?!(?:公路|国道|文件|工程|地块|楼))")
"""A variety bred, by its name in quotation marks: “桐麦19”."""
_KINDS = re.compile(r"等?[一二两三四五六七八九十]?[大类种款](?:新|主要)?产品$")
"""储能电池包|两类产品."""
_LINE = re.compile(r"(?P<head>项目|生产线|生产基地|加工厂|制造基地|加工项目)")
_STRIP = re.compile(
    r"^(?:高端|全球|全国|国内|第[一二三四五六七八九十]|大|最大|各类|系列|主要|优质|知名|新型|了|出|项目|一种)+"
)
_NOT = frozenset(
    "总额度 总额 额度 面积 规模 产量 总量 数量 经费 人员 投入 费用 资金 中心 团队 机构 平台 总值 产品 设备 商品 项目 企业 公司 技术 产业 生产 产能 产值 线 农产品 工作 服务 政策 措施 方案 活动 品种 系列产品 装备 新品系 新品种 新产品".split()
)


def products(scene: Scene) -> Iterator[Mention]:
    """Candidates for `Product` in a unit."""
    text = scene.text
    for m in _AFTER.finditer(text):
        at = m.end()
        quantity = _quantity_at(scene, at)
        if quantity:
            at = quantity.end
        if not scene.edge(at):
            continue
        spec = _quantity_at(scene, at)
        item = _ITEM.match(text, spec.end if spec else at)
        while item:
            begin = spec.begin if spec else item.start()
            end = _end(scene, item.start(), item.end())
            if _OCCASION.search(text, begin, end):
                break  # 推出青石诗会、越野赛
            yield from _product(scene, begin, end)
            counted = _quantity_at(scene, end)
            end = counted.end if counted else end  # 年产赤藓糖醇5万吨、阿洛酮糖8000吨
            if (end != item.end() and counted is None) or text[end : end + 1] not in ("、", "和", "及"):
                break
            item, spec = _ITEM.match(text, end + 1), None
    for m in _GROWN.finditer(text):
        if _quantity_at(scene, m.end()):
            yield from _product(scene, m.start("name"), m.end())
    for m in _PRICED.finditer(text):
        if not any(
            m.start("name") <= w.begin < m.end("name") and w.tag == "v" and len(w.text) > 1 for w in scene.words
        ):
            yield from _product(scene, m.start("name"), m.end("name"))
    for m in _TRADED.finditer(text):
        if scene.edge(m.start("name")) and scene.edge(m.end("name")):
            yield from _product(scene, m.start("name"), m.end("name"))
    for m in _AT_WORK.finditer(text):
        begin = max(m.end(), text.rfind("的", m.end(), m.end() + 10) + 1)
        if scene.edge(begin) and (item := _ITEM.match(text, begin)):
            yield from _product(scene, begin, _end(scene, begin, item.end()))
    for m in _MADE_BY.finditer(text):
        if scene.edge(m.start("name")):
            yield from _product(scene, m.start("name"), m.end("name"))
    yield from _specialities(scene)
    for m in _VARIETY.finditer(text):
        yield Mention(m.start(), m.end(), ("Product",), m["name"])
    for m in _BRANDED.finditer(text):
        yield Mention(m.start(), m.end("mark"), ("Product",), m["name"])
    for m in _MAKER.finditer(text):
        end = m.end("name")
        begin = max(walk(scene, end, "Product"), m.start())
        while stripped := _STRIP.match(text[begin:end]):
            begin += stripped.end()
        yield from _product(scene, begin, end)


def _specialities(scene: Scene) -> Iterator[Mention]:
    """What places are known for: 青石|草莓|种植面积17万亩."""
    text = scene.text
    for area in scene.fixed.values():
        short = area.end - area.begin <= 3 and text[area.end - 1] not in "省市县区旗镇乡村"
        m = _SPECIALITY.match(text, area.end) if short and is_a(area.type, "AdministrativeArea") else None
        if m is None:
            continue
        end = m.end("own")
        whole = scene.edge(area.end) and scene.edge(end) and scene.word_at(end - 1).tag[:1] == "n"
        if whole and not generic(scene, area.end, end):
            yield Mention(area.begin, end, ("Product",), text[area.begin : end])


def _quantity_at(scene: Scene, i: int) -> Mention | None:
    return next((m for m in scene.beginning(i) if m.type == "Quantity"), None)


def _end(scene: Scene, begin: int, end: int) -> int:
    """Where the noun phrase from `begin` ends: before a number, a line or base that makes it, or a verb."""
    stop = end
    for f in scene.fixed.values():
        if begin <= f.begin < stop:
            stop = f.begin
    for m in _LINE.finditer(scene.text, begin, stop):
        stop = m.start()
    for k, word in enumerate(scene.words[:-1]):
        inside = scene.words[k - 1].tag[:1] == "n" and scene.words[k + 1].tag[:1] == "n" and word.text in NOMINAL
        made = word.begin - begin <= 2 and scene.words[k + 1].tag[:1] in ("n", "v") and scene.words[k + 1].end == end
        if begin < word.begin < stop and word.tag == "v" and len(word.text) > 1 and not inside and not made:
            stop = word.begin
    return stop


def _product(scene: Scene, begin: int, end: int) -> Iterator[Mention]:
    begin = trim(scene, begin, end)
    while end > begin and scene.text[end - 1] in "近约超达逾各共":
        end -= 1
    for hedge in ("突破", "达到", "超过", "不少于", "不低于", "不足", "不到"):
        end -= len(hedge) * scene.text.endswith(hedge, begin, end)
    if kinds := _KINDS.search(scene.text, begin, end):
        end = kinds.start()
    name = clean(scene.text[begin:end])
    if re.search(
        r"^(?:至今|每)|[率量]$|率只|从|只有|已有|[将由的在与和为等被]|能力|总投资|占地|^线|^[\d.]+[\u4e00-\u9fff]{1,2}$|^[IVX]+$",
        name,
    ):
        return
    if any(w.begin == begin and w.end == end and w.tag == "v" for w in scene.words):
        return  # 分拣|装箱
    if 2 <= len(name) <= 18 and name not in _NOT and not generic(scene, begin, end):
        yield Mention(begin, end, ("Product",), name)
