"""Names that end in a telling word: organisations, places, projects, events, initiatives."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.lexicon.suffixes import FALSE_HEADS, SUFFIXES
from kg.lexicon.words import GENERIC
from kg.mentions.scene import Scene
from kg.mentions.walk import generic, walk
from kg.model import Mention
from kg.schema import is_a
from kg.text import clean

_CLASS_OF = {s.text: s.cls for s in SUFFIXES}
_HEADS = re.compile("|".join(sorted(map(re.escape, _CLASS_OF), key=len, reverse=True)))
_GOES_ON = re.compile(
    r"化|性|式|型|级|感|力|率|量|额|费|价|长(?![江城沙春安])|员|者|内(?:部)?(?=的|,)|史|志|法(?!院)|学(?=家|者)|圈|网(?!络)"
)
_ADMIN = {"镇": "Town", "乡": "Town", "街道": "Subdistrict", "村": "Village", "社区": "Village"}
_ADMIN_HEAD = re.compile(r"(?:镇|乡|街道|村|社区)(?!庄|级|银行|民|官|干|支|集体|里|口|史|容|貌|情|医|道|间|愁|土|音|村通|两委|居|改|落|规|企|校|务|贤|党|图书|风|亲|镇|下)")
_NO_PLACE = frozenset("新农 农 乡 本 全 各 该 山 渔 古 老 新 中心 示范 精品 行政 自然 城中 贫困 美丽 特色 重点 试点 先进 文明 样板 小康 空心 我 每 个 邻 外 同 两 多 城 名 重 建制 小 特色小 所在 驻 村 进 入 下 返 到 在 为 出 回".split())
_PROPER_BEFORE = re.compile(r"[\u4e00-\u9fff]{1,4}$")
_GOVERNMENT_NEEDS = ("局", "厅", "委员会", "办公室", "大队", "中队", "支队", "总队", "服务中心", "工作组", "指挥部", "领导小组", "海关", "服务站", "办事处")
_TWO_HAN = re.compile(r"[\u4e00-\u9fffA-Za-z0-9]{2}")


def suffixed(scene: Scene) -> Iterator[Mention]:
    """The names in a unit that end in a suffix of `kg.lexicon.suffixes`, nested and overlapping ones too."""
    text = scene.text
    for m in _HEADS.finditer(text):
        head, end = m.span()
        if not _ends_word(scene, end) or _GOES_ON.match(text, end):
            continue
        cls = _CLASS_OF[m[0]]
        begin = walk(scene, head, cls)
        if begin == head:
            # the suffix is a whole name's end only with something before it: 东关小学, not 小学
            word = scene.word_at(head)
            if word.begin < head:
                begin = word.begin
        name = text[begin:end]
        cls = _settle(scene, begin, head, end, cls)
        if cls and _names_something(scene, begin, head, end, cls):
            yield Mention(begin, end, (cls,), clean(name))
    yield from _villages(scene)


def _settle(scene: Scene, begin: int, head: int, end: int, cls: str) -> str:
    """The class after a look at the whole: 人民路街道 is no road, X集团职业学院 a school."""
    word = scene.text[head:end]
    if cls == "Road" and scene.text.startswith(("道", "道办"), end):
        return ""
    if word in ("服务中心", "中心") and not is_a(cls, "Organization"):
        return ""
    return cls


def _names_something(scene: Scene, begin: int, head: int, end: int, cls: str) -> bool:
    text = scene.text
    rest = text[begin:head]
    word = text[head:end]
    if not rest:
        return False
    if text[begin:end] in FALSE_HEADS or text[begin:end] in GENERIC:
        return False
    if generic(scene, begin, head):
        return False
    place_first = any(m.begin == begin and is_a(m.type, "Place") for m in scene.fixed.values())
    if cls == "Road":
        return _road(scene, begin, head, place_first)
    if cls in ("Event", "Initiative", "Project") and word in ("活动", "行动", "计划", "规划", "项目", "工程", "会议", "大会", "比赛", "方案", "办法", "意见", "条例", "制度", "战略", "基地"):
        return len(rest) >= 2 and _TWO_HAN.search(rest) is not None
    if cls == "GovernmentBody" and word in _GOVERNMENT_NEEDS:
        return place_first or len(rest) >= 2
    if cls == "Region" and word in ("河", "湖", "江", "渠"):
        return 1 <= len(rest) <= 4
    return len(rest.replace("“", "").replace("”", "")) >= (1 if place_first else 2)


def _road(scene: Scene, begin: int, head: int, place_first: bool) -> bool:
    """A road's own name is short, and after the areas before it nothing but that."""
    own = begin
    while (m := next((m for m in scene.fixed.values() if m.begin == own and is_a(m.type, "Place")), None)) and m.end <= head:
        own = m.end
    return 1 <= head - own <= 5 or scene.text[head:head + 2] in ("二环", "三环", "四环", "五环", "六环")


def _ends_word(scene: Scene, end: int) -> bool:
    """Whether a word ends here; a longer dictionary word that goes on over the suffix (局面, 路线) does not."""
    return scene.edge(end)


def _villages(scene: Scene) -> Iterator[Mention]:
    """Towns, subdistricts and villages that the gazetteer lacks, by their own short form: 李家沟村, 新河镇."""
    for m in _ADMIN_HEAD.finditer(scene.text):
        head, end = m.span()
        if not (scene.edge(end) or scene.edge(head)):
            continue
        i = head
        while i > 0 and head - i < 4:
            if i in scene.fixed:
                break
            word = scene.word_before(i)
            if head - word.begin > 4 or not re.fullmatch(r"[\u4e00-\u9fff]+", word.text):
                break
            if word.text in GENERIC or word.tag[:1] in tuple("pcudrvt") and len(word.text) > 1 or word.text in "的在和与及等个各为到从对将把来让有是":
                break
            if i < head and scene.text[word.end : head] and len(word.text) + head - i > 3 and word.tag[:1] in "nv" and len(word.text) > 1:
                break
            i = word.begin
        own = scene.text[i:head]
        if 2 <= len(own) <= 4 and own not in _NO_PLACE and own not in GENERIC and not own.endswith(tuple("村镇乡的")):
            yield Mention(i, end, (_ADMIN[m[0]],), own + m[0])
