"""Quantities: the number with its unit, exactly normalised, and how it is hedged."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kg.mentions.quantities import SPECS, quantities
from kg.text import fold


def found(text: str) -> list[tuple[str, Decimal, str, str]]:
    """Every quantity but technical sizes (70兆帕, 十分), which name a thing and measure nothing."""
    return [
        (m.name, m.quantity.value, m.quantity.unit, m.quantity.comparator)
        for m in quantities(fold(text))
        if m.quantity is not None and m.quantity.unit not in SPECS
    ]


@pytest.mark.parametrize(
    ("text", "name", "value", "unit", "comparator"),
    [
        ("总投资130亿元", "130亿元", "13000000000", "CNY", "="),
        ("销售收入898万元", "898万元", "8980000", "CNY", "="),
        ("实现利税3000余万元", "3000余万元", "30000000", "CNY", "~"),
        ("投资2000多万元", "2000多万元", "20000000", "CNY", "~"),
        ("投资1亿2000万元", "1亿2000万元", "120000000", "CNY", "="),
        ("投资1.5亿元", "1.5亿元", "150000000", "CNY", "="),
        ("补贴一万二千元", "一万二千元", "12000", "CNY", "="),
        ("出口额50万美元", "50万美元", "500000", "USD", "="),
        ("占地80余亩", "80余亩", "80", "亩", "~"),
        ("建筑面积3万平方米", "3万平方米", "30000", "平方米", "="),
        ("年产47000吨", "47000吨", "47000", "吨", "="),
        ("装机10万千瓦", "10万千瓦", "100000", "千瓦", "="),
        ("发电5万千瓦时", "5万千瓦时", "50000", "千瓦时", "="),
        ("全长12.6公里", "12.6公里", "12.6", "公里", "="),
        ("提升至2.6%以上", "2.6%以上", "2.6", "%", ">="),
        ("增长２０％", "20%", "20", "%", "="),
        ("增长20%左右", "20%左右", "20", "%", "~"),
        ("占百分之三十五", "百分之三十五", "35", "%", "="),
        ("占百分之二点五", "百分之二点五", "2.5", "%", "="),
        ("三成来自外地", "三成", "30", "%", "="),
        ("提高0.8个百分点", "0.8个百分点", "0.8", "百分点", "="),
        ("是上年的2.5倍", "2.5倍", "2.5", "倍", "="),
        ("近500人参加", "500人", "500", "人", "~"),
        ("约1,200人参加", "1,200人", "1200", "人", "~"),
        ("300余名师生", "300余名", "300", "名", "~"),
        ("两百多名师生", "两百多名", "200", "名", "~"),
        ("三十余家企业", "三十余家", "30", "家", "~"),
        ("两千三百人到场", "两千三百人", "2300", "人", "="),
        ("一千二百户居民", "一千二百户", "1200", "户", "="),
        ("产粮十万吨", "十万吨", "100000", "吨", "="),
        ("产量超过3000万只", "3000万只", "30000000", "只", ">"),
        ("产量逾3万只", "3万只", "30000", "只", ">"),
        ("不少于12次", "12次", "12", "次", ">="),
        ("至少3名医生", "3名", "3", "名", ">="),
        ("不超过5天", "5天", "5", "天", "<="),
        ("控制在30人以内", "30人以内", "30", "人", "<="),
        ("不足5%", "5%", "5", "%", "<"),
        ("242个项目", "242个", "242", "个", "="),
        ("15支小分队", "15支", "15", "支", "="),
        ("接待3.2万人次", "3.2万人次", "32000", "人次", "="),
    ],
)
def test_a_quantity(text: str, name: str, value: str, unit: str, comparator: str) -> None:
    assert found(text) == [(name, Decimal(value), unit, comparator)]


@pytest.mark.parametrize(
    "text",
    [
        "数百个项目",
        "多家银行",
        "几十名志愿者",
        "千亿级产业集群",
        "上百家企业",
        "第三批项目",
        "第3届大会",
        "两大商圈",
        "十分重要",
        "万家灯火",
    ],
)
def test_what_measures_nothing(text: str) -> None:
    assert found(text) == []


def test_several_in_a_row_with_exact_offsets() -> None:
    text = "𠮷祥里新签约项目60个、投资额600亿元,增长8%。"
    spans = [(m.begin, m.end) for m in quantities(fold(text))]
    assert [text[begin:end] for begin, end in spans] == ["60个", "600亿元", "8%"]
