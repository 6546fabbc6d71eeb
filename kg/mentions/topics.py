"""Industries and products: common nouns, believed only where a rule says that somebody develops or makes them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.lexicon.words import GENERIC, GOVERNING, INDUSTRIES
from kg.mentions.scene import Scene
from kg.mentions.walk import walk
from kg.model import Mention
from kg.text import clean

_NAMES = sorted(INDUSTRIES, key=len, reverse=True)
_KNOWN = re.compile(rf"(?P<name>{'|'.join(_NAMES)})(?P<tail>产业|行业|领域|技术|制造业?)?")
_GOES_ON = re.compile(r"[车汽]|企业|公司|局|学院|学校|技术学|大学|研究|协会|装备制造公司|蓄势")
_HEAD = re.compile(
    r"(?:产业(?!链|园|化|基地|集聚|带|片区|项目|发展大会|政策|大脑|工人|升级|转型|振兴|工程|结构|布局|基金|大会|扶贫|协会|联盟|新城|社区|孵化)|经济(?!社会|发展|增长|运行|效益|带|圈|区|开发|技术开发|建设|效|目标|指标|实力|总量|形势|结构|学|活力|损失|林|作物|价值|体|合作|工作|数据|犯罪|困难|保持|上|收入|实现|延续|社|半年|开门|回升|持续|稳|高质量|大省|大市|强|普查|责任|条件)|(?:制造|服务|养殖|种植|加工|旅游|畜牧|物流|建筑|零售|餐饮|住宿|冶炼|文化旅游)业(?!务|主|者|园|态|户|绩|协|联)|技术(?!合同|创新|人|开发|改造|中心|支|服务|指导|培训|员|研|骨干|难|攻关|含|水平|标准|交易|优势|人员|团队|成果|学院|学校|规范|路线|装备|要求|转移))"
)
_DEEP = re.compile(r"(?:深耕|专注于?|掌握|从事|主攻|致力于)$")
_SCALE = re.compile(r"[十百千万]亿级?|国家级|省级|市级|现代化")
_GENERIC_HEADS = frozenset(
    "产业 经济 技术 主导产业 传统产业 特色产业 新兴产业 优势产业 支柱产业 重点产业 相关产业 工业经济 实体经济 区域经济 县域经济 民营经济 集体经济 村集体经济 社会经济 国民经济 市场经济 地方经济 高新技术 先进技术 新技术 关键技术 核心技术 高质量 全省经济 全市经济 全县经济 镇域经济 农村经济 乡村产业 富民产业 现代产业 工业 农业 服务业 第三产业 第一产业 第二产业 一二三产业 一产业 二产业 三产业 上游产业 下游产业 其他产业 开放型经济 外向型经济 城市经济 园区经济 科学技术 信息技术 实用技术 种养殖技术 农业技术 生产技术 做强产业 现代化产业 大产业 优质产业 绿色产业 首位产业 百亿产业 壮大村集体经济".split()
)
_PRODUCT_WORD = re.compile(
    r"[\u4e00-\u9fff]{1,6}(?:(?<![获放借信首续助房车网校])贷(?!款)|担保贷|保险产品|理财产品)(?!动|资)"
)


def topics(scene: Scene) -> Iterator[Mention]:
    """Candidates for `Industry` and `Product` in a unit."""
    text = scene.text
    ends: set[int] = set()
    for m in _KNOWN.finditer(text):
        if (
            _GOES_ON.match(text, m.end())
            or text[m.start() - 1 : m.start()] == "+"
            or text[m.end() : m.end() + 1] == "+"
        ):
            continue
        if scene.edge(m.start()) and scene.edge(m.end()):
            ends.add(m.end())
            yield Mention(
                m.start(),
                m.end(),
                ("Industry",),
                clean(m["name"] if m["tail"] and m["tail"] != "技术" and not m["name"].endswith("业") else m[0]),
            )
    for m in _HEAD.finditer(text):
        head, end = m.span()
        if not scene.edge(end):
            continue
        if end in ends:
            continue
        begin = walk(scene, head, "Industry")
        for word in scene.words:
            if begin < word.end < head and (word.text in GOVERNING or word.text in ("发展", "提质", "壮大", "提升")):
                begin = word.end
        own = text[begin:head]
        if scale := _SCALE.match(text, begin, head):
            begin = scale.end()
        name = clean(text[begin:end])
        own = text[begin:head]
        if (
            "集体经济" in name
            or name in _GENERIC_HEADS
            or not own
            or (own in GENERIC and own not in ("文化", "旅游", "数字", "绿色", "物流"))
            or len(name) > 12
            or len(name) < 4
        ):
            continue
        if m[0].startswith("技术") and not _DEEP.search(text, 0, begin):
            continue
        if any(c.isdigit() for c in own) or any(f.begin >= begin and f.end <= end for f in scene.fixed.values()):
            continue
        yield Mention(begin, end, ("Industry",), name)
    for m in _PRODUCT_WORD.finditer(text):
        begin = walk(scene, m.end(), "Product")
        if m.end() - begin >= 2 and m.end() - begin <= 8:
            yield Mention(begin, m.end(), ("Product",), clean(text[begin : m.end()]))
