"""Text out of bytes: every encoding that Chinese newspapers come in, and what is no text."""

from __future__ import annotations

import codecs
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import InputError
from kg.readers.decode import PLAUSIBLE, decode, plausibility

SIMPLIFIED = "本报讯(记者 陈一鸣)3月8日,青川市召开工业发展大会,全年计划投资120亿元。"
TRADITIONAL = "本報訊(記者 陳一鳴)三月八日,青川市召開工業發展大會,全年計劃投資一百二十億元。"
CHINESE = st.text(st.sampled_from(sorted(set(SIMPLIFIED + "稳经济促发展强信心,。“”《》、:\r\n"))), max_size=200)
ANY = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1).filter(
    lambda text: not text.startswith("\ufeff")
)


@given(ANY)
def test_utf_8_returns_any_text(text: str) -> None:
    assert decode(text.encode("utf-8"), "a.txt") == text
    assert decode(text.encode("utf-8-sig"), "a.txt") == text


@given(ANY)
@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_a_byte_order_mark_returns_any_text(encoding: str, text: str) -> None:
    mark = {
        "le": {16: codecs.BOM_UTF16_LE, 32: codecs.BOM_UTF32_LE},
        "be": {16: codecs.BOM_UTF16_BE, 32: codecs.BOM_UTF32_BE},
    }
    assert decode(mark[encoding[-2:]][int(encoding[4:6])] + text.encode(encoding), "a.txt") == text


@given(CHINESE)
@pytest.mark.parametrize("encoding", ["gb2312", "gbk", "gb18030", "utf-16-le", "utf-16-be"])
def test_chinese_text_needs_no_mark(encoding: str, text: str) -> None:
    page = SIMPLIFIED + text
    assert decode(page.encode(encoding), "a.txt") == page


@given(st.text(st.sampled_from(sorted(set(TRADITIONAL + "穩經濟促發展強信心、「」\r\n"))), max_size=200))
@pytest.mark.parametrize("encoding", ["big5", "cp950", "gb18030", "utf-16-le", "utf-16-be"])
def test_traditional_text_needs_no_mark(encoding: str, text: str) -> None:
    page = TRADITIONAL + text
    assert decode(page.encode(encoding), "a.txt") == page


@given(st.binary(max_size=300))
def test_any_bytes_are_text_or_one_clear_error(data: bytes) -> None:
    try:
        text = decode(data, "a.txt")
    except InputError as error:
        assert str(error).startswith("a.txt: ")
    else:
        assert text or data in (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE)
        assert "\0" not in text


@pytest.mark.parametrize("length", [10, 20, 60])
def test_a_few_characters_are_enough(length: int, seed_text: str) -> None:
    begins = random.Random(length).sample(range(len(seed_text) - length), 100)
    pieces = [seed_text[begin : begin + length] for begin in begins]
    for piece in pieces:
        if sum("一" <= c <= "龥" for c in piece) > length // 2:
            for encoding in ("gb18030", "utf-16-le", "utf-16-be"):
                assert decode(piece.encode(encoding), "a.txt") == piece


def test_a_right_reading_is_told_from_a_wrong_one(seed_text: str) -> None:
    assert plausibility(seed_text) > 0.95
    for encoding, wrong in (("gb18030", "cp950"), ("utf-8", "gb18030"), ("utf-8", "cp950"), ("utf-16-le", "utf-16-be")):
        assert plausibility(seed_text.encode(encoding).decode(wrong, "ignore")) < PLAUSIBLE - 0.1


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
def test_line_ends_stay(encoding: str) -> None:
    page = SIMPLIFIED + "\r\n\r\n" + SIMPLIFIED + "\n" + SIMPLIFIED + "\r"
    assert decode(page.encode(encoding), "a.txt") == page


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", "empty file"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "byte 8 is NUL"),
        (SIMPLIFIED.encode() + b"\0", f"byte {len(SIMPLIFIED.encode())} is NUL"),
        (SIMPLIFIED.encode() + b"\xff\xfe", f"byte {len(SIMPLIFIED.encode())} is not UTF-8"),
        (SIMPLIFIED.encode("gb18030") + b"\xff\xff", f"byte {len(SIMPLIFIED.encode('gb18030'))} is not GB18030"),
        (codecs.BOM_UTF8 + b"abc\xff", "byte 6 is not UTF-8"),
        (codecs.BOM_UTF16_LE + b"a\0\x00\xd8", "byte 4 is not UTF-16"),
        (codecs.BOM_UTF16_LE + b"a\0\0\0", "character 1 is NUL"),
        ("Ærøskøbing ÿ".encode("latin-1"), "unknown encoding"),
    ],
)
def test_what_is_no_text_is_said_with_its_place(data: bytes, problem: str) -> None:
    with pytest.raises(InputError, match=r"^a\.txt: ") as caught:
        decode(data, "a.txt")
    assert problem in str(caught.value)


def test_random_bytes_are_no_text() -> None:
    data = random.Random(1).randbytes(20_000)
    with pytest.raises(InputError):
        decode(data, "a.bin")
    with pytest.raises(InputError):
        decode(bytes(b or 1 for b in data), "a.bin")


def test_five_megabytes_on_one_line() -> None:
    page = SIMPLIFIED * (5_000_000 // len(SIMPLIFIED.encode("gb18030")))
    assert decode(page.encode("gb18030"), "a.txt") == page
