"""What a quantity measures: the noun phrase before it or after it."""

from __future__ import annotations

import re

from kg.lexicon.words import FUNCTION, GOVERNING, NOMINAL
from kg.mentions.words import Word, words
from kg.rules.template import ANY, class_range

_LINK = r"(?:突破|不高于|不低于|高于|低于|超过|超|逾|达到了?|达|可达|将达|将达到|(?<!签)约为?|近|不低于|不少于|不超过|至少|不足|为|是|至|到|增至|增加到|提升至|提升到|提高至|提高到|提高了?|降至|降到|升到|涨到|跌到|降回到?|回升[到至]|压[到至]|扩[到至]|减少到|减至|升至|扩大到|完成了?|实现了?|共计|共有|共|累计达?|总计|合计|有|拥有|已|了|各|再|近|仅|只|也|还|才|到了|占到|不到|还剩|仅剩|只剩|就剩|才剩|迈上|站上|跨上|跃上|压在|剩余|还差|一度|均|分别为?|分别|均为|高达|多达|稳定在|保持在|控制在|维持在|预计|计划|将|(?<!许)可|力争|确保|最高|最低|最大|平均|大约|接近|需要?|配备|(?<![布架铺开增新建敷])设有?|设置|安排|落实|达成|创|创造|争取|在|大于|小于|左右|第|:)"
_TRAILING_LINK = re.compile(rf"{_LINK}+$")
_GROWTH = re.compile(
    r"(?:同比|环比|较上年同期|比上年同期|较上年|比上年|较去年|比去年|按可比价|较年初)?,?(?:增长|增加|增幅达?|增|下降|(?<=[可再将又各约均])降|减少|降低|提高|提升|上升|回落|下滑|上涨|翻)(?:了|约|近|超|超过|达|至)?$"
)
_ATTENDED = re.compile(r"(?:应到|实到|到岗|到会)[\u4e00-\u9fff]{0,6}$")
_JUNK = re.compile(
    rf"(?:前(?=[修新建完])|等地?|的|了|和|与|及|其中|并|且|而|全部|建成后|达产后|投产后|届时|每年|全年|今年|去年|去年底|目前|现|现已|现有|已|将|可|预计|计划|力争|确保|要|使|让|带动|推动|促进|实现|完成|达到|全市|全区|全县|全镇|全省|该|本|一期|二期|截至|截止|至今|以来|共|共计|累计|总|均|均要求|吸引|吸纳|突出|坚持|轮流|目标|任务|项目|公司|企业(?=[年产销])|园区(?=[总年规现已入])|(?:大桥|隧道|工程|街区)(?=全长|总投资|占地|现有)|{'[' + ANY + ']'}|\s|,|、)"
)
_WHOLE = frozenset("全市 全区 全县 全镇 全省 其中 现有 建成后 达产后 投产后 截至 全年 每年 今年 去年".split())
_PUT = re.compile(rf"(?:“[^“”,;。]{{1,12}}”|[^,;。!?:“”{ANY}])*$")
_AFTER = re.compile(rf"^(?:的)?([^,;。!?:、“”()（）{ANY}]{{1,24}})")
_BOUND_WORDS = ("左右", "以上", "以下", "以内", "之多", "不等", "之间", "内", "前", "后", "时", "起", "来", "间")
_WITHIN = frozenset(
    "总 年 中 前 后 上 下 内 外 和 与 及 的 以 地 得 总投资 年产 占地 计划投资 重点 高质量 主要".split()
)
"""Function words that stand inside an indicator too."""

_INSIDE = frozenset("时 经 中 上 下 内 外".split())
"""Function words that also stand before the last character of a noun: 服务|时|长, 自动穿|经|机."""

_NUMBER = re.compile(f"[{class_range('Quantity')}]")
_FOR = frozenset("为 给 向 帮助".split())
"""What stands before those for whom something is done."""

_HEADS = frozenset("亩 户 人 日 月 年 村 校 件 单 头".split())
"""Of what an average is: 亩均增收."""

_BRINGS = frozenset("实现 完成 达到 坚持 突出 吸引 带动 形成 推动 促进 新建 成为 获得 争取".split())
"""Verbs that bring an indicator and are no part of it."""

_ENDS_PHRASE = frozenset(
    "的 在 被 和 与 及 等 为 将 已 均 正 也 都 就 由 以 用于 对 从 到 向 了 是 有 前 后 中 实现".split()
)
"""Words that end the noun phrase behind a quantity."""

_KEEP_TOTAL = re.compile(
    r"(?:总投资|总产值|总面积|总建筑面积|总占地|总产能|总产量|总收入|总用地|总人口|总装机|总长|总高)"
)


def before(left: str) -> tuple[str, str]:
    """The indicator that stands before a quantity, and the linking words between the two. `left` is the coded clause up to it."""
    run = _PUT.search(left)
    text = run[0].replace("“", "").replace("”", "") if run else ""
    if run and _NUMBER.match(left[: run.start()][-1:]):
        text = _past_counted(text)
    if attended := _ATTENDED.search(text):
        return attended[0], ""
    growth = _GROWTH.search(text)
    if growth:
        base = _strip(text[: growth.start()])
        return base + re.sub(r"[了约近超达至,]|超过", "", growth[0]), ""
    link = _TRAILING_LINK.search(text)
    head = text[: link.start()] if link else text
    return _strip(head), link[0] if link else ""


def _past_counted(text: str) -> str:
    """A text without the noun that the number before it counts, when a verb follows: 8600户|企业|办理退税."""
    noun = after(text)
    rest = words(text.removeprefix(noun))
    counted = words(noun)
    verb = rest[0].text if rest else ""
    done = verb == "发放贷款" or (len(rest) > 1 and len(verb) > 1 and (verb in GOVERNING or rest[0].tag == "v"))
    if counted and counted[-1].tag[:1] == "n" and done:
        return text.removeprefix(noun)
    return text


def _strip(text: str) -> str:
    """The noun phrase at a text's end, without what leads up to it."""
    cut = max((text.rfind(c) for c in ",;、"), default=-1)
    text = text[cut + 1 :]
    if total := _KEEP_TOTAL.search(text):
        return text[total.start() :]
    found = words(text)
    edges = {w.begin for w in found} | {len(text)}
    at = 0
    while (m := _JUNK.match(text, at)) and not _KEEP_TOTAL.match(text, at) and (m.end() in edges or m[0] in _WHOLE):
        at = m.end()  # 并|购 is no 并, 共享 no 共
    text = text[at:]
    found = words(text)
    start = 0
    for i, word in enumerate(found[:-1]):
        if word.text in _FOR and [w.tag[:1] for w in found[i + 1 : i + 3]] == ["n", "v"]:
            start = i + 2  # 为企业|减免关税
            continue
        first = i == start
        averaged = word.text == "均" and i > 0 and found[i - 1].text in _HEADS
        lone = word.text in _INSIDE and len(text) - word.end == 1 and i > 0
        if (word.text in FUNCTION and word.text not in _WITHIN and not averaged and not lone) or (
            first and (word.text == "的" or (word.tag == "v" and word.text in _BRINGS))
        ):
            start = i + 1
    return "".join(w.text for w in found[start:]).strip(" 的了")


def after(right: str) -> str:
    """The noun phrase that follows a quantity (242个三级重点谋划项目); '' when a verb or a sign follows."""
    m = _AFTER.match(right)
    found = words(m[1]) if m else []
    if not found or found[0].text in _BOUND_WORDS:  # 200个以上; but 200个前期项目
        return ""
    kept: list[str] = []
    for word, following in zip(found, (*(w.text for w in found[1:]), ""), strict=True):
        governs = word.text in GOVERNING and word.text not in NOMINAL and following not in ("项目", "工程")
        governs = governs or word.text == "发放贷款"  # one word to jieba
        if word.text in _ENDS_PHRASE or governs or (kept and _begins_predicate(word)):
            break
        kept.append(word.text)
    return "".join(kept).strip()


def _begins_predicate(word: Word) -> bool:
    """Whether a noun phrase is over before this word: a verb, adverb or preposition that is no part of a name."""
    if word.text in NOMINAL or word.text in ("重点", "高质量"):
        return False
    return word.tag in ("d", "p", "c") or (word.tag in ("v", "ad") and len(word.text) > 1)
