"""Roads by the places that they join, and works on them: 国道312线青石至桐江段路面修复工程."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.lexicon.words import FUNCTION, GOVERNING
from kg.mentions.scene import Scene
from kg.model import Mention
from kg.schema import is_a

_TO = re.compile(
    r"至(?P<to>[\u4e00-\u9fff]{2,6}?)(?P<way>段|\d{2,4}千伏线路|千伏线路|高速公路|一级公路|公路|高速铁路|高速|高铁|铁路|快速路|道路)(?![口上旁边])"
    r"(?P<works>[\u4e00-\u9fff]{0,8}?(?:工程|项目))?"
)
_ROAD_AHEAD = re.compile(
    r"(?:[GSXYC]\d{2,4}线?|[国省县乡]道[A-Z]?\d{2,4}线?|[\u4e00-\u9fff]{2}(?:高速铁路|高铁|高速公路|高速|铁路|公路|线|[江河渠]))$"
)
_SHORT = re.compile(r"(?:^|[的、,。;])(?P<own>[\u4e00-\u9fff]{2,3})$")
_BECAUSE = re.compile(
    r"因(?P<works>[\u4e00-\u9fff]{2,6}?[路街道巷桥村镇站区河][\u4e00-\u9fff]{0,10}?(?:改造|迁改|改迁|整治|维修|抢修|修缮|扩建|升级|更换))(?:工程)?(?:施工)?(?:需要)?,"
)
_NO_PLACE_TAGS = ("v", "t", "m", "r", "d", "p", "c")
_LONGEST = 6


def stretches(scene: Scene) -> Iterator[Mention]:
    """The stretches of roads in a unit, and the works that are named by them."""
    text = scene.text
    for m in _TO.finditer(text):
        begin = _from(scene, m.start())
        first = scene.word_at(m.start("to"))
        if begin is None or (first.begin == m.start("to") and first.tag[:1] in _NO_PLACE_TAGS and len(first.text) > 1):
            continue
        if (road := _ROAD_AHEAD.search(text, 0, begin)) is not None:
            begin = road.start()
        elif m["way"] == "段" and m["works"] is None:
            continue  # a stretch of no road that is told
        while (area := scene.fixed.get(begin)) is not None and is_a(area.type, "AdministrativeArea"):
            begin = area.begin
        end = m.end() if m["works"] else m.end("way")
        yield Mention(begin, end, ("Project" if m["works"] else "Road",), text[begin:end])


def _from(scene: Scene, end: int) -> int | None:
    """Where the name of the place that ends at `end` begins; None for what is no place."""
    place = scene.fixed.get(end)
    if place is not None:
        return place.begin if is_a(place.type, "Place") else None
    begin = end
    while begin > 0 and end - begin < _LONGEST and begin not in scene.fixed:
        word = scene.word_before(begin)
        plain = re.fullmatch(r"[\u4e00-\u9fff]+", word.text) is not None
        if not plain or word.text in FUNCTION or word.text in GOVERNING or word.tag[:1] in _NO_PLACE_TAGS:
            break
        if end - word.begin > _LONGEST or (word.text.endswith(("线", "高铁", "高速", "铁路", "公路")) and begin < end):
            break
        begin = word.begin
    if end - begin < 2 and (short := _SHORT.search(scene.text, 0, end)) is not None:
        return short.start("own")
    return begin if end - begin >= 2 else None


def water_stops(scene: Scene) -> Iterator[Mention]:
    """The works for which a notice says that water or a road is cut off: 因青石路供水管网改造,…."""
    for m in _BECAUSE.finditer(scene.text):
        yield Mention(m.start("works"), m.end("works"), ("Project",), m["works"])
