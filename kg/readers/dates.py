"""A date as people write it, and the one that a file's name holds."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

WRITTEN = re.compile(
    r"(?<!\d)(?P<y>(?:19|20)\d\d)(?:"
    r"(?P<sign>[-_./ ])(?P<m>\d{1,2})(?P=sign)(?P<d>\d{1,2})"  # 2023-02-15
    r"|(?P<mm>\d\d)(?P<dd>\d\d)"  # 20230215
    r"|年(?P<mo>\d{1,2})月(?P<da>\d{1,2})日?"
    r")(?!\d)"
)


def parse_date(written: str) -> date | None:
    """The date that starts a string, in one of the usual forms (2023-02-15, 2023/2/15, 20230215, 2023年2月15日)."""
    found = WRITTEN.match(unicodedata.normalize("NFKC", written).strip())
    return _date(found) if found else None


def date_in_name(name: str) -> date | None:
    """The first date that a file's name holds (zhengzhou-2023-02-15.txt), or None."""
    found = WRITTEN.finditer(unicodedata.normalize("NFKC", name))
    return next((day for match in found if (day := _date(match))), None)


def valid_date(year: int, month: int, day: int) -> date | None:
    """The date, or None where the calendar has none such."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _date(found: re.Match[str]) -> date | None:
    year, month, day = (int(part) for part in found.group("y", "m", "d", "mm", "dd", "mo", "da") if part)
    return valid_date(year, month, day)
