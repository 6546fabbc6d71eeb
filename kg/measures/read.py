"""Measures out of a coded unit: each quantity with its indicator, subject, status and period."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kg.measures import duration
from kg.measures.comparison import compared, one_by_one, ranked, respectively, without_comparison
from kg.measures.duration import EVERY
from kg.measures.indicator import after, before
from kg.measures.number import CHANGES, FROM, MONEY, RELATIVE, Number
from kg.measures.subject import ACTOR, EACH, EXTENDED, SUBJECT, THING, dropped, subject_of
from kg.mentions.quantities import SPECS, is_age
from kg.model import Measure, Mention
from kg.rules.clauses import PLANNED, clause_begin, clause_end, modality, plans, sayings
from kg.rules.engine import Coded
from kg.rules.template import ANY, class_range
from kg.schema import descendants

_STATIC = re.compile(r"^(?:占地|用地|总占地|建筑面积|总建筑面积|占地面积|总投资|概算总投资|全长|总面积|规划面积)")
_LINKS = (
    (re.compile(r"不低于|不少于|至少|突破|最低|以上"), ">="),
    (re.compile(r"不超过|不高于|控制在|以内|最高|不多于|至多"), "<="),
    (re.compile(r"超过|超|逾|大于|多于|高于"), ">"),
    (re.compile(r"不足|不到|低于|小于"), "<"),
    (re.compile(r"约|近|接近|大约"), "~"),
)
_SMALL_CHINESE = re.compile(
    r"[一二两三四五六七八九十]{1,2}(?:个|项|种|条|步|层|方|面|届|次|级|期|批|点|路|道|类|块|篇|大|位|本|张|段|件|场|起|对|双|队|天|年|组|代|门|把|口|首|部|轮|端|遍|支|片|处|国|省|市|县|区|镇|乡|村|校|单位|平台)$"
)
_PAIRS = frozenset("两座 两栋 两条 两家 两套 两台 两艘 两架 两所 两间 两名 两项".split())
"""Two things that stand there, which are counted where two of others are a manner of speaking."""
_FOR_A_TERM = re.compile(r"(?:为期|任期|期限|聘期|学制|工期|试用期|合作期|协议期)$")
_ORDINAL_LEFT = re.compile(r"(?:第|(?<!提)前|每|首|最后|另|某|这|那|各|逢|满|年龄|时年|现年|连续)$")
_ORDINAL_OF_FEW = re.compile(r"(?:(?<!临)近|上|同)$")
"""What tells which ones before a small number only: 近3届, 上1次; but 新上2万吨, 合同41份."""
_HARD = re.compile(r"\d{4}(?:-\d\d)?$|\d{4}-\d\d-\d\d/")
_HAN = re.compile(r"[\u4e00-\u9fff]{2}|[率价班牛羊猪树井船]")
_BOUND = re.compile(r"(?:以上|以下)?的?(?:项目|企业|工程|产业|园区|产品)")
_LIMIT = re.compile(r"(?:货车|车辆|人群|老人|儿童|老年人|学生|用户|客户|贷款|订单)")
_MEASURES = re.compile(
    r"(?:额|值|量|率|数|积|度|长|产能|产|规模|总投资|投资|人口|收入|企业|项目|人数|面积|金额|床位|比例|占地)$"
)
_CONDITIONAL = re.compile(r"后$|后,|建成后|达产后|投产后|可达|可实现|可年|年可")
_SPEED = re.compile(r"时速|车速")
_DONE_TO = re.compile(
    rf"(?:已|已经|将)?(?:被|获|(?=完成|参加|参与|实现|通过|取得|受益|脱贫|就业|入选|获得|加入|享受|因|没能|未))(?P<what>[^,;。“”{ANY}]{{3,16}})$"
)
"""What is done to or by those counted, when no noun says who they are: 1048人被纳入失信被执行人名单."""
_IN_A_ROW = re.compile(rf"连续[{class_range('Quantity')}]来?|[{class_range('Quantity')}][里内来](?=[从由])")
_BOUGHT = re.compile(
    r"的?(?:价格|总价|成交价|底价)?(?:全资|整体)?(收购|认购|拍得|竞得|摘得|受让|入股|出售|转让|中标|成交)"
)
_THREATENS = re.compile(r"(?:将依法|可|将)?(?:并处|处以)(?:罚金|罚款)?$")
"""What a law lays down, or a court besides."""
_COST = re.compile(r"成本|费|耗|补|收购")
_GOES = re.compile(
    rf"(?:是|已|都|均)?((?:首次|流向|销往|运往|出口|进入|来自|用于|投向|分布在|集中在|供应)[^,;。“”{ANY}]{{2,14}})"
)
"""Where those counted come from or go, when no noun says who they are: 其中|89.5%|进入公办学校."""
_SERVED = re.compile(r"(?:为|给|向|帮助|帮)$")
_SERVICE = re.compile(rf"[^,;。“”{ANY}]{{3,16}}$")
"""What is done for those counted: 累计为30户办理贷款展期."""
_REACHES = ("达", "达到", "高达", "为")
_AHEAD = re.compile(
    rf"([^,;。“”{ANY}]{{1,12}}(?:额|值|量|率|数|积|度|产能|规模|收入|增速|增幅|占比))(?:突破|首次|再次|最[高快大多]|创|居|位|大幅|稳步|明显|持续|有望)[^,;。]{{0,10}},$"
)
"""What the clause before speaks of without its number: 产值突破百亿元大关,达103.7亿元."""
_HEADCOUNT = {"户": "户数", "人": "人口"}
_AREA_BEFORE = re.compile(rf"[{class_range('AdministrativeArea')}](?:共有?|现有|有|总)?$")
_BY_ONE_SIGN = (("长宽", ("公里", "米")), ("重", ("吨", "公斤")), ("投", MONEY), ("招", ("人", "名")), ("贷", MONEY))
"""Indicators of one sign, with the units that tell them: 隧道长2146米."""
_SPENDS = re.compile(r"(?:卖|赚|挣|赔|亏|省|掏|花|付|捐|存|借|缴|交)(?:了|到|出)?(?:近|约|超过?)?$")
"""What somebody does with money: a measure by itself where the clause names who."""
_SOLD_AT = re.compile(
    rf"[{class_range('Quantity')}](?:现在|今年|如今)?(?:也|就|都|只|能|可|要)*(?:卖|值|收)(?:到|出|上)?(?:了)?(?:近|约)?$"
)
_WEIGHED = ("斤", "公斤", "吨", "箱", "盒", "瓶", "头", "只", "套", "份", "碗", "杯")
_IN_ALL = ("合计", "共计", "总计", "一共", "合计约")
_ADDS = tuple("建设开办增购添装修招引")
"""Verbs that add to what was counted before."""
_NO_INDICATORS = ("以", "这", "那", "我", "约", "的", "其中", "目前", "全部", "每")
_FROM_BEFORE = ("measure-clause-before", "measure-term-before")
"""The rules whose measure begins in the clause before its number."""
_OWN_SUBJECTS = ("Village", "Person", "Product", "GovernmentBody", "Event|" + ACTOR)
"""What an indicator asks for by itself, whatever the sentence measured before."""
_PARTS = ("Product", "Project", "Facility", "Road", "IndustrialPark", *descendants("AdministrativeArea"))
"""What 其中 may go on about by name."""


def measures(coded: Coded) -> Iterator[Measure]:
    """The measures in a coded unit, in reading order. The subject is a mention, an anaphor, or a dropped subject."""
    said = sayings(coded.text)
    last, last_at = None, -1
    earlier: dict[str, Measure] = {}
    told: list[tuple[int, Measure]] = []
    for i, m in sorted(coded.held.items()):
        if m.quantity is None:
            continue
        start, end = clause_begin(coded.text, i), clause_end(coded.text, i)
        left, right = _IN_A_ROW.sub("", _spelled(coded, start, i)), _spelled(coded, _past_age(coded, i + 1), end)
        number = Number(coded, i, m, m.quantity, start, end, left, right, last, last_at, earlier, told)
        if (age := _age(number)) is not None:
            yield age
            continue
        measure = _measure(number)
        if measure is None:
            continue
        saying = next((s for s in said if s.begin <= i <= s.end), None)
        if saying is not None:
            mode = modality(coded.text, i, i + 1, True)
            speaker = coded.held.get(saying.speaker) if saying.speaker is not None else None
            measure = replace(measure, modality=mode, speaker=speaker)
        last, last_at = measure, i
        earlier[measure.quantity.unit] = measure
        told.append((i, measure))
        yield measure


_AGED_BEFORE = re.compile(
    rf"([{class_range('Person')}])(?:\([^()]{{1,6}}\))?,?(?:今年|现年|时年|[{class_range('Time')}])?$"
)
_AGED_AFTER = re.compile(
    rf"的?(?:[{class_range('Position|Place|Organization')}]|[\u4e00-\u9fff]{{0,4}}){{0,3}}([{class_range('Person')}])"
)


def _age(n: Number) -> Measure | None:
    """How old somebody is: 47岁的周启明, 周启明今年47岁; None for any other number."""
    if not is_age(n.quantity):
        return None
    text = n.coded.text
    if ((m := _AGED_AFTER.match(text, n.at + 1)) and text[n.at + 1 : n.at + 2] not in "至到-以") or (
        m := _AGED_BEFORE.search(text[: n.at])
    ):
        where = m.start(1)
    else:
        return None
    return Measure(
        rule="measure-age",
        subject=n.coded.held[where],
        indicator="年龄",
        quantity=n.quantity,
        status="actual",
        period=None,
        text=n.mention.name,
        quote=n.coded.span(min(where, n.at), max(where, n.at) + 1),
        sentence=n.coded.unit.span,
        modality=modality(text, n.at, n.at + 1),
        confidence=0.92,
    )


def _past_age(coded: Coded, i: int) -> int:
    """Behind an age that stands between a number and what it counts: 1200名0至14岁儿童."""
    k = i
    while (m := coded.held.get(k)) is not None and m.quantity is not None and k - i <= 2:
        if m.quantity.unit == "岁":
            return k + 1
        k += 2 if coded.text[k + 1 : k + 2] in ("至", "到", "-") else 9
    return i


def _measure(n: Number) -> Measure | None:
    if not _may_measure(n):
        return None
    each = respectively(n) or ranked(n)
    found = _indicator(n) if each is None else (each.indicator, "measure-before", "")
    if found is None:
        return None
    indicator, rule, link = found
    text, i, quantity = n.coded.text, n.at, n.quantity
    spent = n.unit in MONEY and _SPENDS.search(n.left) is not None
    if (
        not (
            spent
            or _HAN.search(indicator)
            or any(indicator in signs and n.unit in units for signs, units in _BY_ONE_SIGN)
        )
        or indicator in _NO_INDICATORS
        or _THREATENS.search(n.left)
        or (_BOUND.match(n.right) and n.unit in MONEY and not n.left.startswith(("这个", "这一", "该")))
        or (quantity.comparator in (">=", "<=") and _LIMIT.match(n.right))
    ):
        return None
    unit = "公里/小时" if n.unit == "公里" and _SPEED.search(indicator + n.left[-2:]) else quantity.unit
    indicator = indicator.removesuffix("的")
    subject, where = _subject(n, indicator, rule) if each is None else (each.subject, None)
    if spent and len(indicator) < 2 and where is None:
        return None  # whose money it is only a name tells
    if subject.type == "Product" and _HAN.search(rest := indicator.removeprefix(subject.name)):
        indicator = rest
    if EACH.search(indicator) and subject.type != "Product" and not _COST.search(indicator):
        subject, where = dropped(n.coded, i, "Product"), None  # the price of what was spoken of last
    planned = PLANNED.search(text, n.start, i) is not None if _STATIC.search(indicator) else plans(text, i)
    begin = min(start_of(n.coded, n.start, i), where if where is not None else i)
    finish = max(i + 1, (where or 0) + 1)
    if rule in ("measure-after", "measure-of", "measure-duration") and (at := text.find(indicator, i, n.end)) >= 0:
        finish = max(finish, at + len(indicator))
    return Measure(
        rule=rule,
        subject=subject,
        indicator=indicator,
        quantity=replace(quantity, unit=unit, comparator=_comparator(n, rule, link)),
        status="target" if (planned or _CONDITIONAL.search(n.left)) and not n.outgrown else "actual",
        period=_period(n.coded, i, n.start),
        text=n.mention.name,
        quote=n.coded.span(begin, finish),
        sentence=n.coded.unit.span,
        modality=modality(text, i, i + 1),
        confidence=_sure(n, rule, subject, where is not None),
    )


def _sure(n: Number, rule: str, subject: Mention, named: bool) -> float:
    """How often such a measure is right on gold: most so when its clause names of what it is said."""
    carried = n.last is not None and subject is n.last.subject and n.last.confidence >= 0.8
    plain = rule in ("measure-before", "measure-joined")
    if named or carried:
        return 0.92 if plain else 0.86
    return 0.72 if plain else 0.52


def _may_measure(n: Number) -> bool:
    """Whether a quantity may measure something: no ordinal, no figure of speech (一个), no technical specification."""
    name = n.mention.name
    pair = name in _PAIRS
    if (n.unit in SPECS and not n.left.endswith("平均年龄")) or (
        _SMALL_CHINESE.fullmatch(name) and not pair and not _FOR_A_TERM.search(n.left)
    ):
        return False
    if n.left.endswith("每") and EVERY.match(n.right):
        return True
    few = n.quantity.value < 10 and n.unit not in ("小时", "分钟", "秒")
    which = _ORDINAL_LEFT.search(n.left) or (few and _ORDINAL_OF_FEW.search(n.left))
    if which and n.counts and n.unit not in ("家", "人", "名"):
        return False
    if n.left.endswith("分") and n.unit in ("次", "批", "步", "期"):
        return False  # 分6次转账 measures nothing
    return pair or not (name[0] in "一两" and n.unit not in MONEY and name[1:2] not in "十百千万亿成")


def _indicator(n: Number) -> tuple[str, str, str] | None:
    """What a quantity measures, the rule that tells it, and the words that link it to the number; None for nothing."""
    if n.unit in MONEY and (one := _price_of(n)) is not None:
        return f"每{one}售价", "measure-before", ""
    changes = CHANGES.match(n.right) is not None
    indicator, link = before(FROM.sub("", n.left) if changes else n.left)
    noun = "" if changes else after(n.right)
    rule = "measure-before"
    if n.unit in duration.UNITS and not n.grown:
        told = ("", False) if changes else duration.term(n)
        if told is None:
            return None
        if told[0]:
            return told[0], "measure-term-before" if told[1] else "measure-term", link
        if n.right.startswith("的") or not indicator:
            indicator = ("" if changes else after(n.right.removeprefix("的"))) or indicator
        rule = "measure-duration"
    elif n.counts and noun and not (link and indicator and n.right[:1] not in noun):
        if not (_MEASURES.search(indicator) and not n.left.endswith(("了", "的", "建设", "成立", "设立"))):
            indicator, rule = noun, "measure-after"
    elif (
        not n.counts and n.right.startswith("的") and (not indicator or n.left.endswith(("实现", "以", "保持", "增长")))
    ):
        indicator, rule = after(n.right) or indicator, "measure-of"
    if (
        n.unit in MONEY
        and n.left.endswith(("以", "以现金", "花", "斥资", "出资", "作价"))
        and (bought := _BOUGHT.match(n.right))
    ):
        return bought[1] + "金额", "measure-after", ""
    if n.last is not None:
        if n.grown or n.ranged:
            indicator, rule = n.last.indicator, "measure-change" if n.grown else "measure-range"
        elif n.joined and (not indicator or n.left.endswith("、")):
            costs = n.unit in MONEY and n.last.quantity.unit not in MONEY
            heads = n.last.indicator in _HEADCOUNT.values() and n.unit in _HEADCOUNT
            indicator = _HEADCOUNT[n.unit] if heads else n.last.indicator + ("金额" if costs else "")
            rule = "measure-joined"
    if not indicator and n.last is not None and n.left in _REACHES and n.unit not in RELATIVE:
        return without_comparison(n.last.indicator), "measure-before", link  # 产量下降1.8%,为52.3万吨
    if not (n.grown or n.ranged) and (whole := compared(n)):
        return whole, "measure-before", link
    if (not indicator or len(indicator) > 32) and rule == "measure-before" and noun:
        indicator = noun
    elif n.left in _IN_ALL and n.last is not None and n.at - n.last_at < 16:
        indicator, rule = n.last.indicator, "measure-carried"  # 挂出4宗工业用地,合计437亩
    elif (not indicator or indicator in _ADDS) and (alike := n.earlier.get(n.unit)) is not None:
        indicator, rule = indicator + alike.indicator, "measure-carried"  # 已有312家…,年底前再|建|40家
    elif not indicator and n.unit in ("人", "名", "户", "家") and (said := _DONE_TO.match(n.right)):
        indicator, rule = said["what"], "measure-after"
    elif not indicator and (n.unit == "%" or n.counts) and (said := _GOES.match(n.right)):
        indicator, rule = said[1], "measure-after"
    elif (
        not indicator and n.unit in ("户", "人", "家") and _SERVED.search(n.left) and (said := _SERVICE.match(n.right))
    ):
        indicator, rule = said[0], "measure-after"
    elif not indicator and n.unit in _HEADCOUNT and _AREA_BEFORE.search(n.left):
        indicator, rule = _HEADCOUNT[n.unit], "measure-after"
    elif (
        not indicator and (link in _REACHES or n.left in _REACHES) and (ahead := _AHEAD.search(n.coded.text[: n.start]))
    ):
        indicator, rule = ahead[1], "measure-clause-before"
    elif not indicator and n.counts:
        indicator, rule = _clause_before(n.coded, n.start), "measure-clause-before"
    return (indicator, rule, link) if indicator else None


def _price_of(n: Number) -> str | None:
    """Of how much a sum of money is the price: 青叶一斤卖62元."""
    m = _SOLD_AT.search(n.coded.text, n.start, n.at)
    one = n.coded.held[m.start()].quantity if m is not None else None
    return one.unit if one is not None and one.value == 1 and one.unit in _WEIGHED else None


def _subject(n: Number, indicator: str, rule: str) -> tuple[Mention, int | None]:
    """Of what it is said, and where in the coded text that stands when the clause names it."""
    coded, i = n.coded, n.at
    start = clause_begin(coded.text, n.start - 2) if rule in _FROM_BEFORE and n.start > 1 else n.start
    subject, where = subject_of(coded, i, start, n.end, indicator, coded.text[i + 1 : n.end])
    if coded.text.startswith("其中", n.start) and (where is None or coded.held[where].type not in _PARTS):
        subject, where = n.last.subject if n.last is not None else dropped(coded, i, THING + "|" + ACTOR), None
    elif (
        where is None
        and subject.type not in _OWN_SUBJECTS
        and n.last is not None
        and "股" not in n.last.indicator
        and not EXTENDED.search(coded.text, max(0, n.start - 16), n.start)
        and not _new_subject(coded, n.last_at + 1, i)
    ):
        subject = n.last.subject
    if n.left.startswith(("此次", "本次", "这次")) and n.start not in coded.held and where != n.start + 2:
        subject = dropped(coded, i, "Event")
    if rule == "measure-joined" and n.last is not None:
        subject = one_by_one(n) or n.last.subject
    return subject, where


def _comparator(n: Number, rule: str, link: str) -> str:
    if n.ranged:
        return "<="
    if n.opens_range:
        return ">="
    comparator = n.quantity.comparator
    if comparator == "=" and rule == "measure-joined" and n.last is not None:
        comparator = n.last.quantity.comparator
    if comparator == "=":
        comparator = next((sign for pattern, sign in _LINKS if pattern.search(link)), "=")
    return comparator


def _bounds(coded: Coded, k: int) -> bool:
    """Whether a quantity tells which things are meant rather than how many: 亿元以上项目."""
    quantity = coded.held[k].quantity
    return (
        quantity is not None
        and (quantity.unit in MONEY or quantity.comparator != "=")
        and _BOUND.match(coded.text, k + 1) is not None
    )


def _spelled(coded: Coded, begin: int, end: int) -> str:
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


def _new_subject(coded: Coded, begin: int, end: int) -> bool:
    """Whether a clause between two measures brings a subject of its own."""
    return any(
        k in coded.held
        and SUBJECT.match(coded.text[k])
        and coded.text[k - 1 : k] in ",;。"
        and coded.held[k].type not in ("Industry", "Product", "Initiative")
        for k in range(begin, end)
    )


def start_of(coded: Coded, start: int, i: int) -> int:
    """Where a measure's quote begins: its clause, or the words that follow the clause's earlier quantity."""
    last = max((k for k, m in coded.held.items() if start <= k < i and m.quantity is not None), default=None)
    begin = start if last is None else last + 1
    while begin < i and coded.text[begin] in ",、;和与及 “”":
        begin += 1
    return begin


def _clause_before(coded: Coded, start: int) -> str:
    """The clause before, when it says by itself what is counted: 坚持轮流外出招商,全年不少于12次."""
    if start < 2 or coded.text[start - 1] != ",":
        return ""
    clause = _spelled(coded, clause_begin(coded.text, start - 2), start - 1)
    return clause if 2 <= len(clause) <= 14 and clause.isalpha() and not clause.endswith("方面") else ""


def _period(coded: Coded, i: int, start: int) -> str | None:
    """The year, month or span said for a quantity: the nearest time before it in the sentence, a day only after 截至."""
    for k in range(i - 1, -1, -1):
        m = coded.held.get(k)
        if m is None or m.when is None or m.when.value is None or m.when.approximate:
            continue
        if "每年" in m.name:
            return None
        if coded.text[k - 1 : k] in ("比", "较", "于"):
            continue
        if _HARD.match(m.when.value) or coded.text[max(0, k - 2) : k] in ("截至", "截止"):
            return None if m.when.value.startswith("--") else m.when.value
        if k < start:
            return None
    return None
