"""People by their names alone: runs that are likelier a name than the words that they would be cut into."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from kg.lexicon.positions import POSITION
from kg.lexicon.surnames import COMMON, COMPOUND, JAPANESE, ORDINARY, SOUNDS, SURNAME
from kg.mentions.likelihood import as_characters, as_chinese, as_foreign, as_words, sounds_foreign
from kg.mentions.people import NOT_GIVEN
from kg.mentions.scene import Scene
from kg.mentions.words import Word, tags
from kg.model import Mention

_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0002ffff]+")
_PLACE_NEXT = re.compile(
    r"[村镇乡县市庄屯寨街桥河湖山岭寺庙沟湾洲岛州郡江港沙]|[东西南北中]?路|社区|街道|家(?:门|里|村)"
)
_NO_PERSON_NEXT = re.compile(
    r"(?:生物|物流|新能源|科技|智造|医[疗药]|制药|药业|食品|[面乳牧种茶酒鞋纸铝铜]业|置业|重工|机械|化工|光[电纤伏]|半导体|新材|纺织|服[饰装]|轴承|特钢|建材|陶瓷|动力|锂电|环保|能源|通信|软件|传媒|路桥|建[工设]|水务|燃气|家居|玻璃|电[缆气器子]|精密|模具|客车|航空|船舶|资本|创投|股份|控股|电视台|杂志|商[城场]|山庄|农[庄场]|办公室|杯|两[岸地])|公司|集团|大学|学院|银行|中学|小学|医院|体系|森林|号|牌|杯|奖|式|族|语|效应|定律|病(?!逝|故|重|倒|危|愈)|综合征|疗法|法则|酒店|饭店|基金会|学校|研究所|实验室|图书馆|博物馆|纪念馆|[东南西北中]?路|大街|大桥"
)
_AREA_NEXT = re.compile(r"[市州县郡省岛区港]|地区|半岛|群岛|河|湖|海峡|沙漠|沙地|草原|盆地|山脉|高原|机场")
_PLACE_BEFORE = re.compile(r"(?:^|[^现正实所])(?:在|位于|抵达|飞抵|首都|城市|访问|前往|飞往|飞赴|途经)$")
_GOES_ON = re.compile(
    r"$|[\s,;。!?:、)(“”《》…—]|一行|等|和|与|及|以及|同志|先生|女士|夫人|教授|博士|老师|院士|将军|总统|总理|主席|首相|议长|"
    r"说|表示|介绍|告诉|称|指出|强调|认为|坦言|回忆|主持|出席|参加|率|到|在|来|去|赴|前往|为|向|对|就|带|任|担任|陪同|讲|作|做|宣布|"
    r"的|是|从|也|都|正|将|曾|已|被|因|还|又|再|则|却|才|便|随|以|用|把|给|让|当|获|有|没|不|于|自|家|夫妇|\d"
)
_LEADS = re.compile(
    r"(?:^|[,;。!?:、(“”《\s]|和|与|及|由|是|对|向|为|让|被|把|请|给|像|叫|名叫|同|跟|的|有|找|见|听|[员长授师士帅手人将星民理统相席使官记锋卫裁监任家友妻子女兄弟姐妹父母])$"
)
_FLOOR = 1.0
"""By how much a Chinese name must be likelier than its words, and a third of what a foreign one must be."""
_NO_GIVEN = re.compile("[村镇乡庙寺砦沟坝堡屯庄湾桥坡垭坪塬峪洼铺店集岭村赛杯奖节会党派报社]$")
_A_PLACE = re.compile(r"[湖庙镇村桥沟嘴墩岗湾潭洲棚坝渡寨街路站寺观河江山]$|..家$")
_FAMILY_FIRST = SURNAME.union(name[0] for name in COMPOUND)
_JAPANESE_FIRST = frozenset(name[0] for name in JAPANESE)
_FIRST = _FAMILY_FIRST | _JAPANESE_FIRST | SOUNDS
_HUI = frozenset("马哈海撒丁麻妥敏喇铁苏")
"""Surnames of the Hui, before given names written by sound: 马伊布拉."""
_COUNTS = frozenset("一二三四五六七八九十两")
_MISTAKEN = re.compile(r"误(?:写|印|作)?[为成]“?$")
"""What a correction takes back is nobody: 应为周若琳,误为|周若林."""
_JOINS = frozenset("都和与也及")
_SPEAKS = re.compile(r"[总首主教]|说|表示|指出")
_NOBODY = re.compile(
    r".{1,2}(?:老师|先生|女士|小姐|大[爷妈娘姐哥叔婶]|阿姨|师傅|同志|医生|警官|奶奶|爷爷|某.?|老|总|家|姓|氏)"
)


class _Run(NamedTuple):
    score: float
    begin: int
    end: int
    cls: str


def bare(scene: Scene) -> Iterator[Mention]:
    """People named without a post or a list beside them, and foreign places that only their characters betray."""
    taken: list[tuple[int, int]] = [(m.begin, m.end) for m in scene.fixed.values()]
    for run in sorted(_runs(scene), key=lambda r: (-r.score, r.begin)):
        if all(run.end <= begin or end <= run.begin for begin, end in taken):
            taken.append((run.begin, run.end))
            yield Mention(run.begin, run.end, (run.cls,), scene.text[run.begin : run.end])


def _runs(scene: Scene) -> Iterator[_Run]:
    for run in _likely(scene):
        if not _called_so(scene, run.begin, run.end):
            yield run


def _called_so(scene: Scene, begin: int, end: int) -> bool:
    """Whether a thing is called by a name: “玉龙”|冰箱贴, 勾云形|佩."""
    text = scene.text
    if end == len(text):
        return False
    noun = scene.word_at(end)
    lone = len(noun.text) == 1 and noun.tag in ("n", "ng", "zg") and text[noun.end : noun.end + 1] in ("、", ",")
    return lone or (end - begin == 2 and text[begin - 1 : begin] == "“" and text[end] == "”")


def _likely(scene: Scene) -> Iterator[_Run]:
    text, words = scene.text, scene.words
    for k, word in enumerate(words):
        first = word.text[0]
        if first not in _FIRST:
            continue
        if first in _FAMILY_FIRST:
            yield from _chinese(scene, k)
        if first in SOUNDS:
            yield from _foreign(scene, k)
        if first in _JAPANESE_FIRST:
            yield from _japanese(scene, k)
    if "·" in text:
        yield from _dotted(scene)


def _span(words: tuple[Word, ...], k: int, end: int) -> list[Word] | None:
    """The words from the k-th that end exactly at `end`, or None when a word straddles it."""
    inner = []
    for word in words[k:]:
        if word.end > end:
            return None
        inner.append(word)
        if word.end == end:
            return inner
    return None


def _chinese(scene: Scene, k: int) -> Iterator[_Run]:
    text, begin = scene.text, scene.words[k].begin
    if text[begin - 1 : begin] in _COUNTS:
        return  # 一|田双收
    for length in (2, 3, 4):
        name = text[begin : begin + length]
        given = length - (2 if name[:2] in COMPOUND else 1)
        if len(name) < length or given not in (1, 2) or not _HAN.fullmatch(name):
            continue
        end = begin + length
        if not scene.edge(end) and name not in tags():
            continue
        inner = _span(scene.words, k, end)
        if inner is None and tags().get(name, "").startswith("nr") and scene.words[k].text[length:] in tags():
            inner = [Word(begin, end, name, "nr")]  # 邓小平|理论: one word of the dictionary
        if inner is None or name in ORDINARY or not NOT_GIVEN.isdisjoint(name[-given:]):
            continue
        if len(inner) > 1:
            score = as_chinese(name) - as_words(w.text for w in inner) - (_FLOOR if length > 2 else 2.5 * _FLOOR)
        elif inner[0].tag.startswith("nr") and not _A_PLACE.search(name):
            score = _known(name)
        else:
            continue  # 高峰, 安全: a word; only a post beside it makes it a name
        score += _surroundings(scene, begin, end)
        if score > 0 and not _no_name(scene, begin, end, len(inner) > 1):
            yield _Run(score, begin, end, "Person")


def _no_name(scene: Scene, begin: int, end: int, of_parts: bool) -> bool:
    """Whether a likely run is a place's, a firm's or nobody's name; `of_parts`: the dictionary has it not as one word."""
    text, name = scene.text, scene.text[begin:end]
    return bool(
        (of_parts and _NO_GIVEN.search(name))
        or (len(name) == 3 and name[2] == "和" and text[end : end + 1] in SURNAME)  # 李政|和|王秀英
        or (name[-1] == "带" and text[end : end + 1] in ("着", "领", "队"))
        or _PLACE_NEXT.match(text, end)
        or _NO_PERSON_NEXT.match(text, end)
        or _NOBODY.fullmatch(name)
        or _MISTAKEN.search(text, max(0, begin - 5), begin)
        or POSITION.fullmatch(name)
    )


def _known(name: str) -> float:
    """How sure the dictionary makes a name that it has as one word."""
    if len(name) > 2:
        likely = name[0] in COMMON or name[:2] in COMPOUND
        return 1.6 if likely else 0.6 if as_chinese(name) - as_characters(name) > -8 else -9.0
    if name[0] in COMMON:
        return -0.8
    return as_chinese(name) - as_characters(name) - 2.0


def _foreign(scene: Scene, k: int) -> Iterator[_Run]:
    text, begin = scene.text, scene.words[k].begin
    if not scene.words[k].tag.startswith("nr") and (
        k + 1 == len(scene.words) or not sounds_foreign(scene.words[k + 1].text)
    ):
        return
    far = k + 1
    while far < len(scene.words) and sounds_foreign(scene.words[far].text):
        far += 1
    if _NO_PERSON_NEXT.match(text, scene.words[far - 1].end):
        return  # 克鲁斯特|公司 holds no 克鲁斯
    for j in range(k, len(scene.words)):
        word = scene.words[j]
        if not (sounds_foreign(word.text) or (j == k and word.tag == "nrt")) or word.end - begin > 6:
            return
        name = text[begin : word.end]
        if (j > k and word.text in _JOINS) or name.endswith(("嘎查", "苏木")):
            return
        own = begin - 1 if begin and text[begin - 1] in _HUI and scene.edge(begin - 1) and len(name) <= 3 else begin
        if len(name) < 2 or (j == k and not word.tag.startswith("nr")) or name in ORDINARY:
            continue
        if (
            _NO_PERSON_NEXT.match(text, word.end)
            or "·" in text[max(0, begin - 1) : begin] + text[word.end : word.end + 1]
        ):
            continue
        words = [w.text for w in scene.words[k : j + 1]]
        score = 1.0 if j == k else as_foreign(name) - as_words(words) - 3 * _FLOOR
        area = _AREA_NEXT.match(text, word.end)
        if area is not None and score > 0:
            yield _Run(score + 2, begin, area.end(), "Place")
        elif _PLACE_BEFORE.search(text, max(0, begin - 4), begin) and not _SPEAKS.match(text, word.end):
            if score > 0:
                yield _Run(score, begin, word.end, "Place")
        elif (score := score + _surroundings(scene, begin, word.end)) > (0 if len(name) > 2 else 2.5):
            yield _Run(score, own, word.end, "Person")


def _dotted(scene: Scene) -> Iterator[_Run]:
    """Names in parts, 鲍里斯·贝克尔: every part as far as its characters write foreign sounds."""
    text = scene.text
    for m in _PARTS.finditer(text):
        begin, end = m.span()
        dot, last = text.index("·", begin), text.rindex("·", begin, end)
        at = dot
        while at > begin and text[at - 1] in SOUNDS and at not in scene.fixed:
            at -= 1
        stop = last + 1
        while stop < end and text[stop] in SOUNDS:
            stop += 1
        while stop - last > 3 and not (scene.edge(stop) and _GOES_ON.match(text, stop)):
            stop -= 1
        if stop - last <= 3:
            stop = next(
                (
                    e
                    for e in range(min(end, last + 8), last + 2, -1)
                    if scene.edge(e) and SOUNDS.issuperset(text[last + 1 : e])
                ),
                end,
            )
        if dot > at and scene.edge(at) and stop - last >= 2 and not _NO_PERSON_NEXT.match(text, stop):
            yield _Run(20.0, at, stop, "Person")


_PARTS = re.compile(r"[\u4e00-\u9fff]{1,9}(?:·[\u4e00-\u9fff]{1,9})+")


def _japanese(scene: Scene, k: int) -> Iterator[_Run]:
    """桥本龙太郎: a Japanese surname and one to three characters up to the end of a word."""
    text, begin = scene.text, scene.words[k].begin
    family = next((n for n in (3, 2) if text[begin : begin + n] in JAPANESE), 0)
    if not family or not scene.edge(begin + family):
        return  # 小|林场
    for end in range(begin + family + 3, begin + family, -1):
        inner = _span(scene.words, k, end)
        if (
            inner is None
            or not _HAN.fullmatch(text[begin:end])
            or any(len(w.text) > 2 and not w.tag.startswith("nr") for w in inner[1:])
        ):
            continue
        common = any(w.tag == "n" and len(w.text) > 1 for w in inner[1:])  # 田中|水稻
        if common or any(w.tag.startswith(("v", "p", "u", "c", "d")) for w in inner[1:]):
            continue
        if _GOES_ON.match(text, end):
            yield _Run(8.0, begin, end, "Person")
            return


def _surroundings(scene: Scene, begin: int, end: int) -> float:
    """What stands beside a run, as far as it speaks for a name."""
    before, after = scene.text[max(0, begin - 4) : begin], scene.text
    score = 1.0 if _GOES_ON.match(after, end) else -0.7
    if scene.word_at(min(end, len(after) - 1)).tag[:1] in ("v", "d"):
        score = max(score, 0.5)
    return score + (1.0 if _LEADS.search(before) else -0.3)
