"""Names that end in a telling word: organisations, places, projects, events, initiatives."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.lexicon.positions import POSITION
from kg.lexicon.suffixes import CLASS_OF, FALSE_HEADS
from kg.lexicon.words import GENERIC, GOVERNING, INDUSTRIES, NOMINAL
from kg.mentions.scene import Scene
from kg.mentions.walk import generic, walk
from kg.mentions.words import tags
from kg.model import Mention
from kg.schema import is_a
from kg.text import clean

_HEADS = re.compile("|".join(sorted(map(re.escape, CLASS_OF), key=len, reverse=True)))
_GOES_ON = re.compile(
    r"(?<=项目)(?:经理|部|负责人|总监|总工|建设指挥部)|(?<=期)(?:码头|工厂|厂房|工程|项目|园区|建设|投资|计划)|(?<=桥)(?:吊|梁|头|段)|(?<=路)(?:滑|况|程)|化|性|式|型|级|感|力|率|量|额|费|价|长(?![江城沙春安])|员|者|内(?:部)?(?=的|,)|史|志|法(?!院)|学(?=家|者)|圈|网(?!络)"
)
_ADMIN = {"镇": "Town", "乡": "Town", "街道": "Subdistrict", "村": "Village", "社区": "Village"}
_ADMIN_HEAD = re.compile(
    r"(?:镇|乡|街道|村|社区)(?!庄|级|银行|民|官|干|支|集体|里|口|史|容|貌|情|医|道|间|愁|土|音|村通|两委|居|改|落|规|企|校|务|贤|党|图书|风|亲|镇|下)"
)
_NO_PLACE = frozenset(
    "新农 农 乡 本 全 各 该 山 渔 古 老 新 中心 示范 精品 行政 自然 城中 贫困 美丽 特色 重点 试点 先进 文明 样板 小康 空心 我 每 个 邻 外 同 两 多 城 名 重 建制 小 特色小 所在 驻 村 进 入 下 返 到 在 为 出 回".split()
)
_TOWN_NEXT = re.compile(r"党委|政府|人民政府|人大|[\u4e00-\u9fff]{2,4}村")
_OWN_TOWN = re.compile(
    r"(?P<own>(?![各全几多每]|.[个座大])[\u4e00-\u9fff]{2})(?P<kind>[镇乡])(?=$|[,。、的与和在]|党委|政府|召开|举行|举办|组织|开展|联合|干部|书记|镇长|乡长)"
)
"""A town right behind its county, however a dictionary would cut it: 沙市区|立新乡."""
_HOLDS_VILLAGES = ("Town", "Subdistrict")
_DIRECTION = re.compile(r"[东南西北中](?:部|郊|区|城区|片区|大街|路|街|环)|第[一二三四五六七八九十\d]|人民|中心|新")
_YEAR = re.compile(r"(?:19|20)\d\d年度?")
_YEAR_BEFORE = re.compile(r"(?<![\d年])20[1-3]\d(?:年(?:度)?)?$")
_WIDE = re.compile(r"全[省市区县镇](?:[一二三四]季度|上半年|下半年)?$")
SESSION = re.compile(r"第?[一二三四五六七八九十\d]{1,3}届")
"""Which sitting of a body: no part of its name."""
_NTH = re.compile(
    r"第[一二三四五六七八九十\d]{1,3}届(?P<own>(?:(?!委员|代表|理事|会议|在|的|和|与)[\u4e00-\u9fff]){2,14}?)(?P<head>节|展|博览会|大赛|邀请赛|论坛)"
    r"(?![\u4e00-\u9fff](?<![在将于由开举拉落闭圆启即吸上中期现]))"
)
"""An occasion that comes again: 第九届青石湖采菱节."""
_LINE = re.compile(
    r"(?<![\u4e00-\u9fff])[\u4e00-\u9fff]{2,4}至[\u4e00-\u9fff]{2,4}(?:高速公路|高速铁路|高铁|铁路|城际铁路|快速路|一级公路|高速)"
)
_RING = re.compile(r"[二三四五六]环(?=内|外|与|以|之间|、|高架)|绕城高速(?!公路)")
_BRANCH = re.compile(r"\((?!以下|简称|下称|股票|证券)[\u4e00-\u9fff]{2,6}\)(?:有限公司|股份有限公司|集团)?")
_DEPARTMENT = re.compile(
    r"(?:公安|教育|民政|财政|司法|资源|规划|草原|环境|建设|交通|运输|水利|水务|农业|农村|林业|商务|卫生|健康|事务|应急|管理|审计|监督|监管|统计|保障|信访|体育|金融|科技|技术|信息化|宗教|城管|执法|审批|服务|数据|振兴|储备|税务|气象|烟草|邮政|文化|旅游|文旅|公路|铁路|海事|地震|粮食|档案|文物|园林|绿化|人防|保密|外事|侨务|能源|发展|改革|促进|合作|开发|供电|电力|调查|勘察|地质|矿产|专利|知识产权|药品|质量|检疫|海洋|渔业|消防|救援|移民|退役军人|港航|监狱|戒毒|社保|医保|住建|人社|工信|发改|民航|长江航务|河务|航道|水文|测绘|总工程)$"
)
_NO_ROADS = frozenset(
    "铁路 电路 线路 道路 公路 马路 思路 出路 销路 水路 陆路 门路 套路 老路 新路 一路 沿路 半路 集成电路 网路 同路 正路 后路 弯路 心路 走路 问路 让路 修路 农路 平路 土路 山路 小路 大路 乡路 村路 油路 石路 绝路 活路 生路 引路 带路 上路 赶路 顺路".split()
)
_WATER = re.compile(r"流域|沿岸|畔|两岸|上游|中游|下游|河段|水质|特大桥|大桥|治理|河道|水系|源头|入|段")
_FINANCE = re.compile(r"(?:担保|银行|保险|证券|基金管理|信托|融资租赁|小额贷款|期货|资本|创业投资)(?:集团)?$")
_COUNTED = re.compile(r"(?:超|过)?[十百千万]*亿(?:级|元)?(?:以上)?$|[\d.]+余?(?:个|家|项|大|条|座|次|批)")
_UNDERTAKING = re.compile(
    r"(?:项目|工程|公司|集团|基地|园|园区|生产线|委员会|常委会|政府|法院|检察院|银行|学校|学院|医院|[协商]会|中心|大队|办事处|(?<![布格结全])局|[委办厅])$"
)
"""Who plans, so that the 计划 behind is a verb."""
_PLANS_TO = re.compile(r"总?投资|于|在|到|用|年|\d|今|明|新|建|招|引|培|对|将")
_LOOSE = re.compile(
    r"(?:新?开工|续建|在建|签约|转移|[超过]?[百千万]*亿元(?:以上)?)$|新签约|相关|有关|各类|多个|重点$|重大$|等$"
)
_GOVERNMENT_NEEDS = (
    "局",
    "厅",
    "委员会",
    "办公室",
    "大队",
    "中队",
    "支队",
    "总队",
    "服务中心",
    "工作组",
    "指挥部",
    "领导小组",
    "海关",
    "服务站",
    "办事处",
)
_FIRM = re.compile(r"[^,。]{3,24}(?:有限公司|股份公司)(?=[\u4e00-\u9fff“]{4})(?![一二三四五]期)")
_TWO_HAN = re.compile(r"[\u4e00-\u9fffA-Za-z0-9]{2}")


def suffixed(scene: Scene) -> Iterator[Mention]:
    """The names in a unit that end in a suffix of `kg.lexicon.suffixes`, nested and overlapping ones too."""
    text = scene.text
    for m in _HEADS.finditer(text):
        head, end = m.span()
        if not _ends_word(scene, end) or _GOES_ON.match(text, end) or _cut_by_place(scene, head, end):
            continue
        cls = CLASS_OF[m[0]]
        begin = walk(scene, head, cls)
        if begin == head:
            # the suffix is a whole name's end only with something before it: 城南小学, not 小学
            word = scene.word_at(head)
            if word.begin < head:
                begin = word.begin
            elif m[0] in ("自贸试验区", "自贸区") or (
                cls == "Event"
                and len(m[0]) > 2
                and (
                    text.startswith("上", end)
                    or (
                        (len(m[0]) > 3 or m[0] in ("座谈会", "推介会", "对接会", "研讨会", "恳谈会"))
                        and _TO_EVENT.search(text, 0, head)
                    )
                )
                and m[0] not in ("会议", "大会", "活动")
            ):
                yield Mention(head, end, (cls,), m[0])
                continue
        if is_a(cls, "Organization"):
            begin = (
                _from_place(scene, _past_verb(scene, begin, head), head)
                if is_a(cls, "Company")
                else _past_verb(scene, begin, head)
            )
        cls = _settle(scene, begin, head, end, cls)
        if cls and _names_something(scene, begin, head, end, cls):
            if is_a(cls, "Company") and (branch := _BRANCH.match(text, end)):
                yield Mention(begin, branch.end(), (cls,), clean(text[begin : branch.end()]))
            if cls == "Project" and (firm := _FIRM.match(text, begin, head)) and not generic(scene, firm.end(), head):
                begin = firm.end()  # X有限公司|Y项目: two names
            if cls in ("Project", "Facility", "Region", "Road", "BusinessDistrict"):
                begin = _without_chain(scene, begin, head, cls)
            if cls == "Event" and (wide := _WIDE.search(text, 0, begin)) is not None:
                begin = wide.start()  # 全市|三季度|重点项目建设推进会
            if cls == "Event" and (year := scene.fixed.get(begin)) is not None and _YEAR.fullmatch(year.name):
                begin = year.begin
            if cls == "Event" and (dated := _YEAR_BEFORE.search(text, 0, begin)) is not None:
                begin = dated.start()
            name = clean(text[begin:end])
            yield Mention(begin, end, (cls,), SESSION.sub("", name) if cls == "GovernmentBody" else name)
    for m in _NTH.finditer(text):
        if scene.edge(m.end()) and not generic(scene, m.start("own"), m.start("head")):
            yield Mention(m.start(), m.end(), ("Event",), m[0])
    for m in _LINE.finditer(text):
        if scene.edge(m.start()):
            yield Mention(m.start(), m.end(), ("Road",), m[0])
    for m in _RING.finditer(text):
        yield Mention(m.start(), m.end(), ("Road",), m[0])
    yield from _villages(scene)


def _from_place(scene: Scene, begin: int, head: int) -> int:
    """A firm's registered name from its place on, whatever characters its brand is of: 青石|神都花事|生物科技有限公司."""
    if not scene.text.startswith(("有限", "股份", "集团"), head):
        return begin
    for end in range(begin - 1, max(begin - 5, 0), -1):
        place = scene.fixed.get(end)
        if place is None:
            continue
        brand = [w for w in scene.words if end <= w.begin < begin]
        plain = is_a(place.type, "AdministrativeArea") and _HAN_ONLY.fullmatch(scene.text, end, begin) is not None
        return (
            place.begin if plain and brand and all(len(w.text) == 1 and w.text not in _APART for w in brand) else begin
        )
    return begin


_HAN_ONLY = re.compile(r"[\u4e00-\u9fff]+")
_APART = frozenset("的与和在由向对把将是为从到被让就")
"""What separates a place from the firm that stands behind it."""


def _past_verb(scene: Scene, begin: int, head: int) -> int:
    """A body's name without the verb that governs it: 具有|张裕公司, 请来|果树研究所. A brand may be a verb: 跨越集团."""
    word = scene.word_at(begin)
    governs = word.begin == begin and word.tag == "v" and len(word.text) > 1 and word.text not in NOMINAL
    brand = word.end == head and scene.text.startswith(("集团", "公司", "股份", "控股", "科技"), head)
    return word.end if governs and word.end <= head and not brand and not scene.beginning(begin) else begin


def _without_chain(scene: Scene, begin: int, head: int, cls: str) -> int:
    """A place's or project's name without the areas before its own: 施楼村油桃种植基地 of 枣阳市吴店镇施楼村油桃种植基地."""
    areas: list[Mention] = []
    at = begin
    while (m := next((m for m in scene.beginning(at) if is_a(m.type, "AdministrativeArea")), None)) and m.end < head:
        areas.append(m)
        at = m.end
    if (
        len(areas) == 1
        and cls in ("Facility", "Road")
        and areas[0].name == scene.text[begin:at]
        and head - at >= 2
        and not generic(scene, at, head)
        and not scene.text.startswith("中心", head)
        and not scene.text[:head].endswith("集散")
        and not _DIRECTION.match(scene.text, at)
    ):
        return at
    return areas[-1].begin if len(areas) > 1 else begin


def _settle(scene: Scene, begin: int, head: int, end: int, cls: str) -> str:
    """The class after a look at the whole: 人民路街道 is no road, X集团职业学院 a school."""
    word = scene.text[head:end]
    if cls == "Company" and _FINANCE.search(scene.text, begin, head):
        return "FinancialInstitution"
    if cls == "Road" and scene.text.startswith(("道", "道办"), end):
        return ""
    if word in ("服务中心", "中心") and not is_a(cls, "Organization"):
        return ""
    return cls


def _names_something(scene: Scene, begin: int, head: int, end: int, cls: str) -> bool:
    text = scene.text
    rest = text[begin:head]
    word = text[head:end]
    if (cls == "Region" and rest.startswith(("是", "从"))) or _FUNDS.search(text, begin, end):
        return False
    if "部分" in rest or "大部" in rest:
        return False
    if word == "公司" and re.search(r"(?:上市|有关|相关|母|合资|参股|本)$", rest):
        return False
    if word.endswith("集团") and re.search(r"(?:诈骗|电诈|犯罪|贩毒|走私|团伙)$", rest):
        return False
    if (word == "子公司" and _SOMEBODYS.search(rest)) or (word == "控股" and rest.endswith("公司")):
        return False
    if cls == "Event" and _counted(scene, begin, end):
        return False
    if not rest:
        return word in ("自贸试验区", "自贸区")
    if text[begin:end] in FALSE_HEADS or text[begin:end] in GENERIC:
        return False
    if cls == "Project" and (
        _LOOSE.search(rest)
        or rest.startswith(("公司", "企业", "集团", "该", "本"))
        or re.search(r"^数[十百千万]|以[上下]", rest)
        or (word in ("项目", "工程") and (_all_known(scene, begin, head) or _only_verbs(scene, begin, head)))
    ):
        return False
    if _COUNTED.match(rest) or (
        cls == "Initiative" and ((word in ("计划", "规划") and _UNDERTAKING.search(rest)) or _PLANS_TO.match(text, end))
    ):
        return False
    if word == "厂" and rest.endswith("出"):
        return False
    if word == "市场" and not _MARKET.search(rest):
        return False  # 证券|市场, 恢复|市场: nothing to walk through
    if word in ("公司", "厂", "工厂") and any(f.end == head and f.begin == begin for f in scene.fixed.values()):
        return False  # 美国|公司: one of many
    if cls == "GovernmentBody" and SESSION.fullmatch(rest):
        return False
    if word == "党委" and _OF_COMMITTEE.match(text, end) and _UNIT.search(rest):
        return False  # 教体局|党委书记: the post, not a body
    if POSITION.fullmatch(rest) or re.match(r"[A-Z0-9]+级", rest):
        return False
    if cls == "Region" and any(
        f.end == end and f.begin > begin and is_a(f.type, "AdministrativeArea") for f in scene.fixed.values()
    ):
        return False
    if generic(scene, begin, head) and cls == "FinancialInstitution" and word == "基金":
        return re.search(r"(?:设立|组建|成立)[^,。]{0,14}的$", text[:begin]) is not None
    if generic(scene, begin, head) and cls == "ResearchInstitution" and head - begin >= 4:
        return _FOUNDED.search(text, max(0, begin - 6), begin) is not None  # 共建工业智能联合实验室
    if generic(scene, begin, head):
        return cls == "Event" and end - begin >= 6 and _HELD.search(text, max(0, begin - 4), begin) is not None
    if cls == "Event" and word == "活动" and text[head - 1] == "”":
        return False  # the quotation marks hold the name
    place_first = scene.place_begins(begin)
    if cls == "Road" and scene.word_at(head).text in _NO_ROADS:
        return False
    if cls == "Road" and _only_verbs(scene, begin, head):
        return False  # 管制|路|段
    if cls == "Road" and re.fullmatch(r"(?:公交)?[\d、]+", rest):
        return False
    if cls == "Road":
        return _road(scene, begin, head)
    if cls in ("Event", "Initiative", "Project") and word in (
        "活动",
        "行动",
        "计划",
        "规划",
        "项目",
        "工程",
        "会议",
        "大会",
        "比赛",
        "方案",
        "办法",
        "意见",
        "条例",
        "制度",
        "战略",
        "基地",
    ):
        return len(rest) >= 2 and _TWO_HAN.search(rest) is not None
    if word in ("局", "厅"):
        return _DEPARTMENT.search(rest) is not None and (place_first or len(rest) >= 4)
    if word in ("政府", "人大", "政协", "党委", "委员会"):
        return place_first or (word == "委员会" and len(rest) >= 4)
    if cls == "GovernmentBody" and word in _GOVERNMENT_NEEDS:
        return place_first or len(rest) >= 2
    if word == "改革":
        return "“" in rest and len(rest) >= 4
    if word == "港":
        return (place_first or tags().get(text[begin:end], "").startswith("ns")) and len(rest) <= 4
    if (
        text[begin] == "“"
        and text[head - 1] == "”"
        and is_a(cls, "Organization")
        and not word.endswith(("队", "联盟", "工作室"))
    ):
        return False
    if cls == "Region" and word in ("河", "湖", "江", "渠"):
        own = text[begin:end]
        return (
            2 <= len(own) <= 4
            and not place_first
            and (tags().get(own, "").startswith("ns") or _WATER.match(text, end) is not None)
        )
    return len(rest.replace("“", "").replace("”", "")) >= (1 if place_first else 2)


def _all_known(scene: Scene, begin: int, end: int) -> bool:
    """Whether a run is nothing but an industry and words that tell nothing apart: 氢能产业(项目)."""
    text = scene.text[begin:end]
    industry = next((n for n in INDUSTRIES if n in text), None)
    return industry is not None and all(
        w.text in GENERIC or w.text in INDUSTRIES or w.text in ("源", "等")
        for w in scene.words
        if begin <= w.begin < end
    )


def _only_verbs(scene: Scene, begin: int, end: int) -> bool:
    """Whether a run says only what is done: 拿下(项目)."""
    inner = [w for w in scene.words if begin <= w.begin < end]
    return bool(inner) and all(w.tag == "v" for w in inner)


def _counted(scene: Scene, begin: int, end: int) -> bool:
    """Whether several are told of at once, none by its name: 文旅活动46场, 46场文旅活动."""
    numbers = [m.quantity for m in scene.beginning(end)]
    if (before := scene.fixed.get(begin)) is not None:
        numbers.append(before.quantity)
    return any(q is not None and q.unit in ("场", "次", "场次", "期") and q.value > 1 for q in numbers)


_MARKET = re.compile(
    r"(?:农贸|批发|集贸|建材|花卉|水产|果蔬|蔬菜|水果|商贸|小商品|家具|家居|服装|汽车|二手车|粮油|粮食|药材|茶叶|玉石|珠宝|人才|五金|农产品|农副产品|水产品|轻纺|纺织品|海鲜|专业|综合|牲畜|生猪|文玩|古玩|图书|木材|钢材|石材)(?:交易|批发|综合|中心)?$"
)
"""What is traded in a market that one can walk through: 青石|农贸|市场."""
_SOMEBODYS = re.compile(r"(?:控股|全资|参股|旗下|下属|所属)$")
"""What tells whose a firm is, none by its name: 蓝岸科技有限公司控股|子公司."""
_FUNDS = re.compile(r"(?:注册|实缴|社会|民间|人力|国有|工商|金融|耐心)资本$")
_OF_COMMITTEE = re.compile(r"副?书记|委员(?!会)|班子")
_UNIT = re.compile(r"(?:局|院|校|公司|集团|中心|大学|厅|[^县区市省]委|办)$")
_FOUNDED = re.compile(r"(?:共建|成立|设立|组建|揭牌)了?$")
_TO_EVENT = re.compile(r"(?:召开|主持召开|出席|参加|举行|举办|见证|出席了|参加了|主持|举行了)$")
_HELD = re.compile(r"(?:召开|举行|举办|召开了|举行了)$")


def _road(scene: Scene, begin: int, head: int) -> bool:
    """A road's own name is short, and after the areas before it nothing but that."""
    own = begin
    while (m := next((m for m in scene.beginning(own) if is_a(m.type, "Place")), None)) and m.end <= head:
        own = m.end
    return 1 <= head - own <= 5 or scene.text[head : head + 2] in ("二环", "三环", "四环", "五环", "六环")


def _cut_by_place(scene: Scene, head: int, end: int) -> bool:
    """Whether the suffix lies inside a place's name that goes on: the 桥 of 大峪桥村."""
    if scene.text.startswith(("村", "镇", "乡", "街道", "社区", "庄"), end) and scene.text[head:end] not in (
        "集团",
        "公司",
    ):
        return True
    return any(f.begin < end < f.end and is_a(f.type, "Place") for f in scene.fixed.values())


def _ends_word(scene: Scene, end: int) -> bool:
    """Whether a word ends here; a longer dictionary word that goes on over the suffix (局面, 路线) does not."""
    word = scene.word_at(min(end, len(scene.text) - 1))
    if word.begin < end < word.end and POSITION.fullmatch(scene.text, end, word.end):
        return True  # jieba takes 医院院长 for one word
    return (
        scene.edge(end)
        or scene.text[end - 1 : end + 1] in ("路段", "街段")
        or scene.text.startswith("工程施工", end - 2)
    )


def _villages(scene: Scene) -> Iterator[Mention]:
    """Towns, subdistricts and villages that the gazetteer lacks, by their own short form: 李家沟村, 新河镇."""
    for area in scene.fixed.values():
        m = _OWN_TOWN.match(scene.text, area.end) if area.type in ("District", "County", "CountyLevelCity") else None
        if m and m["own"] not in _NO_PLACE | GENERIC and not scene.beginning(area.end):
            yield Mention(m.start(), m.end(), (_ADMIN[m["kind"]],), m[0])
    for m in _ADMIN_HEAD.finditer(scene.text):
        head, end = m.span()
        if not (scene.edge(end) or scene.edge(head)) or any(
            f.end == end and is_a(f.type, "Place") for f in scene.fixed.values()
        ):
            continue
        i = head
        while i > 0 and head - i < 4:
            if i in scene.fixed:
                break
            word = scene.word_before(i)
            if head - word.begin > 4 or not re.fullmatch(r"[\u4e00-\u9fff]+", word.text):
                break
            if (
                word.text in GENERIC
                or word.text in GOVERNING
                or word.text in NOMINAL
                or (
                    len(word.text) > 1
                    and not (
                        word.tag.startswith(("ns", "nr", "nz"))
                        or (word.tag in ("", "n") and i == head and word.begin >= head - 3)
                    )
                )
                or word.text in "的在和与及等个各为到从对将把来让有是"
            ):
                break
            if (
                i < head
                and scene.text[word.end : head]
                and len(word.text) + head - i > 3
                and word.tag[:1] in "nv"
                and len(word.text) > 1
            ):
                break
            i = word.begin
        town = next(
            (e for e in range(head - 4, head - 1) if e in scene.fixed and scene.fixed[e].type in _HOLDS_VILLAGES), i
        )
        if i < head and town == i and scene.word_at(i).tag[:1] in ("v", "d") and len(scene.word_at(i).text) == 1:
            continue
        if i > town and re.fullmatch(r"[\u4e00-\u9fff]+", scene.text[town:head]) and m[0] in ("村", "社区"):
            i = town  # 乌嘴乡|荷花堰村: a town before it leaves no doubt
        if m[0] in ("镇", "乡") and i not in scene.fixed and not _TOWN_NEXT.match(scene.text, end):
            continue  # the gazetteer knows the towns; another needs its county before it
        own = scene.text[i:head]
        if (
            2 <= len(own) <= 4
            and own[-1] not in "下进入返回离"
            and own not in _NO_PLACE
            and own not in GENERIC
            and not own.endswith(tuple("村镇乡的"))
        ):
            yield Mention(i, end, (_ADMIN[m[0]],), own + m[0])
