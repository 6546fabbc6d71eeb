"""Where a name that is walked back from its suffix ends: at verbs, signs and function words."""

from __future__ import annotations

import re

from kg.lexicon.suffixes import CLASS_OF
from kg.lexicon.words import DETERMINER, FUNCTION, GOVERNING, NOMINAL
from kg.mentions.scene import Scene
from kg.mentions.words import Word
from kg.schema import descendants, is_a

STOP_SIGNS = frozenset(" ,;。!?:、“‘《》…—-~/·(\t|*+=<>[]【】①②③④⑤⑥⑦⑧⑨")
_IS_NAME = re.compile(r"(?:项目|工程|公司|集团|基地|园|中心|局|县|区|市|镇|村)$")
_ORDINAL = re.compile(r"第[一二三四五六七八九十]+")
_MEASURED = re.compile(r"第?[一二两三四五六七八九十几数]+[条个座家项处台套场]")
_OF_YEAR = re.compile(r"20\d\d年[\u4e00-\u9fff]{0,10}$")
"""What an occasion of a year may begin with: 2025年清明|返乡人员专场招聘会."""
_LOCATIVE = frozenset("中上下内外前后里间")
_WITH_AND = tuple(
    "文化和 住房和 人力资源和 规划和 政务服务和 自然资源和 工业和 发展和 教育和 商务和 体育和 新闻出版和 林业和 园林和 卫生和 民族和 退役军人和 交通和 应急和 科技和 水利和 农业和 城乡建设和".split()
)


def stops(scene: Scene, word: Word, at_head: bool, cls: str) -> bool:
    """Whether a name of class `cls` does not reach over this word."""
    text = word.text
    weighty = text in ("重点", "重大") and cls in _OF_WEIGHT and not at_head
    if weighty and (word.begin in scene.fixed or scene.text.endswith("批", 0, word.begin)):
        return False  # 青石市|重点|工程建设管理处, 首批|重大|项目集中开工活动
    if cls == "Event" and text in ("首批", "优化") and not at_head:
        return False  # 全区|优化|营商环境大会
    if (
        text in "上中下"
        and word.begin > 1
        and len(scene.word_before(word.begin).text) == 1
        and word.begin - 1 in scene.fixed
    ):
        return not is_a(scene.fixed[word.begin - 1].type, "AdministrativeArea")  # 江西|赣|中|建设集团
    if text == "同" and _at_boundary(scene, word.begin) and len(scene.word_at(word.end).text) > 1:
        return True  # 同|启明保险谈下
    if text == "同" and (scene.place_begins(word.end) or scene.text[word.begin - 1 : word.begin] in "已正还将曾"):
        return True  # 正同|青石理工大学|对接
    if cls == "Project" and scene.text.startswith(("下穿", "上跨"), word.begin):
        return False  # 青石路|下|穿启明铁路立交工程
    if text in "中东南西北" and _half_province(scene, word):
        return False  # 滇|中|物流园
    if text.endswith("单位") and scene.place_begins(word.end):
        return True  # 会长单位|青石商贸有限公司
    if text in ("坐", "乘", "搭", "走", "改走", "绕行", "驶入", "驶上"):
        return True  # 深圳坐|高铁
    if text == "报" and scene.text[word.end] in "省市县区州旗":
        return True  # 提请报|县人民代表大会
    if text == "成" and word.begin > 0 and scene.word_before(word.begin).text in GOVERNING | NOMINAL:
        return True  # 改造|成|社区养老服务中心
    if text == "方" and scene.word_before(word.begin).text in _PARTIES:
        return True  # 施工方|桐江东方建工集团
    if (text in _LOCATIVE or text in ("同", "和")) and not _second_of_brand(scene, word, cls):
        if text == "和":
            return not _and_inside(scene, word, cls) and not any(scene.text[: word.end].endswith(w) for w in _WITH_AND)
        following = scene.word_at(min(word.end, len(scene.text) - 1))
        if (
            text == "中"
            and following.begin == word.end
            and len(following.text) == 1
            and following.text not in FUNCTION
            and following.text.isalpha()
        ):
            return False  # 建设|中|德|科创园
        return not _at_boundary(scene, word.begin)
    if text == "及" and cls == "Project" and not at_head:
        before = scene.word_before(word.begin)
        return not (
            (before.tag[:1] == "n" or before.text in NOMINAL) and not _IS_NAME.search(scene.text, 0, word.begin)
        )
    if text == "暨":
        return cls != "Event"
    if text == "与" and scene.text[: word.end].endswith(
        ("配套与", "升级与", "保护与", "治理与", "修复与", "海洋与", "农业与", "教育与", "规划与", "文化与", "信息与")
    ):
        return False
    if _ORDINAL.fullmatch(text) and cls in ("School", "PublicInstitution"):
        return False  # 巨鹿县|第三|中学
    if text in ("高效", "高标准", "高端", "退役", "废旧") and cls in _BUILT and scene.word_at(word.end).tag[:1] == "n":
        return False  # 青禾|高效|电池片项目
    if (
        text in ("启动", "新建", "实施", "推进")
        and cls in _BUILT
        and not at_head
        and _BODY.search(scene.text, 0, word.begin)
    ):
        return True  # 青石县公路中心|启动|桐江大桥加固工程
    if text == "段" and cls == "Facility" and not at_head:
        return True  # 青石至桐江段|启明山隧道
    if text == "诉" and is_a(cls, "Organization"):
        return True
    if text in ("全国", "全省", "全市") and cls == "Event" and not at_head and scene.text[word.begin - 1] in "”年杯":
        return False  # 2023年“青石杯”|全国|青少年足球邀请赛
    if _MEASURED.fullmatch(text):
        return True  # 大豆肽|两条|生产线
    if text == "主管" and scene.text.startswith(("网", "道", "线", "迁", "改", "工程"), word.end):
        return False
    if text == "能" and word.begin > 0 and scene.text[word.begin - 1] in "锂储氢光热电核源新聚动":
        return False  # 源锂能
    if text in _BUILDS and scene.text.endswith(("集团", "公司"), 0, word.begin):
        return True  # 青禾集团|新建|智能工厂
    behind = scene.fixed.get(word.begin)
    if text in ("都", "能", "达", "可") and is_a(cls, "Company") and behind and is_a(behind.type, "AdministrativeArea"):
        return False  # 桐江|都|峰|食品: a brand right behind its place
    if (
        text in ("单位", "企业", "厂家", "商家", "客商", "业主")
        and scene.place_begins(word.end)
        and is_a(cls, "Organization")
    ):
        return True  # 承建单位|桐江东方建工集团
    if text in ("共建", "组建", "合建", "合办") and is_a(cls, "Organization") and not is_a(cls, "Company"):
        return True
    if (text in _JOINS or text in ("会同县", "和县")) and not scene.place_begins(word.begin):
        return True  # A派出所|会同|分局
    if is_a(cls, "Organization") and text in _FIRMS and not at_head:
        return scene.word_at(word.end).text not in NOMINAL  # 外资灯具企业|诺维亚集团
    if (
        text == "银行"
        and not at_head
        and scene.word_before(word.begin).text in ("承办", "合作", "经办", "开户", "贷款", "主办")
    ):
        return True  # 承办银行|青石农商银行
    if text in ("新任", "时任", "现任", "原任") and is_a(cls, "Organization"):
        return True  # 新任|青石县农业农村局|局长
    if text == "企" and _OF_OWNERS.search(scene.text, 0, word.begin):
        return True  # 德企|启明青石二期工厂
    if text == "协调" and is_a(cls, "Company"):
        return True  # 区交通委|协调|青石巴士公司
    if text in ("子公司", "母公司"):
        return True  # 全资子公司|绿澜环保科技有限公司
    if text == "之" and is_a(cls, "Company") and not at_head and len(scene.word_before(word.begin).text) == 1:
        return False  # 海|之|韵供应链公司
    if _second_of_brand(scene, word, cls):
        return False  # 与|甬|上|建材有限公司
    if len(text) == 1 and text in _BRAND_TOO and is_a(cls, "Company") and not at_head and _opens_brand(scene, word):
        return False  # 企业|正味食品
    if text in _WIDE and (is_a(cls, "Organization") or cls == "Facility"):
        return True  # 秋季|全区|小学
    if text in FUNCTION or (text in DETERMINER and (not at_head or cls == "Village")):
        return not (len(text) > 1 and at_head and text in NOMINAL)
    if text in _ATTRIBUTES and cls in ("Project", "Product"):
        return False
    if text == "高质量":
        return not scene.text.startswith("发展", word.end)
    if len(text) > 2 and text[-2:] in GOVERNING and (text[:-2] in FUNCTION or text[:-2] in GOVERNING):
        return True  # 深入开展, 加快推进: jieba takes the adverb and the verb for one word
    if (word.tag == "v" or text in GOVERNING) and scene.place_begins(word.end):
        return True  # a verb right before a place governs what begins there: 建设桐江北部城区
    if cls in ("Facility", "Road") and text.endswith(("工程", "项目")):
        return True
    if cls == "Region" and text in ("跨", "穿", "沿"):
        return True
    if text == "兼" and scene.word_before(word.begin).text.endswith(("长", "任", "记")):
        return True  # 副局长|兼|刑侦大队大队长
    if text in _OF_WORKS and cls == "Project":
        return False
    if text == "集中" and cls == "Event":
        return False  # 项目|集中|开工活动
    if text == "续建" and scene.text.startswith("配套", word.end):
        return False  # 灌区|续建配套|工程
    if text == "显示" and not is_a(cls, "Organization"):
        return scene.word_before(word.begin).text not in ("新型", "液晶", "柔性")
    if text in ("对接", "洽谈") and cls in ("Project", "Product"):
        return True  # 青石新材料|对接|医用聚丙烯项目
    if text in ("新建", "兴建", "扩建", "改建") and is_a(cls, "Company"):
        return True  # 不再|新建|宾馆酒店
    if text in NOMINAL:
        return not _nominal(scene, word, at_head, cls)
    if (
        text in GOVERNING
        and len(text) == 1
        and is_a(cls, "Organization")
        and text not in "说称道赴任"
        and not _at_boundary(scene, word.begin)
        and word.begin not in scene.fixed
    ):
        return False  # 安芯智|造|科技: a character of a firm's name
    if text in GOVERNING:
        may_name = is_a(cls, "Organization") and cls not in ("School", "PublicInstitution")  # 跨越集团, but 参观|科技馆
        named = may_name and len(text) > 1 and text[-1] not in "起到" and at_head
        return not (named and not _at_boundary(scene, word.begin))
    if len(text) > 2 and text.endswith("方") and text[:-1] in GOVERNING | NOMINAL | _PARTIES:
        return True
    if len(text) > 1 and word.tag == "v" and text[-1] in "到了着过给向往起":
        return True
    tag = word.tag[:1]
    if tag and tag in "puye":
        return True
    if tag in ("r", "d", "c") and len(text) > 1:
        return True
    return (
        tag == "v"
        and word.tag == "v"
        and len(text) > 1
        and not at_head
        and not is_a(cls, "Organization")
        and not (cls == "Event" and _OF_YEAR.search(scene.text, 0, word.begin))
        and not _between_nouns(scene, word, cls == "Project")
    )


_WIDE = frozenset("全市 全区 全县 全镇 全省 全旗 全州 全村 全乡".split())
_OF_WEIGHT = (*descendants("GovernmentBody"), "Event")
_OF_WORKS = frozenset("给水 供水 排水 排涝 防洪 供热 供气 输水 引水 灌溉".split())
"""Verbs that say what works are for: 给水|主管迁改工程."""
_BRAND_TOO = frozenset("均同正共才可能都达即已尚再和")
"""Particles that brands begin with."""


def _opens_brand(scene: Scene, word: Word) -> bool:
    """Whether a particle is the first character of a firm's own name: one character behind it, a place or 企业 before it."""
    following = scene.word_at(word.end)
    before = scene.word_before(word.begin).text if word.begin else ""
    place = scene.fixed.get(word.begin)
    return len(following.text) == 1 and (
        before.endswith(("企业", "公司")) or (place is not None and is_a(place.type, "AdministrativeArea"))
    )


def _half_province(scene: Scene, word: Word) -> bool:
    """Whether a compass word stands behind the one character of a province, where a name may begin: 滇中, 苏北."""
    if len(word.text) > 1 or word.begin < 1 or scene.text[word.begin - 1] not in _PROVINCES:
        return False
    return _at_boundary(scene, word.begin - 1) or word.begin - 1 in scene.fixed


_PROVINCES = frozenset("京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川黔滇藏陕甘青宁新港澳台")


def _second_of_brand(scene: Scene, word: Word, cls: str) -> bool:
    """Whether a single character is the second of a firm's brand, the first another single one where a name may begin."""
    if len(word.text) > 1 or not is_a(cls, "Company") or word.begin < 1 or word.text not in "中都上下同能和正可":
        return False
    first = scene.word_before(word.begin)
    return (
        len(first.text) == 1
        and han(first.text)
        and first.text not in FUNCTION
        and first.text not in "厂园县市区镇村家店馆院校国省州省年月日"
        and (
            first.begin in scene.fixed
            or _at_boundary(scene, first.begin)
            or (first.begin > 0 and scene.word_before(first.begin).tag == "ns")
        )
    )


def _nominal(scene: Scene, word: Word, at_head: bool, cls: str) -> bool:
    """Whether a verb that may also be a noun belongs to the name: 茶香小镇建设项目, but 加快建设X项目, 登封市建设X项目."""
    if _at_boundary(scene, word.begin):
        return (at_head and word.text not in ("建设", "规划", "投资", "服务", "管理")) or (
            word.begin == 0 and is_a(cls, "Organization")
        )
    if at_head and is_a(cls, "Organization") and not _FOR_BUILDING.search(scene.text, 0, word.begin):
        return True  # 在青石县产业|发展|有限公司
    if word.text in _BUILDS and cls != "Event":
        if scene.text[word.end] in "省市县区旗" and is_a(cls, "Organization"):
            return False  # 开工建设|县人民医院
        if scene.word_before(word.begin).text in _PLANS and cls != "GovernmentBody":
            return False  # 规划|建设|青石酿酒产业园
    fixed = scene.fixed.get(word.begin)
    if (
        fixed is not None
        and word.text in ("建设", "打造")
        and is_a(cls, "Company")
        and not _TRADE_NEXT.match(scene.text, word.end)
    ):
        return False  # 桃溪村|建设X加工厂
    if fixed is not None and word.text == "利用" and is_a(fixed.type, "AdministrativeArea"):
        return False  # 栗坪村|利用|旧校舍办民宿
    if fixed is not None and word.text in _STRONG and scene.text[fixed.begin - 1 : fixed.begin] == "在":
        return False  # 在狮山|建设X产业园
    if fixed is not None:
        if fixed.type in ("Time", "Quantity", "Person", "Position"):
            return at_head and cls == "Event"
        if word.text in _NO_BODY and is_a(cls, "Organization"):
            return False  # 青石县|启动|紧密型县域医共体
        return at_head or is_a(cls, "Organization") or word.text not in _STRONG
    before = scene.word_before(word.begin)
    if word.text in _STRONG and before.text in ("配套", "同步", "合作", "合资", "投资"):
        return at_head  # 园区配套建设|青石变电站
    if word.text in _STRONG and _SITED.search(scene.text, 0, word.begin):
        return False  # 在河东新区|建设X产业园
    if (before.text in GOVERNING and before.text not in NOMINAL) or before.text in FUNCTION:
        return at_head and before.text not in ("加快", "推进", "推动", "积极", "大力")
    return True


def _between_nouns(scene: Scene, word: Word, project: bool) -> bool:
    """Whether a verb stands inside a compound, nouns or a name on either side: 碳纤维|缠绕|瓶, 装备|制造|基地项目, 企业|注册|“一网办”改革."""
    if word.begin > 0 and scene.text.startswith("“", word.end) and word.text not in GOVERNING:
        return scene.word_before(word.begin).tag[:1] == "n"
    if word.begin == 0 or word.end >= len(scene.text) or word.begin in scene.fixed:
        return False
    return (
        scene.word_before(word.begin).tag[:1] == "n"
        and scene.word_at(word.end).tag[:1] == "n"
        and (len(scene.word_at(word.end).text) == 1 or scene.word_at(word.end).text in CLASS_OF)
    ) or (
        scene.word_before(word.begin).tag[:1] == "n"
        and scene.word_at(word.end).tag == "vn"
        and word.text not in GOVERNING
    )


def _and_inside(scene: Scene, word: Word, cls: str) -> bool:
    """Whether 和 is a character of a firm's own name: 湖北|广和路桥."""
    if not is_a(cls, "Organization") or word.begin < 1:
        return False
    before = scene.word_before(word.begin)
    return (
        len(before.text) == 1
        and before.text not in "正已还曾将也"
        and (before.begin in scene.fixed or _at_boundary(scene, before.begin))
    )


_FIRMS = frozenset(
    "企业 上市公司 龙头企业 国有企业 民营企业 国企 央企 民企 外企 供货商 供应商 承建商 投资方 运营商 开发商 业主 厂家 母校".split()
)
"""What a firm or school is, told before its own name."""
_OF_OWNERS = re.compile(r"[德日美韩法英港台外央国民]$")
"""Whose firm it is."""
_ATTRIBUTES = frozenset("高速 低速 高效 全自动 智能 绿色 新型 节能 无人 柔性".split())
"""What goods are like: no end of a name, whatever the dictionary takes it for."""
_TRADE_NEXT = re.compile("投资|发展|开发|集团|工程|有限|监理|管理|控股|安装|勘察|设计|咨询|环境|置业|股份|总公司|公司")
_FOR_BUILDING = re.compile(r"(?:加快|推进|推动|积极|大力|负责|参与|投资|启动)$")
_SITED = re.compile(r"(?<![现正存所实])在[\u4e00-\u9fff]{2,10}$")
"""Where something is built: what is built begins after the verb."""
_BUILT = ("Project", "Facility", "IndustrialPark")
_BODY = re.compile(r"(?:中心|局|公司|集团|[开新]区|医院|学校|学院|[县市镇乡])$")
"""Who sets works going: its name ends so."""
_JOINS = frozenset(
    "会同 携手 委托 依托 走进 来到 前往 赶赴 落户 入驻 位于 坐落 坐落于 督导 督查 考察 调研 由 经由 尚需 有关 坊间 选址 选址于 原名 曾用名 更名 更名为 领办 联手 牵手 联动 承诺 叮嘱 投向 流向 核销 拨通 致电".split()
)
"""Words that stand between names and in none."""
_PARTIES = frozenset("施工 承建 发货 收货 投资 运营 建设 收购 监理 设计 合作 供货 主办 承办 采购 开发 业主".split())
_BUILDS = frozenset("新建 建设 投建 投资 兴建 打造 新上 扩建".split())
"""What a firm does to a works behind it."""
_PLANS = frozenset("规划 开工 启动 谋划 筹划 加快 推进 计划 拟 筹资".split())
"""What is said of the building of something: behind it the thing itself begins."""
_NO_BODY = frozenset("启动 签约 开工 引进 谋划 实施 推进".split())
"""Verbs that stand in no body's name."""
_STRONG = frozenset("建设 规划 投资 发展 启动 开工 签约 开发 实施 谋划 布局 引进 改造 运营".split())


def _at_boundary(scene: Scene, i: int) -> bool:
    """Whether nothing that could belong to a name precedes i."""
    if i == 0 or scene.text[i - 1] in STOP_SIGNS or scene.text[i - 1] in "()”":
        return True
    before = scene.word_before(i)
    return before.text in FUNCTION and before.text not in _LOCATIVE


def han(c: str) -> bool:
    return "\u4e00" <= c <= "\u9fff"
