"""Each question that ships is well-formed and finds in the made-up town what there is to find."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from kg.errors import InputError, QueryError
from kg.rdf import Bases, to_graph, write
from kg.rdf.questions import Question, ask, question, questions
from kg.rdf.validate import validate
from kg.rdf.verify import verify

from .town import town

ALL = questions()
INVESTS = town().pages[0].document.text.index("星河集团investsIn星海储能项目")


@pytest.fixture(scope="module")
def town_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("town") / "graph.ttl"
    write(town(), path)
    return path


def answers(asked: Question, graph: Path, /, **values: str) -> list[tuple[str, ...]]:
    return [tuple("" if term is None else term.value for term in row) for row in ask(asked, graph, values).rows]


def test_town_is_sound() -> None:
    knowledge = town()
    graph = to_graph(knowledge)
    assert validate(graph) == []
    assert verify(graph, [page.document for page in knowledge.pages]) == []


def test_there_are_questions_enough_and_each_is_explained() -> None:
    assert len(ALL) >= 25
    for asked in ALL:
        assert re.search("[一-鿿]", asked.title["zh"]) and asked.title["en"].isascii()
        assert re.search("[一-鿿]", asked.description["zh"]) and asked.description["en"].isascii()
        assert "ORDER BY" in asked.query, "the order of the answers is part of them"
    assert max(Counter(asked.title["en"] for asked in ALL).values()) == 1


EXPECTED: dict[str, tuple[dict[str, str], list[tuple[str, ...]]]] = {
    "across-articles": (
        {},
        [
            ("云川市工信局", "GovernmentBody", "2"),
            ("北岭区工信局", "GovernmentBody", "2"),
            ("星河集团", "Company", "2"),
            ("程远", "Official", "2"),
            ("苏禾", "Journalist", "2"),
            ("蓝海科技", "Company", "2"),
        ],
    ),
    "articles": (
        {},
        [
            ("2031-05-07", "town-2031-05-07.txt", "北岭区谋划储能", "NewsArticle", "苏禾"),
            ("2031-05-07", "town-2031-05-07.txt", "星河集团走上新路", "NewsArticle", "陆野"),
            ("2031-05-07", "town-2031-05-07.txt", "hasPhotographer苏禾。", "PhotoCaption", "苏禾"),
        ],
    ),
    "assistance": ({"actor": "北岭区工信局"}, [("北岭区工信局", "星河集团", "北岭区工信局assists星河集团")]),
    "attendees": (
        {"event": "北岭区产业大会"},
        [
            ("北岭区产业大会", "星河集团", "", "星河集团participatesIn北岭区产业大会"),
            ("北岭区产业大会", "程远", "局长", "程远participatesIn北岭区产业大会"),
        ],
    ),
    "between": (
        {"one": "星河", "other": "鼎新资本"},
        [("cooperatesWith", "", ""), ("investsIn", "星海储能项目", "investsIn")],
    ),
    "bylines": (
        {},
        [("苏禾", "reporter", "北岭区", "1"), ("陆野", "correspondent", "星河集团", "1")],
    ),
    "conflicts": ({}, [("星海储能项目", "总投资", "20亿元", "25亿元", "北岭区谋划储能", "星河集团走上新路")]),
    "courted": ({}, [("北岭区", "蓝海科技", "北岭区seeksInvestmentFrom蓝海科技")]),
    "denied": ({}, [("星河集团", "acquires", "蓝海科技", "星河集团acquires蓝海科技", "北岭区谋划储能")]),
    "events": ({}, [("北岭区产业大会", "2031-05-06", "望江楼", "北岭区")]),
    "evidence": (
        {"subject": "星河", "property": "investsIn", "object": "星海储能项目"},
        [
            (
                *(
                    "星河集团",
                    "investsIn",
                    "星海储能项目",
                    "星河集团investsIn星海储能项目",
                    str(INVESTS),
                    str(INVESTS + 19),
                ),
                *("planned", "0.9", "investsIn", "北岭区谋划储能"),
            )
        ],
    ),
    "facts": (
        {"name": "长虹桥"},
        [("桥隧养护中心", "maintains", "长虹桥")],
    ),
    "figures": (
        {"name": "北岭", "unit": "家", "status": "target"},
        [("北岭区", "科技型企业", ">=", "900", "家", "target", "2031", "北岭区科技型企业900家")],
    ),
    "former-names": ({}, [("星河集团", "星河电源", "星河集团formerName星河电源")]),
    "founders": (
        {"actor": "星河集团"},
        [
            ("星河集团", "acquires", "蓝海科技", "negated", "星河集团acquires蓝海科技"),
            ("星河集团", "establishes", "蓝海科技", "asserted", "星河集团establishes蓝海科技"),
        ],
    ),
    "growth": ({}, [("北岭区", "产值同比增长", "=", "8.5", "%", "actual", "北岭区产值同比增长8.5%")]),
    "in-common": (
        {"one": "星河集团", "other": "鼎新资本"},
        [("mentions", "北岭区谋划储能", "mentions"), ("investsIn", "星海储能项目", "investsIn")],
    ),
    "industries": (
        {"industry": "储能"},
        [("储能", "北岭区", "develops"), ("储能", "星河集团", "operatesIn")],
    ),
    "initiatives": ({}, [("千企行动", "北岭区", "北岭区implements千企行动")]),
    "investors": (
        {"company": "星河"},
        [
            ("星河集团", "星海储能项目", "总投资", "20亿元", "actual"),
            ("星河集团", "星海储能项目", "总投资", "25亿元", "actual"),
        ],
    ),
    "mentions": ({"name": "白露"}, [("白露", "星河集团走上新路", "白露visits星河集团。")]),
    "money": (
        {},
        [
            ("星海储能项目", "总投资", "25亿元", "2500000000", "actual", "星河集团走上新路"),
            ("星海储能项目", "总投资", "20亿元", "2000000000", "actual", "北岭区谋划储能"),
        ],
    ),
    "namesakes": ({}, []),
    "only-planned": (
        {},
        [("北岭区", "undertakes", "星海储能项目"), ("星河集团", "investsIn", "星海储能项目")],
    ),
    "organization-tree": ({"body": "云川市工信局"}, [("北岭区工信局", "云川市工信局")]),
    "partners": (
        {"actor": "北岭区"},
        [("星河集团", "negotiatesWith", "北岭区", "星河集团negotiatesWith北岭区")],
    ),
    "photographs": ({}, [("苏禾", "hasPhotographer苏禾。", "hasPhotographer苏禾。")]),
    "planned": (
        {"actor": "鼎新资本"},
        [("鼎新资本", "investsIn", "星海储能项目", "asserted", "鼎新资本investsIn星海储能项目")],
    ),
    "posts": ({"person": "程远"}, [("程远", "北岭区工信局", "局长", "", "")]),
    "products": ({}, [("钠电池", "星河集团", "星河集团produces钠电池")]),
    "projects": (
        {"place": "云川市"},
        [("星海储能项目", "云川市", "北岭区"), ("星海储能项目", "北岭区", "北岭区")],
    ),
    "statements": (
        {"speaker": "程远"},
        [("程远", "北岭区", "develops", "储能", "北岭区develops储能。")],
    ),
    "target-and-actual": ({}, [("北岭区", "科技型企业", "900家", "760家")]),
    "targets": ({"place": "北岭"}, [("北岭区", "科技型企业", ">=", "900家", "900", "家", "2031")]),
    "upkeep": ({}, [("长虹桥", "桥隧养护中心", "云川市工信局")]),
    "visits": ({}, [("白露", "星河集团", "程远", "白露visits星河集团")]),
    "within": (
        {"place": "北岭区"},
        [
            ("北岭区", "Facility", "望江楼"),
            ("北岭区", "IndustrialPark", "星海储能项目"),
            ("北岭区", "Project", "星海储能项目"),
        ],
    ),
}


@pytest.mark.parametrize("name", EXPECTED)
def test_question_finds_what_there_is(town_file: Path, name: str) -> None:
    values, expected = EXPECTED[name]
    assert answers(question(name), town_file, **values) == expected


def test_least_certain_fact_comes_first(town_file: Path) -> None:
    rows = answers(question("doubtful"), town_file)
    assert rows[0] == ("0.6", "北岭区", "develops", "储能", "develops", "北岭区develops储能")
    assert [float(row[0]) for row in rows] == sorted(float(row[0]) for row in rows)
    assert answers(question("doubtful"), town_file, rule="visits") == [
        ("0.9", "白露", "visits", "星河集团", "visits", "白露visits星河集团")
    ]


def test_rules_are_counted(town_file: Path) -> None:
    rows = {row[0]: row[1:] for row in answers(question("rules"), town_file)}
    assert rows["quantity"] == ("5", "0.95") and rows["investsIn"] == ("2", "0.9")


def test_no_question_is_left_untested() -> None:
    assert {asked.name for asked in ALL} == {*EXPECTED, "doubtful", "rules"}


@pytest.mark.parametrize("asked", ALL, ids=lambda asked: asked.name)
def test_each_parameter_narrows_the_answer(town_file: Path, asked: Question) -> None:
    """A name that nothing bears gives nothing, or says so: no parameter is without effect."""
    required = {p.name: "星河集团" if p.name == "one" else "鼎新资本" for p in asked.parameters if p.required}
    for parameter in asked.parameters:
        if parameter.kind == "name":
            with pytest.raises(QueryError, match="nothing is called 无此名"):
                ask(asked, town_file, required | {parameter.name: "无此名"})
        else:
            assert ask(asked, town_file, required | {parameter.name: "无此名"}).rows == ()


def test_values_cannot_break_out_of_their_place(town_file: Path) -> None:
    evil = '北岭"@zh } SERVICE <http://127.0.0.1/> { ?s ?p ?o } #\\'
    with pytest.raises(QueryError, match="nothing is called 北岭"):
        ask(question("targets"), town_file, {"place": evil})


def test_names_are_composed_like_those_of_the_graph() -> None:
    assert '"Caf\u00e9"@zh' in question("targets").with_values({"place": "Cafe\u0301"})


def test_wrong_questions_are_explained(town_file: Path) -> None:
    with pytest.raises(QueryError, match="no question is called targts; did you mean targets"):
        question("targts")
    with pytest.raises(QueryError, match="no question is called xyz; there are across-articles, "):
        question("xyz")
    with pytest.raises(QueryError, match=r"targets has no parameter plaice \(it takes: place\)"):
        ask(question("targets"), town_file, {"plaice": "北岭区"})
    with pytest.raises(QueryError, match="in-common needs --other"):
        ask(question("in-common"), town_file, {"one": "北岭区"})
    with pytest.raises(QueryError, match="nothing is called 北岭县 in the graph; there is 北岭"):
        ask(question("targets"), town_file, {"place": "北岭县"})


def test_known_name_without_answers_is_an_empty_answer(town_file: Path) -> None:
    assert answers(question("targets"), town_file, place="云川市") == []


def test_questions_follow_the_bases(tmp_path: Path) -> None:
    bases = Bases("https://press.example/words#", "https://press.example/things/")
    write(town(), tmp_path / "graph.ttl", bases=bases)
    asked = question("targets", bases=bases)
    assert len(ask(asked, tmp_path / "graph.ttl", {"place": "北岭区"}, bases=bases).rows) == 1


OWN = """# title@zh: 学校
# title@en: Schools
# description@zh: 列出学校。
# description@en: The schools.
# param place ?placeName (name): 地点 | a place

SELECT ?name WHERE { VALUES ?placeName { UNDEF } ?x a kg:School ; rdfs:label ?name } ORDER BY ?name
"""


def test_own_questions_join_those_that_ship(tmp_path: Path) -> None:
    (tmp_path / "schools.rq").write_text(OWN, encoding="utf-8")
    found = questions(tmp_path)
    assert len(found) == len(ALL) + 1 and question("schools", tmp_path).title["en"] == "Schools"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("# title@en: Schools\n", "", "needs a title in zh and in en"),
        ("VALUES ?placeName { UNDEF }", "", r"needs VALUES \?placeName \{ UNDEF \} once for its parameter place"),
        ("(name)", "(date)", "this line of the head cannot be read: # param place"),
    ],
)
def test_broken_questions_are_named(tmp_path: Path, old: str, new: str, said: str) -> None:
    (tmp_path / "schools.rq").write_text(OWN.replace(old, new), encoding="utf-8")
    with pytest.raises(InputError, match=f"schools.rq: {said}"):
        questions(tmp_path)


def test_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="No such file"):
        questions(tmp_path / "none")
