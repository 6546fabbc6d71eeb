"""Names of the world that no grammar could tell: foreign cities, continents, seas, bodies of the nation and of nations."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ahocorasick_rs import AhoCorasick

from kg.gazetteer import DATA
from kg.lexicon.suffixes import CLASS_OF, ending
from kg.mentions.scene import Scene
from kg.mentions.words import tags
from kg.model import Mention
from kg.schema import is_a

_SHORT = {
    "中": "中国", "美": "美国", "俄": "俄罗斯", "日": "日本", "韩": "韩国", "法": "法国", "英": "英国", "德": "德国", "印": "印度",
    "巴": "巴基斯坦", "澳": "澳大利亚", "越": "越南", "朝": "朝鲜", "加": "加拿大", "以": "以色列", "伊": "伊朗", "泰": "泰国",
    "意": "意大利", "蒙": "蒙古国", "哈": "哈萨克斯坦", "欧": "欧洲", "非": "非洲", "拉": "拉美", "阿": "阿富汗", "缅": "缅甸",
    "老": "老挝", "柬": "柬埔寨", "菲": "菲律宾", "墨": "墨西哥", "埃": "埃及", "土": "土耳其", "乌": "乌克兰", "塞": "塞尔维亚", "匈": "匈牙利",
}  # fmt: skip
"""The characters that stand for countries beside one another: 中美关系."""
_PAIR = re.compile(
    rf"(?P<a>[{''.join(_SHORT)}])(?P<b>[{''.join(_SHORT)}])"
    r"(?=两国|双方|关系|贸易|经贸|首脑|友好|领导人|双边|两军|边境|边界|建交|外长|战略|加强|和平|在|将|就|举行|签署|共同|联合|领导|元首|之|外交|高层|航线|联合声明|战争|人民|文化交流|之间|友谊|合作(?!社))"
)
_ABROAD = re.compile(
    r"(?:访|驻|来|在|对|赴|抵|离|援|旅|侨)(?P<at>[华京沪美英日韩俄德法港澳台])(?![侨为东北山语文人式元币镑表仑兰光])"
)
_TEAM = re.compile(
    r"(?:国家|国奥|国青|青年|少年|男子|女子|男|女|足球|篮球|排球|乒乓球|羽毛球|网球|曲棍球|体操|游泳|田径|跳水|举重|足|篮|排|乒|羽){0,3}"
    r"(?:[一二]?队(?![伍员列友形旗长医])|代表队)|[男女](?:足|篮|排|曲|垒|手)(?![球])|(?:足|篮|排|田|泳|网|乒|羽|棋|体)协(?![会议商调助])"
)
_OF_PARK = re.compile(r"[\u4e00-\u9fff]{2,8}?[局部]")
"""What a park's committee is divided into: 青石高新区管委会|社会事业局."""
_SECTION = re.compile(
    r"(?:总部|秘书处|理事会|大会(?!堂)|常务委员会|办公厅|研究室|新闻办公室|新闻办|港澳办|台办|侨办|扶贫办|发展研究中心|参事室|国资委|法制局|机关事务管理局"
    r"|[\u4e00-\u9fff]{2,8}?(?:计划署|难民署|规划署|救济处|基金会|工作委员会|专门委员会|事务委员会))"
)
_MINISTRY = re.compile(
    r"(?:外交|国防|财政|内政|内务|司法|农业|农林|能源|商务|贸易|教育|卫生|文化|交通|环境|劳工|劳动|工业|经济|科技|建设|水利|公安|安全|移民|旅游|石油|通信|人事|铁道|化工|冶金|机械|纺织|煤炭|林业|地矿|邮电)"
    r"(?:和[\u4e00-\u9fff]{2,6}?)?部(?![门队分位落长件])|(?:参议院|众议院|国民议会|议会(?!厅)|国会(?!议员)|国务院(?!港)|国防军|海军|空军|陆军|最高法院|中央银行|央行|内阁)"
)
"""What of a nation may be named right behind it: 英国|内政部, 丹麦|男队."""
_PLACES = {
    **{short: name for short, name in _SHORT.items() if short in "美英日韩俄德法"},
    "华": "中国", "京": "北京", "沪": "上海", "港": "香港", "澳": "澳门", "台": "台湾",
}  # fmt: skip
_NAMED_AFTER = re.compile(r"[东南西北中]?(?:路|街|大道|大街|广场|酒店|饭店|大厦|花园|小区)|(?:火锅|烤鸭|鸡|鸭)")


@cache
def _named() -> tuple[AhoCorasick, list[tuple[str, str, str]]]:
    """The finder, and for each of its patterns what stands in text, the name it is short for and its class."""
    known = []
    for line in (DATA / "world.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        cls, *entries = line.split()
        for name, *others in (entry.split("=") for entry in entries):
            known += [(form, name, cls) for form in (name, *others)]
    known.sort()
    return AhoCorasick([form for form, _, _ in known]), known


_LEVELS = tuple("省市区县州旗盟")


def world(scene: Scene) -> Iterator[Mention]:
    """The names of `kg/data/world.txt` in a unit, and the single characters that stand for countries and capitals."""
    text = scene.text
    finder, known = _named()
    for k, begin, end in finder.find_matches_as_indexes(text, overlapping=True):
        if stands_free(scene, begin, end) and not _NAMED_AFTER.match(text, end):
            _, name, cls = known[k]
            if name == "中欧" and text.startswith(("班列", "航线"), end):
                continue
            if is_a(cls, "GovernmentBody") and text[begin - 1 : begin] in _LEVELS:
                continue  # 市|发改委: the city's own
            yield Mention(begin, end, (cls,), name)
    for m in _PAIR.finditer(text):
        if scene.word_at(m.start()).begin == m.start():
            for group in "ab":
                cls = "Region" if m[group] in "欧非拉" else "Country"
                yield Mention(*m.span(group), (cls,), _SHORT[m[group]])
    for m in _ABROAD.finditer(text):
        if scene.edge(m.start()) and scene.edge(m.end()):
            cls = "City" if m["at"] in "京沪" else "Province" if m["at"] in "港澳台" else "Country"
            yield Mention(*m.span("at"), (cls,), _PLACES[m["at"]])


_A_BODY = re.compile(
    r"(?:社|党|队|署|部|总局|委员会|院|大学|银行|协会|总会|联合会|组织|联盟|使馆|军|电视台|广播电台|足协|议会|国会|公司|集团|学会|基金会|研究所|军区|舰队|政协|人大|常委会|男篮|女篮|男足|女足|女排|男排|代表团)$"
)
_OF_ALL = (
    "中国",
    "中共",
    "中华",
    "国家",
    "全国",
    "中央",
    "联合国",
    "世界",
    "国际",
    "国务院",
    "欧洲",
    "亚洲",
    "非洲",
    "人民解放",
)
_ONE_OF_MANY = re.compile(
    r"(?:美国|日本|外国|本国|国际|国家|中央)?(?:公司|大学|银行|集团|部队|政府|军|组织|法院|电视台|队|中部|南部|北部|东部|西部|中西部)|"
    r"(?:理工|综合|农业|师范|医科|工业|中医药|陆军|政法|中央|人民|国立|民办|函授)大学|(?:反对|执政|参政|在野|统一|人民|大会|民族)党"
)


def known_bodies(scene: Scene) -> Iterator[Mention]:
    """Bodies that jieba's dictionary knows as such, when their form says more than what kind of body it is."""
    for word in scene.words:
        if word.tag != "nt" or len(word.text) < 3 or not _A_BODY.search(word.text) or _ONE_OF_MANY.fullmatch(word.text):
            continue
        if scene.text.startswith("部门", word.end - 1):
            continue
        own = word.text.startswith(_OF_ALL) or any(tags().get(word.text[:n]) == "ns" for n in (2, 3))
        brand = word.text.endswith(("公司", "集团")) and word.text[:-2] not in tags()
        if own or brand or word.text.endswith(("大学", "党")):
            cls = CLASS_OF.get(ending(word.text), "Organization")
            if is_a(cls, "Organization"):
                yield Mention(word.begin, word.end, (cls,), word.text)


def national(scene: Scene) -> Iterator[Mention]:
    """Teams, ministries and sections named right behind their country, region or body: 丹麦男队, 英国内政部, 国务院研究室."""
    text = scene.text
    for at, owner in list(scene.fixed.items()):
        if is_a(owner.type, "AdministrativeArea") or owner.type == "Region":
            for pattern, cls in ((_TEAM, "Organization"), (_MINISTRY, "GovernmentBody")):
                if (
                    (m := pattern.match(text, at))
                    and scene.edge(m.end())
                    and (cls != "GovernmentBody" or owner.type == "Country")
                ):
                    yield Mention(owner.begin, m.end(), (cls,), text[owner.begin : m.end()])
        elif owner.type == "Company" and text.startswith(("公司", "集团"), at) and not text.startswith("集团军", at):
            yield Mention(owner.begin, at + 2, ("Company",), text[owner.begin : at + 2])
        elif owner.name.endswith("管委会") and (m := _OF_PARK.match(text, at)) and scene.edge(m.end()):
            yield Mention(owner.begin, m.end(), ("GovernmentBody",), text[owner.begin : m.end()])
        elif is_a(owner.type, "Organization") and (m := _SECTION.match(text, at)):
            yield Mention(owner.begin, m.end(), owner.types, text[owner.begin : m.end()])


def stands_free(scene: Scene, begin: int, end: int) -> bool:
    """Whether a name is no part of a longer word, or begins one that goes on with a word of its own: 法国|总理, 中国|队."""
    if scene.text[end - 1 : end + 1] == "部门":
        return False
    if not scene.edge(begin):
        word = scene.word_at(begin)
        return word.tag == "ns" and word.end == end and tags().get(scene.text[word.begin : begin]) == "ns"  # 广西|南宁
    if scene.edge(end):
        return True
    word = scene.word_at(begin)
    return word.begin == begin and scene.text[end : word.end] in tags() and not word.tag.startswith("nr")
