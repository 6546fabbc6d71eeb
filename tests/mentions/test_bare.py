"""People by their names alone, and the words and other things' names that look like them."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.lexicon.surnames import COMMON, COMPOUND, JAPANESE, SOUNDS
from kg.mentions.bare import bare
from kg.mentions.scene import Scene
from kg.model import Mention
from kg.unit import plain


def mentions(text: str) -> list[Mention]:
    return sorted(bare(Scene.of(plain(text))), key=lambda m: m.begin)


def found(text: str) -> list[tuple[str, str]]:
    return [(m.type, m.name) for m in mentions(text)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("林志远从小在山里长大。", "林志远"),
        ("那天,沈一鸣和同事们冒雨抢修电路。", "沈一鸣"),
        ("潘晓芸把花束递给戏迷。", "潘晓芸"),
        ("欧阳雪梅的画得了奖。", "欧阳雪梅"),
        ("当天,陶勇给孩子们讲了消防知识。", "陶勇"),
        ("球迷们记得,罗德里格斯攻入两球。", "罗德里格斯"),
        ("贝克汉姆率队抵达。", "贝克汉姆"),
        ("山本一郎是会长。", "山本一郎"),
        ("陪同的田中惠子说,茶山更美。", "田中惠子"),
        ("安德烈·索科洛夫发言。", "安德烈·索科洛夫"),
        ("帕提曼·阿布都拉家的葡萄园", "帕提曼·阿布都拉"),
        ("马尤素福是面馆老板。", "马尤素福"),
    ],
)
def test_a_person(text: str, name: str) -> None:
    assert found(text) == [("Person", name)]


def test_two_in_a_row() -> None:
    assert [name for _, name in found("沈一鸣和潘晓芸把花束送上台。")] == ["沈一鸣", "潘晓芸"]


@pytest.mark.parametrize(
    "text",
    [
        "高峰时段客流增加。",
        "白雪覆盖了山头。",
        "张罗着办酒席。",
        "金银花种植成了产业。",
        "程序简单,费用不高。",
        "马上就办。",
        "黄金周到了。",
        "方便面卖完了。",
        "和平谈判开始了。",
        "王家村的人",
        "王老师说,张先生和李女士都来了,陈某没有来。",
        "孔子学院",
        "山口停着两辆车。",
    ],
)
def test_nobody(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize("thing", ["奖", "公司", "中学", "集团", "定律", "村", "桥", "东路"])
def test_things_that_bear_a_name_are_no_people(thing: str) -> None:
    assert found(f"诺贝尔{thing}") == [] == found(f"林志远{thing}")


@pytest.mark.parametrize(
    ("text", "name"),
    [("客机从布里奇顿市起飞。", "布里奇顿市"), ("代表团飞往克鲁斯特尼。", "克鲁斯特尼")],
)
def test_a_foreign_place_by_what_stands_beside_it(text: str, name: str) -> None:
    assert found(text) == [("Place", name)]


def test_what_is_certain_already_is_no_person() -> None:
    text = "林志远从小在山里长大。"
    scene = Scene.of(plain(text))
    scene.fixed = {3: Mention(0, 3, ("Place",), "林志远")}
    assert list(bare(scene)) == []


_CHARS = "".join(sorted(COMMON | SOUNDS | set("".join(COMPOUND | JAPANESE)))) + "的说和在市路公司,。·、说志远晓芸一郎"


@given(st.text(st.sampled_from(_CHARS), min_size=1, max_size=24))
def test_a_name_is_what_stands_there(text: str) -> None:
    names = mentions(text)
    assert all(text[m.begin : m.end] == m.name and m.type in ("Person", "Place") for m in names)
    assert all(one.end <= other.begin for one, other in pairwise(names))


@given(
    st.sampled_from(sorted(COMMON)),
    st.text(st.sampled_from("志远晓芸雪梅海涛建国淑珍俊杰"), min_size=2, max_size=2),
)
def test_whoever_speaks_is_read_whole_or_not_at_all(family: str, given_name: str) -> None:
    name = family + given_name
    assert all(m.end <= len(name) for m in mentions(f"{name}说,茶山更美。"))
