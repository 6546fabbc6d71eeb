"""How characters are compared: one fold, one code point to one, so that offsets hold."""

from __future__ import annotations

import re
import unicodedata

_FOLD = {0x3000: " ", 0xA0: " ", 0x2009: " ", 0x3002: "。"}
_FOLD |= {c: chr(c - 0xFEE0) for c in range(0xFF01, 0xFF5F)}
_FOLD |= dict.fromkeys(map(ord, "「『〝＂"), "“") | dict.fromkeys(map(ord, "」』〞"), "”")
_FOLD |= dict.fromkeys(map(ord, "•‧・∙⋅●"), "·") | {ord("〈"): "《", ord("〉"): "》", ord("｡"): "。", ord("､"): "、"}
# Traditional characters that scanners and input methods leave in simplified text.
_FOLD |= {
    ord(a): b
    for a, b in zip(
        "內區縣鎮鄉國園學會員業產東車場門開關長機電發動經濟務實驗設備術類",
        "内区县镇乡国园学会员业产东车场门开关长机电发动经济务实验设备术类",
        strict=True,
    )
}

# The planes whose characters stand for mentions when rules read a sentence: a page's own may not pass for them.
_PRIVATE = re.compile("[\U000f0000-\U0010ffff]")

QUOTES = dict.fromkeys(map(ord, '“”‘’"「」『』〝〞'))


def fold(text: str) -> str:
    """The text as rules see it: half-width signs and digits, one kind of quotation mark. Same length, same offsets."""
    return _PRIVATE.sub("\ufffd", text.translate(_FOLD))


def clean(name: str) -> str:
    """A name as it is written down: NFC, folded brackets kept, without quotation marks and white space."""
    return unicodedata.normalize("NFC", "".join(name.translate(QUOTES).split()))
