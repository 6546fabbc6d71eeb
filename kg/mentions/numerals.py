"""Chinese and Arabic numerals to exact decimals: 3000余万 → 30000000, 一千二百 → 1200, 1.5亿 → 150000000."""

from __future__ import annotations

from decimal import Decimal

DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "俩": 2}
_SMALL = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"万": 10**4, "亿": 10**8, "兆": 10**12}


def value(text: str) -> Decimal | None:
    """The number that a numeral stands for, or None when it is none. Thousands commas are allowed; 余 and 多 are not."""
    text = text.replace(",", "").replace(" ", "")
    if not text:
        return None
    scale = Decimal(1)
    if text[0].isdigit():
        while text and text[-1] in "万亿千百":
            scale *= _LARGE.get(text[-1]) or _SMALL[text[-1]]
            text = text[:-1]
        try:
            return Decimal(text) * scale
        except ArithmeticError:
            return _mixed(text, scale)
    if text == "半":
        return Decimal("0.5")
    if all(c in DIGITS for c in text):
        return Decimal("".join(str(DIGITS[c]) for c in text)) if len(text) > 1 else Decimal(DIGITS[text])
    total = section = digit = Decimal(0)
    seen = Decimal(0)
    for c in text:
        if c in DIGITS:
            digit = Decimal(DIGITS[c])
        elif c in _SMALL:
            seen = Decimal(_SMALL[c])
            section += (digit or (1 if not section else 0)) * seen
            digit = Decimal(0)
        elif c in _LARGE:
            total = (total + section + digit) * _LARGE[c] if c == "亿" else total + (section + digit) * _LARGE[c]
            seen = Decimal(_LARGE[c])
            section = digit = Decimal(0)
        else:
            return None
    if digit and seen >= 100 and text[-2] not in "零〇":
        digit *= seen / 10  # 一千二 is 1200
    return total + section + digit


def _mixed(text: str, scale: Decimal) -> Decimal | None:
    """1亿2000万: a sum of scaled parts."""
    total = Decimal(0)
    part = ""
    for c in text:
        if c in _LARGE:
            if not part.replace(".", "", 1).isdigit():
                return None
            total += Decimal(part) * _LARGE[c]
            part = ""
        else:
            part += c
    if part:
        if not part.replace(".", "", 1).isdigit():
            return None
        total += Decimal(part) * scale
    return total
