"""Of what a quantity is said: the thing that its clause names, or the one that the passage is about."""

from __future__ import annotations

import re

from kg.measures.indicator import after
from kg.measures.number import SUBJECT
from kg.measures.people import doer, private, villager
from kg.model import Mention
from kg.rules.clauses import clause_begin
from kg.rules.engine import TOPIC, Coded
from kg.rules.template import ANY, class_range
from kg.schema import is_a

ACTOR = "Organization|AdministrativeArea|IndustrialPark"
THING = "Project|IndustrialPark|Facility|BusinessDistrict|Region|Road"
_OF_THING = re.compile(
    r"^(?:计划|预计|概算|估算|拟|规划)?(?:总?投资|面积|完成投资|投资额|占地|总占地|用地|总建筑|建筑|规划面积|总面积|建设规模|设计|全长|桥长|主桥|隧道|线路|年产|年可|总装机|装机|工期|建设工期|容积|床位|设计时速|库容|总长|长|宽|年加工|年处理|日处理|日加工|日产|可储|一次可储|计划总投资|可提供就业|年销售|年产值|年收入|开工|竣工|工程量|主体|库容)|(?:占地面积|用地面积|建筑面积|总面积|规划面积|示范面积|总投资|工期)$"
)
AREA_OF_ARTICLE = "Province|City|CountyLevelCity|District|County"
"""A dropped subject that is the area whose economy the article is about, whatever was mentioned last."""
BODIES_WITH_FIGURES = "|IndustrialPark|Company|FinancialInstitution"
"""Who else has exports, loans and value added, when the paragraph is about them."""
_OF_GOODS = re.compile(
    r"^(?:已|累计)*(?:发放|投放)(?:贷款)?$|额度|利率|放款|贷款期限|保费|复购率|售价|每斤|每公斤|每件|交货期|报价"
)
EACH = re.compile(r"每(?:公斤|[吨斤箱件只头瓶盒株棵套])|一(?:公斤|[吨斤])")
_OF_LOANS = re.compile(r"^(?:已|累计)*(?:发放|投放)(?:贷款)?$|放款|不良率|贷款余额|单户|保费")
_OF_POLICE = re.compile(r"抓获|缴获|破获|扣押|冻结|止付|刑事拘留|取保候审|打掉|追赃|嫌疑人|涉案")
_OF_OCCASION = re.compile(
    r"参展|展览面积|展位|到会|参会|展出|入场|应到|实到|出席会议|求职|就业意向|意向书|参赛|选手|跑者|赛道|累计爬升|总奖金|摊位|设摊|签单|用人单位"
)
_AT_FAIR = re.compile(r"招聘会|用人单位|求职|送岗")
"""Where posts are offered, which are then the fair's."""
_OF_REFORM = re.compile(r"环节|用时|时限|申请材料|跑动|办理率|办结|事项")
_ECONOMY = re.compile(
    r"零售总额|生产总值|GDP|固定资产投资|房地产开发投资|财政收入|预算收入|增加值|进出口|可支配收入|常住人口|城镇化率|税收收入|存款余额|贷款余额|工业投资|民间投资|外贸|^(?:出口|进口)(?:额|值|总额)?$|出口额|用电量|优良天数|优良率|PM2"
)
_OF_AREAS = re.compile(
    r"零售总额|生产总值|GDP|房地产|财政收入|预算收入|可支配收入|常住人口|城镇化率|存款余额|用电量|优良|PM2|民间投资"
)
PEOPLE_AT = re.compile(
    r"^(?:余)?(?:[^,;。]{0,14})(?:参加|参与|到场|体验|出席|观看|参赛|参会|现场|聆听|受益|同台|竞技|接受|报名)"
)
_THING_NEXT = re.compile(
    rf"^(?:[、,][^,;。!?:{ANY}]{{0,6}}[{class_range('Quantity')}])*(?:的|[^,;。!?:{ANY}]{{0,4}}的)([{class_range(THING + '|Organization|Product')}])"
)
_OCCASION_NEXT = re.compile(rf"的[^,;。!?:{ANY}]{{0,6}}([{class_range('Event|Initiative')}])")
_MAKES_THING = re.compile(
    rf"^,?[^,;。!?:]{{0,14}}?(?:建设|新建|打造|兴建|实施|改建|扩建|修建|新上)[^,;。!?:]{{0,14}}?([{class_range(THING)}])"
)
_LINE_NEXT = re.compile(rf"^[{class_range('Product|Industry')}]?[^,;。!?:{ANY}]{{0,6}}([{class_range('Project')}])")
_IN_LIST = re.compile(rf"[、和与及等]|[{class_range('Etc')}]|以及")
_AFTER_LIST = re.compile(rf"(?:等|[{class_range('Etc')}])$")
_HANZI = re.compile(r"[\u4e00-\u9fff]")
_MADE_YEARLY = re.compile(r"年加工|产")
_SAID_AT = re.compile(r"意见|建议|发言")
_HEADS_COUNTED = ("名", "人", "家", "位", "人次", "户", "支", "个")
_SITES = ("Project", "IndustrialPark", "Facility")
_NO_SUBJECT_AFTER = re.compile(
    r"(?:惠及|为|给|[在从到于向为据往]|拥有|建有|赴|走访|前往|奔赴|拜访|远销|影响|出口|来自|涉及|覆盖|辐射|引进|收购|带动|联合|包含|包括|对|把|将|用|靠|通过|依托|占|高于|低于|快于|高出|低出|多于|少于|优于|领先|落后|超过|超|比|毗邻|毗连|紧[挨邻靠连]|背靠|距离?|靠近|途经)(?:(?:邻近|周边|附近|周围)的?)?$"
)
_AMONG = re.compile(rf"[在从对向到于][^,;。{ANY}]{{1,6}}[和与及]$")
_GIVEN_TO = re.compile(r"(?:为|给|向|对|从|在|面向|惠及|覆盖|辐射)$")
_COMPARED = re.compile(r"(?:跑赢|领先|高出|落后|不及|优于|高于|低于|快于|好于|占|比|超过|居|列|位居)$")
LIES_IN = re.compile(rf"[{class_range('AdministrativeArea|IndustrialPark')}][{class_range('Place|Organization')}]")
_OF_OFFER = re.compile(
    rf"[{class_range('Organization')}]的?(?P<offer>[{class_range('Product')}])(?:贷款)?(?:余额|保额|额度|不良率)"
)
_NEIGHBOUR = re.compile(
    rf"[{class_range('Place')}]+(?:[{class_range('Position')}]|农民|村民|居民|社员|农户|大户)+([{class_range('Person')}])(?:家|今年|去年|种|养|承包|流转)"
)
_LAUNCHED = re.compile(
    rf"(?:推出了?[^,;。!?:、{ANY}]{{0,8}}(?P<goods>[{class_range('Product|Initiative')}])"
    rf"|(?:开展|实施|启动|推行|举办|举行|发起)了?(?:为期[{class_range('Quantity')}]的)?[^,;。!?:、{ANY}]{{0,8}}(?P<work>[{class_range('Initiative|Event')}])"
    rf"|实施了?[^,;。!?:、{ANY}]{{0,8}}(?P<project>[{class_range('Project')}])"
    rf"|(?:建设|规划|谋划|布局|新建|打造|兴建|改建|扩建|修建|援建|建成|建(?=[{class_range('Quantity')}])|建[起成])了?[{class_range('Quantity')}]?[^,;。!?:、{ANY}]{{0,8}}(?P<site>[{class_range(THING)}])"
    rf"|(?:设立|成立|组建|共建|建立|创办|创立|办起|开办)了?[^,;。!?:、{ANY}]{{0,8}}(?P<body>[{class_range(THING + '|Organization')}]))"
    rf"[^,;。!?:{ANY}]{{0,6}}[,;]"
)
"""What an earlier clause of the sentence sets up; the clauses that follow may go on about it."""
_REACHES = re.compile(rf"^[{class_range('Time')}]走访|覆盖|惠及|走进|年底前|^对|截至|已|共|累计|目前")
"""What is said of a campaign, rather than of who runs it."""
_OF_OFFERS = re.compile(
    r"额度|利率|期限|放款|授信|贷|单户|保[费额障]|售价|定价|销|卖|用户|客户|受益|惠及|覆盖|累计|服务|上线|投放|发放|获批|注册|下载|每|最[高低长短]"
)
"""What is said of goods or offers, rather than of who brings them out."""
_IN_PERSON = re.compile(rf"(?:[{class_range('Time')}]以?来?)?(?:已|先后|累计)?(?:直播|帮|教|带着|手把手)")
"""What a founder does himself: 回村成立X公司,5月以来直播带货1.6万单."""
_OF_FOUNDER = re.compile(
    r"(?:投资|投入|出资|斥资|注资|认缴|持股|占股|授信|补助|补贴)(?:额|金额|资金)?$|装机|专利|效率|产品|成本|营业?收入|销售|产值"
)
"""What the founder pays, has or earns rather than the founded."""
_GOVERNS = re.compile(
    r"(?:尤其|特别|同时|还)?要?(?:坚持[^,;。]{0,12}不动摇|抓住|抢抓|紧盯|聚焦|突出|强化|深化|做强|做优)"
)
"""How a sentence of a government's plan begins."""
_VILLAGES = re.compile(r"(?:行政|自然|中心)?村(?![民级集])|社区(?![居工])")
"""What a town is made of, counted."""
_RESOLVES = re.compile(
    rf"[{class_range('Event')}](?:明确|要求|提出|强调|决定|确定|通报|指出)[,:]|(?:会议|会上|全会)(?:还|同时)?(?:明确|要求|提出|强调|决定|确定|通报|指出)[,:]"
)
"""Who is told what to reach at a meeting: its area."""
_JOURNEY = re.compile(r"(?:车程|通行时间|行车时间|路程|行程)[^,]{0,6}$")
_MINE = re.compile(r"[我俺](?:家|自己|个人)?(?=[种养栽包卖赚挣收入采拿有一的今去每就把在])")
_AT_HOME = re.compile(r"(?:^|[,今去前年])(?:家里|自家|家中)|个人(?:负担|自付|支付)")
_FIRST_ONES = re.compile(r"^(?:其中|目前)?(?:[一二三]期|首[批期]|(?:已)?(?:入驻|引进|落户)|(?:可)?容纳)")
_CUT_OFF = re.compile(r"影响[^,;。]*(?:小区|用户|居民|沿线)")
"""Whom a stop of water or power reaches: it is said of who announces it."""
_BY_STAFF = re.compile(
    rf"(?:(?:并|又|还)?随机抽取|(?:[{class_range('Time')}],?)?(?:检查组|执法人员|检查人员|工作专班|专班)[^,。]{{0,10}}$|(?:检查组|执法人员|检查人员|专班)(?:共|累计|还|先后|已))"
)
"""Clauses whose doers are somebody's staff, wherever they do it."""
_BUILT = re.compile(
    r"(?:^|[,。;:”])(?:项目|工程)?(?:全部|全面|正式)?(?:建成|投产|达产|建成投[产用]|投用|竣工|投运|建成达产|满产|达效)(?:投[产用]|使用|运营|达产|达效|启用)?后,?[^,;。]*$"
)
"""What is reckoned of a works once it stands: 建成后,新增贮藏能力3万吨."""
_LIFE = re.compile(
    r"(?:从.*(?:签约|开工|动工|拿地|摘牌|备案|落地|打桩|进场|投产|试产|封顶|竣工|许可证|土地证|立项|考察|开建|洽谈|桩).*用时|^比.*(?:计划|合同|工期|进度).*(?:提前|晚|推迟|延后|缩短))$"
)
"""How long a works took."""
EXTENDED = re.compile(r"(?:扩建|技改|技术改造|搬迁)[^,]{0,4}(?:完成|投产|建成)后,$")


def subject_of(coded: Coded, i: int, start: int, end: int, indicator: str, right: str) -> tuple[Mention, int | None]:
    """What a quantity is said of, and its place in the coded text when the clause names it."""
    of_county = indicator.startswith("县域")
    if (of_county or _ECONOMY.search(indicator)) and not any(
        is_a(coded.held[k].type, cls)
        for k in range(start, i)
        if k in coded.held
        for cls in ("IndustrialPark", "AdministrativeArea", "Organization")
    ):
        if of_county:
            return dropped(coded, i, "County|CountyLevelCity|District"), None
        at = AREA_OF_ARTICLE if _OF_AREAS.search(indicator) else AREA_OF_ARTICLE + BODIES_WITH_FIGURES
        return dropped(coded, i, at), None
    if EACH.search(indicator):
        k = next((k for k in range(start, i) if k in coded.held and coded.held[k].type == "Product"), None)
        if k is not None:
            return coded.held[k], k
    for pattern, cls in ((_OF_GOODS, "Product"), (_OF_REFORM, "Initiative")):
        if pattern.search(indicator):
            k = next((k for k in range(i - 1, -1, -1) if k in coded.held and coded.held[k].type == cls), None)
            if k is not None:
                return coded.held[k], k
            if cls == "Product" and _OF_LOANS.search(indicator):
                return dropped(coded, i, "Product|" + ACTOR), None
    if _JOURNEY.search(coded.text[start:i]):
        return dropped(coded, i, "Road|Project|Facility"), None
    if indicator.startswith(("村集体", "村级集体", "村民")):
        return dropped(coded, i, "Village"), None
    at_fair = "岗位" in indicator and _AT_FAIR.search(coded.unit.text) is not None
    if (at_fair or _OF_OCCASION.search(indicator)) and not any(
        is_a(coded.held[k].type, cls) and coded.held[k].name != "常委会"
        for k in range(start, i)
        if k in coded.held
        for cls in ("Event", "Organization")
    ):
        return dropped(coded, i, "Event|" + ACTOR), None
    if _MINE.search(coded.text[start:i]):
        return dropped(coded, i, "Person"), None
    if (person := private(coded, i, start, indicator)) is not None:
        return coded.held[person], person
    if _AT_HOME.search(coded.text[start:i]):
        return dropped(coded, i, "Person"), None
    given_by = coded.text.startswith("由", start) and start + 1 < i and start + 1 in coded.held
    if given_by and not _MAKES_THING.match(right):
        return dropped(coded, i, THING + "|" + ACTOR), None
    found = [k for k in range(start, i) if k in coded.held and SUBJECT.match(coded.text[k])]
    if found and found[0] - start <= 2 and is_a(coded.held[found[0]].type, "Project"):
        return coded.held[found[0]], found[0]
    if EXTENDED.search(coded.text, max(0, start - 16), start):
        return dropped(coded, i, "Company"), None
    following = _following(coded, i, start, end, indicator, right)
    if following is not None:
        return coded.held[following], following
    counted = coded.held[i].quantity if i in coded.held else None
    attends = counted is not None and counted.unit in _HEADS_COUNTED and PEOPLE_AT.match(right)
    if attends or _SAID_AT.search(indicator):
        return dropped(coded, i, "Event"), None
    if _AFTER_LIST.search(coded.text[:i]):
        found = [k for k in found if not _IN_LIST.match(coded.text, k + 1)]
    named = _named(coded, i, start, indicator, found, right)
    if named is None:
        named = _launched(coded, start, i, indicator)
    if named is None:
        named = _standing_area(coded, i)
    if named is not None:
        return coded.held[named], named
    if _CUT_OFF.match(coded.text, start, i):
        return dropped(coded, i, "Company|GovernmentBody"), None
    if _BY_STAFF.match(coded.text, start):
        return dropped(coded, i, "GovernmentBody|Organization"), None
    if _BUILT.search(coded.text, 0, i) or _LIFE.search(indicator):
        return dropped(coded, i, THING + "|" + ACTOR), None
    if _OF_POLICE.search(indicator):
        return dropped(coded, i, "GovernmentBody"), None
    if _OF_THING.search(indicator):
        return dropped(coded, i, THING + "|" + ACTOR), None
    who = villager(coded, start)
    if who is None:
        who = doer(coded, start, i)
    if who is not None:
        return coded.held[who], who
    if _RESOLVES.search(coded.text, 0, start):
        return dropped(coded, i, AREA_OF_ARTICLE), None
    if _GOVERNS.match(coded.text):
        return dropped(coded, i, "AdministrativeArea|IndustrialPark"), None
    if _VILLAGES.match(right):
        return dropped(coded, i, "Town|Subdistrict|" + AREA_OF_ARTICLE), None
    return dropped(coded, i, ACTOR + "|Project|Event|Facility|Road"), None


def _following(coded: Coded, i: int, start: int, end: int, indicator: str, right: str) -> int | None:
    """A thing behind the quantity that it is said of: 总投资5亿元的X项目, 投资5亿元建设X项目, 年产3万吨X生产线."""
    paid = indicator.endswith(("投资", "投入", "斥资", "出资"))
    beyond = right + coded.text[end : end + 30] if paid else right
    if indicator.startswith("为期") and (m := _OCCASION_NEXT.match(right)):
        return i + 1 + m.start(1)
    m = _THING_NEXT.match(right) or _MAKES_THING.match(beyond)
    if m is None and _MADE_YEARLY.search(coded.text, max(start, i - 4), i):
        m = _LINE_NEXT.match(right)
    return i + 1 + m.start(1) if m else None


def _named(coded: Coded, i: int, start: int, indicator: str, found: list[int], right: str) -> int | None:
    """Of the possible subjects `found` in the clause before the quantity, the one that it is said of."""
    if not found:
        return None
    if found[-1] == i - 1 and is_a(coded.held[i - 1].type, "Organization"):
        noun = after(right)
        if noun and indicator.startswith(noun):
            return i - 1
    k = next((k for k in reversed(found) if coded.text[k - 1 : k] == "的" and k > start), found[0])
    if m := _OF_OFFER.match(coded.text, k):
        return m.start("offer")  # 该行“智慧活体贷”余额9.12亿元
    if m := _NEIGHBOUR.match(coded.text, k):
        k = m.start(1)  # 桐江村农民周大山家里种了90亩水稻
    if _OF_THING.search(indicator):
        k = next((j for j in reversed(found) if any(is_a(coded.held[j].type, c) for c in _SITES)), k)
    kind = coded.held[k].type
    goods = (
        kind == "Product"
        and (k - start <= 1 or coded.text[start:k] == "其中")
        and _HANZI.match(coded.text, k + 1) is not None
    )
    stands_aside = (
        (coded.text.startswith("上", k + 1) and not (kind == "Event" and _DONE_AT.search(coded.text[k:i])))
        or coded.text.startswith(("在内", "境内", "段", "方向", "以内"), k + 1)
        or coded.text[k - 1 : k] == "、"
        or (
            (_NO_SUBJECT_AFTER.search(coded.text[start:k]) or _AMONG.search(coded.text[start:k])) is not None
            and not (coded.text[k - 1 : k] in "把将" and is_a(kind, "AdministrativeArea"))
        )
    )
    if stands_aside or (kind in ("Industry", "Product", "Initiative") and not goods):
        return None
    while LIES_IN.match(coded.text, k):
        k += 1  # 诸暨市店口镇现有人口9.5万人
    return k


def _standing_area(coded: Coded, i: int) -> int | None:
    """The last 全市 or 该县 of the sentence, unless it is compared with or a clause since has a head of its own."""
    held = [k for k in range(i) if k in coded.held]
    areas = [k for k in held if coded.held[k].anaphor and is_a(coded.held[k].type, "AdministrativeArea")]
    if not areas:
        return None
    area = areas[-1]
    heads = [
        k
        for k in held
        if (coded.text[k - 1 : k] in ",;。" or coded.text[k - 1 : k + 2 : 2] == "的,") and SUBJECT.match(coded.text[k])
    ]
    aside = _GIVEN_TO.search(coded.text[clause_begin(coded.text, area) : area]) is not None
    overtaken = bool(heads) and area < heads[-1]
    compared = _COMPARED.search(coded.text[:area]) is not None
    averaged = coded.text.startswith(("平均", "第", "规"), area + 1)
    return None if overtaken or compared or averaged or aside else area


_DONE_AT = re.compile("签约|签下|签订|达成|推介|发布|揭牌|表彰|展出|成交|集中")
"""What is done at an occasion and counts as its own."""


def _launched(coded: Coded, start: int, i: int, indicator: str) -> int | None:
    """What an actor set up last in the sentence before the clause: a campaign if it reaches them, a site if sites have that."""
    m = next(reversed([*_LAUNCHED.finditer(coded.text, 0, start)]), None)
    if m is None or _IN_PERSON.match(coded.text, start):
        return None
    overtaken = any(
        coded.text[k - 1 : k] in ",;的" and any(is_a(coded.held[k].type, c) for c in _SITES)
        for k in range(m.end(), start)
        if k in coded.held
    )
    if overtaken:
        return None
    if m["goods"]:
        return m.start("goods") if _OF_OFFERS.search(indicator + coded.text[start:i]) else None
    if m["work"]:
        occasion = coded.held[m.start("work")].type == "Event"
        return m.start("work") if occasion or _REACHES.search(coded.text[start:i]) else None
    if m["project"]:
        return None if _OF_FOUNDER.search(indicator) else m.start("project")
    if m["body"] and is_a(coded.held[m.start("body")].type, "Organization") and not _OF_FOUNDER.search(indicator):
        return m.start("body")
    of_site = _OF_THING.search(indicator) is not None or _FIRST_ONES.search(coded.text[start:i]) is not None
    by_site = any(
        is_a(coded.held[k].type, c)
        for k in range(m.start())
        if k in coded.held and (k == 0 or coded.text[k - 1] in ",;")
        for c in ("Project", "Facility")
    )
    return m.start(m.lastgroup or 0) if of_site and not by_site else None


def dropped(coded: Coded, i: int, classes: str) -> Mention:
    at = coded.span(i, i + 1).begin
    return Mention(at, at, (classes,), TOPIC, anaphor=True)
