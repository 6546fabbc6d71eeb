"""A small page of invented news, and the knowledge that a careful reader takes from it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from hashlib import blake2b

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

TEXT = """青禾区大会召开 云帆集团签约

本报讯(记者 𠮷田禾 通讯员 林小满)3月1日,青禾区高质量发展大会在云汀大厦举行,青禾区区长孟知夏出席。

云帆集团与松原资本签约,将投资"星辰"绿能基地项目,总投资130亿元,产值增长8.5%。云帆集团未收购松原资本。孟知夏表示,青禾区将发展氢能,确保科技型企业突破2600家。

近日,石桥小学学生在云汀大厦参观。

本报记者 𠮷田禾 摄
"""
NAME = "qinghe-2031-03-02.txt"


def ident(family: str, name: str) -> str:
    return f"{family}-{blake2b(f'{family}|{name}'.encode(), digest_size=6).hexdigest()}"


def span(text: str, words: str, nth: int = 0) -> Span:
    begin = -1
    for _ in range(nth + 1):
        begin = text.index(words, begin + 1)
    return Span(begin, begin + len(words))


NAMES: dict[str, tuple[str, tuple[str, ...], tuple[str, ...]]] = {
    "𠮷田禾": ("person", ("Journalist",), ()),
    "林小满": ("person", ("Journalist",), ()),
    "孟知夏": ("person", ("Official",), ()),
    "青禾区": ("place", ("District",), ()),
    "澄江市": ("place", ("City",), ()),
    "云汀大厦": ("place", ("Facility",), ()),
    "青禾区高质量发展大会": ("event", ("Event",), ()),
    "云帆集团": ("organization", ("Company",), ("云帆",)),
    "松原资本": ("organization", ("FinancialInstitution",), ()),
    "石桥小学": ("organization", ("School",), ()),
    "星辰绿能基地项目": ("project", ("IndustrialPark", "Project"), ('"星辰"绿能基地项目',)),
    "氢能": ("industry", ("Industry",), ()),
    "孟知夏,青禾区,区长": ("tenure", ("Tenure",), ()),
}
IDS = {name: ident(family, name) for name, (family, _, _) in NAMES.items()}


def sample(text: str = TEXT, name: str = NAME, published: date | None = date(2031, 3, 2)) -> Knowledge:
    """The knowledge in `text`, which must hold the sentences of TEXT (anything may stand before them)."""
    page = Page(ident("page", name + text), Document(name, text, 0, published, "inferred" if published else None))
    first_begin, first_end = text.index("本报讯"), text.index("\n\n近日")
    second_begin, second_end = text.index("近日"), text.index(" 摄") + 2
    sentences = tuple(
        Sentence(s.begin, s.end, paragraph)
        for words, paragraph in (
            ("本报讯(记者 𠮷田禾 通讯员 林小满)3月1日,青禾区高质量发展大会在云汀大厦举行,青禾区区长孟知夏出席。", 0),
            ('云帆集团与松原资本签约,将投资"星辰"绿能基地项目,总投资130亿元,产值增长8.5%。', 1),
            ("云帆集团未收购松原资本。", 1),
            ("孟知夏表示,青禾区将发展氢能,确保科技型企业突破2600家。", 1),
        )
        for s in (span(text, words),)
    )
    later = tuple(
        Sentence(*span(text, words), paragraph)
        for words, paragraph in (("近日,石桥小学学生在云汀大厦参观。", 0), ("本报记者 𠮷田禾 摄", 1))
    )
    headline = (span(text, "青禾区大会召开"), span(text, "云帆集团签约"))
    main = Item(
        ident("article", f"{page.id} 1"),
        page.id,
        "青禾区大会召开 云帆集团签约",
        Article(1, "NewsArticle", headline, first_begin, first_end, sentences, ()),
    )
    photo = Item(
        ident("article", f"{page.id} 2"),
        page.id,
        None,
        Article(2, "PhotoCaption", (), second_begin, second_end, later, ()),
    )

    def found(
        item: Item,
        words: str,
        rule: str,
        modality: Modality = "asserted",
        sure: float = 0.9,
        speaker: str | None = None,
    ) -> Evidence:
        whole = text[item.article.begin : item.article.end]
        quote = span(whole, words)
        quote = Span(quote.begin + item.article.begin, quote.end + item.article.begin)
        around = next(s for s in item.article.sentences if s.begin <= quote.begin and quote.end <= s.end)
        return Evidence(item.id, quote, Span(around.begin, around.end), rule, modality, sure, speaker)

    e = IDS
    facts = [
        Fact(main.id, "hasReporter", e["𠮷田禾"], None, (found(main, "记者 𠮷田禾", "byline", sure=0.99),)),
        Fact(main.id, "hasCorrespondent", e["林小满"], None, (found(main, "通讯员 林小满", "byline"),)),
        Fact(photo.id, "hasPhotographer", e["𠮷田禾"], None, (found(photo, "本报记者 𠮷田禾 摄", "byline"),)),
        Fact(main.id, "about", e["青禾区"], None, (found(main, "青禾区高质量", "lead"),)),
        Fact(e["青禾区"], "locatedIn", e["澄江市"], None, (found(main, "青禾区", "gazetteer"),)),
        Fact(e["青禾区高质量发展大会"], "heldAt", e["云汀大厦"], None, (found(main, "在云汀大厦举行", "held-at"),)),
        Fact(e["青禾区高质量发展大会"], "eventDate", "2031-03-01", "date", (found(main, "3月1日", "event-date"),)),
        Fact(e["孟知夏"], "participatesIn", e["青禾区高质量发展大会"], None, (found(main, "孟知夏出席", "attends"),)),
        Fact(e["孟知夏"], "jobTitle", "区长", "zh", (found(main, "区长孟知夏", "holds-position"),)),
        Fact(e["孟知夏"], "worksFor", e["青禾区"], None, (found(main, "青禾区区长孟知夏", "holds-position"),)),
        Fact(
            e["孟知夏"],
            "hasTenure",
            e["孟知夏,青禾区,区长"],
            None,
            (found(main, "青禾区区长孟知夏", "holds-position"),),
        ),
        Fact(
            e["孟知夏,青禾区,区长"], "worksFor", e["青禾区"], None, (found(main, "青禾区区长孟知夏", "holds-position"),)
        ),
        Fact(e["孟知夏,青禾区,区长"], "jobTitle", "区长", "zh", (found(main, "青禾区区长孟知夏", "holds-position"),)),
        Fact(e["云帆集团"], "cooperatesWith", e["松原资本"], None, (found(main, "云帆集团与松原资本签约", "signs"),)),
        Fact(
            e["云帆集团"],
            "investsIn",
            e["星辰绿能基地项目"],
            None,
            (found(main, '将投资"星辰"绿能基地项目', "invests", "planned"),),
        ),
        Fact(e["云帆集团"], "acquires", e["松原资本"], None, (found(main, "未收购松原资本", "acquires", "negated"),)),
        Fact(
            e["青禾区"],
            "develops",
            e["氢能"],
            None,
            (found(main, "青禾区将发展氢能", "develops", "attributed", 0.8, e["孟知夏"]),),
        ),
    ]
    for item, names in (
        (main, [n for n in NAMES if n in TEXT[: TEXT.index("近日")]]),
        (photo, ["石桥小学", "云汀大厦"]),
    ):
        facts += [Fact(item.id, "mentions", e[n], None, (found(item, n, "mention"),)) for n in names]

    def observation(
        subject: str, indicator: str, value: str, unit: str, comparator: str, status: str, said: str, words: str
    ) -> Observation:
        return Observation(
            ident("observation", f"{subject} {indicator} {said}"),
            e[subject],
            indicator,
            Decimal(value),
            unit,
            comparator,
            "target" if status == "target" else "actual",
            "2031" if status == "target" else None,
            said,
            (found(main, words, "quantity", "planned" if status == "target" else "asserted"),),
        )

    observations = [
        observation("星辰绿能基地项目", "总投资", "13000000000", "CNY", "=", "actual", "130亿元", "总投资130亿元"),
        observation("云帆集团", "产值增长", "8.50", "%", "=", "actual", "8.5%", "产值增长8.5%"),
        observation("青禾区", "科技型企业", "2600", "家", ">=", "target", "2600家", "科技型企业突破2600家"),
    ]
    entities = [Entity(IDS[n], types, n, aliases) for n, (_, types, aliases) in NAMES.items()]
    return Knowledge(
        pages=(page,),
        items=tuple(sorted((main, photo), key=lambda i: i.id)),
        entities=tuple(sorted(entities, key=lambda x: x.id)),
        facts=tuple(sorted(facts, key=lambda f: (f.subject, f.predicate, f.object))),
        observations=tuple(sorted(observations, key=lambda o: o.id)),
    )
