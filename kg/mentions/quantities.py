"""Quantities: a number with its unit, exactly normalised, and how the number is hedged."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from kg.mentions.numerals import value
from kg.model import Mention, Quantity

_ARABIC = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
_HAN = r"(?!零(?![一二三四五六七八九]))[零〇一二两三四五六七八九十百千万亿]+"
_SCALE = r"(?:(?:千|百|十)?[万亿]{1,2}|千(?![瓦克米伏兆家户]))"
_MONEY = "毛钱|毛|元|美元|欧元|港元|日元|英镑|块钱|块"
_LENGTH = "公里|千米|米|厘米|毫米|海里|里"
_AREA = "平方公里|平方千米|平方米|亩|公顷|平米|平方"
_MASS = "公斤|千克|吨|克|斤|万吨|担"
_VOLUME = "毫克/升|微克/立方米|立方米|千升|升|毫升|方|立方"
_ENERGY = "千瓦时|千瓦|兆瓦时|兆瓦|瓦|度|吉瓦时|吉瓦|GWh|GW|MWh|kWh|兆伏安|标准立方米|千伏安|吨标准煤"
_TIME = "毫秒|年|个月|天|小时|分钟|秒|周|个星期|个工作日|个小时|周年|日"
_COUNT = (
    "台次|台套|具|票|杯|峰|件(组)|部(张)|套(台)|班次|人次|场次|家次|辆次|艘次|台(套)|人|名|位|户|家|个|项|件|起|套|台|辆|架|艘|列|条|座|栋|幢|间|处|所|支|只|头|匹|羽|尾|株|棵|枚|粒|张|份|册|本|篇|首|部|场|次|届|期|批|宗|笔|单|面"
    "|顶|双|对|组|队|床|张床位|例|剂|剂次|针|针次|片|盒|箱|袋|瓶|桶|罐|卷|根|道|门|款|种|类|层|段|节|车|车次|架次|航班|户次|幅|章|副|标箱|TEU|标准箱|席|口|口人|眼|盏|孔|颗|把|杆|枝|束|盆|筐|车皮|趟|轮|遍|回|步|级台阶|学时|课时|人份|桌|万人次|宗地|拍|批次"
)
_HEAT = "摄氏度|℃"
_PERCENT = "%|‰|个基点|基点|个百分点|百分点|倍|成|番"
_SPEC = "兆帕|千伏|伏|纳米|微米|英寸|毫安|安培|马力|赫兹|兆赫|吉赫|帕|分贝|牛|寸|K|G|V|kV|MW|GB|TB|级|号|版|时|点|分|岁|排|路|厘"
_UNITS = "|".join(
    sorted(
        {
            re.escape(u)
            for group in (_MONEY, _LENGTH, _AREA, _MASS, _VOLUME, _ENERGY, _TIME, _COUNT, _HEAT, _PERCENT, _SPEC)
            for u in group.split("|")
        },
        key=len,
        reverse=True,
    )
)
_PATTERN = re.compile(
    rf"(?P<pre>近|(?<![签预合])约|超过|超|逾|达到|不足|不到|至少|不少于|不低于|不超过)?"
    rf"(?:(?P<pct>(?P<whole>{_HAN})分之(?P<pctn>{_HAN}(?:点{_HAN})?))"
    rf"|(?P<num>{_ARABIC}亿{_ARABIC}(?=万)|{_ARABIC}|(?<![零〇一二两三四五六七八九十百千万亿]){_HAN})(?P<hedge1>余|多|来|几)?(?P<scale>{_SCALE})?(?P<hedge2>余|多)?(?:个?(?P<halved>半(?=小时|个?月|年|天)))?(?P<unit>{_UNITS})(?P<per>/(?:年|月|天|日|小时|秒|人|亩|吨|户|平方米|次)|每秒(?!\d))?(?P<half>(?<=[年月天时成亩里倍斤])半(?!年|导|岛|径|决))?(?P<tenths>(?<=成)[一二三四五六七八九](?![一二三四五六七八九十百千万亿个家]))?)"
    rf"(?P<post>以上|以下|以内|左右|上下|之多|有余|多)?"
)
_CNY = {
    "元": "CNY",
    "块钱": "CNY",
    "块": "CNY",
    "美元": "USD",
    "欧元": "EUR",
    "港元": "HKD",
    "日元": "JPY",
    "英镑": "GBP",
}
_SAME = {
    "百分点": "百分点",
    "个百分点": "百分点",
    "个基点": "基点",
    "千米": "公里",
    "平米": "平方米",
    "千克": "公斤",
    "平方千米": "平方公里",
    "平方": "平方米",
    "方": "立方米",
    "个小时": "小时",
    "口人": "人",
    "个星期": "周",
    "立方": "立方米",
}
_POST = {"以上": ">=", "以下": "<=", "以内": "<=", "左右": "~", "上下": "~", "有余": "~", "多": "~", "之多": "="}
_PRE = {
    "近": "~",
    "约": "~",
    "超过": ">",
    "超": ">",
    "逾": ">",
    "不足": "<",
    "不到": "<",
    "至少": ">=",
    "不少于": ">=",
    "不低于": ">=",
    "不超过": "<=",
}
_RANGE = re.compile(rf"(?<![\d.])(?P<low>{_ARABIC}(?P<own>[万亿]?))(?:至|到|-|—|~|～)(?={_ARABIC})")
_NO_RANGE = frozenset("年 月 日 天 岁 号 级 时 点 分 排 路 版 期 届 条 小时 分钟 秒 个月".split())
"""Units whose ranges are dates, ages and terms."""
SPECS = frozenset(_SPEC.split("|"))
_NONE_OF_ONE = frozenset("个次起面条项批份种类道路张把件口家名位场年天级日期层方度")
"""Units of which one or two count nothing: 一度, 两种."""
_LEFT_BLOCK = re.compile(r"[第几]$|[A-Za-z0-9.\-+]$|[零〇一二两三四五六七八九十百千万亿]$")


def is_age(quantity: Quantity) -> bool:
    """Whether a quantity is how old somebody is: 47岁, not 60岁以上 nor the 岁 of a tree."""
    return quantity.unit == "岁" and quantity.comparator == "=" and quantity.value <= 120


def quantities(text: str) -> Iterator[Mention]:
    """The quantities in a unit's text. The span is the number with its unit and what is fused to it (80余亩, 2.6%以上),
    without a word before it (近, 超过), which still decides the comparator."""
    for m in _RANGE.finditer(text):
        high = _PATTERN.match(text, m.end())
        if (
            high
            and high["num"]
            and high["unit"] not in _NO_RANGE
            and not _LEFT_BLOCK.search(text[max(0, m.start() - 1) : m.start()])
        ):
            low = _PATTERN.fullmatch(m["low"] + ("" if m["own"] else high["scale"] or "") + high["unit"])
            quantity = _quantity(low) if low else None
            if quantity is not None:
                yield Mention(m.start(), m.end("low"), ("Quantity",), m["low"], quantity=quantity)
    for m in _PATTERN.finditer(text):
        begin = m.start("num") if m["num"] else m.start("pct")
        before = text[max(0, begin - 1) : begin]
        if _LEFT_BLOCK.search(before) or (before == "数" and not text[begin].isdigit()):
            continue  # 数百家; but 户数9.4万户
        quantity = _quantity(m)
        if m["unit"] == "轮" and text[m.end() : m.end() + 1] in ("车", "胎", "毂"):
            continue  # 三轮车
        if quantity is not None:
            yield Mention(begin, m.end(), ("Quantity",), text[begin : m.end()], quantity=quantity)


def _quantity(m: re.Match[str]) -> Quantity | None:
    comparator = _POST.get(m["post"] or "") or _PRE.get(m["pre"] or "") or "="
    if m["pct"]:
        digits = m["pctn"].split("点")
        number = value(digits[0])
        if number is None:
            return None
        if len(digits) == 2:
            number += Decimal("0." + "".join(str(int(value(c) or 0)) for c in digits[1]))
        whole = Decimal(100) if m["whole"] == "百" else value(m["whole"])
        if not whole:
            return None
        return Quantity(_plain(round(number * 100 / whole, 2)), "%", comparator)  # 三分之一: 33.33 %
    if m["hedge1"] == "几":
        return None
    if m["hedge1"] or m["hedge2"]:
        comparator = "~" if comparator == "=" else comparator
    unit = m["unit"]
    text = m["num"] + (m["scale"] or "")
    if unit in ("车", "条", "个") and m.string.startswith(("道", "车道"), m.end()):
        return None
    if text[0] in "万亿百千" or (text in ("一", "两", "几") and unit in _NONE_OF_ONE):
        return None
    number = value(text)
    if number is None:
        return None
    if unit in ("毛", "毛钱"):
        number, unit = number / 10, "元"
    if unit == "成":
        number, unit = number * 10, "%"
        if m["half"]:
            number += 5
        if m["tenths"]:
            number += value(m["tenths"]) or 0
    elif m["half"] or m["halved"]:
        number += Decimal("0.5")
    if unit == "番":
        number, unit = Decimal(2) ** int(number), "倍"
    if unit == "块" and "亿" in (m["scale"] or ""):
        return Quantity(_plain(number), unit, comparator)  # 集成电路19.3亿块
    unit = _CNY.get(unit) or _SAME.get(unit) or unit
    return Quantity(_plain(number), unit + (m["per"] or ""), comparator)


def _plain(number: Decimal) -> Decimal:
    """The same number without exponent or trailing zeros: 1E+3 → 1000, 2.50 → 2.5."""
    whole = number.to_integral_value()
    return whole.quantize(Decimal(1)) if number == whole else number.normalize()
