"""What a clause says of itself: planned, denied, quoted. Read once a clause, not spelled in every rule."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.model import Modality
from kg.rules.template import ANY, class_range

_CUT = re.compile(r"[,;。!?:]")
PLANNED = re.compile(
    r"拟(?!定)|(?<!年度)(?<!行动)(?<!三年)(?<![原比较])计划(?!生育|单列|经济|投资额)|力争|争取(?!到)|确保|预计|有望|即将|努力|目标|打算|规划(?:建设|投资|用地|到)|准备|希望|要(?:求)?(?=以|把|将|在|持续|进一步|加快|加强|坚持|聚焦|紧|抓|大力|积极|深入|全|推|科学|深化|做|突出|强化|不断|切实|高|严|着|统筹|主动|扎实|围绕|充分)|应当|必须"
    rf"|将(?!近|[{ANY}])(?=(?:[^,;。]{{0,10}}))(?!(?:其|该|这|此|[^,;。]{{1,14}}(?:作为|定为|列为|打造成|建成|建设成|纳入|列入|融入|贯穿|转化|用于|应用|交|送|带|改|更名|命名|设为|移)))"
    r"|将(?=在|于|与|同|和|联合|会同|继续|进一步)"
    rf"|将(?=[{ANY}](?:前|后|起|底|,|[^,;。]{{0,8}}(?:完成|建成|竣工|投产|开工|开放|举行|召开|启动|投入)))"
    r"|下一步|未来|明年|今后|(?:建成|达产|投产|投用|竣工|完工|建设完成|扩建完成)(?:投产|投用|达效|达产)?后"
)
"""What makes a clause a plan. 将 before a thing or a disposal (将X定为Y) is a preposition, not a future."""

_CONDITION = re.compile(
    r"(?:建成|达产|投产|投用|竣工|完工|扩建完成|启用|运营|全部达产|满产)(?:投产|投用|达效|达产)?后(?!的)"
)
_DONE = re.compile(r"已经?(?!.{0,3}(?:计划|拟))|完成了|实现了|达到了|累计(?!投资将)|截至|目前|了(?=$|[,;。])")
_DEMANDED = re.compile(r"要求[,各]|(?:强调|指出|要求|提出)[,:]?要|(?:^|[,;])要(?!不)[^,;。]{0,12}$")
"""What asks for a number: 会议要求,年内新建水库3座."""
_NEGATED = re.compile(
    r"(?:没有?|未(?!来|成年|央|必)|不再|并非|从未|尚未|并未|否认|不是|无法|拒绝|取消|停止|不予|不存在|未能|并不|无意|没能)"
)
_SAYS = re.compile(r"(?:表示|介绍|介绍说|说|称|透露|指出|强调|告诉记者|坦言|认为|回忆|解释)[,:“]?")
_SPEAKER = re.compile(rf"([{class_range('Person|Organization|AdministrativeArea')}])[^,;。!?{ANY}]{{0,8}}$")


@dataclass(frozen=True, slots=True)
class Saying:
    """A stretch of a coded sentence that somebody says: [begin, end), and where in it the speaker stands, if it does."""

    begin: int
    end: int
    speaker: int | None


def clause_begin(coded: str, at: int) -> int:
    """Where the clause that holds position `at` begins."""
    begin = 0
    for m in _CUT.finditer(coded, 0, at):
        begin = m.end()
    return begin


def clause_end(coded: str, at: int) -> int:
    """Where the clause that holds position `at` ends."""
    m = _CUT.search(coded, at)
    return m.start() if m else len(coded)


def modality(coded: str, begin: int, end: int, quoted: bool = False) -> Modality:
    """How the clauses around [begin, end) of a coded sentence mean what they say."""
    start = clause_begin(coded, begin)
    said = coded[start:end]
    if _NEGATED.search(coded, max(start, begin - 8), end):
        return "negated"
    if PLANNED.search(said):
        return "planned"
    return "attributed" if quoted else "asserted"


def plans(coded: str, at: int) -> bool:
    """Whether a number at `at` is a target: its clause, or an earlier one of the sentence that was not overtaken, plans."""
    begin = clause_begin(coded, at)
    if _CONDITION.search(coded, 0, at):
        return True
    if _DONE.search(coded, begin, at):
        return PLANNED.search(coded[begin:at]) is not None and not re.search(r"已", coded[begin:at])
    if PLANNED.search(coded[begin:at]) or _DEMANDED.search(coded[:at]):
        return True
    if (
        re.search(r"不低于|不少于|不超过|至少", coded[begin:at])
        and PLANNED.search(coded)
        and not _DONE.search(coded, begin, at)
    ):
        return True
    last_plan = max((m.start() for m in PLANNED.finditer(coded[:begin])), default=-1)
    last_done = max((m.start() for m in _DONE.finditer(coded[:begin])), default=-1)
    return last_plan > last_done


def sayings(coded: str) -> list[Saying]:
    """The stretches of a coded sentence that are said by somebody: before or after the verb of speech."""
    found = []
    for m in _SAYS.finditer(coded):
        who = _SPEAKER.search(coded, max(0, m.start() - 30), m.start())
        speaker = who.start(1) if who else None
        before = coded[: m.start()].rfind("”")
        if coded.startswith("“") and before > 0 and m.start() - before < 40:
            found.append(Saying(0, before, speaker))
        elif m.end() < len(coded) and m[0][-1] in ",:“":
            found.append(Saying(m.end(), len(coded), speaker))
    return found
