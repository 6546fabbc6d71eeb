"""People, by the context that makes a name of some characters: a post beside them, a verb of speech, a list."""

from __future__ import annotations

import re
from collections.abc import Iterator
from math import log

from kg.lexicon.positions import NO_POSTS, POSITION, posts
from kg.lexicon.surnames import COMMON, COMPOUND, ORDINARY, SOUNDS, SURNAME
from kg.lexicon.words import DETERMINER, FUNCTION, GOVERNING
from kg.mentions.likelihood import as_chinese, as_words
from kg.mentions.scene import Scene
from kg.mentions.words import counts, tags, words
from kg.model import Mention

_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0002ffff]")
_FOLLOW = re.compile(
    r"$|[\s,;。!?:、)(“”《…—]|一行|等|和(?![为任的说在])|与|及|以及|同志|先生|女士|说|表示|介绍|告诉|称|指出|强调|主持|出席|参加|带队|带着|列席|随行|见证|发放|颁发|捐赠|赠送|率|到|在|凭|来到|深入|赴|前往|为|向|对|就|带领|任|担任|陪同|讲|作|做|宣布|宣读|致|代表|透露|认为|坦言"
    r"|的|是|从|也|正|将|曾|已|被|因|还|随|调研|分别|共同|先后|一边|笑|高兴|激动|感慨|回忆|接受|组织|主动|立即|当场|多次|每天|自|于|以|用|把|给|当选|获|荣|围绕|听取|实地|现场|详细|要求|会见|看望|慰问|走访|考察|检查|督导|授课|作了|做了|通报|汇报|总结|解读|有|家(?=[种养里今的承包有就])|就|没|不|一家|夫妇|老人|生前|今年|说道|道出|从|此前|坦陈|坦承|回答|答道|直言|补充|解释|回应|每[天周月年次日]|蹲|站在|坐在|手中|口中|那里|头一个|头也|带记者|[种养卖花]了|谈|算|指着|拿|正在|又|及其|领着|领大|们?介绍"
)
NOT_GIVEN = frozenset(
    "脚踝膝抹校卡名者们更最很太的了在是与及等说将被把从对就也都还又要能表介指主参率这那我你他她它们着过吗呢吧啊个次月日时岁某、，。某该本此各每获聘"
)
_AND_HIS = ("一行", "带着", "带领", "带队", "正带")
"""What follows a name and lends it no character: 钟慧|带着."""
_FIRST_GIVEN = frozenset("月时次日")
"""Of those the ones that a given name of two begins with: 钱月英."""
_SPEECH = re.compile(
    r"(?:高兴地|激动地|笑着|感慨地|自豪地|兴奋地|坦言|由衷地|告诉记者|深有感触地|欣慰地|信心满满地|一边.{1,10}一边)?(?:说|表示|介绍|告诉|坦言|称|指出|强调|透露|认为|感慨|回忆)"
)
_CLAUSE_START = re.compile(r"(?:^|[,;。!?:”“(]|、|任命|免去|接受|同意|批准|决定)$")
_AFTER_NAME = re.compile(r"(?:同志|一行|\((?:男|女|化名|[^()]{0,8}(?:岁|级|病逝|族)|[A-Z][A-Za-z .\-]+)\))")
_KIN = re.compile(r"儿子|女儿|妻子|丈夫|儿媳|邻居|老伴|爱人|父亲|母亲|徒弟|搭档|工友|同伴")
"""Who somebody is to another: no post, but a name may follow."""
_ASPECT = re.compile(r"(?:[\u4e00-\u9fff](?:着|了(?!解))|[跑走赶拿掏递端抱背拉推](?:来|出|起|过)|挨家|逐)")
"""What shows a verb behind a name, whether or not the dictionary cuts one there: 钟红梅|搀着."""
_NOT_NAMES = ("包保", "包联", "包抓", "包挂")
"""What officials do for villages and firms, right behind their posts."""
_NOBODY = re.compile(
    r"感$|某|先生|女士|大爷|大妈|阿姨|师傅|同志|老师|医生|警官|总$|们$|记者|小姐|奶奶|爷爷|大姐|大哥|大叔|大娘"
)
_TITLE_AFTER = re.compile(
    r"(?:区委|县委|市委|副?(?:书记|区长|县长|市长|镇长|乡长|局长|主任|部长|院长|校长|处长|科长|所长|队长|主席|会长|总经理|董事长|教授|院士))(?!们)"
)
_APPOINTED = re.compile(
    r"(?:\((?:女|男)[^()]{0,6}\))?(?:(?:被任命|被聘任|被选举|被推选|受聘|获聘)(?:为|任|担任)|为|任|的|辞去|不再担任|拟任)(?=[\u4e00-\u9fff])"
)
_AGED = re.compile(r"(?:岁|年出生|年生|[0-9零〇]后)的(?![一-龥]{0,3}(?:老人|村民|居民|市民|小伙|姑娘))")
_BODY = re.compile(r"区?(?P<own>党工委|管委会|管理委员会)(?=.)")
_PARK = re.compile(
    r"[\u4e00-\u9fff]{2}(?:[新园]区|高新区|[经开]开?发?区|度假区|集聚区|示范区|保税区|试验区|产业园|工业园|[市县区旗镇乡])$"
)
_CORRECTED = re.compile(r"“(?P<wrong>[^“”]{2,40})”(?:应为|应是|更正为|改为|系)“")
"""What a correction takes back."""
_BRINGS_NAME = tuple(
    "任命 决定任命 免去 提名 推选 选举 接受 授予 聘任 聘请 邀请 表彰 慰问 看望 会见 追授 批准 嫌疑人 叫 名叫 作者".split()
)


def person_at(scene: Scene, i: int, trusted: bool = True) -> int | None:
    """Where the person's name that begins at i ends, or None. `trusted`: a post or a list says that a name is due."""
    text = scene.text
    if i >= len(text) - 1:
        return None
    if foreign := _foreign(scene, i, trusted):
        return foreign
    sounded = _in_sounds(scene, i) if trusted else None
    if sounded is not None and sounded - i > 3:
        return sounded
    compound = text[i : i + 2] in COMPOUND
    if not compound and text[i] not in SURNAME:
        return sounded
    base = 2 if compound else 1
    best: tuple[float, int] | None = None
    for given in (2, 1):
        end = i + base + given
        chars = text[i + base : end]
        closed = chars[1:] if trusted and given == 2 and chars[0] in _FIRST_GIVEN else chars
        if len(chars) < given or not all(_HAN.match(c) for c in chars) or any(c in NOT_GIVEN for c in closed):
            continue
        if (
            given == 2
            and text[i] in "向于和从同由连来"
            and tags().get(chars, "nr")[:1] in ("n", "v")
            and chars in tags()
        ):
            continue  # 工作人员|向|宪法宣誓
        if given == 2 and (text.startswith(_AND_HIS, end - 1) or (text[end - 1] in "作做" and trusted)):
            continue  # 欧阳慧|作推介
        score = _score(scene, i, end, given, trusted)
        if score > 0 and (best is None or score > best[0]):
            best = (score, end)
    if best is not None and best[1] == i + base + 1 and trusted and base == 1:
        longer = _HAN_3.match(text, i) and NOT_GIVEN.isdisjoint(text[i + 1 : i + 3])
        if longer and not text.startswith(_AND_HIS, i + 2) and _FOLLOW.match(text, i + 3) and not _shorter(scene, i):
            best = (best[0], i + 3)  # 卢松年|致辞, though 卢松 would do
    if best is None:
        return sounded
    if text[best[1] - 1] in "村镇":
        return None  # 吉水村, however 吉 is a surname
    name = text[i : best[1]]
    if name in _NOT_NAMES or (len(name) > 2 and name in ORDINARY):
        return None  # 蒙蒙亮; but a 副主任 may be called 田野
    return best[1] if not _NOBODY.search(text[i : best[1] + 1]) else None


def _shorter(scene: Scene, i: int) -> bool:
    """Whether of a surname's two readings, with one and with two characters behind, the shorter makes more of what follows."""
    tail = scene.text[i + 2 : i + 7]
    two = as_chinese(scene.text[i : i + 2]) + _SHARE[0] + as_words(w.text for w in words(tail))
    three = as_chinese(scene.text[i : i + 3]) + _SHARE[1] + as_words(w.text for w in words(tail[1:]))
    return two > three


_SHARE = (log(0.2), log(0.8))
"""How common given names of one and of two characters are."""
_SAYS = re.compile(r"(?:说|介绍|告诉|坦言)")
"""What a name is followed by even where a word seems to go on: 巴雅尔|图说."""
_HAN_3 = re.compile(r"[\u4e00-\u9fff]{3}")


def _in_sounds(scene: Scene, i: int) -> int | None:
    """Where a name of another language in three to six characters (苏日图, 巴雅尔图) that begins at i ends, or None."""
    text = scene.text
    end = i
    while end < len(text) and end - i < 7 and text[end] in SOUNDS:
        end += 1
    for stop in range(min(end, i + 6), i + 2, -1):
        if text[stop - 1] == "道" and text[stop : stop + 1] in (":", ",", "“", "出"):
            continue  # 巴特尔|道:
        if (
            stop == len(text)
            or (
                scene.edge(stop)
                and (_FOLLOW.match(text, stop) or _verb_next(scene, stop, True) or text.startswith("(", stop))
            )
            or _SAYS.match(text, stop)
        ):
            held = any(i <= f.begin < stop or f.begin <= i < f.end for f in scene.fixed.values())
            return None if held else stop
    return None


def _foreign(scene: Scene, i: int, trusted: bool) -> int | None:
    """Where a name of several parts (阿依古丽·库尔班) that begins at i ends, or None when none begins there."""
    text = scene.text
    dot = text.find("·", i, i + 9)
    if dot <= i or any(c not in SOUNDS and not (trusted and dot - i <= 4 and _HAN.match(c)) for c in text[i:dot]):
        return None
    end = dot + 1
    while (
        end < len(text)
        and (text[end] in SOUNDS or (text[end] == "·" and text[end + 1 : end + 2] in SOUNDS))
        and end - dot < 16
    ):
        if (
            end - dot > 2
            and text[end - 1] != "·"
            and scene.edge(end)
            and (_verb_next(scene, end) or _FOLLOW.match(text, end))
        ):
            break
        end += 1
    return end if end - dot >= 2 else None


def _score(scene: Scene, begin: int, end: int, given: int, trusted: bool) -> float:
    """How much speaks for a name `[begin, end)`: what follows it, and what jieba's dictionary knows."""
    text = scene.text
    score = 0.5 if trusted else 0.0
    aspect = trusted and given == 2 and _ASPECT.match(text, end) is not None
    follows = aspect or _FOLLOW.match(text, end) is not None or _verb_next(scene, end, trusted, given == 2)
    score += 2.0 if follows else -1.5
    word = scene.word_at(begin)
    if word.begin == begin and word.end == end:
        score += 1.5 if word.tag.startswith("nr") else (-1.0 if trusted else -3.0)
        if not word.tag.startswith("nr") and (given == 2 or word.tag[:1] in ("v", "c", "p", "d", "r")):
            return -1.0  # 安全感 is a word, whatever stands before it
    elif word.begin < begin:
        score -= 0.5 if trusted else 3.0
    elif word.end > end:
        score -= 1.0 if word.tag.startswith("nr") else 2.0
    elif word.end == end - 1 and given == 2 and not word.tag.startswith("nr") and len(word.text) == 2 and not trusted:
        score -= 1.5
    if not scene.edge(end):
        score -= 2.5 if scene.word_at(end).tag == "v" else 1.5  # 连城|认为
    if trusted and scene.edge(end) and end - begin > 1 and all(scene.edge(k) for k in range(begin, end)):
        score += 1.0  # no two characters of it are a word
    if given == 2:
        score += 0.6
        last = scene.word_at(end - 1)
        if last.begin == end - 1 and last.end == end and last.tag.startswith("nr"):
            score += 1.0  # 刘家|荣
    if not trusted and text[begin] not in COMMON:
        score -= 1.0
    return score


def _verb_next(scene: Scene, i: int, trusted: bool = False, full: bool = False) -> bool:
    """Whether a verb, an adverb or a number begins right after the name; a verb of one character only if a name is due,
    an adverb of one only if the name is `full`: of three characters."""
    word = scene.word_at(i)
    return word.begin == i and (
        (word.tag[:1] in ("v", "d") and len(word.text) > 1)
        or (trusted and full and word.tag in ("d", "l", "i"))
        or word.text[0].isdigit()
        or word.text in GOVERNING
        or (trusted and word.tag == "v" and scene.text[i + 1 : i + 2] not in ("", "的", "人", "家"))
    )


def _village_before(scene: Scene, i: int) -> bool:
    """Whether the 村 at i ends a village's name, rather than says whose post it is: 江湾|村党支部书记; but 任村党支部书记."""
    if not _HAN.match(scene.text[i - 1 : i]) or i - 1 in scene.fixed:
        return False
    word = scene.word_before(i).text
    return not (word in FUNCTION | GOVERNING or word in DETERMINER or word in ("老", "原", "时任", "现任", "名"))


def people(scene: Scene) -> Iterator[Mention]:
    """The people named in a unit by their context, with the posts beside them (type `Position`)."""
    text = scene.text
    found: dict[int, int] = {}
    for m in posts(text):
        begin, end = m.span()
        inside = max(
            (f for f in scene.fixed.values() if f.begin < begin < f.end < end), key=lambda f: f.end, default=None
        )
        if inside is not None:
            begin = inside.end  # 桐江市委|书记: the body before it has taken 市委
        elif (body := _BODY.match(text, begin)) is not None and _PARK.search(text, 0, body.start("own")):
            begin = body.end()  # 青石高新区党工委|书记
        elif text.startswith("村党", begin) and _village_before(scene, begin):
            begin += 1  # 江湾村|党支部书记
        if not _is_post(scene, end):
            continue
        named = _after(scene, end)
        if text[begin:end] in NO_POSTS:
            # 市民|成功, 学生|全部, 员工|全部|留任
            named = [(b, e) for b, e in named if not (_is_word(scene, b, e) or counts().get(text[b : b + 2], 0) > 5000)]
        found.update(named)
        yield Mention(begin, end, ("Position",), text[begin:end])
    for pattern in (_SPEECH, _AFTER_NAME):
        for m in pattern.finditer(text):
            start = _before(scene, m.start(), trusted=True)
            if start is not None:
                found.setdefault(start, m.start())
    for m in _TITLE_AFTER.finditer(text):
        start = _before(scene, m.start(), trusted=False)
        if start is not None and m.start() - start >= 2:
            found.setdefault(start, m.start())
    for word in scene.words:
        if (
            word.text.endswith(_BRINGS_NAME)
            and (whole := person_at(scene, word.end, trusted=True))
            and text[whole : whole + 1] in "为的、,。等担任"
        ):
            for begin, end in ((word.end, whole), *_listed(scene, whole)):
                found.setdefault(begin, end)
    for m in _AGED.finditer(text):
        if (named_until := person_at(scene, m.end())) is not None:
            found.setdefault(m.end(), named_until)
    for m in _KIN.finditer(text):
        known = counts().get(text[m.end() : m.end() + 2], 0) > 5000
        if scene.edge(m.end()) and not known and (named_until := person_at(scene, m.end())) is not None:
            found.setdefault(m.end(), named_until)
    for area in scene.fixed.values():
        if text.startswith("的", area.end) and area.type in ("Town", "Subdistrict", "Village"):
            named_until = person_at(scene, area.end + 1, trusted=False)
            if named_until is not None and named_until - area.end == 4 and _ASPECT.match(text, named_until):
                found.setdefault(area.end + 1, named_until)
    for m in _APPOINTED.finditer(text):
        start = _before(scene, m.start(), trusted=True)
        if start is not None and POSITION.search(text, m.end(), min(len(text), m.end() + 30)):
            found.setdefault(start, m.start())
    dot = text.find("·")
    while dot > 0:
        b = dot
        while b > 0 and dot - b < 7 and text[b - 1] in SOUNDS and b not in scene.fixed:
            b -= 1
        stop = _foreign(scene, b, False) if b < dot else None
        if stop is not None and (dot - b >= 2 or stop - dot >= 3):
            found.setdefault(b, stop)
        dot = text.find("·", max(dot + 1, stop or 0))
    wrong = [m.span("wrong") for m in _CORRECTED.finditer(text)]
    for b, e in found.items():
        if any(begin <= b and e <= end for begin, end in wrong):
            continue
        if not any(m.begin < e and b < m.end and m.end - m.begin >= e - b for m in scene.fixed.values()):
            yield Mention(b, e, ("Person",), text[b:e])


def _is_word(scene: Scene, begin: int, end: int) -> bool:
    """Whether a run is a word of the dictionary, and no name in it."""
    return not tags().get(scene.text[begin:end], "nr").startswith("nr")


def _is_post(scene: Scene, end: int) -> bool:
    """Whether a post stands here rather than a longer word: 代表 the verb, 主任 within 班主任."""
    if scene.text[end - 2 : end] == "主管" and scene.text[end : end + 1] in tuple("网道线渠迁改工"):
        return False
    word = scene.word_at(end - 1)
    return word.end == end or scene.edge(end)


def _after(scene: Scene, end: int) -> list[tuple[int, int]]:
    """The names after a post: one, or a list joined by 、 (with 和 before the last)."""
    text = scene.text
    i = end + (text[end : end + 1] == " ")
    i += 2 * text.startswith(("应为", "应是"), i)  # a correction: 局长应为|周若琳
    if text[i : i + 1] in ("、", ","):
        return []
    e = person_at(scene, i)
    if e is None:
        return []
    return [(i, e), *_listed(scene, e)]


def _listed(scene: Scene, end: int) -> list[tuple[int, int]]:
    text = scene.text
    found: list[tuple[int, int]] = []
    while text[end : end + 1] in ("、", "和", "与", " ") and end < len(text):
        e = person_at(scene, end + 1)
        if e is None or POSITION.match(text, end + 1):
            break
        found.append((end + 1, e))
        end = e
    return found


def _before(scene: Scene, end: int, trusted: bool) -> int | None:
    """Where a name begins that ends here: after a post, a place, a comma or a quotation."""
    text = scene.text
    for length in (3, 2, 4):
        b = end - length
        if b < 0 or not scene.text[b:end].isalpha():
            continue
        if length == 4 and text[b : b + 2] not in COMPOUND:
            continue
        known = scene.word_at(b).begin == b and (b == 0 or not text[b - 1].isalpha() or scene.edge(b))
        free = (
            b == 0
            or _CLAUSE_START.search(text, max(0, b - 3), b) is not None
            or b in scene.fixed
            or _role_ends(text, b)
        )
        if known and free and person_at(scene, b, trusted) == end:
            word = scene.word_at(b)
            if length == 2 and word.end == end and not word.tag.startswith("nr") and text[b] not in COMMON:
                continue
            return b
    return None


def _role_ends(text: str, i: int) -> bool:
    return any(m.end() == i for m in POSITION.finditer(text, max(0, i - 14), i))
