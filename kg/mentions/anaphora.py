"""Mentions that name nothing and stand for something: 公司, 该镇, 全区, 街道办事处."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from kg.mentions.scene import Scene
from kg.model import Mention

_TABLE = {
    "Company": r"该公司|该企业|这[家座](?:企业|公司|工厂|集团|加工厂|酒庄|酒厂|农场|牧场|药企|车企)|该集团|该厂|我公司|本公司|(?<![\u4e00-\u9fff])厂里(?=[\u4e00-\u9fff])|公司(?!化|法|债|治理|制|章程|类|们)|集团(?=副?(?:总裁|总经理|董事长)|由|现有|成员|将|计划|总|负责|已|拟|今年|去年|相关|以|投资|下一步|旗下|还|现|自|成立|在|与|拥有|目前)",
    "Organization": r"(?:商会|协会|联合会|学会)(?=副?会长|副?秘书长|副?理事长)|(?<![\u4e00-\u9fff])双方|(?<![\u4e00-\u9fff])[前后]者|该局|该中心|该单位|该委|该会|该所|该协会|该商会|该机构|该支队|该大队|该合作社|全所|(?:这家|该)(?:研究院|机构|实验室|中心|合作社|协会|单位)|全校|全院|全局(?!性)|全行|全厂|全公司|全队",
    "GovernmentBody": r"(?<![\u4e00-\u9fff])常委会(?=组成人员|全年|今年|先后|共)|该分局|该派出所|(?<![\u4e00-\u9fff])(?:街道)?办事处(?=[^\u4e00-\u9fff]|负责|多次|将|工作)|警方|民警们",
    "School": r"该校|该园(?!区)|该学院|该学校",
    "PublicInstitution": r"该院|该馆|该医院|(?<![\u4e00-\u9fff])馆里(?=[\u4e00-\u9fff])",
    "FinancialInstitution": r"该支行|该分行|该行|该银行",
    "Town": r"[镇乡]财政(?!局|所|收|支)|(?<![\u4e00-\u9fff])[镇乡]上(?=[正还已将计打先每拿投接共有])|该镇|该乡|(?<![\u4e00-\u9fff])[镇乡]里(?!的)|[镇乡]里(?=[^\u4e00-\u9fff])|该苏木|全苏木|全镇|全乡|我镇|我乡|本镇",
    "Subdistrict": r"该街道|全街道|街道(?=办?工作人员|将|党工委|负责人|今年|去年|前年|还|已|计划|先后|投入|安排|现有|下一步)",
    "Village": r"该村|该社区|该嘎查|全嘎查|全村|我村|我们村|村里|本村|村上",
    "District": r"区财政(?!局|部|厅|收|支|税|政)|该区|全区|我区|本区|(?<![\u4e00-\u9fff])区里(?!的)",
    "County": r"[县旗]财政(?!局|部|厅|收|支|税|政)|该县|全县|我县|本县|县里|该旗|全旗|我旗|旗里",
    "City": r"市财政(?!局|部|厅|收|支|税|政)|该州|全州|我州|该市|全市|我市|本市|(?<![\u4e00-\u9fff])市里(?!的)",
    "Province": r"全省|我省|该省",
    "IndustrialPark": r"这[个座]园区|该园区|该产业园|该开发区",
    "Project": r"(?<![\u4e00-\u9fff])它(?=由|总投资|占地|全长)|该项目|这一项目|这个项目|该工程|这[一项]工程|基地(?=选址|主打|位于|落户|落成|投产|达产|投用|每年|全部|拥有|拟|总|占地|计划|预计|建成|由|将|已|年|设计|现有|首期|一期)|车间(?=投资|占地|年|日|已|将|由)|该基地|该生产线|[一二三]期工厂|新工厂(?=总|占|将|已|建)|项目(?=选址|总|计划|占地|预计|建成|达产|一期|二期|三期|建设|位于|由|将|已|全面|于|分|主要|全部|竣工|投产|投资|自|采用|规划|完工|新增|年|落地|负责|,)|一期(?=项目|工程|投资|总投资|已|占地|计划|将|建设|建成)|二期(?=项目|工程|投资|总投资|已|占地|计划|将|建设|建成)|工程(?=总|计划|预计|建成|位于|由|将|已|全长|于|分|主要|完工|竣工|自|起于|西起|东起|南起|北起)",
    "Facility": r"这[个座]小区|该小区|该桥|该公园|该隧道|该大桥|该景区|该博物馆|该道路|该馆|隧道(?=全长|建成|由|将|已|起|位于|采用)|新院区|院区(?=总|占地)|新校区",
    "Initiative": r"(?:这项|该项?|这一)(?:计划|行动|改革|制度|机制|模式|工程)",
    "Event": r"(?:这批|此批|这些)项目(?=共|总|年度|计划|中|,)|这[场次届](?:活动|招聘会|比赛|赛事|大会|会议|推介会|展会|论坛)|(?<![\u4e00-\u9fff])(?:推介|招聘|交易|对接|洽谈|展销)会(?=上|共|累计|还|当天|期间|现场|为期|由)|本[届次](?:大会|大赛|[\u4e00-\u9fff]{1,4}?[季节展赛])(?=共|累计|接待|吸引|以|自|由|将|设|,)|大会现场|会上|会议(?=要求|强调|指出|由|听取|审议|认为)|活动现场|活动中|(?<![\u4e00-\u9fff])(?:赛事|展览|论坛)(?=已|累计|接待|展出|现场|期间|还|迎来|由|吸引|共|设|为期|将)|活动(?=由|吸引|当天|期间|旨在|以|共|为期)|仪式上|大会(?=由|吸引|以|共|设|为期|将|还|期间|,)|此次活动|本次活动|当天的活动|比赛(?=由|共|吸引|设)",
    "Person": r"(?:调研|视察|督导)组(?=先后|一行|实地|来到|走进|深入|到|还|对)|代表团(?=先后|一行|实地|来到|走进|考察|还)|考察[组团](?=先后|一行|实地|来到|走进|还)|检查组(?=先后|实地|来到|深入)|(?<![\u4e00-\u9fff])[他她](?!们|乡|人|国|山)(?=[\u4e00-\u9fff])",
}
_FIRSTS = "常商协联学赛展论推招交对洽展前它办该全我本此当这公集双后街警民市区县州省镇乡村旗新项一二三四五六七八九工基车隧院会大活仪比调视督代考检他她"
"""With what the anaphors of the table begin: where none of these stands, none need be tried."""
_PATTERN = re.compile(f"(?=[{_FIRSTS}])(?:{'|'.join(f'(?P<{cls}>{words})' for cls, words in _TABLE.items())})")
_BARE = {
    "Organization": "议事会 服务队 救援队 实验室 工作室 协会 商会 学会 研究院 合作社 大队 支队 中队 分局 志愿服务队",
    "GovernmentBody": "法院 检察院 管委会",
    "FinancialInstitution": "银行",
    "School": "学院 学校",
    "PublicInstitution": "医院 卫生院 博物馆 图书馆",
    "IndustrialPark": "园区 产业园 开发区 高新区 经开区 新区 度假区",
    "Company": "企业 集团",
    "Facility": "院区 集散中心 大桥 景区 公园",
    "Event": "大赛 论坛 博览会 展会 艺术节 文化节 美食节 旅游节 采摘节 丰收节 音乐节 龙舟赛 运动会 招聘会 交易会 灯会 庙会",
}
_BARE_CLASS = {noun: cls for cls, nouns in _BARE.items() for noun in nouns.split()}
_BARE_NOUN = re.compile("|".join(sorted(_BARE_CLASS, key=len, reverse=True)))
"""Nouns that stand for the article's own thing of that kind where they head a clause: 大队每天安排警力20名."""
_THIS_CLASS = {
    "企业": "Company", "公司": "Company", "工厂": "Company", "加工厂": "Company", "机构": "Organization", "学校": "School",
    "医院": "PublicInstitution", "合作社": "Company", "实验室": "ResearchInstitution", "研究院": "ResearchInstitution",
    "项目": "Project", "工程": "Project", "园区": "IndustrialPark", "产业园": "IndustrialPark", "基地": "Project",
    "水厂": "Facility", "电站": "Facility", "大桥": "Facility", "隧道": "Facility", "小区": "Facility",
}  # fmt: skip
_THIS_ONE = re.compile(
    rf"这[家座个所](?:[^,;。!?“”这]{{2,60}}?的)[^,;。!?“”的]{{0,4}}?(?P<noun>{'|'.join(_THIS_CLASS)})(?=[,已现将还主年每总今去目拥占]|(?:主要|专门|从事))"
)
"""这家由A投资设立的企业主要生产…: the one just spoken of, described anew."""
_PREDICATE = re.compile(
    r"一年|每月|[,只仅仍将已现还每共拟自由与在有年日]|新[增签引建招开设上落]|贷款|订单|产值|负债|投入|成员|社员|建筑面积|总建筑|占地|总投资|累计|负责|理事长|院长|校长|会长|主任"
)
_OF_ANY_FIRM = re.compile(r"开办|注册|登记|注销|名称|准入|退出|融资|上云|破产|参保|投诉|用[工电气水]")
"""What 企业 means any of: 企业|开办时间."""
_FIRST_OF = re.compile(r"首[个家批条座次]|第[一二三四五六七八九十\d]|最|前列|唯一|乃至|各|率先")
_NEWLY = re.compile(r"(?:^|[,。;“])(?:新|刚|今年|去年|眼下)[\u4e00-\u9fff]{1,6}的$")
"""新启用的研发中心: the article's own."""
_LEFT = re.compile(
    r"(?:子|分|总|家|个|有限|多|些|数|上市|龙头|物业|保险|贸易|科技|各|大|小|产业|重点|重大|此|条|项|多家|三|两)$"
)


def anaphora(scene: Scene) -> Iterator[Mention]:
    """The anaphors in a unit: mentions of their class with no name."""
    text = scene.text
    for m in _PATTERN.finditer(text):
        cls = m.lastgroup or ""
        begin, end = m.span()
        if text[begin] not in "该全我本此当" and _LEFT.search(text, max(0, begin - 2), begin):
            continue
        if text[begin] == "全" and _FIRST_OF.match(text, end):
            continue
        if (
            text[begin] not in "该全我本"
            and begin > 0
            and "\u4e00" <= text[begin - 1] <= "\u9fff"
            and not scene.edge(begin)
        ):
            continue
        if (
            cls in ("Project", "Company", "School", "PublicInstitution", "IndustrialPark", "Facility")
            and text[begin] not in "该我本"
            and not _free(scene, begin)
        ):
            continue
        if cls == "Event" and text[end - 1] in "上中":
            end -= 1
        yield Mention(begin, end, (cls,), text[begin:end], anaphor=True)
    for m in _THIS_ONE.finditer(text):
        yield Mention(m.start("noun"), m.end("noun"), (_THIS_CLASS[m["noun"]],), "这" + m["noun"], anaphor=True)
    for m in _BARE_NOUN.finditer(text):
        if _heads_clause(scene, *m.span()):
            yield Mention(m.start(), m.end(), (_BARE_CLASS[m[0]],), m[0], anaphor=True)


def own_nouns(scene: Scene, nouns: Mapping[str, str]) -> Iterator[Mention]:
    """Bare nouns that end names of the article, where they head a clause or 该 stands before them: 枢纽, 该联盟.

    `nouns` gives each the class of the thing whose name ends so.
    """
    for noun, cls in nouns.items():
        at = scene.text.find(noun)
        while at >= 0:
            begin, end = at - (scene.text[at - 1 : at] == "该"), at + len(noun)
            opens = scene.text[at - 1 : at] in ("", ",", ";", "。", "“", ":") and scene.edge(end)
            opens = opens and scene.text[end : end + 1] not in ("", ",", "。", "、", "的", "”", "内", "里")
            if begin < at or opens or _heads_clause(scene, at, end):
                yield Mention(begin, end, (cls,), scene.text[begin:end], anaphor=True)
            at = scene.text.find(noun, end)


def _heads_clause(scene: Scene, begin: int, end: int) -> bool:
    """Whether a bare noun is a clause's subject: free before, and a verb, an adverb or a time behind."""
    text = scene.text
    if text[begin:end] == "集团" and text[begin - 1 : begin] in (",", "。", ";", "“", "") and scene.edge(end):
        return text[end : end + 1] not in ("的", "、", "和", "与", "党", "内", "里", "")
    if text[begin:end] == "企业" and (
        text[begin - 1 : begin] not in ("", ",", "。", ";", "“", "后") or _OF_ANY_FIRM.match(text, end)
    ):
        return False
    if not scene.edge(begin) or not _free(scene, begin) or text[begin - 1 : begin] in ("、", "”", "“"):
        return False
    if _BARE_CLASS.get(text[begin:end]) == "IndustrialPark" and text[begin - 1 : begin] in (
        "",
        ",",
        "。",
        ";",
        "“",
        ":",
    ):
        return text[end : end + 1] not in ("", ",", "。", "、", "的", "内", "里", "外", "管", "党") and scene.edge(end)
    following = scene.word_at(end) if end < len(text) else None
    return following is not None and (
        _PREDICATE.match(text, end) is not None
        or (following.begin == end and following.tag[:1] in ("v", "d", "t", "p"))
        or any(m.type == "Time" for m in scene.beginning(end))
    )


def _free(scene: Scene, i: int) -> bool:
    """Whether a bare noun stands by itself: at a clause's start or after a time or a function word."""
    text = scene.text
    if i == 0 or text[i - 1] in " ,;。!?:”“、—":
        return True
    if i in scene.fixed and scene.fixed[i].type in ("Time", "Quantity"):
        return scene.fixed[i].type == "Time"
    word = scene.word_before(i)
    if word.text == "的" and _NEWLY.search(text, 0, i):
        return True
    return word.tag[:1] in "tcpudf" and word.text not in ("的", "等")
