"""Who wrote it: credits in every place and house style, with exact spans."""

from __future__ import annotations

import pytest

from kg.model import Document
from kg.segment import segment

TEXT = "3月8日,青川县召开农业大会。与会者参观了青川县的三个合作社,听取了介绍,并交流了经验。"


def signed(page: str) -> list[tuple[str, str]]:
    """Role and name of each credit of the page's only article, sorted."""
    (article,) = segment(Document("page.txt", page))
    return sorted((credit.role, page[slice(*credit.name)]) for credit in article.credits)


def page(opening: str = "", closing: str = "", line: str = "") -> str:
    return f"青川县召开农业大会\n\n{opening}{TEXT}{closing}\n" + (f"\n{line}\n" if line else "")


REPORTER, CORRESPONDENT, PHOTOGRAPHER = "reporter", "correspondent", "photographer"
LIN, FANG, XU = "林一舟", "方晓", "许知远"


@pytest.mark.parametrize(
    ("opening", "names"),
    [
        ("本报讯(记者 林一舟)", [(REPORTER, LIN)]),
        ("本报讯（记者　林一舟）", [(REPORTER, LIN)]),
        ("本报讯(记者 林一舟 许知远)", [(REPORTER, LIN), (REPORTER, XU)]),
        ("本报讯(记者/林一舟)", [(REPORTER, LIN)]),
        ("本报讯(记者 林一舟、许知远)", [(REPORTER, LIN), (REPORTER, XU)]),
        ("本报讯(记者 林一舟 通讯员 方晓)", [(CORRESPONDENT, FANG), (REPORTER, LIN)]),
        ("本报讯(记者 林一舟 通讯员 方晓 许知远)", [(CORRESPONDENT, FANG), (CORRESPONDENT, XU), (REPORTER, LIN)]),
        ("本报讯(通讯员 方晓)", [(CORRESPONDENT, FANG)]),
        ("本报讯(首席记者 林一舟)", [(REPORTER, LIN)]),
        ("本报讯(江报全媒体记者 林一舟)", [(REPORTER, LIN)]),
        ("江川晚报讯(记者 林一舟)", [(REPORTER, LIN)]),
        ("本报青川3月8日讯(记者 林一舟)", [(REPORTER, LIN)]),
        ("本报讯 记者林一舟 通讯员方晓报道:", [(CORRESPONDENT, FANG), (REPORTER, LIN)]),
        ("据新华社江川3月8日电(记者 林一舟 许知远)", [(REPORTER, LIN), (REPORTER, XU)]),
        ("新华社江川3月8日电(记者林一舟、许知远)", [(REPORTER, LIN), (REPORTER, XU)]),
        ("本报讯(记者 欧阳一舟 通讯员 阿依古丽·买买提)", [(CORRESPONDENT, "阿依古丽·买买提"), (REPORTER, "欧阳一舟")]),
        ("本报讯(记者 林 舟 通讯员 方晓)", [(CORRESPONDENT, FANG), (REPORTER, "林 舟")]),
        (
            "本报讯(记者 林一舟 通讯员 方晓 文/图)",
            [(CORRESPONDENT, FANG), (PHOTOGRAPHER, LIN), (PHOTOGRAPHER, FANG), (REPORTER, LIN)],
        ),
        ("□本报记者 林一舟  ", [(REPORTER, LIN)]),
        ("本报特约评论员 林一舟  ", [(REPORTER, LIN)]),
        ("本报多年来关注农业,", []),
        ("晚报读者来信 ", []),
        ("本报讯", []),
        ("", []),
    ],
)
def test_before_the_text(opening: str, names: list[tuple[str, str]]) -> None:
    assert signed(page(opening)) == sorted(names)


@pytest.mark.parametrize(
    ("closing", "names"),
    [
        ("(林一舟 方晓)", [(REPORTER, LIN), (REPORTER, FANG)]),
        ("(林一舟)", [(REPORTER, LIN)]),
        ("(记者 林一舟)", [(REPORTER, LIN)]),
        ("(通讯员 方晓 许知远)", [(CORRESPONDENT, FANG), (CORRESPONDENT, XU)]),
        ("(完)", []),
    ],
)
def test_behind_the_text(closing: str, names: list[tuple[str, str]]) -> None:
    assert signed(page(closing=closing)) == sorted(names)


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("本报记者 林一舟", [(REPORTER, LIN)]),
        ("□晚报记者 林一舟", [(REPORTER, LIN)]),
        ("本报记者 林一舟 通讯员 方晓", [(CORRESPONDENT, FANG), (REPORTER, LIN)]),
        ("本报记者 林一舟 文/图", [(PHOTOGRAPHER, LIN), (REPORTER, LIN)]),
        ("记者 林一舟 文/图", [(PHOTOGRAPHER, LIN), (REPORTER, LIN)]),
        ("本报记者 林一舟 许知远 摄", [(PHOTOGRAPHER, LIN), (PHOTOGRAPHER, XU)]),
        ("本报记者 林一舟 摄", [(PHOTOGRAPHER, LIN)]),
        ("通讯员 方晓 摄", [(PHOTOGRAPHER, FANG)]),
        ("林一舟 摄", [(PHOTOGRAPHER, LIN)]),
        ("本报记者 林一舟 摄影报道", [(PHOTOGRAPHER, LIN), (REPORTER, LIN)]),
        ("记者 林一舟/文 方晓/图", [(PHOTOGRAPHER, FANG), (REPORTER, LIN)]),
        ("文/江川日报记者 林一舟", [(REPORTER, LIN)]),
        ("图/江川日报记者 方晓", [(PHOTOGRAPHER, FANG)]),
        ("文/江川日报记者 林一舟 图/江川日报记者 方晓", [(PHOTOGRAPHER, FANG), (REPORTER, LIN)]),
        ("文/图 江川日报记者 林一舟", [(PHOTOGRAPHER, LIN), (REPORTER, LIN)]),
    ],
)
def test_on_a_line_of_their_own(line: str, names: list[tuple[str, str]]) -> None:
    assert signed(page(line=line)) == sorted(names)


@pytest.mark.parametrize(
    ("text", "papers"),
    [
        (page("本报讯(江报全媒体记者 林一舟 通讯员 方晓)"), {LIN: "江报全媒体", FANG: None}),
        (page(line="文/江川日报记者 林一舟 图/江川晚报记者 方晓"), {LIN: "江川日报", FANG: "江川晚报"}),
    ],
)
def test_the_paper_that_a_reporter_writes_for(text: str, papers: dict[str, str | None]) -> None:
    (article,) = segment(Document("page.txt", text))
    assert {text[slice(*c.name)]: c.employer and text[slice(*c.employer)] for c in article.credits} == papers
