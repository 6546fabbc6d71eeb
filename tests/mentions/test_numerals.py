"""Numerals, Arabic, Chinese and mixed, to exact decimals."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.mentions.numerals import value


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0", "0"),
        ("3000", "3000"),
        ("1,200", "1200"),
        ("2.6", "2.6"),
        ("12万", "120000"),
        ("1.5亿", "150000000"),
        ("3000万", "30000000"),
        ("3.25万亿", "3250000000000"),
        ("1亿2000万", "120000000"),
        ("5千", "5000"),
        ("半", "0.5"),
        ("十", "10"),
        ("十五", "15"),
        ("二十", "20"),
        ("三十六", "36"),
        ("一百零五", "105"),
        ("三百五", "350"),
        ("一千二", "1200"),
        ("一千二百", "1200"),
        ("两千三百", "2300"),
        ("五千零八", "5008"),
        ("三万五", "35000"),
        ("两万三千", "23000"),
        ("十万", "100000"),
        ("一万零三十", "10030"),
        ("三千五百万", "35000000"),
        ("一亿二千万", "120000000"),
        ("一千亿", "100000000000"),
        ("二〇二二", "2022"),
    ],
)
def test_what_a_numeral_stands_for(text: str, number: str) -> None:
    assert value(text) == Decimal(number)


@pytest.mark.parametrize("text", ["", "甲", "十甲", "1.2.3", "万户", "亿元"])
def test_what_is_no_numeral(text: str) -> None:
    assert value(text) is None


def spelled(number: int) -> str:
    """A number below a hundred million in Chinese characters, as it is read out."""
    if number >= 10_000:
        rest = number % 10_000
        gap = "零" if 0 < rest < 1_000 else ""
        return spelled(number // 10_000) + "万" + (gap + spelled(rest) if rest else "")
    out, pending = "", False
    for unit, name in ((1_000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // unit % 10
        if digit:
            out += ("零" if pending and out else "") + "零一二三四五六七八九"[digit] + name
            pending = False
        else:
            pending = True
    return out


@given(st.integers(1, 99_999_999))
def test_a_number_read_out_is_understood(number: int) -> None:
    assert value(spelled(number)) == number
