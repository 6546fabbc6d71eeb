"""Which mentions head a clause or set its scene."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.lexicon.words import FUNCTION, GOVERNING
from kg.model import Mention
from kg.rules.template import CODES, MENTION, class_range, positions
from kg.schema import is_a

_CLAUSE = re.compile(r"[,;。!?:“”]")
_BEFORE = re.compile(
    rf"^(?:近年来|今年以来|据悉|据了解|目前|同时|此外|另外|其中|随后|接着|下一步|未来|去年|今年|当天|当日|日前|近日|连日来|截至目前|昨日|眼下|如今|为此|对此|一直以来|多年来|新年伊始|春节过后|春节前夕|其间|期间|收购方|(?:项目|工程)?业主|投资方|建设方|运营方|母公司|龙头企业|并|而|由|这是|是|早在|自|自从|作为|\s|{MENTION})*$"
)
_PREPOSITION = re.compile(
    r"(?:确保|力促|促使|像|如|例如|比如|来自|毗连|紧挨|紧靠|背靠|紧连|[东南西北]起|[东南西北]至|起于|止于|起自|途经|毗邻|紧邻|在|从|对|向|往|为|给|跟|同|与|和|把|将|被|让|据|于|到|至|来|来到|走进|由|就|记者从|记者在|前身[是为]|关于|围绕|按照|根据|受|以|通过|依托|联合|携手|位于|落户|经|包含|包括)$"
)
_CHAIN = re.compile(
    rf"(?:[{class_range('Place|Organization|Project|Event|Initiative|Person')}]+、)*[{class_range('Place|Organization')}]*$"
)
"""What stands before a name and goes with it: the areas that it lies in, the items of its list before it."""
_TAKES_PART = re.compile(
    r"(?:等|公司)?(?:负责|共同|联合|参与)?(?:投资|建设|承建|施工|设计|监理|运营|实施|管理|总承包|代建|建造|开发|勘察|主办|承办|协办|指导){1,2}[,;。]"
)
"""What follows one more agent of a thing that is built: 隧道由A投资建设,B承建,C设计,…."""
_PRESENTED = re.compile(r"^(?:正|便|就|也)?是(?:[^,。]{0,10}的)?$")
"""What stands before a thing that a sentence presents, for the next ones to go on about."""
_SET_AT = re.compile(
    rf"(?:[^,。]{{0,12}},)?(?:[{class_range('Time')}],?)?[^,。]{{0,6}}(?:在|走进|来到)(?:位于)?[{class_range('Place')}]*的?$"
)
_INSIDE = re.compile(r"的?[\u4e00-\u9fff]{1,8}[里内上前中],")
_SCENE_ENDS = re.compile(r"(?:的?[\u4e00-\u9fff]{0,6})?[,]")
_NEXT = re.compile(rf"(?P<between>[\u4e00-\u9fff“”]{{0,12}})(?P<next>{MENTION})")


def is_scene(coded: str, at: int) -> bool:
    """Whether a sentence is set at the mention: in X公司的车间里,…; 公司 afterwards is that one."""
    if coded[at - 1 : at] in ("", ",") and _INSIDE.match(coded, at + 1):
        return True
    return _SET_AT.search(coded[:at]) is not None and _SCENE_ENDS.match(coded, at + 1) is not None


_OF_BODY = re.compile(rf"的(?:前身|[{class_range('Position')}](?![{class_range('Person')}]))")
"""What stands for the body before it: its forerunner, its men."""
_IS_ONE = re.compile(rf"{MENTION}(?:[就也正便]|不仅|不只)?[是为]$")
_HIS = re.compile(rf"[{class_range('Person')}](?:所)?[^,;。]{{1,4}}的$")
_LIES = re.compile(r"(?:位于|地处|坐落于?|落户)")
_ORDERS = ("要求", "叮嘱", "责成", "督促", "指示", "嘱咐")
"""Who is told to do something does it in the clauses that follow."""


def is_subject(coded: str, at: int, mention: Mention, mentions: Sequence[Mention]) -> bool:
    """Whether the mention at `at` of a coded sentence heads its clause as subject, not as object, place or modifier."""
    marked = coded[at - 1 : at + 2 : 2] == "“”"
    start = max((m.end() for m in _CLAUSE.finditer(coded, 0, at - marked)), default=0)
    lead = _CHAIN.sub("", coded[start : at - marked])
    after = coded[at + 1 + marked : at + 2 + marked]
    if after == chr(CODES["Position"]) and mention.type == "Person":
        after = coded[at + 2 : at + 3]  # 72岁的王秀英|老人
    if (
        lead.endswith("其中")
        or (after == "的" and not (_OF_BODY.match(coded, at + 1) and is_a(mention.type, "Organization")))
        or after in ("市", "籍", "”")
        or (after and ord(after) == CODES["Position"])
        or _PREPOSITION.search(lead)
    ):
        return False
    if after in ("上", "中", "里", "内") and not coded.startswith(("中标", "内部"), at + 1):
        return False
    if lead and ord(lead[-1]) == CODES["Position"]:
        return not any(lead[i : i + 2] in GOVERNING for i in range(len(lead))) and len(lead) <= 24
    if is_a(mention.type, "GovernmentBody") and lead.endswith(_ORDERS) and after != "的":
        return True  # 会议要求|旗水利局|备足编织袋
    if lead and any(lead.endswith(v) and v in GOVERNING for v in (lead[-4:], lead[-3:], lead[-2:])):
        return False
    if lead.endswith(("了", "着", "过")):
        return False  # 听了|农技推广中心|高级农艺师的劝
    if _modifies(coded, at, mentions) or ("由" in coded[:start] and _TAKES_PART.match(coded, at + 1)):
        return False
    if lead.endswith("的") and lead.startswith(("这家", "这座", "这个", "这所")) and mention.anaphor:
        return True
    if _IS_ONE.search(lead):
        return False  # 启明集团是|我市|产业链的龙头
    if _HIS.match(lead) and mention.type != "Person" and after not in ("的", "、", "和", "与", "及"):
        return True  # 她住的|青石社区|建于上世纪八十年代
    if _LIES.match(lead) and lead.endswith("的") and after not in ("的", "、", "和", "与", "及"):
        return True  # 位于青石县的|X公司|突然关门
    if lead.endswith(("最高的是", "最大的是", "最多的是", "最低的是", "最快的是")):
        return True  # 月薪最高的是|X公司|的数控调试岗,只招3人
    if lead.endswith(("下游的", "上游的", "合建的", "共建的", "合办的", "联合建设的", "新落户的")):
        return True  # X同Y合建的|联合实验室|,两年里拿下发明专利13件
    if (
        lead.endswith("的")
        and after == ","
        and len(lead) <= 24
        and re.match(
            rf"由|这[家座个所]|一墙之隔|一路之隔|隔壁|相邻|不远处|附近|同在|另一家|位于|地处|坐落|始建|成立|[{class_range('Time')}]",
            lead,
        )
    ):
        return True  # 由村里牵头成立的X合作社,现有社员215户
    if _PRESENTED.search(lead) and after in ("。", ""):
        return True  # 给她兜底的,是村口的X合作社。
    if lead.endswith("的") and re.match(r"[\u4e00-\u9fff]", after or "。"):
        return (
            re.match(
                r"(?:就|也|正|便)是|表现|实现|落户|落地|建成|开工|投产|位于|竣工|开业|举行|启动|将|已|正|开幕|开馆|落成|揭幕|启用|投用|开放|开赛|开跑|开建|开镰|闭幕|落幕|收官|完工|通车|贯通|封顶|上线|揭牌|挂牌|成立|亮相|在[^,。]{0,14}(?:开幕|举行|启动|举办|揭幕|拉开)",
                coded[at + 1 : at + 24],
            )
            is not None
        )
    return len(lead) <= 12 and (
        _BEFORE.match(lead) is not None or (len(lead) <= 4 and not re.search(r"[\u4e00-\u9fff]{3,}", lead))
    )


def _modifies(coded: str, at: int, mentions: Sequence[Mention]) -> bool:
    """Whether the mention only says where or whose the next one is: 郑州市美丽乡村示范村瓦坡村."""
    m = _NEXT.match(coded, at + 1)
    if m is None:
        return False
    order = positions(coded)
    following = mentions[order.index(m.start("next"))]
    if not any(is_a(following.type, c) for c in ("Place", "Organization")) or following.anaphor:
        return False
    between = m["between"]
    return not any(
        between[i : i + n] in GOVERNING or between[i : i + n] in FUNCTION for n in (1, 2) for i in range(len(between))
    )
