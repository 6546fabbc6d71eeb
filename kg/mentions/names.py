"""Names that end in a telling word: organisations, places, projects, events, initiatives."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ahocorasick_rs import AhoCorasick, MatchKind

from kg.lexicon.positions import POSITION
from kg.lexicon.suffixes import CLASS_OF
from kg.lexicon.surnames import SOUNDS
from kg.lexicon.words import GENERIC, GOVERNING, NOMINAL
from kg.mentions.generic import generic
from kg.mentions.naming import SESSION, names_one
from kg.mentions.scene import Scene
from kg.mentions.stretches import stretches, water_stops
from kg.mentions.walk import walk
from kg.model import Mention
from kg.schema import is_a
from kg.text import clean

_SUFFIXES = sorted(CLASS_OF)
_HEADS = AhoCorasick(_SUFFIXES, matchkind=MatchKind.LeftmostLongest)
_GOES_ON = re.compile(
    r"(?<=会议)中心|(?<=公园)绿地|(?<=合作社)联合社|(?<=产业园)区|(?<=工业园)区|(?<=科技园)区|(?<=项目)(?:经理|部|负责人|总监|总工|建设指挥部)|(?<=期)(?:码头|工厂|厂房|工程|项目|园区|建设|投资|计划)|(?<=桥)(?:吊|梁|头|段)|(?<=路)(?:滑|况|程)|化|性|式|型|级|感|力|率|量|额|费|价|长(?![江城沙春安])|员|者|内部(?=的|,)|史|志|法(?!院)|学(?=家|者)|圈|网(?!络)"
)
_ADMIN = {
    "嘎查": "Village",
    "苏木": "Town",
    "镇": "Town",
    "乡": "Town",
    "街道": "Subdistrict",
    "村": "Village",
    "社区": "Village",
}
_ADMIN_HEAD = re.compile(
    r"(?:镇|乡|街道|村|社区)(?!庄|寨|级|银行|民|官|干|支|集体|里|口|史|容|貌|情|医|道|间|愁|土|音|村通|两委|居|改|落|规|企|校|务|贤|党(?!支部|总支|委)|图书|风|亲|镇|下)"
)
_NO_PLACE = frozenset(
    "全县 全市 全区 全镇 居家 新农 农 乡 本 全 各 该 山 渔 古 老 新 中心 示范 精品 行政 自然 城中 贫困 美丽 特色 重点 试点 先进 文明 样板 小康 空心 我 每 个 邻 外 同 两 多 城 名 重 建制 小 特色小 所在 驻 村 进 入 下 返 到 在 为 出 回".split()
)
_TOWN_NEXT = re.compile(r"党委|政府|人民政府|人大|[\u4e00-\u9fff]{2,4}村")
_VILLAGE_NEXT = re.compile(r"[\u4e00-\u9fff]{2,3}村(?!民)")
_OWN_TOWN = re.compile(
    r"(?P<own>(?![各全几多每]|.[个座大])[\u4e00-\u9fff]{2})(?P<kind>[镇乡])(?=$|[,。、的与和在]|党委|政府|召开|举行|举办|组织|开展|联合|干部|书记|镇长|乡长)"
)
"""A town right behind its county, however a dictionary would cut it: 沙市区|立新乡."""
_BRINGS_TO = tuple("不未没到去赴进至来访往驻包帮看问有是办建种卖还就也已正")
"""What stands between a town and a village that it is no part of: 李镇|到|王家村."""
_HOLDS_VILLAGES = ("Town", "Subdistrict")
_DIRECTION = re.compile(r"[东南西北中](?:部|郊|区|城区|片区|大街|路|街|环)|第[一二三四五六七八九十\d]|人民|中心|新")
_END_OF_ROAD = re.compile(r"[东西南北][至起接临连](?=[\u4e00-\u9fff]{2})")
_COMPASS = re.compile(r"[东南西北中](?:大街|路|街|环)")
_TOWN_OF_ROAD = re.compile(r"[\u4e00-\u9fff]{2,3}[镇乡](?=[\u4e00-\u9fff]{2})")
"""A town before a road, known to the gazetteer or not."""
_YEAR = re.compile(r"(?:19|20)\d\d年度?")
_YEAR_BEFORE = re.compile(r"(?<![\d年])20[1-3]\d(?:年(?:度)?)?$")
_WIDE = re.compile(r"全[省市区县镇](?:[一二三四]季度|上半年|下半年)?$")
_CALLED = re.compile(r"(?:(?:19|20)\d\d年)?“[\u4e00-\u9fff·]{2,12}”$")
"""What an occasion of a year is called, before the year: “才聚青石”|2024年秋季招聘会."""
_OF_A_FIRM = ("Project", "Facility", "IndustrialPark", "ResearchInstitution")
_NTH = re.compile(
    r"(?:第[一二三四五六七八九十\d]{1,3}|首)届(?P<own>(?:(?!委员|代表|理事|会议|在|的|和|与)[\u4e00-\u9fff“”·]){2,14}?)(?P<head>节|展|博览会|大赛|邀请赛|论坛|[马舟球棋骑跑茶]+赛)"
    r"(?![\u4e00-\u9fff](?<![在将于由开举拉落闭圆启即吸上中期现]))"
)
"""An occasion that comes again: 第九届青石湖采菱节."""
_YEARLY = re.compile(
    r"(?<!\d)20\d\d年?(?:[春夏秋冬]季)?(?P<own>(?:(?!年|月|在|的|和|与|上半|下半|全[市县区省])[\u4e00-\u9fff·]){3,16}?)(?P<head>节|大赛|[龙舟球棋骑跑马茶]+赛|邀请赛|锦标赛|研学营|训练营|论坛|展)"
    r"(?![\u4e00-\u9fff](?<![在将于由开举拉落闭圆启即吸上中期现，]))"
)
"""An occasion of a year: 2023青石湖避暑节."""
_RING = re.compile(r"[二三四五六]环(?=内|外|与|以|之间|、|高架)|绕城高速(?!公路)")
_BRANCH = re.compile(r"\((?!以下|简称|下称|股票|证券)[\u4e00-\u9fff]{2,6}\)(?:有限公司|股份有限公司|集团)?")
_FINANCE = re.compile(r"(?:担保|银行|保险|证券|基金管理|信托|融资租赁|小额贷款|期货|资本|创业投资)(?:集团)?$")
_FIRM = re.compile(r"[^,。]{3,24}(?:有限公司|股份公司)(?=[\u4e00-\u9fff“]{4})(?![一二三四五]期)")
_TO_EVENT = re.compile(r"(?:召开|主持召开|出席|参加|举行|举办|见证|出席了|参加了|主持|举行了)$")


def suffixed(scene: Scene) -> Iterator[Mention]:
    """The names in a unit that end in a suffix of `kg.lexicon.suffixes`, nested and overlapping ones too."""
    text = scene.text
    for k, head, end in _HEADS.find_matches_as_indexes(text):
        suffix = _SUFFIXES[k]
        if suffix.endswith("中") and text.startswith("学", end):
            head, end, suffix = end - 1, end + 1, "中学"  # 第二|中学, no 二中
        if not _ends_word(scene, end) or _GOES_ON.match(text, end) or _cut_by_place(scene, head, end):
            continue
        cls = CLASS_OF[suffix]
        if len(suffix) == 1 and text[head - 1 : head] in ("全", "段"):
            continue  # 大桥|全桥贯通, 这段|路
        if suffix == "民宿" and text[head - 1 : head] in ("村", "家", "镇", "区"):
            continue  # 青石村|民宿
        begin = walk(scene, head, cls)
        if begin == head:
            # the suffix is a whole name's end only with something before it: 城南小学, not 小学
            word = scene.word_at(head)
            if word.begin < head:
                begin = word.begin
            elif suffix in ("自贸试验区", "自贸区") or (
                cls == "Event"
                and len(suffix) > 2
                and (
                    text.startswith("上", end)
                    or (
                        (len(suffix) > 3 or suffix in ("座谈会", "推介会", "对接会", "研讨会", "恳谈会"))
                        and _TO_EVENT.search(text, 0, head)
                    )
                )
                and suffix not in ("会议", "大会", "活动")
            ):
                yield Mention(head, end, (cls,), suffix)
                continue
        if cls in _OF_A_FIRM and head - begin > 4 and text.startswith(("公司", "企业", "集团"), begin):
            begin += 2  # 该公司|液压马达智能工厂项目
        if scene.text[begin] == "原" and begin + 1 < head and scene.word_at(begin).text == "原":
            begin += 1  # 原|三厂街道社区卫生服务中心
        if is_a(cls, "Organization"):
            begin = (
                _from_place(scene, _past_verb(scene, begin, head), head)
                if is_a(cls, "Company")
                else _past_verb(scene, begin, head)
            )
        cls = _settle(scene, begin, head, end, cls)
        if cls and names_one(scene, begin, head, end, cls):
            if is_a(cls, "Company") and (branch := _BRANCH.match(text, end)):
                yield Mention(begin, branch.end(), (cls,), clean(text[begin : branch.end()]))
            if cls == "Project" and (firm := _FIRM.match(text, begin, head)) and not generic(scene, firm.end(), head):
                begin = firm.end()  # X有限公司|Y项目: two names
            if cls in ("Project", "Facility", "Region", "Road", "BusinessDistrict", "IndustrialPark", "Company"):
                begin = _without_chain(scene, begin, head, cls)
            if cls == "Event" and (wide := _WIDE.search(text, 0, begin)) is not None:
                begin = wide.start()  # 全市|三季度|重点项目建设推进会
            if cls == "Event" and (year := scene.fixed.get(begin)) is not None and _YEAR.fullmatch(year.name):
                begin = year.begin
            if cls == "Event" and (dated := _YEAR_BEFORE.search(text, 0, begin)) is not None:
                begin = dated.start()
            if cls == "Event" and (called := _CALLED.search(text, 0, begin)) is not None and _YEAR.match(text, begin):
                begin = called.start()
            if is_a(cls, "Company"):
                begin = _registered_at(scene, begin, head)
            name = _sitting(scene, begin) + clean(text[begin:end]) if cls == "Event" else clean(text[begin:end])
            yield Mention(begin, end, (cls,), SESSION.sub("", name) if cls == "GovernmentBody" else name)
    for m in (*_NTH.finditer(text), *_YEARLY.finditer(text)):
        if scene.edge(m.end()) and not generic(scene, m.start("own"), m.start("head")):
            area = scene.fixed.get(m.start())
            begin = area.begin if area is not None and is_a(area.type, "AdministrativeArea") else m.start()
            yield Mention(begin, m.end(), ("Event",), text[begin : m.end()])
    yield from stretches(scene)
    yield from water_stops(scene)
    for m in _RING.finditer(text):
        yield Mention(m.start(), m.end(), ("Road",), m[0])
    yield from _villages(scene)


def _registered_at(scene: Scene, begin: int, head: int) -> int:
    """A firm's registered name begins with the wider of two areas, told where the narrower stands first: 青石区|桐江X公司."""
    if scene.text.startswith(("有限", "股份"), head):
        within = (f for f in scene.fixed.values() if begin < f.begin < f.end < head)
        area = min(within, key=lambda f: f.begin, default=None)
        if area is not None and area.type in ("Province", "City"):
            led = [w for w in scene.words if begin <= w.begin < area.begin]
            if led and all(w.tag in _PLAIN and len(w.text) > 1 for w in led):
                return area.begin  # 竞得人为|山东启明科技有限公司
    first = next((f for f in scene.beginning(begin) if is_a(f.type, "AdministrativeArea")), None)
    second = first and next((f for f in scene.beginning(first.end) if is_a(f.type, "AdministrativeArea")), None)
    if first is None or second is None or second.end >= head or second.type not in _WIDER.get(first.type, ()):
        return begin
    return second.begin


_PLAIN = frozenset("n v d vn b m t s l i".split())
"""The tags of words that no registered name begins with before its place."""
_WIDER = {
    "City": ("Province",),
    "CountyLevelCity": ("Province", "City"),
    "County": ("Province", "City"),
    "District": ("Province", "City"),
}


def _sitting(scene: Scene, begin: int) -> str:
    """The body whose sitting is told behind the verb: 青石县第十八届人大常委会|举行|第二十次会议."""
    m = _SITS.search(scene.text, 0, begin) if scene.text.startswith("第", begin) else None
    if m is None:
        return ""
    for area in scene.fixed.values():
        if is_a(area.type, "AdministrativeArea") and _BODY.fullmatch(scene.text, area.end, m.start()):
            return clean(scene.text[area.begin : m.start()])
    return ""


_BODY = re.compile(r"(?:第?[一二三四五六七八九十\d]+届)?(?:人民代表大会常务委员会|人大常委会|人民政府|政府|政协)")
_SITS = re.compile(r"(?:召开|举行)了?$")


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
    if governs and begin and scene.word_before(begin).tag[:1] == "v":
        return begin  # 共建|储能材料联合实验室: the verb has been
    brand = word.end == head and scene.text.startswith(("集团", "公司", "股份", "控股", "科技"), head)
    if scene.text.startswith(("有限", "股份"), head) and word.text not in GOVERNING:
        brand = brand or scene.word_at(word.end).end == head  # 启航|建材有限公司: a trade alone is no firm's name
    return word.end if governs and word.end <= head and not brand and not scene.beginning(begin) else begin


def _without_chain(scene: Scene, begin: int, head: int, cls: str) -> int:
    """A place's or project's name without the areas before its own: 桐江村蓝莓种植基地 of 青石市河口镇桐江村蓝莓种植基地."""
    if cls in ("Road", "Facility") and scene.text.startswith(("县城", "市区", "城区"), begin) and head - begin > 3:
        return begin + 2  # 县城|西大街
    areas: list[Mention] = []
    at = begin
    while (m := next((m for m in scene.beginning(at) if is_a(m.type, "AdministrativeArea")), None)) and m.end < head:
        areas.append(m)
        at = m.end
    if cls == "Road":
        at += 2 * (_END_OF_ROAD.match(scene.text, at, head) is not None)  # 西起A路,|东至|B路
        at = max(at, town.end() if (town := _TOWN_OF_ROAD.match(scene.text, at, head)) else 0)
        own = at if head - at >= 2 and not _COMPASS.match(scene.text, at) else begin
        return areas[-1].begin if own == begin and len(areas) > 1 else own
    if (
        areas
        and cls in ("Facility", "Region")
        and areas[-1].name == scene.text[areas[-1].begin : at]
        and head - at >= 2
        and not generic(scene, at, head)
        and not scene.text.startswith("中心", head)
        and not scene.text[:head].endswith("集散")
        and not _DIRECTION.match(scene.text, at)
        and (not _common(scene, at, head) or scene.text.startswith(("小区", "家园", "花园", "景区"), head))
    ):
        return at
    if cls == "Company":
        word = scene.word_at(at)  # 河口镇|青禾水稻|专业合作社, but no 草莓种植|专业合作社
        branded = head - at >= 2 and (len(word.text) == 1 or word.tag not in ("n", "v", "vn"))
        return at if len(areas) > 1 and branded and "合作社" in scene.text[head : head + 7] else begin
    if cls == "IndustrialPark":
        spelled_out = all(a.name == scene.text[a.begin : a.end] for a in areas)  # unlike 江苏青石新材料产业园
        return at if spelled_out and len(areas) > 1 and head - at >= 2 and not generic(scene, at, head) else begin
    return areas[-1].begin if len(areas) > 1 else begin


def _common(scene: Scene, begin: int, end: int) -> bool:
    """Whether a run is made of common nouns and verbs: 茶叶|集散, 地质|灾害|避险, but no 青禾|水稻."""
    return all(
        len(w.text) > 1 and w.tag[:1] in "nv" and w.tag not in _PROPER for w in scene.words if begin <= w.begin < end
    )


_PROPER = ("nr", "ns", "nz", "nt", "nrt", "nrfg")


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


def _cut_by_place(scene: Scene, head: int, end: int) -> bool:
    """Whether the suffix lies inside a place's name that goes on: the 桥 of 青石桥村."""
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
        or (scene.text[end - 2 : end] in ("中学", "小学", "大学") and scene.text.startswith("校长", end))
        or (scene.text[end - 2 : end] == "园区" and scene.edge(end - 1))
    )


def _villages(scene: Scene) -> Iterator[Mention]:
    """Towns, subdistricts and villages that the gazetteer lacks, by their own short form: 李家沟村, 新河镇."""
    for area in scene.fixed.values():
        m = _OWN_TOWN.match(scene.text, area.end) if area.type in ("District", "County", "CountyLevelCity") else None
        if m and m["own"] not in _NO_PLACE | GENERIC and not scene.beginning(area.end):
            yield Mention(m.start(), m.end(), (_ADMIN[m["kind"]],), m[0])
    for m in re.finditer("嘎查|苏木", scene.text):
        begin = m.start()
        while begin > 0 and m.start() - begin < 6 and scene.text[begin - 1] in SOUNDS and begin not in scene.fixed:
            begin -= 1
        if m.start() - begin > 1 and not scene.beginning(begin):
            yield Mention(begin, m.end(), (_ADMIN[m[0]],), scene.text[begin : m.end()])
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
                or word.text in "的在和与及等个各为到从对将把来让有是镇乡"
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
        if i < head and town == i and scene.word_at(i).text in _BRINGS_TO:
            continue
        if (
            i > town
            and re.fullmatch(r"[\u4e00-\u9fff]+", scene.text[town:head])
            and m[0] in ("村", "社区")
            and scene.text[town] not in _BRINGS_TO
        ):
            i = town  # 乌嘴乡|荷花堰村: a town before it leaves no doubt
        if i == head and m[0] in ("镇", "乡") and _VILLAGE_NEXT.match(scene.text, end) and scene.edge(head - 2):
            i = head - 2  # 前进镇|光荣村
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
