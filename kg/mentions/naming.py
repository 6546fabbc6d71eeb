"""Whether what stands before a telling word makes a name with it: 青石农贸|市场, no 证券|市场."""

from __future__ import annotations

import re

from kg.lexicon.positions import POSITION
from kg.lexicon.suffixes import FALSE_HEADS
from kg.lexicon.words import GENERIC, INDUSTRIES
from kg.mentions.generic import generic
from kg.mentions.scene import Scene
from kg.mentions.words import tags
from kg.schema import is_a

SESSION = re.compile(r"第?[一二三四五六七八九十\d]{1,3}届")
"""Which sitting of a body: no part of its name."""
_DEPARTMENT = re.compile(
    r"(?:公安|教育|民政|财政|司法|资源|规划|草原|环境|建设|交通|运输|水利|水务|农业|农村|林业|商务|卫生|健康|事务|应急|管理|审计|监督|监管|统计|保障|信访|体育|金融|科技|技术|信息化|宗教|城管|执法|审批|服务|数据|振兴|储备|税务|气象|烟草|邮政|文化|旅游|文旅|公路|铁路|海事|地震|粮食|档案|文物|园林|绿化|人防|保密|外事|侨务|能源|发展|改革|促进|合作|开发|供电|电力|调查|勘察|地质|矿产|专利|知识产权|药品|质量|检疫|海洋|渔业|消防|救援|移民|退役军人|港航|监狱|戒毒|社保|医保|住建|人社|工信|发改|民航|长江航务|河务|航道|水文|测绘|总工程)$"
)
_NO_ROADS = frozenset(
    "迷路 柏油路 盘山路 链路 烂路 回路 里路 条路 铁路 电路 线路 道路 公路 马路 思路 出路 销路 水路 陆路 门路 套路 老路 新路 一路 沿路 半路 集成电路 网路 同路 正路 后路 弯路 心路 走路 问路 让路 修路 农路 平路 土路 山路 远路 段路 小路 大路 乡路 村路 油路 石路 绝路 活路 生路 引路 带路 上路 赶路 顺路".split()
)
_NUMBERED_ROAD = re.compile(r"[\dA-Z一二三四五六七八九〇]$")
_WATER = re.compile(
    r"流域|沿岸|畔|两岸|上游|中游|下游|河段|水质|特大桥|大桥|治理|河道|水系|源头|入|段|汇流|流量|水位|堤|之滨|沿线|洪水|[、和][\u4e00-\u9fff]{1,2}[江河](?:[、和汇]|沿|流|两)"
)
_COUNTED = re.compile(r"(?:超|过)?[十百千万]*亿(?:级|元)?(?:以上)?$|[\d.]+余?(?:个|家|项|大|条|座|次|批)")
_UNDERTAKING = re.compile(
    r"(?:项目|工程|公司|集团|基地|园|园区|生产线|委员会|常委会|政府|法院|检察院|银行|学校|学院|医院|[协商]会|中心|大队|办事处|(?<![布格结全])局|[委办厅])$"
)
"""Who plans, so that the 计划 behind is a verb."""
_PLANS_TO = re.compile(
    r"总?投资|于|在|到|用|年|\d|今|明|新|建|招|引|培|对|将|改|停|完成|开[展设通工]|实施|组[织建]|出|举|增|扩|购|采|种|养|派|选|发[放展]|为|把|推|入|投|争|力|继续|每|[一二两三四五]年"
)
_LOOSE = re.compile(
    r"(?:新?开工|续建|在建|(?:新|已)?签约?|新?入库|单个|协作|[区市县镇]一[\u4e00-\u9fff]{2,8}|转移|[超过]?[百千万]*亿元(?:以上)?|控制性)$|新签约|相关|有关|各类|多个|重点$|重大$|等$"
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
_TWO_HAN = re.compile(r"[\u4e00-\u9fffA-Za-z0-9]{2}")
_MARKET = re.compile(
    r"(?:杂粮|木耳|农贸|批发|集贸|建材|花卉|水产|果蔬|蔬菜|水果|商贸|小商品|家具|家居|服装|汽车|二手车|粮油|粮食|药材|茶叶|玉石|珠宝|人才|五金|农产品|农副产品|水产品|轻纺|纺织品|海鲜|专业|综合|牲畜|生猪|文玩|古玩|图书|木材|钢材|石材)(?:交易|批发|综合|中心)?$"
)
"""What is traded in a market that one can walk through: 青石|农贸|市场."""
_SOMEBODYS = re.compile(r"(?:控股|全资|参股|旗下|下属|所属)$")
"""What tells whose a firm is, none by its name: 蓝岸科技有限公司控股|子公司."""
_FUNDS = re.compile(r"(?:注册|实缴|社会|民间|人力|国有|工商|金融|耐心)资本$")
_OF_COMMITTEE = re.compile(r"副?书记|委员(?!会)|班子")
_UNIT = re.compile(r"(?:局|院|校|公司|集团|中心|大学|厅|[^县区市省]委|办)$")
_FOUNDED = re.compile(r"(?:共建|成立|设立|组建|揭牌)了?$")
_BUILT_AT = re.compile(r"在[^,。]{2,10}(?:建设|新建|兴建|打造)$")
"""A park that somebody builds somewhere is one, whatever it is called: 在青石镇建设|智能装备产业园."""
_BUILT = ("Facility", "IndustrialPark", "PublicInstitution", "School")
_BUILDING = frozenset("新建 改建 扩建 修建 兴建 建设 建成 建起 启用 打造 推进".split())
_THIS_OCCASION = re.compile(r"(?:[县市区镇]里)?(?:[这那本每某]|下一|上一)[场次届]")
"""What points at an occasion and names none: 这场|招聘会."""
_HELD = re.compile(r"(?:召开|举行|举办|召开了|举行了)$")


_OF_KIND = re.compile(r"(?:[个家处座条所项]|万?亩)$")
_AMOUNTS = re.compile(r"(?:达到?|共有|已有|总数达)(?:约|近|了)?")
_CLAUSE_OVER = re.compile(r"(?:以上|左右)?(?:[,。;、)]|$)")


def names_one(scene: Scene, begin: int, head: int, end: int, cls: str) -> bool:
    """Whether `[begin, end)`, whose class word starts at `head`, is the name of one thing of class `cls`."""
    if begin == head:
        return scene.text[head:end] in ("自贸试验区", "自贸区")
    at = m.end() if (m := _AMOUNTS.match(scene.text, end)) else end
    if any(
        m.type == "Quantity" and _OF_KIND.search(m.name) and _CLAUSE_OVER.match(scene.text, m.end)
        for m in scene.beginning(at)
    ):
        return False  # 新建|水肥一体化示范园6个
    counted = scene.fixed.get(begin)
    if (
        counted is not None
        and counted.quantity is not None
        and counted.quantity.value > 1
        and counted.quantity.unit in ("家", "所", "座", "处")
        and cls not in ("Project", "Event", "Initiative")
        and not any(f.begin >= begin and f.end <= head for f in scene.fixed.values())
    ):
        return False  # 186家|乐器厂
    if _tells_nothing(scene, begin, head, end, cls):
        return False
    if generic(scene, begin, head):
        return _generic_name(scene, begin, head, end, cls)
    return _own_name(scene, begin, head, end, cls)


def _tells_nothing(scene: Scene, begin: int, head: int, end: int, cls: str) -> bool:
    """Whether the whole is a common noun, a number of things, a post or part of another name."""
    text = scene.text
    rest = text[begin:head]
    word = text[head:end]
    if (cls == "Region" and rest.startswith(("是", "从"))) or _FUNDS.search(text, begin, end):
        return True
    if "部分" in rest or "大部" in rest:
        return True
    if word == "公司" and re.search(r"(?:上市|有关|相关|母|合资|参股|本)$", rest):
        return True
    if word.endswith("集团") and re.search(r"(?:诈骗|电诈|犯罪|贩毒|走私|团伙)$", rest):
        return True
    if (word == "子公司" and _SOMEBODYS.search(rest)) or (word == "控股" and rest.endswith("公司")):
        return True
    if cls == "Event" and (_counted(scene, begin, end) or _THIS_OCCASION.match(rest)):
        return True
    if text[begin:end] in FALSE_HEADS or text[begin:end] in GENERIC:
        return True
    if cls == "Project" and (
        _LOOSE.search(rest)
        or rest.startswith(("公司", "企业", "集团", "该", "本"))
        or re.search(r"^数[十百千万]|以[上下]", rest)
        or (word in ("项目", "工程") and (_all_known(scene, begin, head) or _only_verbs(scene, begin, head)))
    ):
        return True
    if _COUNTED.match(rest) or (
        cls == "Initiative" and ((word in ("计划", "规划") and _UNDERTAKING.search(rest)) or _PLANS_TO.match(text, end))
    ):
        return True
    if word == "公司" and _only_verbs(scene, begin, head):
        return True  # 冻结|公司账户
    if word == "厂" and rest.endswith(("出", "办", "建", "进", "入")):
        return True
    if word == "市场" and not _MARKET.search(rest):
        return True  # 证券|市场, 恢复|市场: nothing to walk through
    if word in ("公司", "厂", "工厂") and any(f.end == head and f.begin == begin for f in scene.fixed.values()):
        return True  # 美国|公司: one of many
    if cls == "GovernmentBody" and SESSION.fullmatch(rest):
        return True
    if word == "党委" and _OF_COMMITTEE.match(text, end) and _UNIT.search(rest):
        return True  # 教体局|党委书记: the post, not a body
    if POSITION.fullmatch(rest) or re.match(r"[A-Z0-9]+级", rest):
        return True
    own = begin
    while (area := next((f for f in scene.beginning(own) if f.end < head), None)) is not None:
        own = area.end
    if own > begin and cls in _BUILT and text[own:head] in _BUILDING:
        return True  # 青石镇|新建|冷库
    return cls == "Region" and any(
        f.end == end and f.begin > begin and is_a(f.type, "AdministrativeArea") for f in scene.fixed.values()
    )


def _generic_name(scene: Scene, begin: int, head: int, end: int, cls: str) -> bool:
    """Whether a name of general words alone is one all the same: a body just founded, a meeting just held."""
    if cls == "FinancialInstitution" and scene.text[head:end] == "基金":
        return re.search(r"(?:设立|组建|成立)[^,。]{0,14}的$", scene.text[:begin]) is not None
    if cls == "ResearchInstitution" and head - begin >= 4:
        return _FOUNDED.search(scene.text, max(0, begin - 6), begin) is not None  # 共建纳米涂层联合实验室
    if cls == "IndustrialPark" and head - begin >= 4:
        return _BUILT_AT.search(scene.text, max(0, begin - 16), begin) is not None
    return cls == "Event" and end - begin >= 6 and _HELD.search(scene.text, max(0, begin - 4), begin) is not None


def _own_name(scene: Scene, begin: int, head: int, end: int, cls: str) -> bool:
    """Whether there is enough of its own before the class word."""
    text = scene.text
    rest = text[begin:head]
    word = text[head:end]
    if cls == "Event" and word == "活动" and text[head - 1] == "”":
        return False  # the quotation marks hold the name
    place_first = scene.place_begins(begin)
    if cls == "Road" and (
        scene.word_at(head).text in _NO_ROADS or text[head - 1 : end] in ("电路", "线路", "铁路", "道路")
    ):
        return False
    if cls == "Road" and word in ("国道", "省道", "县道"):
        return _NUMBERED_ROAD.search(rest) is not None
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
    if word == "车间":
        inner = (f.end for f in scene.fixed.values() if begin <= f.begin and f.end <= head)
        own = text[max(inner, default=begin) : head]
        return len(own[own.rfind("公司") + 2 if "公司" in own else 0 :]) >= 4 and own[-1] not in "进入抵出到"
    if word == "大市场":
        return place_first or _MARKET.search(rest) is not None
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
            and own[0] not in "0123456789时日"
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


def _road(scene: Scene, begin: int, head: int) -> bool:
    """A road's own name is short, and after the areas before it nothing but that."""
    own = begin
    while (m := next((m for m in scene.beginning(own) if is_a(m.type, "Place")), None)) and m.end <= head:
        own = m.end
    return 1 <= head - own <= 5 or scene.text[head : head + 2] in ("二环", "三环", "四环", "五环", "六环")
