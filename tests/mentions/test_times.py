"""Times, resolved against the day of publication: Friday, 10 June 2022."""

from __future__ import annotations

from datetime import date

import pytest

from kg.mentions.times import times
from kg.model import When
from kg.text import fold

TODAY = date(2022, 6, 10)


def found(text: str, published: date | None = TODAY) -> list[tuple[str, str | None]]:
    return [(m.name, m.when.value if m.when else None) for m in times(fold(text), published)]


@pytest.mark.parametrize(
    ("text", "name", "value"),
    [
        ("6月9日,大会召开", "6月9日", "2022-06-09"),
        ("２０２１年１２月３日开工", "2021年12月3日", "2021-12-03"),
        ("去年12月16日落户", "去年12月16日", "2021-12-16"),
        ("2024年2月29日", "2024年2月29日", "2024-02-29"),
        ("2023年2月29日", "2023年2月29日", None),
        ("三月五日开幕", "三月五日", "2022-03-05"),
        ("记者昨日获悉", "昨日", "2022-06-09"),
        ("今天,大会召开", "今天", "2022-06-10"),
        ("明日开幕", "明日", "2022-06-11"),
        ("本月5日开工", "本月5日", "2022-06-05"),
        ("今年目标", "今年", "2022"),
        ("去年", "去年", "2021"),
        ("前年", "前年", "2020"),
        ("明年", "明年", "2023"),
        ("2021年", "2021年", "2021"),
        ("二〇二一年", "二〇二一年", "2021"),
        ("今年5月", "今年5月", "2022-05"),
        ("5月份", "5月份", "2022-05"),
        ("2021年11月", "2021年11月", "2021-11"),
        ("9月底前", "9月底前", "2022-09"),
        ("一季度", "一季度", "2022-01-01/2022-03-31"),
        ("去年第四季度", "去年第四季度", "2021-10-01/2021-12-31"),
        ("今年上半年", "今年上半年", "2022-01-01/2022-06-30"),
        ("下半年", "下半年", "2022-07-01/2022-12-31"),
        ("前5个月", "前5个月", "2022-01-01/2022-05-31"),
        ("今年前三季度", "今年前三季度", "2022-01-01/2022-09-30"),
        ("1至5月", "1至5月", "2022-01-01/2022-05-31"),
        ("1—5月份", "1—5月份", "2022-01-01/2022-05-31"),
        ("2021年1至11月", "2021年1至11月", "2021-01-01/2021-11-30"),
        ("2020年至2022年", "2020年至2022年", "2020-01-01/2022-12-31"),
        ("6月1日至5日", "6月1日至5日", "2022-06-01/2022-06-05"),
        ("“十四五”期间", "“十四五”期间", "2021-01-01/2025-12-31"),
        ("近日", "近日", None),
        ("目前", "目前", None),
    ],
)
def test_a_time(text: str, name: str, value: str | None) -> None:
    assert found(text) == [(name, value)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("6月9日", "--06-09"),
        ("6月份", "--06"),
        ("今年", None),
        ("昨日", None),
        ("2021年3月", "2021-03"),
        ("2021年", "2021"),
    ],
)
def test_without_a_day_of_publication_times_stay_partial(text: str, value: str | None) -> None:
    assert [when for _, when in found(text, None)] == [value]


@pytest.mark.parametrize(
    ("text", "value"),
    [("12月30日", "2022-12-30"), ("去年12月30日", "2022-12-30"), ("截至12月底", "2022-12"), ("1月4日", "2023-01-04")],
)
def test_a_day_read_after_the_turn_of_the_year(text: str, value: str) -> None:
    assert [when for _, when in found(text, date(2023, 1, 5))] == [value]


@pytest.mark.parametrize("text", ["近日", "日前", "目前", "近年来", "春节期间"])
def test_vague_times_say_so(text: str) -> None:
    assert [m.when for m in times(text, TODAY)] == [When(None, approximate=True)]


@pytest.mark.parametrize(
    "text", ["一日三餐", "生日快乐", "一号工程", "月光如水", "年轻人", "日常养护", "10号楼", "8年经验"]
)
def test_what_is_no_time(text: str) -> None:
    assert found(text) == []
