"""Who wrote an article and whom it is about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.model import Article, Mention, Span
from kg.resolve.article import Local, Resolved
from kg.resolve.centre import Seen
from kg.resolve.statements import Statement
from kg.schema import is_a
from kg.text import clean

_PROPERTY = {"reporter": "hasReporter", "correspondent": "hasCorrespondent", "photographer": "hasPhotographer"}
_ACTING = ("Organization", "AdministrativeArea", "IndustrialPark", "Person")


def bylines(article: Article, text: str, things: list[Local]) -> Iterator[Statement]:
    """The credits as statements; adds the journalists and their papers to `things`."""
    known: dict[str, Local] = {}
    for credit in article.credits:
        name = clean(text[credit.name.begin : credit.name.end])
        person = known.get(name)
        if person is None:
            person = known[name] = Local(name, {"Journalist"}, {name: None}, [credit.name], nested=False)
            things.append(person)
        yield Statement(None, _PROPERTY[credit.role], person, None, credit.quote, credit.quote, f"byline:{credit.role}", "asserted", 0.98)
        if credit.employer is not None:
            paper_name = clean(text[credit.employer.begin : credit.employer.end])
            if paper_name not in ("晚报", "日报", "早报", "晨报"):
                paper = next((t for t in things if t.name == paper_name and t.is_a("MediaOrganization")), None)
                if paper is None:
                    paper = Local(paper_name, {"MediaOrganization"}, {paper_name: None}, [credit.employer], nested=False)
                    things.append(paper)
                yield Statement(person, "worksFor", paper, None, Span(credit.employer.begin, credit.name.end), credit.quote, "byline:paper", "asserted", 0.96)


def about(units: Sequence[Seen], resolved: Resolved) -> Iterator[Statement]:
    """The acting parties named in the headline and the lead: the subject of the first clause that has one, with those joined to it."""
    subjects = {s.begin: s.thing for s in resolved.centre.subjects if s.thing.is_a(*_ACTING)}
    done: set[int] = set()
    for kind in ("headline", "sentence"):
        for unit in units:
            if unit.kind != kind or not any(m.begin in subjects for m in unit.mentions):
                continue
            first = next(k for k, m in enumerate(unit.mentions) if m.begin in subjects)
            headed = bool(done)
            for m in _joined(unit, first):
                thing = resolved.thing(m)
                if thing is not None and id(thing) not in done and not m.anaphor and (not headed or thing.is_a("Person")):
                    done.add(id(thing))
                    yield Statement(None, "about", thing, None, m.span, unit.span, f"about:{kind}", "asserted", 0.9)
            break


def _joined(unit: Seen, first: int) -> list[Mention]:
    """A subject and the parties joined to it: A、B联合…; A联合B,…."""
    found = [unit.mentions[first]]
    positions = [i for i, c in enumerate(unit.coded) if 0xF0000 <= ord(c) <= 0xF00FF]
    for k in range(first, len(unit.mentions) - 1):
        between = unit.coded[positions[k] + 1 : positions[k + 1]]
        if between not in ("、", "和", "与", "联合", "会同", "携手") or not any(is_a(unit.mentions[k + 1].type, c) for c in _ACTING):
            break
        found.append(unit.mentions[k + 1])
    return found
