"""Small graphs in the vocabulary, written by hand: an invented page of news, and one where every text is hostile."""

from __future__ import annotations

from hashlib import sha256

from rdflib import RDF, RDFS, SKOS, XSD, Graph, Literal, URIRef

from kg.rdf.namespaces import KG, KGID, bind
from kg.schema import family

LONG = "长" * 10_000
HOSTILE = (
    "</script><script>window.hit=1</script>",
    "<!--<script>",
    "--><script>window.hit=1</script>",
    "<img src=x onerror=window.hit=1>",
    '"><svg onload=window.hit=1>',
    "<a href=javascript:window.hit=1>点</a>",
    "javascript:window.hit=1",
    "{{ 7 * 7 }}{% include 'x' %}",
    "${window.hit=1}",
    "`+(window.hit=1)+`",
    "'-(window.hit=1)-'",
    "\u2028window.hit=1\u2029",
    "\u202egnp.exe\u202c",
    "\u2066\u2067\u200f混\u200e",
    "]]></style></title></textarea><b>",
    "&lt;script&gt;&amp;&#x3c;img&#x3e;",
    "<style>*{display:none}</style>",
    "<iframe src=//evil.example></iframe>",
    "<meta http-equiv=refresh content=0;url=//evil.example>",
    "<base href=//evil.example/>",
    "=HYPERLINK(//evil.example)",
    "__proto__",
    "constructor",
    "a\nb\tc",
    "𠮷野🏯名",
    LONG,
)


class News:
    """A page under construction: articles with bodies, things, facts with evidence found in the text."""

    def __init__(self) -> None:
        self.graph = bind(Graph(bind_namespaces="none"))
        self.page = self.thing("page.txt", "NewsPage")
        self.offset = 0
        self.bodies: dict[URIRef, tuple[int, str]] = {}

    def thing(self, name: str, *types: str, also: tuple[str, ...] = (), key: str | None = None) -> URIRef:
        node = KGID[f"{family(types[0])}-{_hash(key or name)}"]
        for kind in types:
            self.graph.add((node, RDF.type, KG[kind]))
        self.graph.add((node, RDFS.label, Literal(name, lang="zh")))
        for alias in also:
            self.graph.add((node, SKOS.altLabel, Literal(alias, lang="zh")))
        return node

    def article(self, headline: str, text: str, date: str | None = "2023-02-15", kind: str = "NewsArticle") -> URIRef:
        node = self.thing(headline, kind)
        self.set(node, headline=Literal(headline, lang="zh"), text=Literal(text, lang="zh"), onPage=self.page)
        self.set(node, beginIndex=Literal(self.offset), endIndex=Literal(self.offset + len(text)))
        if date:
            self.set(node, publishedOn=Literal(date, datatype=XSD.date))
        self.bodies[node] = self.offset, text
        self.offset += len(text) + 2
        return node

    def set(self, node: URIRef, **values: URIRef | Literal) -> None:
        for name, value in values.items():
            self.graph.add((node, KG[name], value))

    def fact(
        self, article: URIRef, subject: URIRef, name: str, value: URIRef | Literal, quote: str,
        modality: str = "asserted", sure: str = "0.9", rule: str = "by-hand", speaker: URIRef | None = None,
    ) -> URIRef:  # fmt: skip
        """A fact and its evidence; the direct triple only when it is not denied. Returns the evidence."""
        if modality != "negated":
            self.graph.add((subject, KG[name], value))
        begin, text = self.bodies[article]
        at = text.index(quote)
        start, stop = text.rfind("。", 0, at) + 1, text.find("。", at + len(quote))
        sentence = text[start : stop + 1 if stop >= 0 else len(text)]
        node = KGID[f"evidence-{_hash(f'{subject} {name} {value} {article} {at} {quote}')}"]
        for kind in (KG.Evidence, RDF.Statement):
            self.graph.add((node, RDF.type, kind))
        for part, end in ((RDF.subject, subject), (RDF.predicate, KG[name]), (RDF.object, value)):
            self.graph.add((node, part, end))
        self.set(node, inArticle=article, quote=Literal(quote, lang="zh"), sentence=Literal(sentence, lang="zh"))
        self.set(node, beginIndex=Literal(begin + at), endIndex=Literal(begin + at + len(quote)))
        self.set(node, foundBy=Literal(rule), modality=Literal(modality))
        self.set(node, confidence=Literal(sure, datatype=XSD.decimal))
        if speaker is not None:
            self.set(node, speaker=speaker)
        return node

    def figure(
        self, article: URIRef, subject: URIRef, indicator: str, value: str, unit: str, text: str, quote: str,
        status: str = "actual", comparator: str = "=", period: str | None = None,
    ) -> URIRef:  # fmt: skip
        node = KGID[f"observation-{_hash(indicator + value + quote)}"]
        self.graph.add((node, RDF.type, KG.Observation))
        self.graph.add((node, RDFS.label, Literal(indicator + text, lang="zh")))
        self.set(node, indicator=Literal(indicator, lang="zh"), value=Literal(value, datatype=XSD.decimal))
        self.set(node, unit=Literal(unit), status=Literal(status), comparator=Literal(comparator))
        self.set(node, valueText=Literal(text, lang="zh"))
        if period:
            self.set(node, period=Literal(period, datatype=XSD.gYear))
        self.fact(article, subject, "hasObservation", node, quote)
        return node


def _hash(text: str) -> str:
    return sha256(text.encode("utf-8", "replace")).hexdigest()[:12]


def small() -> News:
    """Two articles about an invented district: parallel, planned, attributed and denied facts, figures, a post."""
    news = News()
    first = news.article(
        "青河区开大会 重大项目落户",
        "本报讯(记者 林一舟)青河区2月12日召开产业大会。恒光集团将投资青河储能基地项目。恒光集团建设青河储能基地项目。"
        "恒光集团表示,项目位于青河区。恒光集团没有收购远帆公司。总投资130亿元的青河储能基地项目年内开工。"
        "𠮷田街的储能基地项目属于青河储能基地项目。",
    )
    second = news.article(
        "远帆公司换帅", "远帆公司位于青河区。周海任远帆公司总经理。远帆公司与恒光集团签约。", "2023-03-01"
    )
    third = news.article("没有日期的旧闻", "远帆公司原名风帆厂。", None)
    reporter = news.thing("林一舟", "Journalist")
    area = news.thing("青河区", "District", also=("青河",))
    group = news.thing("恒光集团", "Company", also=("恒光",))
    ship = news.thing("远帆公司", "Company")
    base = news.thing("青河储能基地项目", "Project", "IndustrialPark")
    part = news.thing("储能基地项目", "Project")
    meeting = news.thing("产业大会", "Event")
    boss = news.thing("周海", "Person")
    news.thing("孤岛", "Facility")
    news.fact(first, first, "hasReporter", reporter, "记者 林一舟")
    news.fact(first, area, "organizes", meeting, "青河区2月12日召开产业大会")
    when = Literal("2023-02-12", datatype=XSD.date)
    news.fact(first, meeting, "eventDate", when, "2月12日召开产业大会")
    news.fact(first, group, "investsIn", base, "恒光集团将投资青河储能基地项目", "planned", "0.7", "invest-in")
    news.fact(first, group, "undertakes", base, "恒光集团建设青河储能基地项目")
    news.fact(first, base, "locatedIn", area, "项目位于青河区", "attributed", speaker=group)
    news.fact(first, group, "acquires", ship, "恒光集团没有收购远帆公司", "negated")
    news.fact(first, part, "partOf", base, "𠮷田街的储能基地项目属于青河储能基地项目")
    news.figure(first, base, "总投资", "13000000000", "CNY", "130亿元", "总投资130亿元", "target", period="2023")
    news.fact(second, ship, "locatedIn", area, "远帆公司位于青河区")
    news.fact(second, ship, "cooperatesWith", group, "远帆公司与恒光集团签约", sure="0.5")
    news.fact(second, boss, "worksFor", ship, "周海任远帆公司总经理")
    news.fact(second, boss, "jobTitle", Literal("总经理", lang="zh"), "任远帆公司总经理")
    post = KGID[f"tenure-{_hash('post')}"]
    news.graph.add((post, RDF.type, KG.Tenure))
    news.set(post, worksFor=ship, jobTitle=Literal("总经理", lang="zh"))
    news.fact(second, boss, "hasTenure", post, "周海任远帆公司总经理")
    news.fact(third, ship, "formerName", Literal("风帆厂", lang="zh"), "远帆公司原名风帆厂")
    for article, things in ((first, (area, group, base, meeting)), (second, (ship, boss)), (third, (ship,))):
        for thing in things:
            name = str(news.graph.value(thing, RDFS.label))
            news.fact(article, article, "mentions", thing, name, rule="mention")
    return news


def hostile() -> News:
    """Every payload as headline, text, name, alias, literal, rule, speaker's name, unit and part of an id."""
    news = News()
    last = news.thing("起点", "Company")
    for i, text in enumerate(HOSTILE):
        kind = ("Person", "Company", "District", "Project", "Event")[i % 5]
        thing = news.thing(text, kind, also=(f"{text}别", text[::-1][:200]), key=f"hostile {i}")
        article = news.article(f"{text}题", f"{text}在{text[:50]}的话。")
        news.fact(article, thing, "worksFor", last, text, "attributed", rule=text, speaker=thing)
        news.fact(article, thing, "jobTitle", Literal(text, lang="zh"), f"{text[:50]}的话")
        news.figure(article, thing, text, "1", text, text, text, comparator=text[:9])
        news.fact(article, article, "mentions", thing, text)
        odd = URIRef(f"https://kg.example.org/id/person-{i}%22%3E'{'(x)' if i % 2 else ';alert(1)//'}")
        news.graph.add((odd, RDF.type, KG.Person))
        news.graph.add((odd, RDFS.label, Literal(f"奇{text}", lang="zh")))
        news.graph.add((odd, KG.worksFor, thing))
        last = thing
    return news
