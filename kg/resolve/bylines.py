"""Who wrote an article and whom it is about."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Sequence

from kg.mentions.words import words
from kg.model import Article, Mention, Span
from kg.resolve.centre import Seen
from kg.resolve.local import Local
from kg.resolve.resolved import Resolved
from kg.resolve.statements import Statement
from kg.rules.template import class_range, positions
from kg.schema import is_a
from kg.text import clean

_PROPERTY = {"reporter": "hasReporter", "correspondent": "hasCorrespondent", "photographer": "hasPhotographer"}
_SURE = {"headline": 0.88, "sentence": 0.75}
_ACTED_ON = ("Project", "Event", "Facility")
"""What else a headline may be about."""
_ACTING = ("Organization", "AdministrativeArea", "IndustrialPark", "Person")
_SCENE = re.compile(
    rf"^(?:[{class_range('Time')}],?)?[\u4e00-\u9fff]{{0,4}}在[{class_range('Place')}]*([{class_range('|'.join(_ACTING))}])"
)


def bylines(article: Article, text: str, things: list[Local]) -> Iterator[Statement]:
    """The credits as statements; adds the journalists and their papers to `things`."""
    known: dict[str, Local] = {}
    agency = _agency(article, text, things)
    for credit in article.credits:
        name = clean(text[credit.name.begin : credit.name.end])
        person = known.get(name)
        if person is None:
            person = known[name] = Local(name, {"Journalist"}, {name: None}, [credit.name], nested=False)
            things.append(person)
        yield Statement(
            None,
            _PROPERTY[credit.role],
            person,
            None,
            credit.quote,
            credit.quote,
            f"byline:{credit.role}",
            "asserted",
            0.98,
        )
        if agency is not None and credit.role == "reporter":
            yield Statement(
                person,
                "worksFor",
                agency,
                None,
                Span(agency.spans[0].begin, credit.name.end),
                credit.quote,
                "byline:agency",
                "asserted",
                0.95,
            )
        if credit.employer is not None:
            paper_name = clean(text[credit.employer.begin : credit.employer.end])
            if paper_name not in ("晚报", "日报", "早报", "晨报"):
                paper = next((t for t in things if t.name == paper_name and t.is_a("MediaOrganization")), None)
                if paper is None:
                    paper = Local(
                        paper_name, {"MediaOrganization"}, {paper_name: None}, [credit.employer], nested=False
                    )
                    things.append(paper)
                yield Statement(
                    person,
                    "worksFor",
                    paper,
                    None,
                    Span(credit.employer.begin, credit.name.end),
                    credit.quote,
                    "byline:paper",
                    "asserted",
                    0.96,
                )


_AGENCY = re.compile(
    r"据?(?P<name>新华社|中新社|中国新闻社|人民日报社?|央视新闻|中央广播电视总台)[^。]{0,16}?(?:电|讯|消息)"
    r"|(?P<paper>(?!本)[\u4e00-\u9fff]{2,6}(?:日报|晚报|晨报|都市报|商报|早报|时报|融媒体?(?:中心)?|传媒))(?:\d{1,2}月\d{1,2}日)?讯"
)


def _agency(article: Article, text: str, things: list[Local]) -> Local | None:
    """The news agency or the paper whose dispatch the article is, by its dateline."""
    m = _AGENCY.match(text, article.begin, min(article.begin + 30, article.end))
    if m is None:
        return None
    group = m.lastgroup or ""
    span, name = Span(*m.span(group)), m[group]
    thing = next((t for t in things if t.name == name), None)
    if thing is None:
        thing = Local(name, {"MediaOrganization"}, {name: None}, [span], nested=False)
        things.append(thing)
    return thing


def about(units: Sequence[Seen], resolved: Resolved) -> Iterator[Statement]:
    """The acting parties named in the headline and the lead: the subject of the first clause that has one, with those joined to it."""
    subjects = {
        s.begin: s.thing
        for s in resolved.centre.subjects
        if s.heads and (s.thing.is_a(*_ACTING) or (s.thing.is_a(*_ACTED_ON) and resolved.centre.in_headline(s.begin)))
    }
    subjects |= _scene(units, resolved, subjects)
    main = resolved.centre.main([s for s in resolved.centre.subjects if s.heads])
    done: dict[int, Local] = {}
    for kind in ("headline", "sentence"):
        for unit in units:
            if unit.kind != kind or unit.paragraph > 0 or not any(m.begin in subjects for m in unit.mentions):
                continue
            first = next(k for k, m in enumerate(unit.mentions) if m.begin in subjects)
            headed = bool(done)
            for m in _joined(unit, first):
                by_force = any(f.begin == m.end and f.name == "警方" for f in unit.mentions)
                thing = resolved.force_of(m.name) if by_force else resolved.thing(m)
                if (
                    thing is not None
                    and id(thing) not in done
                    and not m.anaphor
                    and (
                        not headed or (thing.is_a("Person") and (thing is main or _of_one(m, done.values(), resolved)))
                    )
                    and not (kind == "sentence" and thing.is_a("Town", "Subdistrict") and thing is not main)
                    and not _stands_by(unit, m, kind, resolved)
                ):
                    done[id(thing)] = thing
                    yield Statement(
                        None, "about", thing, None, m.span, unit.span, f"about:{kind}", "asserted", _SURE[kind]
                    )
            break


def _of_one(person: Mention, parties: Iterable[Local], resolved: Resolved) -> bool:
    """Whether somebody is told with a post at one of some parties, or at a branch of it: X集团(中国)|董事长|周启明一行."""
    body = resolved.before(person.begin, "Organization")
    return body is not None and body.name.startswith(tuple(p.name for p in parties))


_UNTOUCHED = re.compile(r"[^,。]{0,6}不受影响")
_NOUN_BEHIND = re.compile(r"[\u4e00-\u9fff]{2,8}")
_CHAIRS = re.compile(r"(?:主持|致辞|出席|参加|列席)[^。]{0,6}(?:$|[,。])")


def _stands_by(unit: Seen, mention: Mention, kind: str, resolved: Resolved) -> bool:
    """Whether a mention is not what the clause is about: whose the next noun is, who only takes the chair."""
    at = positions(unit.coded)[unit.mentions.index(mention)] + 1
    if _UNTOUCHED.match(unit.coded, at):
        return True
    if is_a(mention.type, "Person"):
        return kind == "sentence" and _CHAIRS.match(unit.coded, at) is not None
    behind = _NOUN_BEHIND.match(unit.coded, at)
    if kind == "headline" and behind is not None and is_a(mention.type, "AdministrativeArea"):
        word = words(behind[0])[0]
        return word.text in ("警方", "民警") or (
            word.tag == "n" and len(word.text) > 1 and not resolved.at_home(mention)
        )
    return False


def _scene(units: Sequence[Seen], resolved: Resolved, subjects: Container[int]) -> dict[int, Local]:
    """Where a lead is set that has no subject with a name: 在阿岗镇木冲格村,村民忙着采收."""
    lead = next((unit for unit in units if unit.kind == "sentence"), None)
    if lead is None or any(m.begin in subjects for m in lead.mentions) or not (m := _SCENE.match(lead.coded)):
        return {}
    site = lead.mentions[positions(lead.coded).index(m.start(1))]
    thing = resolved.thing(site)
    return {site.begin: thing} if thing is not None else {}


def _joined(unit: Seen, first: int) -> list[Mention]:
    """A subject and the parties joined to it: A、B联合…; A联合B,…."""
    found = [unit.mentions[first]]
    places = positions(unit.coded)
    for k in range(first, len(unit.mentions) - 1):
        between = unit.coded[places[k] + 1 : places[k + 1]]
        if between not in ("、", "和", "与", "联合", "会同", "携手") or not any(
            is_a(unit.mentions[k + 1].type, c) for c in _ACTING
        ):
            break
        found.append(unit.mentions[k + 1])
    return found
