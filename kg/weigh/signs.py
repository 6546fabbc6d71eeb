"""What speaks for or against a thing as that which a number is said of: signs, short strings with learned weights.

A sign that goes by the number and the thing's kind alone is worked out once for all things of a kind.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

from kg.model import Measure
from kg.resolve.local import Local
from kg.weigh.article import ROLES, Candidate, Story, bucket

_CUES = tuple(
    "他 她 我 咱 俺 自己 家 全县 全市 全区 全镇 全村 全省 该 公司 企业 集团 项目 工程 学校 医院 中心 园区 合作社"
    " 村里 镇里 县里 市里 区里 厂里 这里 这家 其 每 均 比 占 其中 双方 活动 警方 民警 价".split()
)
"""Words of the number's clause that tell what it speaks of."""
_KEPT = 1 << 14
"""How many bundles of signs are kept."""
FAR = 6
"""Of the things last spoken of, how many are weighed; those of the headline and others that stand out besides."""


Bundle: TypeAlias = tuple[str, ...]
"""Signs that go together: built once, and their weights added up once."""


@dataclass(frozen=True, slots=True)
class Told:
    """A number of the article that has been given its subject, or none."""

    measure: Measure
    subject: Local | None


class Signs:
    """The signs for one number: `at` is its place, `proposed` whom the rules say, `earlier` the numbers before it."""

    def __init__(self, story: Story, measure: Measure, proposed: Local | None, earlier: Sequence[Told]) -> None:
        self.story, self.measure, self.proposed, self.earlier = story, measure, proposed, earlier
        self.at = at = measure.number.begin
        text = story.text
        self._sentence = story.sentence(at)
        self._sentence_begin = story.centre.sentence_begin(at)
        self._paragraph = story.centre.paragraph(at)
        self._paragraph_begin = story.centre.paragraph_begin(at)
        clause = max(story.clause_begin(at), self._sentence_begin)
        self._opening = text[clause : min(clause + 2, at)]
        self._said = (text[clause:at], text[self._sentence_begin : at])
        self._cues = [cue for cue in _CUES if cue in self._said[0]]
        end = measure.number.end
        self._left = (text[at - 1 : at], text[at - 2 : at])
        self._right = (text[end : end + 1], text[end : end + 2])
        self._speaks = story.centre.speech(at)
        self._words = sorted({*measure.indicator[:6]})
        self._indicator = set(measure.indicator)
        self._so_far = Counter(t.subject for t in earlier if t.measure.number.begin >= self._paragraph_begin)
        self._lasts = {c.thing: c.last(at) for c in story.candidates}
        self._behind = {c.thing: self._follows(c) for c in story.candidates}
        self._order = sorted(story.candidates, key=lambda c: -self._lasts[c.thing])
        self._rank: dict[Local, int] = {}
        ranks: Counter[str] = Counter()
        for c in self._order:
            self._rank[c.thing] = ranks[c.kind]
            ranks[c.kind] += 1
        headed = ((c.heads[n - 1], c) for c in story.candidates if (n := bisect_left(c.heads, at)))
        heading = sorted(headed, key=lambda x: -x[0])
        self._heading = {c.thing: (n, begin) for n, (begin, c) in enumerate(heading)}
        self._near: dict[str, Local] = {}
        for begin, c in heading:
            if begin < self._paragraph_begin:
                break
            for role in c.roles:
                self._near.setdefault(role, c.thing)
        self._nearest = set(self._near.values())

    def candidates(self) -> Iterator[Candidate]:
        """The things worth weighing."""
        chosen = {*self._nearest, self.proposed, *(told.subject for told in self.earlier[-1:])}
        for n, c in enumerate(self._order):
            if (
                self._speaks
                and c.thing is self._speaks.who
                and not self._speaks.private
                and c.thing is not self.proposed
            ):
                continue  # who says something by his post does not say it of himself
            stands_out = c.titled or c.central or c.thing in chosen or self._behind[c.thing] is not None
            if n < FAR or stands_out:
                yield c

    def _follows(self, c: Candidate) -> int | None:
        """Where the thing is named behind the number, in its clause."""
        n = bisect_left(c.begins, self.at)
        if n == len(c.begins):
            return None
        begin = c.begins[n]
        return begin if begin - self.at < 60 and not self.story.clauses(self.at, begin) else None

    def of_number(self) -> list[str]:
        """What the number's own words say, for all things of a kind alike."""
        m = self.measure
        return [
            f"unit {m.quantity.unit}",
            *(f"left {near}" for near in self._left),
            *(f"right {near}" for near in self._right),
            f"ends {m.indicator[-2:]}",
            f"opening {self._opening}",
            f"status {m.status}",
            f"rule {m.rule}",
            *(f"word {w}" for w in self._words),
            *(f"cue {cue}" for cue in self._cues),
            *(["unsaid"] if self._speaks is None else ()),
        ]

    def of(self, c: Candidate) -> list[Bundle]:
        """What speaks for one thing: where it stands, what part it plays, what was said of it before."""
        kind, thing, text = c.kind, c.thing, self.story.text
        last = self._lasts[thing]
        place = self._place(c, last)
        n, headed = self._heading.get(thing, (None, -1))
        unit, indicator = self.measure.quantity.unit, self.measure.indicator
        standing = _standing(
            kind,
            place,
            "-" if n is None else bucket(n, 0, 1, 2, 4),
            c.leads,
            headed >= self._paragraph_begin,
            bucket(self._rank[thing], 0, 1, 3),
            min(len(c.characters & self._indicator), 3),
        )
        more = []
        if thing.name in indicator:
            more.append(f"within {kind}")
        if self._speaks is not None:
            part = "who" if thing is self._speaks.who else "body" if thing is self._speaks.body else "other"
            more += [f"speaker {part} {kind}", f"speaker {part} {self._speaks.private:d}"]
        if thing is self.proposed:
            more += [f"proposed {self.measure.rule}", "proposed", f"proposed {kind}"]
        if thing in self._nearest:
            for role in c.roles:
                if self._near.get(role) is thing:
                    more += [f"near {role}", f"near {role} {unit}"]
        more += c.central
        follows = self._behind[thing]
        if follows is not None:
            more.append(f"follows {bucket(follows - self.at, 6, 12, 20)} {kind} {text[follows - 1 : follows]}")
        for part, words in zip(("clause", "sentence"), self._said, strict=True):
            if last < self.at - len(words) and thing.name[-2:] in words:
                more += [f"echo {part}", f"echo {part} {kind}"]  # 笔庄有工人28名, of 墨香笔庄
                break
        told = [c.signs, standing, _named(thing.name[-1:], unit, indicator[-1:]), self._chain(c, place), tuple(more)]
        return [*told, self._around(c, last, place)] if place.startswith("clause") else told

    def of_none(self) -> Bundle:
        """What speaks for the number's being said of nothing that the article names."""
        m = self.measure
        last = self.earlier[-1] if self.earlier else None
        signs = [
            "none",
            f"none unit {m.quantity.unit}",
            f"none rule {m.rule}",
            f"none left {self._left[0]}",
            f"none right {self._right[0]}",
            f"none opening {self._opening}",
            *(f"none word {w}" for w in self._words),
            *(f"none without {role}" for role in ROLES if role not in self._near),
        ]
        if last is not None:
            signs.append(f"none after {self._distance(last)} {last.subject is None:d}")
        return tuple(signs)

    def _place(self, c: Candidate, last: int) -> str:
        """Where a thing was spoken of last, seen from the number."""
        if last < 0:
            return "behind" if self._behind[c.thing] is not None else "headline" if c.titled else "later"
        head = "h" if (n := bisect_left(c.heads, last)) < len(c.heads) and c.heads[n] == last else "m"
        apart = self._sentence - self.story.sentence(last)
        if not apart:
            return f"clause{bucket(self.story.clauses(last, self.at), 0, 1, 2, 4)}{head}"
        if last >= self._paragraph_begin:
            return f"sentence{bucket(apart, 1, 2, 4)}{head}"
        return f"paragraph{bucket(self._paragraph - self.story.centre.paragraph(last), 1, 3)}{head}"

    def _around(self, c: Candidate, last: int, place: str) -> Bundle:
        """The words around a thing that the number's own sentence names."""
        text = self.story.text
        n = bisect_left(c.begins, last)
        end = c.ends[n] if n < len(c.begins) and c.begins[n] == last else last
        clause = max(self.story.clause_begin(last), self._sentence_begin)
        lead = bucket(last - clause, 0, 2, 5, 10)
        between = sum(1 for v in self._lasts.values() if end <= v < self.at)
        return (
            f"before {text[last - 1 : last]}",
            f"before {text[last - 2 : last]}",
            f"after {text[end : end + 1]}",
            f"after {c.kind} {text[end : end + 1]}",
            f"after {text[end : end + 2]}",
            f"lead {lead} {place}",
            f"between {bucket(between, 0, 1, 2)} {place}",
        )

    def _distance(self, told: Told) -> str:
        at = told.measure.number.begin
        if at >= self._sentence_begin:
            return "sentence"
        return "paragraph" if at >= self._paragraph_begin else "article"

    def _chain(self, c: Candidate, place: str) -> Bundle:
        """What the numbers before say for a thing: it mostly goes on."""
        if not self.earlier:
            return ()
        last = self.earlier[-1]
        same = self._so_far[c.thing]
        if last.subject is not c.thing:
            return _another(self._distance(last), last.subject is None, c.kind, min(same, 3))
        m = self.measure
        return _again(self._distance(last), c.kind, m.indicator[-1:], m.rule, place, min(same, 3))


@lru_cache(maxsize=_KEPT)
def _standing(kind: str, place: str, heading: str, leads: bool, here: bool, back: str, shares: int) -> Bundle:
    return (
        f"place {place}",
        f"place {place} {kind}",
        f"heading {heading}",
        f"heading {heading} {kind}",
        f"place {place} heading {heading}",
        f"place {place} leads {leads:d}",
        f"here {here:d} {kind}",
        f"back {back} {kind}",
        f"shares {shares} {kind}",
    )


@lru_cache(maxsize=_KEPT)
def _named(last: str, unit: str, of: str) -> Bundle:
    return (f"named {last} {unit}", f"named {last} of {of}")


@lru_cache(maxsize=_KEPT)
def _another(distance: str, none: bool, kind: str, so_far: int) -> Bundle:
    return (f"another {distance} {none:d} {kind}", f"so far {so_far}")


@lru_cache(maxsize=_KEPT)
def _again(distance: str, kind: str, ends: str, rule: str, place: str, so_far: int) -> Bundle:
    return (
        f"again {distance}",
        f"again {distance} {kind}",
        f"again {distance} {ends}",
        f"again {distance} {rule}",
        f"again {distance} {place}",
        f"so far {so_far}",
    )
