"""What a length of time measures: a term (任期3年), a feat's time (从签约到投产只用了47天), a lead (比计划提前20天)."""

from __future__ import annotations

import re

from kg.measures.number import Number
from kg.rules.clauses import clause_begin
from kg.rules.template import ANY, class_range

UNITS = frozenset("年 个月 月 天 小时 分钟 秒 周 个工作日 日 周年 学时 课时".split())
_HEDGE = r"(?:大?约|近|仅|只|才|不超过|不少于|不到|不足|至少|最多|最长|最短|最快|一般|超过?|也|还|就|了|前后|总共|一共|共|不过){0,3}"
_OF_AFTER = re.compile(r"的[^,;。]|定期|以上")
_TERM = re.compile(
    r"(?:(?:压缩|缩短|缩减|压减|控制|提高|延长|压)[到至在]|用时|间隔|航程|时长|坐诊|坐班|时间|时限|车程|工期|周期|为期|历时|期限|寿命|经验|年限|时长|缩短|天数|日数|时效"
    r"|(?<![一二三四五六七八九十前后首近早中末上下假长短定分周到每当示限])期|学制"
    rf"|(?:停水|停电|停气|停产|停工|停航|停业|停运|封闭(?:半幅)?施工|驻守|驻村|驻点|常驻|持续|长达|连续工作|奋战|轮训|集训|航行|停留|封禁|保修|可贷|逾期|拖欠|滞后))"
    rf"了?(?:由|从|将由|为|达|至|到)?{_HEDGE}$"
)
_SPAN = re.compile(
    rf"(?P<said>从?(?P<what>[^,;。!?:、“”从到{ANY}]{{2,14}}?)到(?P<to>[^,;。!?:、“”到{ANY}]{{2,12}}?))"
    rf"(?:,(?:项目|公司|企业|全程|整个过程|平均)?)?{_HEDGE}(?:用时|耗时|历时|平均)?{_HEDGE}(?:用|花|需|要|隔|等|走|耗){{0,2}}了?{_HEDGE}$"
)
_AHEAD = re.compile(
    rf"(?P<said>(?:比|较)[^,;。!?:、“”{ANY}]{{2,10}}?(?:提前|提早|晚|早|推迟|延后|延迟|缩短|拉长|快|慢|节省))(?:了|约|近|整整|大约)*$"
)
_DOES_NEXT = re.compile(
    r"(?:之?内)?[,]?(?:就|便|即|可|能|才|后)*(?P<what>(?:送达|送到|运抵|运到|上门|到场|赶到|赶赴|抵达|响应|回传|到账|放款|办结|办好|办完|办妥|拿到|拿下|出报告|出结果|出证|直达|通达|建成|完成|收工|抓获|找到|到位|处置)[\u4e00-\u9fff]{0,6})"
)
_SINCE = re.compile(
    r"(?P<said>(?:成立|投产|投用|开业|落户|建厂|办厂|创办|建成|通车|运营|入驻|从业|入行|从教|从警|从医|开店|开馆|上线|入职|驻村|深耕[^,;。]{0,10}"
    r"|[干做站守当种养忙教跑]))(?:至今|了)?(?:已经|已有|已|有|近|不到|整整){0,2}$"
)
_KEEPS = re.compile(rf"[{class_range('Person')}](?P<said>[做种养卖修当][^,;。{ANY}]{{1,8}})$")
"""What somebody has done for years: 周启明|做木器|26年."""


_EVERY = re.compile(r"(?:就?发|开行|就有)?(?:一|1)[班趟]")


def is_interval(n: Number) -> bool:
    """Whether it tells how often something runs: 每20分钟一班."""
    return n.left.endswith("每") and _EVERY.match(n.right) is not None


def term(n: Number) -> tuple[str, bool] | None:
    """The indicator of a length of time where the words tell it, and whether it begins in the clause before.

    '' asks for the noun phrase that stands there (任期|3年); None is for a time that measures nothing (3年来).
    """
    if is_interval(n):
        return "发车间隔", False
    if n.unit == "日" and n.left.endswith(("至", "到")):
        return None  # 持续至17日
    if _OF_AFTER.match(n.right) or _TERM.search(n.left):
        return "", False
    begin = n.start
    if n.start > 1 and n.coded.text[n.start - 1] == ",":
        begin = clause_begin(n.coded.text, n.start - 2)
    if m := _SPAN.search(n.coded.text, begin, n.at):
        return m["said"].strip() + "用时", m.start() < n.start
    if m := _AHEAD.search(n.left):
        return m["said"], False
    if n.unit == "年" and ((m := _SINCE.search(n.left)) or (m := _KEEPS.search(n.left))):
        return m["said"] + "年限", False
    if m := _DOES_NEXT.match(n.right):
        return m["what"] + "用时", False
    return None
