"""A graph of any size in the vocabulary, always the same: invented people, bodies, places and projects in the news."""

from __future__ import annotations

import random

from rdflib import RDF, RDFS, SKOS, XSD, Graph, Literal, URIRef

from kg.rdf.namespaces import KG, KGID, bind

__all__ = ["synthetic"]

SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜"
GIVEN = "明华建国晓丽志强文博思远海燕春雨佳怡子轩梓涵宇航俊杰欣然雅婷浩然诗涵"
PLACES = "东西南北中上下青白金玉龙凤石云河山林江湖溪泉岭坪塘桥集岗店湾"
TRADES = ("氢能", "光伏", "纺织", "机械", "医药", "电子", "物流", "食品", "建材", "化工", "软件", "旅游", "装备")
KINDS = (
    ("Person", "person", 0.28),
    ("Company", "organization", 0.18),
    ("GovernmentBody", "organization", 0.09),
    ("Town", "place", 0.08),
    ("District", "place", 0.03),
    ("Facility", "place", 0.07),
    ("IndustrialPark", "place", 0.04),
    ("Project", "project", 0.11),
    ("Event", "event", 0.07),
    ("Initiative", "initiative", 0.03),
    ("Industry", "industry", 0.01),
    ("Product", "product", 0.01),
)
RELATIONS = {
    "Person": (
        ("worksFor", "Company"),
        ("worksFor", "GovernmentBody"),
        ("visits", "Facility"),
        ("participatesIn", "Event"),
    ),
    "Company": (
        ("locatedIn", "Town"),
        ("investsIn", "Project"),
        ("operatesIn", "Industry"),
        ("cooperatesWith", "Company"),
        ("produces", "Product"),
    ),
    "GovernmentBody": (
        ("jurisdiction", "District"),
        ("implements", "Initiative"),
        ("organizes", "Event"),
        ("undertakes", "Project"),
    ),
    "Town": (("locatedIn", "District"),),
    "District": (("develops", "Industry"),),
    "Facility": (("locatedIn", "Town"),),
    "IndustrialPark": (("locatedIn", "District"),),
    "Project": (("locatedIn", "IndustrialPark"), ("locatedIn", "Town")),
    "Event": (("heldAt", "Facility"),),
    "Initiative": (),
    "Industry": (),
    "Product": (),
}
VERBS = {
    "worksFor": "任职于",
    "visits": "考察",
    "participatesIn": "参加",
    "locatedIn": "位于",
    "investsIn": "投资",
    "operatesIn": "从事",
    "cooperatesWith": "签约",
    "produces": "生产",
    "jurisdiction": "管辖",
    "implements": "实施",
    "organizes": "举办",
    "undertakes": "承建",
    "develops": "发展",
    "heldAt": "举行地点为",
}


def synthetic(size: int, *, seed: int = 7) -> Graph:
    """A graph with `size` things, articles and journalists among them, and about two facts a thing, all with evidence.

    Facts favour things met before, as news does: a few hubs, many leaves. The graph is a function of its arguments.
    """
    return _News(size, seed).graph()


class _News:
    def __init__(self, size: int, seed: int) -> None:
        self.size = size
        self.random = random.Random(seed)
        self.out = bind(Graph(bind_namespaces="none"))
        self.articles = max(1, size // 8)
        self.entities = max(0, size - self.articles - self.articles // 4 - 1)
        self.reporters = max(0, size - self.articles - self.entities - 1)
        self.names: dict[URIRef, str] = {}
        self.of: dict[str, list[URIRef]] = {}
        self.serial = 0

    def iri(self, family: str) -> URIRef:
        self.serial += 1
        return KGID[f"{family}-{(self.serial * 2654435761) % 2**48:012x}"]

    def add(self, subject: URIRef, **values: object) -> None:
        for name, value in values.items():
            self.out.add((subject, KG[name], value if isinstance(value, (Literal, URIRef)) else Literal(value)))

    def thing(self, kind: str, family: str, name: str) -> URIRef:
        node = self.iri(family)
        self.out.add((node, RDF.type, KG[kind]))
        self.out.add((node, RDFS.label, Literal(name, lang="zh")))
        self.names[node] = name
        self.of.setdefault(kind, []).append(node)
        return node

    def name(self, kind: str) -> str:
        pick = self.random.choice
        place = pick(PLACES) + pick(PLACES)
        forms = {
            "Person": lambda: pick(SURNAMES) + pick(GIVEN) + pick(GIVEN),
            "Company": lambda: place + pick(TRADES) + "有限公司",
            "GovernmentBody": lambda: place + "区" + pick(("发改委", "教育局", "商务局", "公安分局")),
            "Town": lambda: place + pick("镇乡"),
            "District": lambda: place + "区",
            "Facility": lambda: place + pick(("大桥", "车站", "体育场", "会议中心")),
            "IndustrialPark": lambda: place + pick(TRADES) + "产业园",
            "Project": lambda: place + pick(TRADES) + pick(("生产线项目", "基地项目", "改造工程")),
            "Event": lambda: place + pick(TRADES) + pick(("发展大会", "洽谈会", "论坛")),
            "Initiative": lambda: place + pick(("振兴行动", "攻坚计划", "提质工程")),
            "Industry": lambda: place + pick(TRADES) + "产业",
            "Product": lambda: place + pick(TRADES) + "设备",
        }
        return forms[kind]()

    def graph(self) -> Graph:
        if not self.size:
            return self.out
        if self.size == 1:
            self.thing("Person", "person", self.name("Person"))
            return self.out
        page = self.thing("NewsPage", "page", "synthetic.txt")
        kinds = self.random.choices(KINDS, weights=[kind[2] for kind in KINDS], k=self.entities)
        order = []
        for kind, family, _ in kinds:
            node = self.thing(kind, family, self.name(kind))
            order.append((kind, node))
            if self.random.random() < 0.3:
                self.out.add((node, SKOS.altLabel, Literal(self.names[node][:2], lang="zh")))
        reporters = [self.thing("Journalist", "person", self.name("Person")) for _ in range(self.reporters)]
        begin = 0
        share = -(-len(order) // self.articles)
        for number in range(self.articles):
            begin = self.article(page, number, begin, order[number * share : (number + 1) * share], reporters)
        return self.out

    def target(self, kind: str) -> URIRef | None:
        """A thing of a class, the early ones far more often."""
        known = self.of.get(kind)
        return known[int(len(known) * self.random.random() ** 3)] if known else None

    def article(
        self, page: URIRef, number: int, begin: int, own: list[tuple[str, URIRef]], reporters: list[URIRef]
    ) -> int:
        rng = self.random
        node = self.thing("NewsArticle", "article", f"{rng.choice(PLACES)}{rng.choice(PLACES)}新闻第{number}号")
        text, quotes = "本报讯 ", []
        for kind, subject in own:
            for name, other in rng.sample(RELATIONS[kind], min(2, len(RELATIONS[kind]))):
                value = self.target(other)
                if value is None or value == subject:
                    continue
                first = len(text)
                said = self.names[subject] + VERBS[name] + self.names[value]
                sentence = f"{said}，记者在现场了解到相关工作正在有序推进。"
                text += sentence
                quotes.append((subject, name, value, first, said, sentence))
            if kind in {"Project", "Company", "District"}:
                amount = rng.randrange(1, 900)
                said = f"{self.names[subject]}总投资{amount}亿元"
                first, sentence = len(text), f"{said}，年内开工。"
                text += sentence
                quotes.append((subject, "hasObservation", self.figure(amount), first, said, sentence))
        self.add(node, headline=Literal(self.names[node], lang="zh"), text=Literal(text, lang="zh"), beginIndex=begin)
        day = f"{2015 + number % 9}-{number % 12 + 1:02d}-{number % 28 + 1:02d}"
        self.add(node, endIndex=begin + len(text), onPage=page, publishedOn=Literal(day, datatype=XSD.date))
        if reporters:
            self.add(node, hasReporter=rng.choice(reporters))
        for subject, name, value, first, said, sentence in quotes:
            self.out.add((subject, KG[name], value))
            mode = rng.choices(("asserted", "planned", "attributed"), (8, 3, 1))[0]
            sure = rng.choice(("0.6", "0.8", "0.95"))
            self.evidence(node, begin, (subject, name, value), first, said, sentence, mode, sure)
            for thing in {subject, value} & self.names.keys():
                self.out.add((node, KG.mentions, thing))
            at = first + said.index(self.names[subject])
            self.evidence(node, begin, (node, "mentions", subject), at, self.names[subject], sentence, "asserted", "1")
        return begin + len(text) + 2

    def figure(self, amount: int) -> URIRef:
        node = self.iri("observation")
        self.out.add((node, RDF.type, KG.Observation))
        value = Literal(f"{amount}00000000", datatype=XSD.decimal)
        self.add(node, indicator=Literal("总投资", lang="zh"), value=value, unit="CNY", comparator="=", status="target")
        self.add(node, valueText=Literal(f"{amount}亿元", lang="zh"))
        return node

    def evidence(
        self,
        article: URIRef,
        begin: int,
        fact: tuple[URIRef, str, URIRef],
        first: int,
        said: str,
        sentence: str,
        mode: str,
        sure: str,
    ) -> None:
        node = self.iri("evidence")
        self.out.add((node, RDF.type, KG.Evidence))
        self.out.add((node, RDF.type, RDF.Statement))
        for part, value in zip((RDF.subject, RDF.predicate, RDF.object), (fact[0], KG[fact[1]], fact[2]), strict=True):
            self.out.add((node, part, value))
        self.add(node, inArticle=article, quote=Literal(said, lang="zh"), sentence=Literal(sentence, lang="zh"))
        self.add(node, beginIndex=begin + first, endIndex=begin + first + len(said), foundBy=f"synthetic-{fact[1]}")
        self.add(node, confidence=Literal(sure, datatype=XSD.decimal), modality=mode)
