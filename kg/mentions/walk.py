"""The leftward walk: from the word that a name ends in to where the name begins."""

from __future__ import annotations

import re

from kg.mentions.generic import trim
from kg.mentions.quantities import SPECS
from kg.mentions.scene import Scene
from kg.mentions.stops import STOP_SIGNS, han, stops
from kg.mentions.words import Word
from kg.model import Mention
from kg.schema import is_a

_DECLARES = re.compile(r"\((?:以下|简称|下称|又称|原名|原)")
_PHASE = re.compile(r"[一二三四五六]期")
_SPANNED = ("Project", "Region", "Event")
"""What may be named from one end to the other."""
_CAPACITY = ("千瓦", "兆瓦", "吉瓦", "GW")
_PUT_IN = re.compile(r"(?:年产|装机|容量|规模|总|共|约|近|达|首批|为)$")
_YEAR_AHEAD = re.compile(r"20\d\d年$")
_RHETORICAL = re.compile(r"[两二三四五六七八九十]大$")
_LONGEST = 34


def walk(scene: Scene, head: int, cls: str) -> int:
    """Where the name begins whose last word, of class `cls`, begins at `head`. Equal to `head` when nothing precedes."""
    i = head
    while i > 0 and head - i < _LONGEST:
        sign = scene.text[i - 1]
        if sign == ")":
            j = scene.text.rfind("(", max(0, i - 14), i)
            aside = scene.text[j + 1 : i - 1]
            if j <= 0 or any(c in STOP_SIGNS or c.isdigit() for c in aside) or _DECLARES.match(scene.text, j):
                break
            i = j
            continue
        if sign == "”":
            j = scene.text.rfind("“", max(0, i - 26), i)
            if (
                j < 0
                or (i < head and cls == "Event" and scene.text[max(0, j - 1) : j] == "”")
                or "。" in scene.text[j:i]
                or "," in scene.text[j:i]
                or (i < head and is_a(cls, "Organization") and not is_a(cls, "Company"))
            ):
                break
            if scene.text[j - 1 : j] == "”" and cls == "Event":
                break  # “A”“B”对接活动: what stands in the marks are campaigns of their own
            i = j
            continue
        if sign == "—" and cls in _SPANNED and i > 2 and i < head and han(scene.text[i - 2]) and han(scene.text[i]):
            i -= 1  # 河口—青石产城融合示范带
            continue
        if sign in STOP_SIGNS and not (sign == "·" and i > 1 and han(scene.text[i - 2])):
            break
        fixed = scene.fixed.get(i)
        if fixed is not None and fixed.type != "Journalist":
            step = _over(scene, fixed, cls, scene.text.startswith(("有限", "股份"), head))
            if step is None:
                break
            i = step
            continue
        word = scene.word_before(i)
        inner = next((m for end, m in scene.fixed.items() if word.begin < end < i and m.type != "Journalist"), None)
        if inner is not None:
            word = Word(inner.end, i, scene.text[inner.end : i], "")
        if stops(scene, word, i == head, cls) or _RHETORICAL.search(scene.text, max(0, word.end - 2), word.end):
            break
        i = word.begin
    return trim(scene, i, head)


def _over(scene: Scene, fixed: Mention, cls: str, registered: bool) -> int | None:
    """Where the walk goes on after a certain mention, or None where it ends. `registered`: the firm's name is the full one."""
    if fixed.type == "Quantity":
        if cls == "Project" and fixed.quantity is not None and fixed.quantity.unit in _CAPACITY:
            return None if _PUT_IN.search(scene.text, 0, fixed.begin) else fixed.begin  # 青石100万千瓦风电项目
        spec = _PHASE.fullmatch(fixed.name) is not None or (fixed.quantity is not None and fixed.quantity.unit in SPECS)
        sitting = cls == "Event" and (fixed.name.endswith("届") or scene.text.startswith("届", fixed.begin - 1))
        return fixed.begin if (spec and cls != "Company") or sitting else None
    if cls == "Road" and is_a(fixed.type, "Organization"):
        return None
    if cls == "Region" and fixed.type == "Region":
        return fixed.begin  # 黄河|滩区
    if cls in ("Industry", "Product", "Town", "Region") and not is_a(fixed.type, "AdministrativeArea"):
        return None
    if cls in ("Industry", "Product"):
        return None
    if fixed.type == "Country" and cls == "Company" and not registered and not fixed.name.startswith(("中国", "中华")):
        return None  # 荷兰|启明花卉公司
    if (
        fixed.type == "Time"
        and cls == "Event"
        and (above := scene.fixed.get(fixed.begin))
        and (is_a(above.type, "Place") or above.type == "GovernmentBody")
    ):
        return fixed.begin  # 襄州区2024年二季度…活动
    if fixed.type == "Time" and cls == "Event" and _YEAR_AHEAD.search(scene.text, 0, fixed.begin):
        return fixed.begin  # 青石县2025年|清明|返乡人员专场招聘会
    if fixed.type in ("Time", "Person", "Position"):
        return None
    return fixed.begin
