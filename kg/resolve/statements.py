"""Claims of an article become statements about its things: slots replaced, the contract kept, titles read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.lexicon.positions import NO_POSTS, OFFICES
from kg.model import Claim, Measure, Mention, Modality, Span
from kg.resolve.contract import LITERALS, PROPERTIES, allowed
from kg.resolve.local import Local
from kg.resolve.posts import body, title
from kg.resolve.resolved import Resolved
from kg.schema import SYMMETRIC


@dataclass(frozen=True, slots=True)
class Statement:
    """A fact within an article. `subject` None is the article; `object` a thing, or a literal with its `datatype`."""

    subject: Local | None
    predicate: str
    object: Local | str
    datatype: str | None
    quote: Span
    sentence: Span
    rule: str
    modality: Modality
    confidence: float
    speaker: Local | None = None


@dataclass(frozen=True, slots=True)
class Tenure:
    """A post that a person holds at a body, as one article says."""

    person: Local
    body: Local
    title: str
    quote: Span
    sentence: Span
    rule: str
    modality: Modality
    confidence: float


@dataclass(frozen=True, slots=True)
class Amount:
    """A measure whose subject is known, and how surely."""

    subject: Local
    measure: Measure
    confidence: float
    speaker: Local | None


BOTH = "双方"
"""The anaphor that stands for two."""


def statements(claims: Iterable[Claim], resolved: Resolved) -> Iterator[Statement]:
    """The statements that the claims make; one whose slot stands for nothing, or outside the contract, makes none."""
    pair: tuple[Local, Local] | None = None
    claims = list(claims)
    idle = _without_post(claims)
    for claim in claims:
        if claim.predicate == "worksFor" and _post_key(claim) in idle:
            continue
        if claim.subject is not None and claim.subject.name == BOTH:
            yield from _both(claim, pair, resolved)
            continue
        subject = _thing(claim.subject, claim.predicate, 0, resolved)
        if subject is None and claim.subject is not None:
            continue
        made = _object(claim, resolved)
        if made is None:
            continue
        obj, datatype = made
        if claim.predicate == "jobTitle" and isinstance(obj, str) and "兼" in obj[1:-1]:
            for part in obj.split("兼"):
                yield Statement(
                    subject,
                    "jobTitle",
                    part,
                    "zh",
                    claim.quote,
                    claim.sentence,
                    claim.rule,
                    claim.modality,
                    claim.confidence,
                )
            continue
        if isinstance(obj, Local):
            if obj is subject or (subject is not None and not allowed(claim.predicate, subject.types, obj.types)):
                continue
        elif subject is None or not subject.is_a(*LITERALS.get(claim.predicate, ("Person",))):
            continue
        dropped = claim.subject is not None and claim.subject.anaphor
        if claim.predicate == "produces" and isinstance(obj, Local):
            obj.types = {"Product"}
        if dropped and subject is not None and claim.predicate in _GOVERNMENTS_DO:
            subject = _government(subject)
        if claim.predicate in SYMMETRIC and subject is not None and isinstance(obj, Local):
            pair = (subject, obj)
        yield Statement(
            subject,
            claim.predicate,
            obj,
            datatype,
            claim.quote,
            claim.sentence,
            claim.rule,
            claim.modality,
            round(claim.confidence - (0.03 if dropped else 0.0), 2),
            _thing(claim.speaker, "", 0, resolved),
        )


_OF_A_BODY = ("成员", "代表", "干部", "专家")
"""Roles that are no posts, but held at a body."""


def _post_key(claim: Claim) -> tuple[str, Span, int]:
    """What claims of one reading share: rule, quote and person."""
    return claim.rule, claim.quote, claim.subject.begin if claim.subject is not None else -1


def _without_post(claims: Iterable[Claim]) -> set[tuple[str, Span, int]]:
    """The readings in which somebody is called nothing but a villager or a resident: he works for nobody there."""
    called: dict[tuple[str, Span, int], bool] = {}
    for claim in claims:
        if claim.predicate == "jobTitle" and isinstance(claim.object, Mention):
            role = claim.object.name
            idle = (role in NO_POSTS or role.endswith("户")) and role not in _OF_A_BODY
            called[_post_key(claim)] = called.get(_post_key(claim), True) and idle
    return {key for key, idle in called.items() if idle}


_GOVERNMENTS_DO = ("implements", "develops", "organizes", "undertakes")


def _government(body: Local) -> Local:
    """The area, when a committee or government is carried on as subject: the area stands for its government."""
    area = next(
        (
            o
            for o in body.inside.values()
            if o.is_a("AdministrativeArea") and body.name in (o.name + "委", o.name + "政府", o.name + "人民政府")
        ),
        None,
    )
    return area if area is not None else body


def _both(claim: Claim, pair: tuple[Local, Local] | None, resolved: Resolved) -> Iterator[Statement]:
    """What is said of 双方: of the two that the article last joined; of each other when the rule says so."""
    if pair is None:
        return
    confidence = round(claim.confidence - 0.05, 2)
    if claim.object == BOTH:
        yield Statement(
            pair[0], claim.predicate, pair[1], None, claim.quote, claim.sentence, claim.rule, claim.modality, confidence
        )
        return
    made = _object(claim, resolved)
    for one in pair:
        if made is not None and isinstance(made[0], Local) and allowed(claim.predicate, one.types, made[0].types):
            yield Statement(
                one, claim.predicate, made[0], None, claim.quote, claim.sentence, claim.rule, claim.modality, confidence
            )


def _thing(mention: Mention | None, predicate: str, end: int, resolved: Resolved) -> Local | None:
    if mention is None:
        return None
    classes = PROPERTIES[predicate][end] if predicate in PROPERTIES else ()
    if mention.anaphor and mention.begin == mention.end:
        wanted = tuple(mention.type.split("|"))
        return resolved.thing(mention, *wanted)
    return resolved.thing(mention, *classes)


def _object(claim: Claim, resolved: Resolved) -> tuple[Local | str, str | None] | None:
    obj = claim.object
    if isinstance(obj, str):
        return obj, "zh"
    if obj.type == "Position":
        if claim.predicate == "worksFor":
            found = office(obj, resolved)
            return (found, None) if found else None
        if obj.name in NO_POSTS or obj.name.startswith(("原", "时任")):
            return None
        return title(obj.name, _beside(obj, resolved)), "zh"
    if obj.type == "Time":
        value = obj.when.value if obj.when and not obj.when.approximate else None
        if value is not None and "日" in obj.name and len(value) == 21:
            value = value[:10]  # 6月8日至10日: the first of its days
        if value is None or value.startswith("--") or "/" in value or len(value) < 7:
            return None
        return value, {4: "gYear", 7: "gYearMonth", 10: "date"}[len(value)]
    if obj.type == "Former":
        return obj.name, "zh"
    if obj.type in ("Quantity", "Etc"):
        return None
    thing = _thing(obj, claim.predicate, 1, resolved)
    return (thing, None) if thing else None


def office(post: Mention, resolved: Resolved) -> Local | None:
    """The body that a title itself names, among the article's things: 区长 → 金水区, 区委副书记 → 金水区委 (made if need be)."""
    area, rest = body(post, resolved)
    if area is None:
        return None
    return resolved.office(area, rest, post) if rest else area


def _beside(post: Mention, resolved: Resolved) -> Local | None:
    """The body right before a title, which the title's short form leans on."""
    for thing in resolved.things:
        if thing.is_a("Organization") and any(s.end == post.begin for s in thing.spans):
            return thing
    return None


def tenures(claims: Iterable[Claim], resolved: Resolved) -> Iterator[Tenure]:
    """Each post with its body, paired within the words that give both."""
    groups: dict[tuple[str, Span, int], list[Claim]] = {}
    for c in claims:
        if c.predicate in ("worksFor", "jobTitle") and c.subject is not None:
            groups.setdefault((c.rule, c.quote, c.subject.begin), []).append(c)
    for (rule, quote, _), group in groups.items():
        subject = group[0].subject
        person = resolved.thing(subject) if subject else None
        orgs = [
            t
            for c in group
            if isinstance(c.object, Mention)
            and c.object.type != "Position"
            and c.predicate == "worksFor"
            and (t := resolved.thing(c.object, "Organization", "AdministrativeArea", "IndustrialPark"))
        ]
        posts = list(
            dict.fromkeys(
                c.object
                for c in group
                if c.predicate == "jobTitle" and isinstance(c.object, Mention) and c.object.name not in NO_POSTS
            )
        )
        for post in posts:
            own = _beside(post, resolved)  # 浙江省委|常委、宁波市委|书记: each post at its own body
            beside = own if any(own is org for org in orgs) else orgs[0] if orgs else None
            held = office(post, resolved) or beside
            if person is not None and held is not None and held is not person:
                yield Tenure(
                    person,
                    held,
                    title(post.name, beside),
                    quote,
                    group[0].sentence,
                    rule,
                    group[0].modality,
                    group[0].confidence,
                )


def officials(found: Iterable[Statement]) -> None:
    """Mark as officials those who hold an office at a government or party body."""
    titles: dict[int, list[str]] = {}
    employers: dict[int, tuple[Local, bool]] = {}
    for s in found:
        if s.subject is None:
            continue
        if s.predicate == "jobTitle":
            titles.setdefault(id(s.subject), []).append(str(s.object))
        elif s.predicate == "worksFor" and isinstance(s.object, Local):
            public = s.object.is_a("GovernmentBody", "AdministrativeArea") and not s.object.is_a("Village")
            held = employers.get(id(s.subject), (s.subject, False))
            employers[id(s.subject)] = (s.subject, held[1] or public)
    for key, (person, public) in employers.items():
        if public and any(OFFICES.search(t) for t in titles.get(key, [])):
            person.types = {t for t in person.types if t != "Person"} | {"Official"}
