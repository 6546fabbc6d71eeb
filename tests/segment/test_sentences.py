"""Sentences: where they end, and where they do not."""

from __future__ import annotations

import pytest

from kg.model import Document
from kg.segment import segment


def sentences(text: str) -> list[str]:
    (article,) = segment(Document("page.txt", f"青川大桥通车\n\n本报讯 {text}\n"))
    page = f"青川大桥通车\n\n本报讯 {text}\n"
    return [page[s.begin : s.end].removeprefix("本报讯 ") for s in article.sentences]


@pytest.mark.parametrize(
    "parts",
    [
        ["大桥通车。", "市民步行过桥。"],
        ["大桥通车了!", "何时收费?", "目前不收费。"],
        ["“大桥通车了。”", "市民说。"],
        ["“何时收费?”", "有人问。"],
        ["大桥全长2.5公里。", "桥面宽30.5米。"],
        ["大桥通车……", "市民步行过桥。"],
        ["一是检测;二是养护;三是维修。", "工作分三步。"],
        ["大桥(全长2公里)通车。", "市民步行过桥。"],
        ["报道题为《大桥通车了!》。", "读者很多。"],
    ],
)
def test_where_sentences_end(parts: list[str]) -> None:
    assert sentences("".join(parts)) == parts


def test_the_last_sentence_needs_no_full_stop() -> None:
    assert sentences("大桥通车。市民步行过桥") == ["大桥通车。", "市民步行过桥"]
