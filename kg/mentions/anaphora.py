"""Mentions that name nothing and stand for something: 公司, 该镇, 全区, 街道办事处."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.mentions.scene import Scene
from kg.model import Mention

GOES_ON = "将|已|现|还|每[天年月]|共|累计|计划|拟|今年|去年|目前|负责|与|联合|持续|成立|先后|拥有"
"""What a bare 大队, 学院, 协会 goes on with when it is the subject."""
_TABLE = {
    "Company": r"该公司|该企业|该集团|该厂|我公司|本公司|公司(?!化|法|债|治理|制|章程|类|们)|集团(?=由|现有|成员|将|计划|总|负责|已|拟|今年|去年|相关|以|投资|下一步|旗下|还|现|自|成立|在|与|拥有|目前)",
    "Organization": rf"(?<![\u4e00-\u9fff])双方|[协商]会(?={GOES_ON}|会员|主席)|该局|该中心|该单位|该委|该会|该所|该协会|该商会|该机构|该支队|该大队|该合作社|全所|(?:[大支中]队|分局)(?={GOES_ON}|民警)|(?:这家|该)研究院|研究院(?={GOES_ON})|全校|全院|全局(?!性)|全行|全厂|全公司|全队|合作社(?={GOES_ON}|理事长|社员|流转|成员)",
    "GovernmentBody": r"(?<![\u4e00-\u9fff])(?:街道)?办事处(?=[^\u4e00-\u9fff]|负责|多次|将|工作)|警方|民警们",
    "School": rf"学院(?={GOES_ON})|该校|该学院|该学校|学校(?={GOES_ON}|相关|党|始|坚|开|组)",
    "PublicInstitution": rf"该院|该馆|该医院|医院(?={GOES_ON}|相关)",
    "FinancialInstitution": r"该行|该银行",
    "Town": r"该镇|该乡|全镇|全乡|我镇|我乡|本镇",
    "Subdistrict": r"该街道|全街道|街道(?=办?工作人员|将|党工委|负责人)",
    "Village": r"该村|该社区|全村|我村|我们村|村里|本村|村上",
    "District": r"该区|全区|我区|本区|区里",
    "County": r"该县|全县|我县|本县|县里",
    "City": r"该州|全州|我州|该市|全市|我市|本市",
    "Province": r"全省|我省|该省",
    "IndustrialPark": r"该园区|该产业园|该开发区|园区(?=将|已|现|近年来|去年|今年|内|规划|总|目前|总面积|占地|累计)|产业园(?=将|已|总|占地|一期|二期)|高新区(?=内)",
    "Project": r"该项目|该工程|该基地|该生产线|[一二三]期工厂|新工厂(?=总|占|将|已|建)|项目(?=总|计划|占地|预计|建成|达产|一期|二期|三期|建设|位于|由|将|已|全面|于|分|主要|全部|竣工|投产|投资|自|采用|规划|完工|新增|年|落地|负责|,)|一期(?=项目|工程|投资|总投资|已|占地|计划|将|建设|建成)|二期(?=项目|工程|投资|总投资|已|占地|计划|将|建设|建成)|工程(?=总|计划|预计|建成|位于|由|将|已|全长|于|分|主要|完工|竣工|自|起于|西起|东起|南起|北起)",
    "Facility": r"该桥|该公园|该隧道|该大桥|该景区|该博物馆|该道路|大桥(?=全长|总|将|主|建成|西|东|南|北)|该馆|隧道(?=全长|建成)|新院区|院区(?=总|占地)",
    "Event": r"大会现场|会上|会议(?=要求|强调|指出|由|听取|审议|认为)|活动现场|活动中|活动(?=由|吸引|当天|期间|旨在|以|共|为期)|仪式上|大会(?=由|吸引|以|共)|此次活动|本次活动|当天的活动|比赛(?=由|共|吸引|设)",
    "Person": r"调研组(?=先后|一行|实地|来到|走进|深入|到|还|对)|代表团(?=先后|一行|实地|来到|走进|考察|还)|考察[组团](?=先后|一行|实地|来到|走进|还)|检查组(?=先后|实地|来到|深入)|(?<![\u4e00-\u9fff])[他她](?!们|乡|人|国|山)(?=[\u4e00-\u9fff])",
}
_PATTERN = re.compile("|".join(f"(?P<{cls}>{words})" for cls, words in _TABLE.items()))
_FIRST_OF = re.compile(r"首[个家批条座次]|第[一二三四五六七八九十\d]|最|前列|唯一|乃至|各|率先")
_LEFT = re.compile(
    r"(?:子|分|总|家|个|有限|多|些|数|上市|龙头|物业|保险|贸易|科技|各|大|小|产业|重点|重大|此|条|项|多家|三|两)$"
)


def anaphora(scene: Scene) -> Iterator[Mention]:
    """The anaphors in a unit: mentions of their class with no name."""
    text = scene.text
    for m in _PATTERN.finditer(text):
        cls = m.lastgroup or ""
        begin, end = m.span()
        if text[begin] not in "该全我本此当" and _LEFT.search(text[:begin]):
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


def _free(scene: Scene, i: int) -> bool:
    """Whether a bare noun stands by itself: at a clause's start or after a time or a function word."""
    text = scene.text
    if i == 0 or text[i - 1] in " ,;。!?:”“、—":
        return True
    if i in scene.fixed and scene.fixed[i].type in ("Time", "Quantity"):
        return scene.fixed[i].type == "Time"
    word = scene.word_before(i)
    return word.tag[:1] in "tcpudf" and word.text not in ("的", "等")
