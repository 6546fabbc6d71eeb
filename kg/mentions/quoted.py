"""Names in quotation marks, by the word after them or the verb before them: “护河行动”, “万企联村”活动."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.mentions.scene import Scene
from kg.model import Mention
from kg.text import clean

_QUOTED = re.compile(r"“([^“”]{2,30})”")
_RUN = re.compile(r"(?:“[^“”]{2,30}”[、]?)+$")
_NUMBERED = re.compile(
    r"^(?=.*(?:\d|[一二两三四五六七八九十百千万双]))(?!.*(?:第一|一把手|一键|一站|一公里|一块|一起|一刀|一步|一线|万一|一票|一窝|统一|唯一|一盘|一张|一体|一对一|一条龙|一件事))[\d+一-鿿、A-Za-z]{3,16}$"
)
_EVENT_END = re.compile(r"(?:课|赛|节|日|周|展|会|大讲堂|讲堂|庆典|之夜|集市|运动|大集|马拉松|仪式|论坛|晚会)$")
_POLICY_VERB = re.compile(
    r"(?:实施|开展|深化|深化完善|推进|推行|规划|科学规划|聚焦|落实|启动|践行|坚持|打好|抓实|围绕|推动|做好|作为|创建|开启|争创|实现|做实|打响|探索|创新|全面推行|推广|建立|全面推行|把)$"
)
_YEAR = re.compile(r"(?:年|\d{1,3}条|[一二三四五六七八九十]条|行动|计划|工程|战略|规划|机制|模式|活动|工作法)$")
_PRACTICE = re.compile(r"(?:实行|推行|全面推行|推出)了?$")
_PRACTISED = re.compile(r"[\u4e00-\u9fff]{3,7}[^\W贷保险券卡码机\d]")
_CLAUSE_ENDS = re.compile(r"[,。;]")
_ARTICLES = re.compile(r"\d{1,3}条(?=[,。:;、]|措施|政策|$)")
"""How many articles a policy has, part of its name: “安企无忧”18条."""
_LABEL = re.compile(r"(?:双减|双创|双碳|双随机|放管服|多证合一|最多跑一次)$")
_PROGRAM_NEXT = re.compile(
    r"(?:专项|主题|系列|集中|志愿服务|宣传|教育|实践|创建|整治|三年|攻坚)*(?P<kind>专项检查|专项整治|专项治理|集中整治|行动计划|行动|计划|规划|战略|工程|活动|创建|工作法|机制|模式|攻坚战|发展思路|工作思路)"
    r"|[\u4e00-\u9fff]{2,4}(?P<made>创建)"
)
_SERIES = re.compile(r"(?:“[^“”]{2,24}”)+[\u4e00-\u9fff]{0,10}活动")
_AIMED = re.compile(
    r"(?:打击|整治|治理|清理|排查|清查|护航|守护|追缴|防范)[\u4e00-\u9fff]{2,10}?(?:专项)?(?:整治|集中)?(?:行动|攻坚战)"
)
"""What a campaign by its name is for: “利剑2024”|打击欠薪专项行动."""
_HOUSES = "民宿|客栈|餐馆|饭店|餐厅|农家乐|农庄|酒家|火锅店|面馆|茶楼|书店"
_HOUSE = re.compile(rf"(?:{_HOUSES})(?!集群|群|村|镇|街|产业|联盟)")
"""A house by its name: “青石人家”民宿."""
_HOUSE_AHEAD = re.compile(rf"(?:{_HOUSES}|咖啡馆|咖啡店)$")
"""民宿“青石小筑”."""
_BY_HEAD = (
    (re.compile(r"[\u4e00-\u9fff]{2,6}(?:书屋|书房|书吧|食堂|艺术馆|陈列馆)"), "PublicInstitution"),
    (
        re.compile(r"[\u4e00-\u9fff]{2,6}(?:服务台|工作室|调解室|服务队|理发队|志愿队|宣讲队|小分队|合唱团)"),
        "Organization",
    ),
    (
        re.compile(
            r"[\u4e00-\u9fff]{2,6}(?:课堂|夜校|学堂|诊室|奖学金|助学金|焊工班|绣娘班|培训班|专列|直通车|议事会)"
        ),
        "Initiative",
    ),
    (re.compile(r"[\u4e00-\u9fff]{2,6}(?:小院|小筑|庄园|工坊)"), "Company"),
)
"""What a name in quotation marks is by its last word."""
_ON_OFFER = re.compile(r"(?:(?:推出|主打|研发|开发|培育|选育|酿造|打造|生产)的|(?:酒|茶|饮料|醋|酱|米|面)(?:新品)?)$")
"""What stands before goods by their name: 公司主打的“青石春”, 低度酒“微雨”."""
_MAKE = re.compile(r"牌(?P<goods>[\u4e00-\u9fff]{2,6}?)(?=每|卖|售|的|,|。|、|\d|等|在|亮相|已|销|畅)")
_HELD = re.compile(r"(?:开展|举行|举办|组织开展|组织)了?$")
_CAMPAIGN = re.compile(r"扎实|深入|持续|深化|大力|广泛|全面|积极|协调|常态化|结合|依托")
_HOSTED = re.compile(r"由[^,。]{2,40}(?:主办|举办|承办)")
_MADE = re.compile(r"[\u4e00-\u9fff]{0,4}(?:机制|模式|制度|改革)")
_ACTIVITY = re.compile(r"(?:专项|主题|系列|集中)*活动")
_DOCUMENT = re.compile(
    r"《([^《》]{4,40}(?:规划|方案|计划|办法|条例|意见|措施|政策|细则|行动|纲要|规定|制度|决定|通知|指南|清单|规程|规范|导则|标准|守则|公约|目录|白皮书|蓝皮书)(?:\([^()《》]{2,14}\))?)》"
)
_SCENE_QUOTE = re.compile(r"(?:说|道|表示|称|认为|:)$")


def quoted(scene: Scene) -> Iterator[Mention]:
    """Initiatives and events that a unit names in quotation marks; the mention's span holds the marks."""
    text = scene.text
    for m in _DOCUMENT.finditer(text):
        yield Mention(m.start(), m.end(), ("Initiative",), clean(m[1].strip("《》")))
    for m in _QUOTED.finditer(text):
        inner = m[1]
        before, after = text[: m.start()], text[m.end() :]
        if any(c in inner for c in ",。!?;:") or _SCENE_QUOTE.search(before):
            continue
        if (articles := _ARTICLES.match(after)) and inner[-1] not in "路街巷道沟渠线":
            yield Mention(m.start(), m.end() + articles.end(), ("Initiative",), clean(inner) + articles[0])
            continue
        verb = _RUN.sub("", before)
        kind = _PROGRAM_NEXT.match(after)
        name = clean(inner)
        if _HOSTED.match(after):
            yield Mention(m.start(), m.end(), ("Event",), name)
            continue
        if (made := _MADE.match(after)) and _POLICY_VERB.search(verb):
            yield Mention(m.start(), m.end() + made.end(), ("Initiative",), name)
            continue
        if _HOUSE.match(after) and not _YEAR.search(inner) and "+" not in inner:
            yield Mention(m.start(), m.end(), ("Company",), name)
            continue
        if _HOUSE_AHEAD.search(before) and len(inner) <= 8:
            yield Mention(m.start(), m.end(), ("Company",), name)
            continue
        if make := _MAKE.match(after):
            end = m.end() + make.end()
            yield Mention(m.start(), end, ("Product",), clean(text[m.start() : end]))
            continue
        if _ON_OFFER.search(before) and 2 <= len(inner) <= 8 and not (_YEAR.search(inner) or kind):
            yield Mention(m.start(), m.end(), ("Product",), name)
            continue
        if aimed := _AIMED.match(after):
            end = m.end() + aimed.end()
            yield Mention(m.start(), end, ("Initiative",), clean(text[m.start() : end]))
            continue
        if _SERIES.match(after):
            yield Mention(m.start(), m.end(), ("Initiative",), name)
            continue
        if kind and kind["kind"] == "活动":
            occasion = (
                _HELD.search(before) is not None
                and not _CAMPAIGN.search(before[-8:])
                and re.search(r"在|走进|来到|日", before) is not None
            )
            cls = "Event" if occasion or (_EVENT_END.search(inner) and not _YEAR.search(inner)) else "Initiative"
            whole = m.end() + kind.end() if _ACTIVITY.match(after) else m.end()
            yield Mention(m.start(), whole, (cls,), name)
        elif kind:
            end = m.end() + kind.end()
            yield Mention(m.start(), end, ("Initiative",), clean(text[m.start() : end]))
        elif (_YEAR.search(inner) and len(inner) >= 4) or _LABEL.search(inner):
            yield Mention(m.start(), m.end(), ("Initiative",), name)
        elif _EVENT_END.search(inner) and len(inner) >= 4 and not after.startswith("的"):
            yield Mention(m.start(), m.end(), ("Event",), name)
        elif told := next((c for ending, c in _BY_HEAD if ending.fullmatch(inner)), None):
            yield Mention(m.start(), m.end(), (told,), name)
        elif (_PRACTICE.search(before) and _PRACTISED.fullmatch(inner) and _CLAUSE_ENDS.match(after)) or (
            _NUMBERED.match(inner) and _POLICY_VERB.search(verb)
        ):
            yield Mention(m.start(), m.end(), ("Initiative",), name)
