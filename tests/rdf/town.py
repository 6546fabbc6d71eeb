"""A made-up town in which everything happens once: a page whose sentences spell out one fact each."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from kg.model import (
    Article,
    Document,
    Entity,
    Evidence,
    Fact,
    Item,
    Knowledge,
    Modality,
    Observation,
    Page,
    Sentence,
    Span,
)

from .sample import ident

THINGS = {
    "person": {"苏禾": ("Journalist",), "陆野": ("Journalist",), "程远": ("Official",), "白露": ("Person",)},
    "place": {
        "云川市": ("City",),
        "北岭区": ("District",),
        "南坪区": ("District",),
        "望江楼": ("Facility",),
        "长虹桥": ("Facility",),
    },
    "organization": {
        "星河集团": ("Company",),
        "蓝海科技": ("Company",),
        "鼎新资本": ("FinancialInstitution",),
        "北岭区工信局": ("GovernmentBody",),
        "云川市工信局": ("GovernmentBody",),
        "桥隧养护中心": ("PublicInstitution",),
        "云川晚报": ("MediaOrganization",),
    },
    "project": {"星海储能项目": ("IndustrialPark", "Project"), "储能生产线": ("Project",)},
    "event": {"北岭区产业大会": ("Event",)},
    "initiative": {"千企行动": ("Initiative",)},
    "industry": {"储能": ("Industry",), "机器人": ("Industry",)},
    "product": {"钠电池": ("Product",)},
    "tenure": {"程远,北岭区工信局,局长": ("Tenure",)},
}
ALIASES = {"北岭区": ("北岭",), "星河集团": ("星河",)}

# Article, subject, property, object, modality, speaker; an object after `=` is text.
FACTS: list[tuple[int, str, str, str, Modality, str | None]] = [
    (1, "A", "hasReporter", "苏禾", "asserted", None),
    (1, "A", "about", "北岭区", "asserted", None),
    (1, "北岭区", "locatedIn", "云川市", "asserted", None),
    (1, "望江楼", "locatedIn", "北岭区", "asserted", None),
    (1, "星海储能项目", "locatedIn", "北岭区", "asserted", None),
    (1, "北岭区", "organizes", "北岭区产业大会", "asserted", None),
    (1, "北岭区产业大会", "heldAt", "望江楼", "asserted", None),
    (1, "北岭区产业大会", "eventDate", "=2031-05-06", "asserted", None),
    (1, "程远", "participatesIn", "北岭区产业大会", "asserted", None),
    (1, "星河集团", "participatesIn", "北岭区产业大会", "asserted", None),
    (1, "程远", "hasTenure", "程远,北岭区工信局,局长", "asserted", None),
    (1, "程远,北岭区工信局,局长", "worksFor", "北岭区工信局", "asserted", None),
    (1, "程远,北岭区工信局,局长", "jobTitle", "=局长", "asserted", None),
    (1, "程远", "jobTitle", "=局长", "asserted", None),
    (1, "北岭区工信局", "subOrganizationOf", "云川市工信局", "asserted", None),
    (1, "星河集团", "investsIn", "星海储能项目", "planned", None),
    (1, "鼎新资本", "investsIn", "星海储能项目", "asserted", None),
    (1, "北岭区", "undertakes", "星海储能项目", "planned", None),
    (1, "储能生产线", "partOf", "星海储能项目", "asserted", None),
    (1, "星河集团", "cooperatesWith", "鼎新资本", "asserted", None),
    (1, "星河集团", "negotiatesWith", "北岭区", "asserted", None),
    (1, "北岭区", "seeksInvestmentFrom", "蓝海科技", "asserted", None),
    (1, "北岭区", "develops", "储能", "attributed", "程远"),
    (1, "星河集团", "operatesIn", "储能", "asserted", None),
    (1, "北岭区", "implements", "千企行动", "asserted", None),
    (1, "星河集团", "acquires", "蓝海科技", "negated", None),
    (2, "A", "hasCorrespondent", "陆野", "asserted", None),
    (2, "A", "about", "星河集团", "asserted", None),
    (2, "星河集团", "produces", "钠电池", "asserted", None),
    (2, "星河集团", "establishes", "蓝海科技", "asserted", None),
    (2, "星河集团", "formerName", "=星河电源", "asserted", None),
    (2, "北岭区工信局", "assists", "星河集团", "asserted", None),
    (2, "白露", "visits", "星河集团", "asserted", None),
    (2, "程远", "accompanies", "白露", "asserted", None),
    (2, "桥隧养护中心", "maintains", "长虹桥", "asserted", None),
    (2, "桥隧养护中心", "directedBy", "云川市工信局", "asserted", None),
    (3, "A", "hasPhotographer", "苏禾", "asserted", None),
]

# Article, subject, indicator, value, unit, comparator, status, period, as printed.
FIGURES = [
    (1, "星海储能项目", "总投资", "2000000000", "CNY", "=", "actual", None, "20亿元"),
    (2, "星海储能项目", "总投资", "2500000000", "CNY", "=", "actual", None, "25亿元"),
    (1, "北岭区", "科技型企业", "900", "家", ">=", "target", "2031", "900家"),
    (1, "北岭区", "科技型企业", "760", "家", "=", "actual", None, "760家"),
    (1, "北岭区", "产值同比增长", "8.5", "%", "=", "actual", None, "8.5%"),
]


def town() -> Knowledge:
    """The knowledge in a page that is made of its own facts, three articles of one sentence a fact."""
    ids = {name: ident(family, name) for family, members in THINGS.items() for name in members}
    page = ident("page", "town")
    articles = {number: ident("article", f"town {number}") for number in (1, 2, 3)}
    headlines = {1: "北岭区谋划储能", 2: "星河集团走上新路", 3: None}
    text, spans = "", dict[tuple[int, str], Span]()
    bounds, sentences = {}, dict[int, list[Sentence]]()
    for number, headline in headlines.items():
        text += f"{headline}\n\n" if headline else ""
        begin = len(text)
        told = [_tell(s, p, o) for n, s, p, o, *_ in FACTS if n == number]
        told += [f"{s}{indicator}{printed}" for n, s, indicator, *_, printed in FIGURES if n == number]
        for words in told:
            spans[number, words] = Span(len(text), len(text) + len(words))
            sentences.setdefault(number, []).append(Sentence(len(text), len(text) + len(words) + 1, 0))
            text += words + "。"
        bounds[number] = (begin, len(text))
        text += "\n\n"

    def found(number: int, words: str, modality: Modality, speaker: str | None, rule: str, sure: float) -> Evidence:
        quote = spans[number, words]
        around = Span(quote.begin, quote.end + 1)
        return Evidence(articles[number], quote, around, rule, modality, sure, ids[speaker] if speaker else None)

    facts, met = [], set[tuple[int, str, Span]]()
    for number, s, p, o, modality, speaker in FACTS:
        words = _tell(s, p, o)
        literal = o.removeprefix("=") if o.startswith("=") else None
        facts.append(
            Fact(
                articles[number] if s == "A" else ids[s],
                p,
                literal or ids[o],
                None if literal is None else "date" if p == "eventDate" else "zh",
                (found(number, words, modality, speaker, p, 0.6 if modality == "attributed" else 0.9),),
            )
        )
        met |= {(number, name, spans[number, words]) for name in (s, o) if name in ids and "," not in name}
    first = {(number, name): span for number, name, span in sorted(met, key=lambda m: -m[2].begin)}
    for (number, name), span in first.items():
        at = Span(span.begin + text[span.begin : span.end].index(name), 0)
        quote = Span(at.begin, at.begin + len(name))
        evidence = Evidence(articles[number], quote, Span(span.begin, span.end + 1), "mention", "asserted", 0.8)
        facts.append(Fact(articles[number], "mentions", ids[name], None, (evidence,)))
    observations = [
        Observation(
            ident("observation", f"{s} {indicator} {printed}"),
            ids[s],
            indicator,
            Decimal(value),
            unit,
            comparator,
            "target" if status == "target" else "actual",
            period,
            printed,
            (found(number, f"{s}{indicator}{printed}", "asserted", None, "quantity", 0.95),),
        )
        for number, s, indicator, value, unit, comparator, status, period, printed in FIGURES
    ]
    items = [
        Item(
            articles[number],
            page,
            headline,
            Article(
                number, "NewsArticle" if headline else "PhotoCaption", (), *bounds[number], tuple(sentences[number]), ()
            ),
        )
        for number, headline in headlines.items()
    ]
    entities = [
        Entity(ids[name], types, name, ALIASES.get(name, ()))
        for members in THINGS.values()
        for name, types in members.items()
    ]
    return Knowledge(
        (Page(page, Document("town-2031-05-07.txt", text, 0, date(2031, 5, 7), "file name")),),
        tuple(sorted(items, key=lambda i: i.id)),
        tuple(sorted(entities, key=lambda e: e.id)),
        tuple(sorted(facts, key=lambda f: (f.subject, f.predicate, f.object))),
        tuple(sorted(observations, key=lambda o: o.id)),
    )


def _tell(subject: str, predicate: str, object: str) -> str:
    return f"{'' if subject == 'A' else subject}{predicate}{object.removeprefix('=')}"
