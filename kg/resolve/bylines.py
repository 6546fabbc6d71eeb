"""Who wrote an article and whom it is about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.model import Article, Mention, Span
from kg.resolve.article import Local, Resolved
from kg.resolve.statements import Statement
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


def about(article: Article, units: Sequence[tuple[Span, str, str, Sequence[Mention]]], resolved: Resolved) -> Iterator[Statement]:
    """The acting parties named in the headline, else in the lead: the subjects of its first clause that has one."""
    for kind in ("headline", "sentence"):
        found: dict[int, tuple[Local, Span]] = {}
        for span, unit_kind, _, mentions in units:
            if unit_kind != kind:
                continue
            subjects = {p for p, _ in resolved.centre.subjects}
            for m in mentions:
                thing = resolved.thing(m) if not m.anaphor else None
                if thing is not None and thing.is_a(*_ACTING) and m.begin in subjects:
                    found.setdefault(id(thing), (thing, span))
            if found:
                break
        for thing, span in found.values():
            at = next(s for s in thing.spans if span.begin <= s.begin < span.end)
            yield Statement(None, "about", thing, None, at, span, f"about:{kind}", "asserted", 0.9)
        if found:
            return
