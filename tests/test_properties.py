"""What holds for any text whatever: no crash, every quote where it says, the same bytes again."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from rdflib import RDF, Graph, Namespace

import kg
from kg.errors import InputError, KgError
from kg.model import Document, Knowledge, Mention, Span
from kg.pipeline import build
from kg.rdf import to_turtle
from kg.readers import read
from kg.readers.decode import decode
from kg.text import fold

ROOT = Path(__file__).parents[1]
SEED = (ROOT / "seeds" / "zhengzhou-2023-02-15.txt").read_text(encoding="utf-8")
KG = Namespace("https://kg.example.org/ontology#")

PIECES = (
    *("诸暨市", "绍兴市", "蓝岸科技有限公司", "(以下简称蓝岸科技)", "公司", "该镇", "全区", "他们", "董事长周启明"),
    *(
        "明川小学",
        "诸暨市水利局",
        "“书香校园”活动",
        "蓝岸碳纤维生产线项目",
        "氢能",
        "3000余万元",
        "2月30日",
        "去年",
        "昨日",
    ),
    *("2.6%以上", "百分之三十", "一二三四万亿", "召开", "出席", "建设", "计划", "将", "未", "说:", "介绍,", "在", "到"),
    *("考察", "由", "、", "和", "等5家", "等", "陪同下", "任", "免去", "本报讯(记者 林一舟 通讯员 方晓)", "文/图", "□"),
    *(
        "本报记者 林一舟 摄",
        "据新华社",
        "(林一舟)",
        "记者",
        "A02 要闻",
        "---",
        "。",
        ",",
        ";",
        "!",
        "?",
        "……",
        "“",
        "”",
    ),
    *("「", "」", "(", ")", "《", "》", "·", ":", "\n", "\n\n", "\r\n", "\r", "\u2028", "\t", "\u3000", " ", "𠮷"),
    *(
        "e\u0301",
        "\u200f",
        "עברית",
        "\ufeff",
        "\u0000",
        "\U000f0000",
        "\U000f0010",
        "\U000f002b",
        "\ue000",
        "１２",
        "Ⅳ",
    ),
    *("<script>", '"', "\\"),
)
"""What pages are made of, and what they should not be: signs that stand for mentions in the program, among others."""

ANYTHING = st.text(st.characters(exclude_categories=["Cs"]), max_size=120)
MADE_UP = st.lists(st.sampled_from(PIECES), max_size=60).map("".join)
CUT = st.tuples(st.integers(0, len(SEED)), st.integers(0, 400)).map(lambda cut: SEED[cut[0] : cut[0] + cut[1]])
MIXED = st.tuples(CUT, MADE_UP, CUT).map("".join)
TEXTS = st.one_of(ANYTHING, MADE_UP, CUT, MIXED)

lenient = settings(max_examples=100, suppress_health_check=[HealthCheck.too_slow], report_multiple_bugs=False)


def spans(knowledge: Knowledge, mentions: tuple[Mention, ...]) -> list[Span]:
    """Every span that is given out."""
    found = [m.span for m in mentions]
    for one in (*knowledge.facts, *knowledge.observations):
        found += [span for evidence in one.evidence for span in (evidence.quote, evidence.sentence)]
    for item in knowledge.items:
        article = item.article
        found += [Span(article.begin, article.end), *article.headline]
        found += [Span(s.begin, s.end) for s in article.sentences]
        found += [span for c in article.credits for span in (c.name, c.quote)]
    return found


@lenient
@given(TEXTS)
@example("\U000f0000\U000f0001在\U000f0002。")
@example("本报讯\r\n\r\n\r昨日,\n\n诸暨市\r召开大会。")
@example("(" * 40)
@example("“" * 40 + "说")
@example("一" * 60)
def test_any_text_is_read_without_a_crash_and_every_span_lies_in_it(text: str) -> None:
    knowledge = build([Document("page.txt", text)])
    found = kg.extract(text, name="page.txt")
    assert found.facts == knowledge.facts and found.entities == knowledge.entities
    for begin, end in spans(knowledge, found.mentions):
        assert 0 <= begin < end <= len(text), (begin, end)
    for observation in knowledge.observations:
        assert any(observation.text in _folded(text, e.sentence) for e in observation.evidence)


def _folded(text: str, span: Span) -> str:
    return fold("".join(text[slice(*span)].split("\n"))).replace("\r", "")


@lenient
@given(TEXTS)
def test_every_quote_of_the_graph_is_what_stands_there_and_the_bytes_are_the_same_again(text: str) -> None:
    try:
        turtle = to_turtle(build([Document("page.txt", text)]))
    except KgError as error:
        raise AssertionError(f"{text!r} made a graph that cannot be written: {error}") from error
    assert turtle == to_turtle(build([Document("page.txt", text)]))
    graph = Graph().parse(data=turtle.decode(), format="turtle")
    for node in graph.subjects(RDF.type, KG.Evidence):
        begin, end = (int(str(graph.value(node, p))) for p in (KG.beginIndex, KG.endIndex))
        assert str(graph.value(node, KG.quote)) == text[begin:end] != ""


@lenient
@given(MIXED)
def test_coding_and_line_ends_do_not_change_what_is_read(text: str) -> None:
    """Names and facts are the same in every encoding that can hold the text."""
    text = text.replace("\0", "").replace("\ufeff", "")
    for encoding in ("utf-8-sig", "utf-16"):
        assert decode(text.encode(encoding), "page.txt") == text or not text


@settings(max_examples=150)
@given(st.one_of(st.binary(max_size=300), ANYTHING.map(str.encode), CUT.map(lambda s: s.encode("gb18030"))))
def test_any_bytes_are_a_text_or_one_clear_error(data: bytes) -> None:
    try:
        text = decode(data, "page.txt")
    except InputError as error:
        assert str(error).startswith("page.txt: ") and "\n" not in str(error)
        return
    assert "\0" not in text and text.encode("utf-8").decode("utf-8") == text


@settings(max_examples=15, report_multiple_bugs=False)
@given(st.lists(MIXED, min_size=2, max_size=5, unique=True), st.randoms(use_true_random=False))
def test_the_order_of_the_pages_does_not_matter(texts: list[str], chance: random.Random) -> None:
    documents = [Document(f"page-{n}.txt", text) for n, text in enumerate(texts)]
    shuffled = documents[:]
    chance.shuffle(shuffled)
    assert to_turtle(build(documents)) == to_turtle(build(shuffled))


def test_a_page_read_twice_adds_nothing_but_itself() -> None:
    page = read(ROOT / "seeds" / "zhengzhou-2023-02-15.txt")
    once, twice = build([page]), build([page, page])
    assert once.entities == twice.entities


@pytest.fixture(scope="module")
def hashed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What the command writes under several hash seeds."""
    folder = tmp_path_factory.mktemp("hashed")
    written = {}
    for seed in ("0", "4711"):
        arguments = [
            "build",
            str(ROOT / "seeds"),
            str(ROOT / "tests" / "cases"),
            "--out",
            str(folder / seed),
            "--html",
            "none",
        ]
        subprocess.run(
            [sys.executable, "-c", "from kg.cli import main; main()", *arguments],
            env={**os.environ, "PYTHONHASHSEED": seed},
            check=True,
            capture_output=True,
            timeout=120,
        )
        written[seed] = (folder / seed / "graph.ttl").read_bytes()
    return written


def test_the_hash_seed_does_not_matter(hashed: dict[str, bytes]) -> None:
    assert len(set(hashed.values())) == 1 and len(hashed["0"]) > 10_000
