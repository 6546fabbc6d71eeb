"""Text out of bytes: UTF-8 if the bytes are UTF-8, else what a byte order mark says, else what reads as Chinese."""

from __future__ import annotations

import codecs
from functools import cache

from kg.errors import InputError

BYTE_ORDER_MARKS = (  # UTF-32's first: UTF-16's is its beginning
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
MULTIBYTE = ("gb18030", "cp950", "big5hkscs")  # GB2312 and GBK are part of GB18030
WIDE = ("utf-16-le", "utf-16-be")
LABELS = {"utf-8": "UTF-8", "gb18030": "GB18030", "cp950": "Big5", "big5hkscs": "Big5-HKSCS"}

# The share of signs beyond ASCII that have to be everyday ones. News in its own encoding reaches 0.9 and more,
# read in a wrong one it stays below 0.6.
PLAUSIBLE = 0.75
SAMPLE = 20_000  # characters, enough to judge by


def decode(data: bytes, path: str) -> str:
    """The text of a page, without its byte order mark, line ends as they are. `path` is for errors only.

    Raises InputError for an empty file, a binary one, and bytes that are text in no encoding that is known here; it
    says at which byte reading stopped.
    """
    if not data:
        raise InputError(path, "empty file")
    for mark, encoding in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            try:
                return _without_nul(data[len(mark) :].decode(encoding), path)
            except UnicodeDecodeError as error:
                label = encoding.upper().removesuffix("-LE").removesuffix("-BE")
                raise InputError(
                    path, f"byte {len(mark) + error.start} is not {label}, unlike the mark says"
                ) from error
    try:
        text = data.decode("utf-8")
        if "\0" not in text:
            return text
        stopped, label = data.index(b"\0"), "text"
    except UnicodeDecodeError as error:
        stopped, label = error.start, LABELS["utf-8"]
    return _guess(data, path, stopped, label)


def _guess(data: bytes, path: str, stopped: int, label: str) -> str:
    """The most plausible reading of bytes that are no UTF-8 text: reading them as `label` stopped at byte `stopped`."""
    best, chosen = PLAUSIBLE, None
    for encoding in WIDE if b"\0" in data else (*MULTIBYTE, *WIDE):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError as error:
            if encoding in MULTIBYTE and error.start > stopped:
                stopped, label = error.start, LABELS[encoding]
            continue
        share = plausibility(text)
        if share > best:
            best, chosen = share, text
    if chosen is not None:
        return _without_nul(chosen, path)
    if b"\0" in data:
        raise InputError(path, f"binary file, not text: byte {data.index(0)} is NUL")
    raise InputError(path, f"unknown encoding or damaged file: byte {stopped} is not {label}")


def _without_nul(text: str, path: str) -> str:
    if "\0" in text:
        raise InputError(path, f"binary file, not text: character {text.index(chr(0))} is NUL")
    return text


def plausibility(text: str) -> float:
    """The share of everyday Chinese characters and signs among those beyond plain ASCII; 1 when there are none."""
    beyond = [c for c in text[:SAMPLE] if not (" " <= c <= "~" or c in "\t\n\r\f")]
    everyday = _everyday()
    return sum(c in everyday for c in beyond) / len(beyond) if beyond else 1.0


@cache
def _everyday() -> frozenset[str]:
    """The first levels of GB2312 and Big5, where the common characters are, and the usual punctuation."""
    gb = (bytes((high, low)) for high in range(0xB0, 0xD8) for low in range(0xA1, 0xFF))
    trails = (*range(0x40, 0x7F), *range(0xA1, 0xFF))
    big5 = (bytes((high, low)) for high in range(0xA4, 0xC7) for low in trails)
    characters = {pair.decode("gb2312", "ignore") for pair in gb} | {pair.decode("big5", "ignore") for pair in big5}
    signs = "　、。·—…‘’“”〔〕〈〉《》「」『』【】～○〇％℃①②③④⑤⑥⑦⑧⑨⑩■□▲△▼▽◆◇●★☆"
    full_width = (chr(c) for c in range(0xFF01, 0xFF5F))
    return frozenset(characters | set(signs) | set(full_width)) - {""}
