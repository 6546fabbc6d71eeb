"""Looking up names and facts in a graph."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kg.catalogue import Catalogue
from kg.model import (
    Article,
    Document,
    Entity,
    Evidence,
    Fact,
    Item,
    Knowledge,
    Observation,
    Page,
    Span,
)
from kg.rdf.graph import to_graph
from kg.rdf.namespaces import Bases

TEXT = "蓝岸科技落户云溪县\n本报讯 蓝岸科技落户云溪县,总投资3亿元。周启明说,云溪县未与蓝岸科技签约。\n"
CITY, FIRM, MAN, TWIN = (f"{n}-00000000000{i}" for i, n in enumerate(("place", "organization", "person", "person")))


def seen(quote: str, modality: str = "asserted", speaker: str | None = None) -> Evidence:
    begin = TEXT.index(quote, 10)
    span = Span(begin, begin + len(quote))
    return Evidence("article-1", span, Span(10, len(TEXT) - 1), "a-rule", modality, 0.9, speaker)  # type: ignore[arg-type]


KNOWLEDGE = Knowledge(
    pages=(Page("page-1", Document("page.txt", TEXT)),),
    items=(
        Item("article-1", "page-1", "蓝岸科技落户云溪县", Article(1, "NewsArticle", (), 10, len(TEXT) - 1, (), ())),
    ),
    entities=(
        Entity(CITY, ("County",), "云溪县", ("云溪",)),
        Entity(FIRM, ("Company",), "蓝岸科技", ()),
        Entity(MAN, ("Person",), "周启明", (), "记者"),
        Entity(TWIN, ("Person",), "周启明", (), "局长"),
    ),
    facts=(
        Fact("article-1", "mentions", CITY, None, (seen("云溪县"),)),
        Fact("article-1", "about", FIRM, None, (seen("蓝岸科技"),)),
        Fact(FIRM, "locatedIn", CITY, None, (seen("落户云溪县"),)),
        Fact(CITY, "cooperatesWith", FIRM, None, (seen("云溪县未与蓝岸科技签约", "negated", MAN),)),
        Fact(MAN, "jobTitle", "局长", "zh", (seen("周启明"),)),
    ),
    observations=(
        Observation(
            *("observation-000000000001", FIRM, "总投资", Decimal(300000000), "CNY", "=", "actual", None, "3亿元"),
            (seen("总投资3亿元"),),
        ),
    ),
)


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return Catalogue(to_graph(KNOWLEDGE))


@pytest.mark.parametrize("name", ["云溪县", "云溪", f"kgid:{CITY}", CITY, f"https://kg.example.org/id/{CITY}"])
def test_a_thing_is_found_by_label_other_name_and_iri(catalogue: Catalogue, name: str) -> None:
    found, exact = catalogue.find(name)
    assert [str(iri).rsplit("/")[-1] for iri in found] == [CITY] and exact


def test_namesakes_are_all_found(catalogue: Catalogue) -> None:
    assert [str(iri)[-1] for iri in catalogue.find("周启明")[0]] == ["2", "3"]


def test_a_part_of_a_name_finds_inexactly(catalogue: Catalogue) -> None:
    found, exact = catalogue.find("蓝岸")
    assert not exact and {catalogue.label(iri) for iri in found} == {"蓝岸科技", "蓝岸科技落户云溪县"}


@pytest.mark.parametrize("name", ["", " ", "无此", "kgid:place-ffffffffffff", "https://kg.example.org/id/none"])
def test_nothing_is_found_for_no_name(catalogue: Catalogue, name: str) -> None:
    assert catalogue.find(name)[0] == []


def test_a_thing_shows_what_is_said_with_its_sources(catalogue: Catalogue) -> None:
    thing = catalogue.thing(catalogue.find("蓝岸科技")[0][0])
    assert thing.types == ("Company",)
    said = {link.predicate: link for link in thing.said}
    assert set(said) == {"locatedIn", "hasObservation"}
    (witness,) = said["locatedIn"].witnesses
    assert TEXT[witness.begin : witness.end] == witness.quote == "落户云溪县"
    assert (witness.article, witness.page, witness.rule) == ("蓝岸科技落户云溪县", "page.txt", "a-rule")
    assert said["hasObservation"].quantity is not None and said["hasObservation"].quantity["value"] == "300000000"
    assert [(link.predicate, link.stated) for link in thing.pointed] == [("about", True), ("cooperatesWith", False)]
    assert thing.articles == (("蓝岸科技落户云溪县", "page.txt"),)


def test_evidence_that_names_a_speaker_is_no_fact_of_his(catalogue: Catalogue) -> None:
    thing = catalogue.thing(catalogue.find("周启明")[0][0])
    assert [link.predicate for link in (*thing.said, *thing.pointed)] == ["jobTitle"]


@pytest.mark.parametrize(
    ("subject", "predicate", "target", "count"),
    [
        ("蓝岸科技", "locatedIn", "云溪", 1),
        ("蓝岸科技", None, "云溪县", 1),
        ("云溪县", "cooperatesWith", "蓝岸科技", 1),
        ("周启明", "jobTitle", "局长", 1),
        ("蓝岸科技", "hasObservation", "3亿元", 1),
        ("蓝岸科技", "hasObservation", "总投资3亿元", 1),
        ("云溪县", "locatedIn", "蓝岸科技", 0),
        ("无此", None, "云溪县", 0),
    ],
)
def test_why_finds_the_fact(catalogue: Catalogue, subject: str, predicate: str | None, target: str, count: int) -> None:
    links = catalogue.why(subject, predicate, target)
    assert len(links) == count
    assert all(link.witnesses for link in links)


def test_a_denied_fact_is_known_but_not_stated(catalogue: Catalogue) -> None:
    (link,) = catalogue.why("云溪县", "cooperatesWith", "蓝岸科技")
    assert not link.stated and link.witnesses[0].modality == "negated" and link.witnesses[0].speaker == "周启明"


def test_counts(catalogue: Catalogue) -> None:
    counts = catalogue.counts()
    assert counts.triples == len(catalogue.graph)
    assert (counts.evidence, counts.classes["Person"], counts.classes["Observation"]) == (6, 2, 1)
    assert counts.properties == {"about": 1, "mentions": 1, "locatedIn": 1, "jobTitle": 1, "hasObservation": 1}
    assert counts.modalities == {"asserted": 5, "negated": 1} and counts.rules == {"a-rule": 6}


def test_bases_are_those_of_the_graph() -> None:
    bases = Bases("https://data.example.net/words#", "https://data.example.net/things/")
    catalogue = Catalogue(to_graph(KNOWLEDGE, bases=bases))
    (iri,) = catalogue.find("云溪县")[0]
    assert catalogue.types(iri) == ("County",) and catalogue.short(iri) == f"kgid:{CITY}"
    assert len(catalogue.why("蓝岸科技", "kg:locatedIn".removeprefix("kg:"), "云溪县")) == 1
