"""Whom a passage is about: the last subject of its class in the paragraph, else the article's own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from kg.lexicon.positions import PRIVATE
from kg.lexicon.words import FUNCTION, GOVERNING
from kg.model import Mention, Span
from kg.resolve.voices import voices
from kg.rules.template import CODES, MENTION, UNIONS, class_range, positions
from kg.schema import descendants, is_a

if TYPE_CHECKING:
    from kg.resolve.local import Local

_SUBJECTS = frozenset(
    c
    for top in (
        "Organization",
        "AdministrativeArea",
        "IndustrialPark",
        "Person",
        "Project",
        "Event",
        "Facility",
        "Road",
    )
    for c in descendants(top)
)
STANDS_FOR = {"City": ("City", "CountyLevelCity"), "County": ("County", "CountyLevelCity")}
"""The classes that an anaphor of a class may stand for: 全市 may be a county-level city."""
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
_SPEAKS_FOR = re.compile(
    rf"[{class_range('Position')}]+[{class_range('Person')}][^,。]{{0,6}}(?:说|表示|介绍|汇报|告诉|称|透露|算起|坦言)"
)
_REPORTS = re.compile(
    rf"(?:、{MENTION})*(?:等[^,。]{{0,12}})?"
    r"(?:作[^,。]{0,4}(?:发言|交流|汇报|讲话)|参会|参加会议|出席会议|列席会议|列席|到会)[,;。]"
)
"""What somebody does at a meeting, which the article is no more about than before."""
_PRESENTED = re.compile(r"^(?:正|便|就|也)?是(?:[^,。]{0,10}的)?$")
"""What stands before a thing that a sentence presents, for the next ones to go on about."""
_LEVEL = {"市": "City", "县": "County", "区": "District"}
_WHOLE = re.compile(rf"全([{''.join(_LEVEL)}])")
"""A meeting of a whole area, which is then what the article is about."""
_BOUNDARY = re.compile(r"$|[,。;:、“” ]")
_SET_AT = re.compile(
    rf"(?:[^,。]{{0,12}},)?(?:[{class_range('Time')}],?)?[^,。]{{0,6}}(?:在|走进|来到)(?:位于)?[{class_range('Place')}]*的?$"
)
_INSIDE = re.compile(r"的?[\u4e00-\u9fff]{1,8}[里内上前中],")
_SCENE_ENDS = re.compile(r"(?:的?[\u4e00-\u9fff]{0,6})?[,]")
_NEXT = re.compile(rf"(?P<between>[\u4e00-\u9fff“”]{{0,12}})(?P<next>{MENTION})")


def bearer(anaphor: Mention, things: Sequence[Local]) -> Local | None:
    """The last of some things whose name ends in the noun of an anaphor: 合作社, of all bodies the one called so."""
    noun = anaphor.name.lstrip("该此本全")
    if len(noun) < 2 or noun in ("公司", "企业", "集团", "警方") or noun[0] in "我这":
        return None
    classes = STANDS_FOR.get(anaphor.type, (anaphor.type,))
    return next((t for t in reversed(things) if t.is_a(*classes) and t.name.endswith(noun)), None)


def antecedent(anaphor: Mention, things: Sequence[Local]) -> Local | None:
    """The last of some things that an anaphor may stand for; 公司 and 集团 prefer a name that ends so."""
    classes = STANDS_FOR.get(anaphor.type, (anaphor.type,))
    noun = anaphor.name.lstrip("该此本全")
    if noun == "警方" and (force := police(things)) is not None:
        return force
    if (called := next((t for t in reversed(things) if t.is_a(*classes) and t.name.endswith(noun)), None)) is not None:
        return called
    if anaphor.type == "Company":
        ending = "集团" if "集团" in anaphor.name else "公司"
        classes = ("Company", "School") if ending == "集团" else classes
        named = next(
            (
                t
                for t in reversed(things)
                if t.is_a(*classes) and any(n.split("(")[0].endswith(ending) for n in (t.name, *t.forms))
            ),
            None,
        )
        if named is not None:
            return named
        classes = ("Company",)
    return next((t for t in reversed(things) if t.is_a(*classes)), None)


def police(things: Sequence[Local]) -> Local | None:
    """The first of some things that is a police force, or the one that it belongs to: 分局, not its 反诈中心."""
    bodies = (b for t in things for b in (t, *t.inside.values()) if b.is_a("GovernmentBody"))
    forces = [b for b in bodies if b.name.endswith(("公安局", "分局"))]
    return next((b for b in forces if b.name.endswith("分局")), forces[0] if forces else None)


class Subject(NamedTuple):
    """A thing that heads a clause: where (page offset), in which paragraph (-1: the headline)."""

    begin: int
    paragraph: int
    thing: Local
    heads: bool = True
    """False for a body whose officer speaks: the sentence is not about it, but 公司 is it."""


class Seen(NamedTuple):
    """A unit as resolution sees it: its span and kind, its coded text, its mentions in page offsets, its paragraph."""

    span: Span
    kind: str
    coded: str
    mentions: Sequence[Mention]
    paragraph: int


class Speech(NamedTuple):
    """Words of somebody: their span, who says them and the body that he speaks for."""

    span: Span
    who: Local | None
    body: Local | None
    private: bool = False
    """Whether the speaker speaks for himself: a villager, a grower, a passenger."""

    def of(self, wanted: tuple[str, ...]) -> Local | None:
        """Of whom the words are where they name nobody of the classes `wanted`: the speaker's firm, or himself."""
        if self.body is not None and self.body.is_a(*wanted) and not self.body.is_a("GovernmentBody"):
            return self.body
        return self.who if self.private and "Organization" in wanted and len(wanted) > 1 else None


@dataclass(frozen=True, slots=True)
class Centre:
    """The subjects of an article's clauses in order, and the paragraphs' bounds."""

    subjects: tuple[Subject, ...]
    _paragraphs: tuple[tuple[int, int], ...]
    _headline: tuple[Span, ...] = ()
    _speeches: tuple[Speech, ...] = ()
    _free: frozenset[int] = frozenset()

    @classmethod
    def of(
        cls,
        units: Sequence[Seen],
        things: Mapping[tuple[int, int, str], Local],
        area: Callable[[Mention, Sequence[Subject]], Local | None],
    ) -> Centre:
        """`things` by the mentions that name them; `area` tells what 全市 and 该县 stand for."""
        found: list[Subject] = []
        met: list[Local] = []
        for unit in units:
            for m, at in zip(unit.mentions, positions(unit.coded), strict=True):
                here = things.get((m.begin, m.end, m.type)) if not m.anaphor else None
                if here is not None:
                    met.append(here)
                body = here is not None and is_a(m.type, "Organization")
                speaks = body and _SPEAKS_FOR.match(unit.coded, at + 1) is not None
                heads = m.type in _SUBJECTS and _is_subject(unit.coded, at, m, unit.mentions)
                if heads and m.type != "Person" and _REPORTS.match(unit.coded, at + 1):
                    heads = False
                if not (speaks or heads or (body and _is_scene(unit.coded, at))):
                    continue
                if m.type == "Event" and (whole := _WHOLE.match(m.name)):
                    level = Mention(m.begin, m.begin + 2, (_LEVEL[whole[1]],), whole[0], anaphor=True)
                    if (host := area(level, found)) is not None:
                        found.append(Subject(m.begin, unit.paragraph, host))
                thing = here
                if m.anaphor:
                    heading = [s.thing for s in found]
                    thing = area(m, found) or bearer(m, heading) or bearer(m, met)
                    thing = thing or antecedent(m, heading) or antecedent(m, met)
                if thing is not None:
                    found.append(Subject(m.begin, unit.paragraph, thing, heads and not speaks))

        def stands_for(m: Mention | None) -> Local | None:
            if m is None or not m.anaphor:
                return things.get((m.begin, m.end, m.type)) if m is not None else None
            return antecedent(m, [s.thing for s in found if s.begin < m.begin])

        private = {id(t) for unit in units for t in _private_persons(unit, things)}
        told = ((v.span, stands_for(v.who), stands_for(v.body)) for v in voices(units))
        speeches = tuple(Speech(span, who, body, id(who) in private) for span, who, body in told)
        bounds = tuple((unit.span.begin, unit.paragraph) for unit in units)
        headline = tuple(unit.span for unit in units if unit.kind == "headline")
        free = frozenset(
            m.begin
            for unit in units
            for m, at in zip(unit.mentions, positions(unit.coded), strict=True)
            if _BOUNDARY.match(unit.coded[at - 1 : at])
        )
        return cls(tuple(found), bounds, headline, speeches, free)

    def subject(self, at: int, classes: tuple[str, ...]) -> Local | None:
        """The last subject before `at` of one of the classes (unions such as Actor allowed) in the same paragraph;
        else the article's own: the one that heads most clauses, the earlier of equals."""
        return self.near(at, classes) or self.main(self._fitting(classes))

    def near(self, at: int, classes: tuple[str, ...]) -> Local | None:
        """The last subject before `at` of one of the classes in the same paragraph, or whom the words said there are of."""
        fitting = self._fitting(classes)
        speech = self._speech(at)
        if speech is not None and (of := speech.of(_spread(classes))) is not None:
            said = [s.thing for s in fitting if speech.span.begin <= s.begin < at and s.heads]
            return said[-1] if said else of
        paragraph = self._paragraph(at)
        return next((s.thing for s in reversed(fitting) if s.begin < at and s.paragraph == paragraph), None)

    def _fitting(self, classes: tuple[str, ...]) -> list[Subject]:
        wanted = _spread(classes)
        company = all(c == "Company" for c in wanted)
        return [s for s in self.subjects if s.thing.is_a(*wanted) and (s.heads or company)]

    def last(self, at: int, classes: tuple[str, ...]) -> Local | None:
        """The last thing of the classes to head a clause before `at`, in the same paragraph."""
        paragraph = self._paragraph(at)
        return next(
            (
                s.thing
                for s in reversed(self.subjects)
                if s.begin < at and s.paragraph == paragraph and s.heads and s.thing.is_a(*classes)
            ),
            None,
        )

    def latest(self, at: int, things: Sequence[Local]) -> Local | None:
        """That of some things which heads a clause last before `at`."""
        return next((s.thing for s in reversed(self.subjects) if s.begin < at and s.heads and s.thing in things), None)

    def stands_free(self, mention: Mention) -> bool:
        """Whether a mention begins a phrase of its own, with a sign before it or nothing."""
        return mention.begin in self._free

    def speaker(self, at: int) -> Local | None:
        """Who says what stands at a place of the page."""
        speech = self._speech(at)
        return speech.who if speech is not None else None

    def of_speaker(self, at: int, noun: str) -> Local | None:
        """The body that somebody speaks for, where its name ends in a noun that he says: 公司, 卫生院."""
        speech = self._speech(at)
        body = speech.body if speech is not None else None
        if body is None or len(noun) < 2:
            return None
        firm = noun in ("公司", "企业", "集团", "我公司") and body.is_a("Company")
        return body if firm or body.name.endswith(noun) else None

    def _speech(self, at: int) -> Speech | None:
        return next((s for s in reversed(self._speeches) if s.span.begin <= at < s.span.end), None)

    def in_headline(self, at: int) -> bool:
        """Whether a place of the page lies in one of the headline's parts."""
        return any(begin <= at < end for begin, end in self._headline)

    def leader(self) -> Local | None:
        """The person whom the article follows: the first one in its headline or text to head a clause."""
        return next((s.thing for s in self.subjects if s.thing.is_a("Person")), None)

    def paragraph_begin(self, at: int) -> int:
        """Where the paragraph of a place begins."""
        paragraph = self._paragraph(at)
        return min((b for b, p in self._paragraphs if p == paragraph), default=0)

    def sentence_begin(self, at: int) -> int:
        """Where the sentence of a place begins."""
        return max((begin for begin, _ in self._paragraphs if begin <= at), default=0)

    def _paragraph(self, at: int) -> int:
        return max((b for b in self._paragraphs if b[0] <= at), default=(0, 0))[1]

    @staticmethod
    def main(subjects: Sequence[Subject]) -> Local | None:
        """The thing that heads most of some clauses."""
        if not subjects:
            return None
        counts = Counter(id(s.thing) for s in subjects)
        return max(subjects, key=lambda s: (counts[id(s.thing)] + (s.paragraph <= 0), -s.begin)).thing


def _spread(classes: tuple[str, ...]) -> tuple[str, ...]:
    """Classes with the members of the unions among them."""
    return tuple(c for name in classes for c in UNIONS.get(name, (name,)))


def _private_persons(unit: Seen, things: Mapping[tuple[int, int, str], Local]) -> Iterator[Local]:
    """The persons whom a unit calls villagers, growers or passengers rather than holders of posts."""
    for title, m in pairwise(unit.mentions):
        titled = title.type == "Position" and title.end == m.begin and PRIVATE.fullmatch(title.name)
        who = things.get((m.begin, m.end, m.type))
        if titled and who is not None and m.type == "Person" and not m.anaphor:
            yield who


def _is_scene(coded: str, at: int) -> bool:
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


def _is_subject(coded: str, at: int, mention: Mention, mentions: Sequence[Mention]) -> bool:
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
