"""The numbers of an article, each given to the thing that it is said of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kg.measures.read import BARE
from kg.model import Measure
from kg.resolve.local import Local
from kg.resolve.resolved import Resolved
from kg.resolve.statements import Amount
from kg.weigh.article import Story
from kg.weigh.choice import choose

_COUNTRYSIDE = re.compile(
    r"单产|总产|亩产|产量|播种面积|种植面积|进出口|出口额|增加值|总产值|覆盖率|满意度|安全感|森林|空气|水质|就业率|游客|旅游收入|投资额|外资"
)
"""What an area has and no bureau: 农业局派出工作队,力争秋粮单产提高1.5%."""


def _governed(body: Local) -> Local:
    """The area of a bureau; anything else as it is."""
    areas = [o for o in body.inside.values() if o.is_a("AdministrativeArea")] if body.is_a("GovernmentBody") else []
    return max(areas, key=lambda o: len(o.name), default=body)


_ELSE_OF = {"Village": ("Organization", "AdministrativeArea")}
"""What a dropped subject stands for where nothing of its own class is spoken of: 村民 a town's."""


def amounts(found: Iterable[Measure], resolved: Resolved, text: str) -> Iterator[Amount]:
    """The measures whose subject stands for something. `text` is the page's."""
    measures = sorted(found, key=lambda m: m.number)
    if not measures:
        return
    proposals = [(m, proposed(m, resolved)) for m in measures]
    story = Story.of(resolved.things, resolved.centre, text)
    for m, choice in zip(measures, choose(story, proposals), strict=True):
        if choice.subject is not None:
            speaker = resolved.thing(m.speaker) if m.speaker is not None else None
            yield Amount(choice.subject, m, choice.confidence, speaker)


def proposed(m: Measure, resolved: Resolved) -> Local | None:
    """What the rules take a number to be said of."""
    if m.rule == BARE:
        return None
    dropped = m.subject.anaphor and m.subject.begin == m.subject.end
    subject = resolved.thing(m.subject, *(m.subject.type.split("|") if m.subject.anaphor else ()))
    if subject is None and dropped:
        others = _ELSE_OF.get(m.subject.type)
        subject = resolved.thing(m.subject, *others) if others else None
    said_there = not m.subject.anaphor and m.quote.begin <= m.subject.begin < m.quote.end
    if subject is not None and not said_there and _COUNTRYSIDE.search(m.indicator):
        subject = _governed(subject)
    return subject
