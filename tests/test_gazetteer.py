"""The gazetteer: names to areas, areas to what is above and below them, and the tables that it is read from."""

from __future__ import annotations

import subprocess
import sys

import pytest

from kg.gazetteer import DATA, RANK, Area, Gazetteer, short_names

GAZETTEER = Gazetteer()


def one(name: str) -> Area:
    (area,) = GAZETTEER.named(name)
    return area


@pytest.mark.parametrize(
    ("name", "full", "level"),
    [
        ("郑州", "郑州市", "City"),
        ("登封", "登封市", "CountyLevelCity"),
        ("金水", "金水区", "District"),
        ("中牟县", "中牟县", "County"),
        ("管城区", "管城回族区", "District"),
        ("内蒙古", "内蒙古自治区", "Province"),
        ("新疆", "新疆维吾尔自治区", "Province"),
        ("恩施州", "恩施土家族苗族自治州", "City"),
        ("伊犁", "伊犁哈萨克自治州", "City"),
        ("西双版纳", "西双版纳傣族自治州", "City"),
        ("石林县", "石林彝族自治县", "County"),
        ("锡林郭勒", "锡林郭勒盟", "City"),
        ("准格尔", "准格尔旗", "County"),
        ("浦东", "浦东新区", "District"),
        ("碑林", "碑林区", "District"),
        ("神农架", "神农架林区", "District"),
        ("济源", "济源市", "CountyLevelCity"),
        ("东莞", "东莞市", "City"),
        ("苏州工业园区", "苏州工业园区", "zone"),
        ("香港", "香港特别行政区", "Province"),
        ("高雄", "高雄市", "City"),
        ("印尼", "印度尼西亚", "Country"),
        ("中国", "中国", "Country"),
    ],
)
def test_full_and_short_names(name: str, full: str, level: str) -> None:
    area = one(name)
    assert (area.name, area.level) == (full, level)
    assert area in GAZETTEER.named(full)


def test_ambiguous_names_give_every_candidate_the_highest_first() -> None:
    assert [GAZETTEER.chain(area)[1].name for area in GAZETTEER.named("鼓楼区")] == [
        "南京市",
        "徐州市",
        "福州市",
        "开封市",
    ]
    assert [area.level for area in GAZETTEER.named("海南")] == ["Province", "City", "District"]
    assert [area.name for area in GAZETTEER.named("吉林")] == ["吉林省", "吉林市"]
    assert GAZETTEER.named("乌有市") == ()


@pytest.mark.parametrize(
    "name", ["东", "城", "沛", "城关", "市中", "新城", "西城", "将军", "土默特左", "市辖区", "县", "族"]
)
def test_what_is_no_short_name(name: str) -> None:
    assert GAZETTEER.named(name) == ()


def test_everyday_words_are_not_looked_for_in_text() -> None:
    patterns = GAZETTEER.patterns()
    for word, full in (("资源", "资源县"), ("合作", "合作市"), ("和平", "和平区"), ("通道", "通道侗族自治县")):
        assert word not in patterns
        assert GAZETTEER.named(word)
        assert patterns[full] == GAZETTEER.named(full)
    words = [
        w
        for line in (DATA / "ordinary_words.txt").read_text("utf-8").splitlines()
        if line[0] != "#"
        for w in line.split()
    ]
    assert sorted(set(words)) == sorted(words)
    assert all(GAZETTEER.named(word) for word in words), "a word that is no short name needs no exception"


def test_towns_and_villages_by_prefecture() -> None:
    (prefecture,) = {GAZETTEER.prefecture(one(name)) for name in ("郑州市", "中牟县", "登封市", "金水区")}
    assert prefecture is not None
    (town,) = GAZETTEER.towns(prefecture)["狼城岗镇"]
    (village,) = GAZETTEER.villages(prefecture)["北堤村"]
    assert [area.name for area in GAZETTEER.chain(village)] == ["北堤村", "狼城岗镇", "中牟县", "郑州市", "河南省"]
    assert [area.level for area in GAZETTEER.chain(village)] == ["Village", "Town", "County", "City", "Province"]
    assert GAZETTEER.prefecture(village) == GAZETTEER.prefecture(town) == prefecture
    assert GAZETTEER.towns(prefecture)["建设路街道"][0].level == "Subdistrict"


def test_prefectures_without_a_city() -> None:
    beijing, county = one("北京市"), one("济源市")
    assert GAZETTEER.prefecture(beijing) == GAZETTEER.prefecture(one("海淀区")) == beijing.code
    assert len(GAZETTEER.towns(beijing.code)) > 300
    assert GAZETTEER.prefecture(county) == county.code
    assert "沁园街道" in GAZETTEER.towns(county.code)
    assert GAZETTEER.prefecture(one("河南省")) is None
    assert GAZETTEER.prefecture(one("日本")) is None
    assert GAZETTEER.towns("0000") == GAZETTEER.villages("0000") == {}


def test_townships_of_a_people_go_by_their_plain_name_too() -> None:
    towns = GAZETTEER.towns("4101")
    assert towns["金寨乡"] == towns["金寨回族乡"]
    renamed = [(name, area.name) for name, areas in towns.items() for area in areas if area.name != name]
    assert renamed
    assert all(full.startswith(name[:-1]) and full.endswith(("族乡", "族镇")) for name, full in renamed)


def test_classes_of_the_vocabulary() -> None:
    assert GAZETTEER.types(one("上海市")) == ("Province", "City")
    assert GAZETTEER.types(one("苏州工业园区")) == ("IndustrialPark",)
    assert GAZETTEER.types(one("登封市")) == ("CountyLevelCity",)


def test_every_area_hangs_together() -> None:
    uppers = {area.code: area for areas in GAZETTEER.patterns().values() for area in areas}
    assert len([a for a in uppers.values() if a.level == "Province"]) == 34
    assert len([a for a in uppers.values() if a.level == "Country"]) > 190
    for area in uppers.values():
        assert area.level in RANK
        assert area.level == "Country" or GAZETTEER.chain(area)[-1].level == "Province"
        assert all(len(name) > 1 for name in short_names(area))
    prefectures = {code for area in uppers.values() if (code := GAZETTEER.prefecture(area))}
    towns = {a.code: a for code in sorted(prefectures) for areas in GAZETTEER.towns(code).values() for a in areas}
    assert len(towns) == 41_514
    assert all(town.parent in uppers for town in towns.values())
    for code in ("4101", "11", "419001"):
        for name, areas in GAZETTEER.villages(code).items():
            assert len(name) > 2
            assert name.endswith(("村", "社区", "嘎查"))
            assert all(area.parent in towns and area.code.startswith(code) for area in areas)


def test_upper_levels_load_fast() -> None:
    """In a process of its own, in CPU time: the table is not read to its end for the upper levels."""
    code = (
        "import gzip, re, zipfile, pathlib, time; begin = time.process_time();"
        "from kg.gazetteer import Gazetteer; Gazetteer().patterns(); print(time.process_time() - begin)"
    )
    times = [
        float(subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout) for _ in range(3)
    ]
    assert min(times) < 0.15
