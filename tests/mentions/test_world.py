"""Places and bodies of the nation and of the world, and the words that hold their characters."""

from __future__ import annotations

import pytest

from kg.gazetteer import DATA
from kg.mentions.overlap import settle
from kg.mentions.scene import Scene
from kg.mentions.world import known_bodies, national, stands_free, world
from kg.model import Mention
from kg.schema import is_a
from kg.unit import plain

ENTRIES = [
    (cls, form, entry.split("=")[0])
    for line in (DATA / "world.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
    for cls, *entries in [line.split()]
    for entry in entries
    for form in entry.split("=")
]


def placed(text: str) -> Scene:
    """A scene in which the names of the world are certain, as behind 丹麦 what is said of it begins."""
    scene = Scene.of(plain(text))
    countries = [
        Mention(at, at + len(name), ("Country",), name)
        for name in ("丹麦", "巴西", "英国", "韩国", "泰国", "法国", "意大利")
        if (at := text.find(name)) >= 0
    ]
    scene.fixed = {m.end: m for m in settle([*world(scene), *countries])}
    return scene


def found(text: str) -> set[tuple[str, str, str]]:
    return {(m.type, text[m.begin : m.end], m.name) for m in world(Scene.of(plain(text)))}


@pytest.mark.parametrize(("cls", "form", "name"), ENTRIES, ids=[f"{cls}:{form}" for cls, form, _ in ENTRIES])
def test_every_name_is_found_by_each_of_its_forms(cls: str, form: str, name: str) -> None:
    assert is_a(cls, "Place") or is_a(cls, "Organization")
    assert (cls, form, name) in found(form)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("他们飞往莫斯科。", ("City", "莫斯科", "莫斯科")),
        ("安理会通过决议", ("Organization", "安理会", "联合国安理会")),
        ("国家发改委发文", ("GovernmentBody", "国家发改委", "国家发展改革委")),
        ("中行诸暨支行", ("FinancialInstitution", "中行", "中国银行")),
        ("中美关系", ("Country", "美", "美国")),
        ("中俄边境", ("Country", "俄", "俄罗斯")),
        ("总统访华", ("Country", "华", "中国")),
        ("来沪考察", ("City", "沪", "上海")),
        ("抵港货轮", ("Province", "港", "香港")),
    ],
)
def test_a_name_of_the_world(text: str, expected: tuple[str, str, str]) -> None:
    assert expected in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "伦敦路",
        "巴黎广场",
        "长江路小学",
        "黄河大街",
        "市民中意的户型",
        "加法兰的工人",
        "旅日侨胞",
        "对法律的认识",
        "来日方长",
        "南亚热带的果树",
        "世界银行家",
        "运河内",
        "得利马上",
    ],
)
def test_what_is_no_name_of_the_world(text: str) -> None:
    assert found(text) == set()


@pytest.mark.parametrize(
    ("text", "cls", "name"),
    [
        ("丹麦男队夺冠", "Organization", "丹麦男队"),
        ("巴西女排获胜", "Organization", "巴西女排"),
        ("意大利足协声明", "Organization", "意大利足协"),
        ("英国内政部发言人", "GovernmentBody", "英国内政部"),
        ("法国参议院表决", "GovernmentBody", "法国参议院"),
        ("国务院研究室", "GovernmentBody", "国务院研究室"),
        ("联合国总部", "Organization", "联合国总部"),
        ("波音公司", "Company", "波音公司"),
    ],
)
def test_what_is_named_behind_its_country_or_body(text: str, cls: str, name: str) -> None:
    assert [(m.type, m.name) for m in national(placed(text))] == [(cls, name)]


@pytest.mark.parametrize(
    "text",
    [
        "韩国队员列队",
        "韩国队伍整齐",
        "英国商务部门",
        "泰国农业部长",
        "意大利足协议",
        "法国议会厅",
        "波音集团军",
        "男队夺冠",
        "内政部发言人",
    ],
)
def test_what_only_goes_on_behind_a_country(text: str) -> None:
    assert list(national(placed(text))) == []


@pytest.mark.parametrize(
    ("text", "cls", "name"),
    [
        ("中国作家协会", "SocialOrganization", "中国作家协会"),
        ("早稻田大学", "School", "早稻田大学"),
        ("英国广播公司", "Company", "英国广播公司"),
        ("法国电视台", "MediaOrganization", "法国电视台"),
    ],
)
def test_a_body_that_the_dictionary_knows(text: str, cls: str, name: str) -> None:
    assert [(m.type, m.name) for m in known_bodies(Scene.of(plain(text)))] == [(cls, name)]


@pytest.mark.parametrize("text", ["美国公司", "反对党", "理工大学", "国家银行", "大学", "部队", "执政党"])
def test_one_of_many_bodies(text: str) -> None:
    assert list(known_bodies(Scene.of(plain(text)))) == []


@pytest.mark.parametrize(
    ("text", "name", "free"),
    [
        ("法国总理", "法国", True),
        ("莫斯科的雪", "莫斯科", True),
        ("运河内", "河内", False),
        ("世界银行家", "世界银行", False),
    ],
)
def test_whether_a_name_stands_free(text: str, name: str, free: bool) -> None:
    at = text.index(name)
    assert stands_free(Scene.of(plain(text)), at, at + len(name)) is free


@pytest.mark.parametrize(
    "text", ["丹麦男队、英国内政部和联合国总部", "中美两国与欧盟在日内瓦,巴西女排、波音公司在国务院研究室"]
)
def test_spans_hold_what_is_there(text: str) -> None:
    scene = placed(text)
    for m in (*national(scene), *known_bodies(scene)):
        assert text[m.begin : m.end] == m.name
    for m in world(scene):
        assert 0 <= m.begin < m.end <= len(text) and (
            m.end - m.begin == 1 or (m.type, text[m.begin : m.end], m.name) in ENTRIES
        )
