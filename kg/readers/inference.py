"""The publication date of a page that only its own text can date.

A newspaper tells of yesterday: the page is taken to be of the day after the latest day that it reports of. That takes a
year that the page names as its own, and days that it looks back on; when either is in doubt there is no date, since
a wrong one would falsify every `今年` of the page.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta

from kg.readers.dates import valid_date

YEAR = re.compile(r"(?<![\d.])(?P<year>(?:19|20)\d\d)年")
DAY = re.compile(r"(?:(?<!\d)(?P<year>(?:19|20)\d\d)年)?(?<!\d)(?P<month>\d{1,2})月(?:(?P<day>\d{1,2})日|[底末])")

# A year that is somebody's past or plan, not the page's present: 成立于2009年, 到2035年, 2018年以来.
OTHER_YEAR_BEFORE = re.compile(r"(?:[到至于自从比]|早在|力争|预计|面向|未来|计划|争取|确保|[、—－~-])$")
OTHER_YEAR_AFTER = re.compile(r"年?(?:底?前|以前|之前|以来|起|成立|建成|创办|创建|建校|出生|[、—－~-]|[至到]\d)")
OWN_YEAR_AFTER = re.compile(r"开年|新年|新春|春节|\d{1,2}月\d{1,2}日")

# A day that is still to come, or of another year than the page's.
OTHER_DAY_BEFORE = re.compile(r"(?:[去前明次同当]年|[将定拟]于|将在|计划[于在]?|预计|到|[^截]至|—|-|~)$")
OTHER_DAY_AFTER = re.compile(r"(?:之?前|以前|起|[至到]\d|—|-|~|.{0,6}(?:将|拟)[在于举])")
UP_TO_NOW = "截至"

WEEK = timedelta(days=6)
ADVERTISED = 11  # from this month on a page may name only the coming year, that of its plans


def infer_date(text: str) -> date | None:
    """The day after the latest day that the text reports of, or None when its year or its days are unclear."""
    year, certain = _year(text)
    if year is None:
        return None
    days = sorted(_days(text, year))
    for latest in reversed(days):
        week = [day for day in days if latest - WEEK <= day <= latest]
        if len(week) > 1 or len(days) == 1:
            return latest + timedelta(days=1) if certain or latest.month < ADVERTISED else None
    return None


def _year(text: str) -> tuple[int | None, bool]:
    """The year that the page is of, and whether it says so outright (2023年2月14日, 2023年开年)."""
    years, own = set(), set()
    for found in YEAR.finditer(text):
        if _around(found, OTHER_YEAR_BEFORE, OTHER_YEAR_AFTER):
            continue
        years.add(int(found["year"]))
        if OWN_YEAR_AFTER.match(text, found.end()):
            own.add(int(found["year"]))
    latest = max(years, default=None)
    if latest in own:
        return latest, True
    return (latest, False) if len(years) == 1 else (None, False)


def _days(text: str, year: int) -> Iterator[date]:
    """The days of this year that the text looks back on, repeats included; 截至1月底 is the last of January."""
    for found in DAY.finditer(text):
        if _around(found, OTHER_DAY_BEFORE, OTHER_DAY_AFTER) or int(found["year"] or year) != year:
            continue
        month = int(found["month"])
        if found["day"]:
            day = valid_date(year, month, int(found["day"]))
        elif 1 <= month <= 12 and text.endswith(UP_TO_NOW, 0, found.start()):
            day = date(year, month, monthrange(year, month)[1])
        else:
            day = None
        if day:
            yield day


def _around(found: re.Match[str], before: re.Pattern[str], after: re.Pattern[str]) -> bool:
    """Whether `before` ends right where the match begins, or `after` begins right where it ends."""
    text = found.string
    return bool(before.search(text[max(0, found.start() - 4) : found.start()]) or after.match(text, found.end()))
