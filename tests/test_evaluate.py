"""Scores against gold: what counts as found, missed, spurious, and what is left out of account."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import InputError
from kg.evaluate import (
    GoldArticle,
    GoldEntity,
    GoldFact,
    GoldObservation,
    Labelled,
    LabelledText,
    lines,
    load_gold,
    load_labelled,
    score,
    score_mentions,
    to_json,
)
from kg.evaluate.align import plain
from kg.evaluate.quantities import similarity
from kg.model import Article, Document, Entity, Evidence, Fact, Item, Knowledge, Observation, Page, Span

TEXT = "云溪县动员大会\n本报讯(记者 林一舟)云溪县青禾镇召开动员大会,云溪县属江川市,江川市在海东省,总投资3亿元。\n"
BODY = Span(8, len(TEXT) - 1)


def gold_article() -> GoldArticle:
    """One article of an invented county, with a required and an optional one of everything."""
    entities = (
        GoldEntity("e1", ("Journalist",), "林一舟", (), False),
        GoldEntity("e2", ("County",), "云溪县", ("云溪",), False),
        GoldEntity("e3", ("City",), "江川市", (), False),
        GoldEntity("e4", ("Province",), "海东省", (), False),
        GoldEntity("e5", ("Event",), "动员大会", (), False),
        GoldEntity("e6", ("Town",), "青禾镇", (), True),
    )
    facts = (
        GoldFact("A", "hasReporter", "e1", False, "记者 林一舟", "asserted", False),
        GoldFact("e2", "locatedIn", "e3", False, "云溪县属江川市", "asserted", False),
        GoldFact("e3", "locatedIn", "e4", False, "江川市在海东省", "asserted", False),
        GoldFact("e2", "organizes", "e5", False, "云溪县青禾镇召开动员大会", "planned", False),
        GoldFact("e6", "organizes", "e5", False, "青禾镇召开动员大会", "asserted", True),
        GoldFact("e2", "cooperatesWith", "e3", False, "云溪县属江川市", "asserted", False),
        GoldFact("e5", "eventDate", "2023-02-12", True, "动员大会", "asserted", False),
    )
    observations = (
        GoldObservation(
            "e5", "总投资", Decimal(300000000), "CNY", "=", "actual", None, "3亿元", "总投资3亿元", optional=False
        ),
    )
    return GoldArticle("page.txt", 1, "NewsArticle", "云溪县动员大会", BODY, entities, facts, observations)


def evidence(modality: str = "asserted", article: str = "article-1", rule: str = "a-rule") -> Evidence:
    return Evidence(article, Span(8, 12), BODY, rule, modality, 0.9)  # type: ignore[arg-type]


def perfect(gold: GoldArticle, *, optional: bool = False) -> Knowledge:
    """What a run would have read that got all of the gold right."""
    entities = [e for e in gold.entities if optional or not e.optional]
    ids = {e.id: f"x-{e.id}" for e in entities} | {"A": "article-1"}
    facts = [
        Fact(
            ids[f.subject],
            f.predicate,
            f.object if f.literal else ids[f.object],
            "date" if f.literal else None,
            (evidence(f.modality),),
        )
        for f in gold.facts
        if optional or not f.optional
    ]
    facts += [Fact("article-1", "mentions", ids[e.id], None, (evidence(),)) for e in entities]
    observations = tuple(
        Observation(
            f"o-{n}",
            ids[o.subject],
            o.indicator,
            o.value,
            o.unit,
            o.comparator,
            "actual",
            o.period,
            o.text,
            (evidence(),),
        )
        for n, o in enumerate(gold.observations)
    )
    article = Article(1, "NewsArticle", (Span(0, 7),), *gold.body, (), ())
    return Knowledge(
        pages=(Page("page-1", Document("seeds/page.txt", TEXT)),),
        items=(Item("article-1", "page-1", gold.headline, article),),
        entities=tuple(Entity(ids[e.id], e.types, e.name, e.aliases) for e in entities),
        facts=tuple(facts),
        observations=observations,
    )


def with_fact(knowledge: Knowledge, *facts: Fact) -> Knowledge:
    return replace(knowledge, facts=(*knowledge.facts, *facts))


def without_fact(knowledge: Knowledge, predicate: str, target: str) -> Knowledge:
    kept = tuple(f for f in knowledge.facts if (f.predicate, f.object) != (predicate, target))
    assert len(kept) == len(knowledge.facts) - 1
    return replace(knowledge, facts=kept)


def test_all_right_is_one_everywhere() -> None:
    report = score(perfect(gold_article()), [gold_article()])
    assert not report.errors
    for layer in (report.items, report.entities, report.facts, report.observations):
        assert layer.total().f1 == 1.0
        assert layer.total().missed == layer.total().spurious == 0
    assert (report.entities.total().gold, report.facts.total().gold) == (5, 6)
    for share in (report.kinds, report.bodies, report.headlines, report.modality, report.comparator, report.status):
        assert share.value == 1.0 and share.of > 0


def test_optional_gold_counts_on_neither_side() -> None:
    with_it, without = (score(perfect(gold_article(), optional=o), [gold_article()]) for o in (True, False))
    assert with_it.entities.total() == without.entities.total()
    assert with_it.facts.total() == without.facts.total()
    assert not with_it.errors


def test_nothing_read_of_a_page_misses_everything() -> None:
    knowledge = replace(Knowledge(), pages=(Page("page-1", Document("page.txt", TEXT)),))
    report = score(knowledge, [gold_article()])
    for layer in (report.items, report.entities, report.facts, report.observations):
        assert layer.total().recall == 0.0 and layer.total().precision is None and layer.total().f1 == 0.0


def test_a_page_that_was_not_read_is_named_and_not_scored() -> None:
    report = score(Knowledge(), [gold_article()])
    assert report.unread == ["page.txt"]
    assert report.entities.total().gold == 0


def test_an_item_that_gold_has_not_brings_only_spurious_things() -> None:
    knowledge = perfect(gold_article())
    item = replace(knowledge.items[0], article=replace(knowledge.items[0].article, begin=0, end=7))
    report = score(replace(knowledge, items=(item,)), [gold_article()])
    assert (report.items.total().missed, report.items.total().spurious) == (1, 1)
    assert (report.entities.total().found, report.entities.total().spurious) == (0, 5)
    assert report.facts.total().right == 0 and report.observations.total().spurious == 1


def test_wrong_body_kind_and_headline_are_told_apart() -> None:
    knowledge = perfect(gold_article())
    item = knowledge.items[0]
    moved = replace(item, headline=None, article=replace(item.article, kind="PhotoCaption", begin=BODY.begin + 1))
    report = score(replace(knowledge, items=(moved,)), [gold_article()])
    assert report.items.total().found == 1
    assert (report.kinds.right, report.bodies.right, report.headlines.right) == (0, 0, 0)
    assert {fault.fault for fault in report.errors} == {"kind", "body", "headline"}


def renamed(knowledge: Knowledge, old: str, **changes: object) -> Knowledge:
    entities = tuple(replace(e, **changes) if e.name == old else e for e in knowledge.entities)  # type: ignore[arg-type]
    assert entities != knowledge.entities
    return replace(knowledge, entities=entities)


@pytest.mark.parametrize(
    "change",
    [
        {"name": "云溪"},
        {"name": "“云 溪县”"},
        {"name": "云溪全县", "aliases": ("云溪县",)},
        {"types": ("County", "IndustrialPark")},
    ],
)
def test_an_entity_is_right_by_any_name_without_marks_and_by_any_class(change: dict[str, object]) -> None:
    report = score(renamed(perfect(gold_article()), "云溪县", **change), [gold_article()])
    assert report.entities.total().f1 == report.facts.total().f1 == 1.0


def test_a_subclass_is_right_and_a_superclass_is_not() -> None:
    person = replace(gold_article().entities[0], types=("Person",))
    gold = replace(gold_article(), entities=(person, *gold_article().entities[1:]))
    assert score(perfect(gold_article()), [gold]).entities.total().f1 == 1.0
    report = score(perfect(gold), [gold_article()])
    assert report.mistyped == 1
    assert (report.entities.total().missed, report.entities.total().spurious) == (1, 1)
    assert report.facts.total().f1 == 1.0, "facts tolerate a wrong class"


def test_two_predictions_of_one_thing_count_once() -> None:
    knowledge = perfect(gold_article())
    twin = Entity("x-twin", ("County",), "云溪")
    knowledge = replace(knowledge, entities=(*knowledge.entities, twin))
    report = score(with_fact(knowledge, Fact("article-1", "mentions", "x-twin", None, (evidence(),))), [gold_article()])
    assert (report.entities.total().found, report.entities.total().spurious) == (5, 1)


def test_tenures_and_their_facts_are_out_of_account() -> None:
    knowledge = perfect(gold_article())
    tenure = Entity("tenure-1", ("Tenure",), "林一舟")
    knowledge = replace(knowledge, entities=(*knowledge.entities, tenure))
    knowledge = with_fact(
        knowledge,
        Fact("x-e1", "hasTenure", "tenure-1", None, (evidence(),)),
        Fact("tenure-1", "jobTitle", "记者", "zh", (evidence(),)),
        Fact("article-1", "mentions", "tenure-1", None, (evidence(),)),
        Fact("article-1", "publishedOn", "2023-02-15", "date", (evidence(),)),
    )
    assert not score(knowledge, [gold_article()]).errors


def test_what_follows_from_gold_is_neither_right_nor_wrong() -> None:
    knowledge = with_fact(perfect(gold_article()), Fact("x-e2", "locatedIn", "x-e4", None, (evidence(),)))
    assert (
        score(knowledge, [gold_article()]).facts.total()
        == score(perfect(gold_article()), [gold_article()]).facts.total()
    )


def test_gold_that_follows_from_the_predictions_is_found() -> None:
    gold = gold_article()
    wider = replace(gold, facts=(*gold.facts, GoldFact("e2", "locatedIn", "e4", False, "海东省", "asserted", False)))
    tally = score(perfect(gold), [wider]).facts.total()
    assert (tally.found, tally.missed, tally.right, tally.spurious) == (7, 0, 6, 0)


def test_a_transitive_fact_the_wrong_way_round_is_spurious() -> None:
    knowledge = with_fact(perfect(gold_article()), Fact("x-e4", "locatedIn", "x-e2", None, (evidence(),)))
    assert score(knowledge, [gold_article()]).facts.by(lambda cell: cell.kind)["locatedIn"].spurious == 1


def test_symmetric_facts_match_either_way_and_count_once() -> None:
    knowledge = without_fact(perfect(gold_article()), "cooperatesWith", "x-e3")
    turned = Fact("x-e3", "cooperatesWith", "x-e2", None, (evidence(),))
    assert score(with_fact(knowledge, turned), [gold_article()]).facts.total().f1 == 1.0
    both = score(with_fact(perfect(gold_article()), turned), [gold_article()])
    assert both.facts.total().right == 6 and not both.errors


def test_a_fact_on_something_gold_has_not_is_spurious_and_says_what_and_why() -> None:
    knowledge = perfect(gold_article())
    knowledge = replace(knowledge, entities=(*knowledge.entities, Entity("x-new", ("Company",), "蓝岸科技")))
    wrong = Fact("x-new", "organizes", "x-e5", None, (evidence(rule="organizes-loosely"),))
    report = score(with_fact(knowledge, wrong), [gold_article()])
    (fault,) = report.errors
    assert (fault.layer, fault.fault, fault.name) == ("fact", "spurious", "?蓝岸科技 organizes 动员大会")
    assert (fault.quote, fault.rule, fault.article) == (TEXT[8:12], "organizes-loosely", 1)
    assert report.rules.by(lambda cell: cell.kind)["organizes-loosely"].spurious == 1
    assert report.calibration()["0.90"].of == 7 and report.calibration()["0.95"].of == 0


def test_a_denial_is_no_assertion() -> None:
    knowledge = without_fact(perfect(gold_article()), "cooperatesWith", "x-e3")
    denied = Fact("x-e2", "cooperatesWith", "x-e3", None, (evidence("negated"),))
    tally = score(with_fact(knowledge, denied), [gold_article()]).facts.by(lambda cell: cell.kind)["cooperatesWith"]
    assert (tally.missed, tally.spurious) == (1, 1)


def test_modality_is_judged_on_matched_facts() -> None:
    knowledge = without_fact(perfect(gold_article()), "organizes", "x-e5")
    report = score(with_fact(knowledge, Fact("x-e2", "organizes", "x-e5", None, (evidence(),))), [gold_article()])
    assert report.facts.total().f1 == 1.0
    assert (report.modality.right, report.modality.of) == (5, 6)
    assert [fault.fault for fault in report.errors] == ["modality"]


def test_facts_belong_to_the_articles_of_their_evidence() -> None:
    knowledge = without_fact(perfect(gold_article()), "organizes", "x-e5")
    elsewhere = Fact("x-e2", "organizes", "x-e5", None, (evidence("planned", article="article-9"),))
    tally = score(with_fact(knowledge, elsewhere), [gold_article()]).facts.total()
    assert (tally.missed, tally.spurious) == (1, 0)


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ({"value": Decimal("3E+8")}, 1),
        ({"comparator": ">=", "status": "target", "period": "2023", "indicator": "投资"}, 1),
        ({"value": Decimal(3)}, 0),
        ({"unit": "元"}, 0),
        ({"subject": "x-e2"}, 0),
    ],
)
def test_an_observation_is_its_value_unit_and_subject(change: dict[str, object], found: int) -> None:
    knowledge = perfect(gold_article())
    changed = replace(knowledge.observations[0], **change)  # type: ignore[arg-type]
    report = score(replace(knowledge, observations=(changed,)), [gold_article()])
    assert (report.observations.total().found, report.observations.total().spurious) == (found, 1 - found)
    if "status" in change:
        assert (report.comparator.right, report.status.right, report.period.right, report.indicator.right) == (
            0,
            0,
            0,
            0,
        )
        assert report.similarity.value is not None and 0 < report.similarity.value < 1
        assert {fault.fault for fault in report.errors} == {"comparator", "status", "period", "indicator"}


def test_a_range_pairs_each_end_with_its_own() -> None:
    gold = gold_article()
    ends = tuple(replace(gold.observations[0], comparator=c) for c in (">=", "<="))
    gold = replace(gold, observations=ends)
    knowledge = perfect(gold)
    knowledge = replace(knowledge, observations=knowledge.observations[::-1])
    assert score(knowledge, [gold]).comparator.value == 1.0


def test_the_text_report_and_the_data_agree() -> None:
    report = score(
        with_fact(perfect(gold_article()), Fact("x-e4", "visits", "x-e2", None, (evidence(),))), [gold_article()]
    )
    shown = "\n".join(lines(report, errors=True))
    assert "property visits" in shown and "海东省 visits 云溪县" in shown and "[a-rule]" in shown
    assert "海东省" not in "\n".join(lines(report))
    data = json.loads(json.dumps(to_json(report), ensure_ascii=False))
    assert data["facts"]["kinds"]["visits"]["spurious"] == 1
    assert data["errors"][0]["name"] == "海东省 visits 云溪县"
    assert data["facts"]["articles"][0]["article"] == 1


@given(st.text())
def test_similarity_is_one_for_the_same_and_symmetric(text: str) -> None:
    assert similarity(text, text) == 1.0
    assert similarity(text, "总投资额") == similarity("总投资额", text)


@given(st.text())
def test_plain_names_stay_plain(text: str) -> None:
    assert plain(plain(text)) == plain(text)


SOUND = {
    "page": "page.txt",
    "article": 1,
    "kind": "NewsArticle",
    "headline": None,
    "body": [0, 5],
    "entities": [{"id": "e1", "types": ["District"], "name": "云溪区", "aliases": []}],
    "facts": [{"s": "e1", "p": "formerName", "o": "云溪县", "literal": True, "quote": "云溪县"}],
    "observations": [
        {"s": "e1", "indicator": "增速", "value": 7.5, "unit": "%", "comparator": "=", "status": "actual",
         "period": None, "text": "7.5%", "quote": "增速7.5%"}
    ],
}  # fmt: skip


def write_gold(folder: Path, *records: object) -> Path:
    path = folder / "gold.jsonl"
    path.write_text("\n".join(json.dumps(r, ensure_ascii=False) for r in records) + "\n", encoding="utf-8")
    return path


def test_gold_is_read_exactly(tmp_path: Path) -> None:
    (article,) = load_gold([write_gold(tmp_path, SOUND)])
    assert article.observations[0].value == Decimal("7.5")
    assert article.facts[0].literal and article.body == Span(0, 5) and article.headline is None


def breaking(change: Callable[[dict[str, object]], object]) -> dict[str, object]:
    record: dict[str, object] = json.loads(json.dumps(SOUND))
    change(record)
    return record


@pytest.mark.parametrize(
    ("record", "problem"),
    [
        ([], "the article is not an object"),
        (breaking(lambda r: r.pop("page")), "has no “page”"),
        (breaking(lambda r: r.update(body=[5, 0])), "“body”"),
        (breaking(lambda r: r.update(kind="Poem")), "unknown “Poem”"),
        (breaking(lambda r: r.update(article=True)), "“article” is true"),
        (breaking(lambda r: r["entities"][0].update(types=["Galaxy"])), "entity 1: unknown “Galaxy”"),  # type: ignore[index]
        (breaking(lambda r: r["facts"][0].update(s="e9")), "fact 1: unknown “e9”"),  # type: ignore[index]
        (breaking(lambda r: r["facts"][0].update(literal=False)), "fact 1: unknown “云溪县”"),  # type: ignore[index]
        (breaking(lambda r: r["facts"][0].update(modality="odd")), "fact 1: unknown “odd”"),  # type: ignore[index]
        (breaking(lambda r: r["observations"][0].update(value="7")), "observation 1: “value”"),  # type: ignore[index]
        (SOUND, "annotated twice"),
    ],
)
def test_bad_gold_names_file_and_line(tmp_path: Path, record: object, problem: str) -> None:
    path = write_gold(tmp_path, SOUND, record)
    with pytest.raises(InputError) as caught:
        load_gold([path])
    assert str(caught.value).startswith(f"{path}: line 2: ") and problem in str(caught.value)


def test_gold_that_is_no_json_or_no_file_is_named(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text('{"page": \n', encoding="utf-8")
    with pytest.raises(InputError, match=r"line 1, column \d+: not JSON"):
        load_gold([path])
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(InputError, match="not UTF-8"):
        load_gold([path])
    with pytest.raises(InputError, match=r"none\.jsonl: "):
        load_gold([tmp_path / "none.jsonl"])


def test_spans_are_right_only_exactly() -> None:
    gold = [LabelledText("林一舟到云溪县", (Labelled(0, 3, "PER"), Labelled(4, 7, "LOC")))]
    report = score_mentions([[Labelled(0, 3, "PER"), Labelled(4, 6, "LOC"), Labelled(4, 7, "ORG")]], gold)
    assert (report.total().right, report.total().spurious, report.total().missed) == (1, 2, 1)
    assert (1, "missing", "LOC", "云溪县") in report.errors and (1, "spurious", "LOC", "云溪") in report.errors


def test_labelled_text_is_checked(tmp_path: Path) -> None:
    path = tmp_path / "spans.jsonl"
    path.write_text('{"text": "云溪县", "ents": [[0, 3, "LOC"]]}\n{"text": "云溪县"}\n', encoding="utf-8")
    assert load_labelled(path) == [LabelledText("云溪县", (Labelled(0, 3, "LOC"),)), LabelledText("云溪县", None)]
    path.write_text('{"text": "云溪县", "ents": [[0, 4, "LOC"]]}\n', encoding="utf-8")
    with pytest.raises(InputError, match="line 1: "):
        load_labelled(path)
