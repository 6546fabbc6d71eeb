"""Bodies named by an area and an abbreviation: 金水区委, 市委、市政府, 县发改委, 市公安局."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kg.lexicon.positions import POSITION
from kg.mentions.naming import SESSION
from kg.mentions.scene import Scene
from kg.model import Mention
from kg.schema import is_a

_ABBREVIATION = (
    r"人大常委会|人大(?!代表(?!团))|政协(?!委员(?!会))|纪委监委|纪委|监委|人民政府|政府|(?:中级|高级)人民法院|人民法院|法院|人民检察院|检察院|党工委|党委|团委|总工会|工会|妇联|残联|工商联|文联|科协|侨联|红十字会"
    r"|委(?!员|托|派|任|屈|婉|内|外|会|组织部|宣传部|统战部|政法委|办|编办|党校|社会)|委组织部|委宣传部|委统战部|委政法委|委办公室|委办|委编办|委党校|委社会工作部|委(?!员|托|派|任|屈|婉|内|外|会)"
    r"|(?:发改|卫健|住建|工信|国资|发展改革|卫生健康|文旅|教体|农业农村|民族宗教|民宗|民族|老龄|教|科|规|环|体|交通|商务|城管|农|林|编|食安)委(?!员|托|会|派)|发展和改革委员会|卫生健康委员会|住房和城乡建设委员会|管委会|管理委员会"
    r"|(?:人力资源和社会保障|人社|文化广电旅游|文化广电和旅游|文化和旅游|文化旅游体育|文广旅|文旅|文化旅游|教育体育|教体|教育|公安|民政|财政|司法|农牧|水利和湖泊|水利湖泊|经信|经济和信息|地方金融工作|地方金融|林业和草原|林草|农业农村和水利|文旅体育|文体旅游广电|文体广电旅游|文体广电和旅游|文化体育广电和旅游|文广旅体|文广体旅|畜牧|园林绿化|外事|港航|公路|供销|自然资源和规划|自然资源|生态环境|住房和城乡建设|住建|城乡建设|交通运输|交通|水利|水务|农业农村|农业|林业|商务|卫生健康|卫健|退役军人事务|退役军人|应急管理|应急|审计|市场监督管理|市场监管|市监|统计|医疗保障|医保|信访|体育|金融工作|金融|科技|科学技术|工业和信息化|工信|民族宗教|民宗|城市管理|城管|综合行政执法|行政审批服务|行政审批|政务服务|大数据|乡村振兴|粮食和物资储备|机关事务管理|招商|税务|气象|烟草|邮政管理|投资促进|国家税务|发展改革|发改|人防|园林|文物|档案|地方金融监督管理|口岸|海洋发展|海洋与渔业|工业和经济贸易|工业和商务|商务和工业信息化|经济和信息化|经济发展|海洋|渔业|能源|数据|畜牧兽医)(?:管理|工作)?[局厅]"
    r"|(?:第[一二三四五六七八九十]+)?人民医院|中医(?:医)?院|妇幼保健(?:院|计划生育服务中心)|疾控中心"
    r"|博物馆|图书馆|文化馆|美术馆|档案馆|科技馆|体育馆|少年宫|福利院"
    r"|反诈中心|融媒体中心(?!记者)|疾控中心|公共资源交易中心|政务服务中心|行政服务中心|公安局[\u4e00-\u9fff]{2,4}分局|消防救援(?:大队|支队|局)|公安(?:分局|交警大队|交通警察大队)|交警(?:大队|支队)|公安局交警(?:大队|支队)|交通运输执法(?:大队|支队)|森林公安局"
)
_AFTER_AREA = re.compile(_ABBREVIATION)
_ALONE = re.compile(
    rf"(?:省|市|区|县|州|旗|镇(?!政府驻)|街道)(?:(?:第?[一二三四五六七八九十]{{1,3}}届(?=人大))?(?:{_ABBREVIATION}))"
)
_BUREAU = r"(?:[\u4e00-\u9fff]{2,12}?局(?=(?:党组|党委)?(?:副?书记|成员)|副?局长)|[\u4e00-\u9fff]{2,12}?(?:服务|促进|管理|发展|保障|事务|指导|推广|合作)[\u4e00-\u9fff]{0,2}中心(?=(?:党组|党委)?(?:副?书记|成员)|副?主任))"
"""Whatever has a 局长 is a bureau: 青石县|工信和科技局|局长."""
_HEADED = re.compile(rf"(?![县区市镇乡]){_BUREAU}")
_ALONE_HEADED = re.compile(rf"(?<![\u4e00-\u9fff])[省市区县州旗](?![县区市镇乡委]){_BUREAU}")
_ALONE_BODY = re.compile(
    r"[市县区旗镇乡](?![县区市镇乡委里内外])(?:经开区|高新区|经济开发区|(?:[\u4e00-\u9fff]{2,6}(?:交易|实践|服务|指导|培训|防控|救助|管护|调解|监测|文化|体育|活动|就业|人才)中心)|(?:农业农村|党政综合|综治|扶贫|经济发展|社会事务|村镇建设|应急管理)办(?:公室)?(?!理|法|事|证|学))"
)
"""县水权交易中心, 镇农业农村办: a body told by its level alone."""
_ALONE_NAMED = re.compile(
    r"(?:市(?!场|政)|[县区旗])(?![县区市镇乡委里内外])[\u4e00-\u9fff]{2,5}?局(?=$|[,。;、]|和|及|与|等|负责|主要|相关|有关|要|将|会同|联合|在|对)"
)
"""县茶果局, in a list of bodies or as who does something."""
_DIVISION = re.compile(r"[\u4e00-\u9fff]{2,10}?(?:处(?=副?处长)|科(?=副?科长)|股(?=副?股长)|室(?=副?主任))")
"""A division of a body, told by its head: 市教育局|基础教育科|科长."""
_SOCIAL = re.compile(r"总工会|工会|妇联|残联|工商联|文联|科协|侨联|红十字会|团委")
_SCHOOL = re.compile(r"党校")
_HOSPITAL = re.compile(r"医院|中医|保健|馆$|宫$|福利院")


def offices(scene: Scene) -> Iterator[Mention]:
    """The bodies in a unit that an area's name and an abbreviation make, those where 市 or 区 stands for the area, and
    their divisions."""
    for body in _bodies(scene):
        yield body
        if body.type == "GovernmentBody" and (m := _DIVISION.match(scene.text, body.end)):
            yield replace(body, end=m.end(), name=body.name + m[0])


def _bodies(scene: Scene) -> Iterator[Mention]:
    text = scene.text
    for end, area in list(scene.fixed.items()):
        if is_a(area.type, "AdministrativeArea") or is_a(area.type, "IndustrialPark"):
            m = _AFTER_AREA.match(text, end)
            if m and (scene.edge(m.end()) or scene.edge(end) or POSITION.match(text, m.end())):
                begin = area.begin
                while (
                    area.type != "Town"
                    and (above := scene.fixed.get(begin)) is not None
                    and is_a(above.type, "AdministrativeArea")
                ):
                    begin = above.begin
                yield Mention(begin, m.end(), (_class(m[0]),), text[begin : m.end()])
            elif m := _HEADED.match(text, end):
                yield Mention(area.begin, m.end(), ("GovernmentBody",), text[area.begin : m.end()])
    for m in (*_ALONE_HEADED.finditer(text), *_ALONE_NAMED.finditer(text)):
        if scene.edge(m.start()) and not any(area.begin < m.start() < area.end for area in scene.fixed.values()):
            yield Mention(m.start(), m.end(), ("GovernmentBody",), m[0])
    for m in _ALONE_BODY.finditer(text):
        if (scene.edge(m.start()) or text[m.start() - 1] in "入到往达访由向和与及、") and scene.edge(m.end()):
            cls = "PublicInstitution" if m[0].endswith("中心") else "IndustrialPark" if m[0].endswith("区") else ""
            yield Mention(m.start(), m.end(), (cls or "GovernmentBody",), m[0])
    for m in _ALONE.finditer(text):
        if any(area.begin < m.start() < area.end for area in scene.fixed.values()):
            continue  # the 区 of 青石区人民医院 is its district's
        if (scene.edge(m.end()) and scene.edge(m.start())) or scene.text[m.start() - 1 : m.start()] in tuple(
            "、和及与由向对在从,合同到"
        ):
            yield Mention(m.start(), m.end(), (_class(m[0]),), SESSION.sub("", m[0]))


def _class(name: str) -> str:
    if _SCHOOL.search(name):
        return "School"
    if _HOSPITAL.search(name):
        return "PublicInstitution"
    return "SocialOrganization" if _SOCIAL.search(name) else "GovernmentBody"
