"""Times: dates, months, quarters, spans, and the words that stand for them, resolved against the publication date."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta

from kg.mentions.numerals import value
from kg.model import Mention, When

_YEAR = r"(?:(?P<year>(?:19|20)\d\d|[一二三四五六七八九〇零]{4})年|(?P<rel>今年|去年|前年|明年|本年度?|当年|次年|同年))"
_MONTH = r"(?P<month>1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])月(?:份)?"
_DAY = r"(?P<day>[12]\d|3[01]|0?[1-9]|[二三]?十[一二三四五六七八九]?|[一二三四五六七八九])[日号]"
_SHI = r"(?:上午|下午|晚上?|凌晨|早上|中午|晚间)?(?:\d{1,2}[时:]\d{0,2}分?)?(?:许|左右)?"
_PATTERN = re.compile(
    r"(?=[\d零〇一二三四五六七八九十廿“今去前明本当次同截第上下昨天近日目如现眼年月岁最早期不每半入春元清端中国除腊农正新连全早眼岁腊])(?:"  # most places fail here
    r"(?P<range>(?P<ya>20\d\d)(?:年)?(?:至|到|—|-|~)(?P<yb>20\d\d)年)"
    rf"|(?P<md>{_YEAR.replace('year', 'y1').replace('rel', 'r1')}?{_MONTH}{_DAY}(?:{_SHI})?(?:(?:至|到|—|-|~)(?:(?P<lm>\d{{1,2}})月)?(?P<ld>\d{{1,2}})[日号])?)"
    rf"|(?P<ym>(?:{_YEAR.replace('year', 'y2').replace('rel', 'r2')})?(?:截至|截止)?(?P<m2>1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])(?:月(?:份)?(?:(?:至|到|—|-)(?P<m3>1[0-2]|[1-9])月(?:份)?)?|(?:至|到|—|-)(?P<m4>1[0-2]|[1-9])月(?:份)?)(?P<part>底|末|初|中旬|上旬|下旬)?(?:前|之前|以前)?)"
    rf"|(?P<yq>(?:{_YEAR.replace('year', 'y3').replace('rel', 'r3')})?(?:第?(?P<q>[一二三四1-4])季度|(?P<half>上半年|下半年)|(?P<front>前(?P<fn>[一二两三四五六七八九十]|\d{{1,2}})个月)|(?P<qq>前(?:三|两|二)季度)))"
    rf"|(?P<y>{_YEAR.replace('year', 'y4').replace('rel', 'r4')}(?P<yend>底|末|初|年底|全年|年初)?(?:前|以来|之前)?)"
    r"|(?P<plan>“?十[二三四五六]五”?(?:期间|末|时期)?)"
    r"|(?P<rd>今日|今天|昨日|昨天|前天|前日|明日|明天|当日|当天|当晚|同日|次日)(?:上午|下午|晚上?)?"
    r"|(?P<day2>(?P<near>本月|上个?月|下个?月)(?P<bm>[12]?\d|3[01])[日号])"
    r"|(?P<week>(?P<which>上|本|这|下)周(?P<wd>[一二三四五六日天]))(?:上午|下午|晚上?)?"
    r"|(?P<dd>(?<![\d月])(?P<d3>[12]\d|3[01]|[1-9])日(?:上午|下午|晚|起|前|,))"
    r"|(?P<fest>(?:农历)?(?:正月|腊月)(?:初[一二三四五六七八九十]|十[一二三四五六七八九]|廿[一二三四五六七八九]|二?十)?|春节|元旦|清明节?|端午节?|中秋节?|国庆节?|五一|除夕)(?:前后|期间|假期|过后)?"
    r"|(?P<vague>近日|日前|近期|连日来|近年来|目前|当前|如今|现在|眼下|截至目前|年内|年底前?|年初|月底|月初|岁末|近来|最近|早期|不久前|当下|新年伊始|年前|上周|本周|下周|下一步|全年|每年|本月|上个?月|下个?月|当月|半年|入[春夏秋冬]以来|开年以来|今[春夏秋冬]|去[冬秋]))"
)


def times(text: str, published: date | None) -> Iterator[Mention]:
    """The times in a unit's text."""
    for m in _PATTERN.finditer(text):
        begin, end = m.span()
        if m["dd"] is not None:
            end = m.end("d3") + 1
        if m["ym"] is not None and m["ym"].startswith(("截", "份")):
            begin += 2
        if m["ym"] and not re.search(r"\d|份|底|末|初|旬", m["ym"]) and not m["y2"] and not m["r2"]:
            continue  # 一月 may be 十一月 cut, 三月 a poem: believed only when more is said
        yield Mention(begin, end, ("Time",), text[begin:end], when=_resolve(m, published))


def _year(text: str | None, relative: str | None, published: date | None) -> int | None:
    if text:
        number = value(text)
        return int(number) if number is not None else None
    if relative and published:
        shift = {"去": -1, "前": -2, "明": 1, "后": 2, "次": 1}.get(relative[0], 0)
        return published.year + shift if relative not in ("当年", "同年", "次年") else None
    return None


def _resolve(m: re.Match[str], published: date | None) -> When:
    if m["md"]:
        return _day(m, published)
    if m["ym"]:
        year = _year(m["y2"], m["r2"], published)
        month = int(value(m["m2"]) or 0)
        if year is None and published and not m["y2"] and not m["r2"]:
            # 剩余检测将在3月份完成, said in February; 12月底, said in January, is last year's
            year = published.year - (1 if month - published.month > 9 else 0)
        if (last := m["m3"] or m["m4"]) and year:
            return When(f"{year}-{month:02}-01/{_last(year, int(last)).isoformat()}")
        return When(f"{year}-{month:02}" if year else f"--{month:02}")
    if m["yq"]:
        year = _year(m["y3"], m["r3"], published) or (published.year if published else None)
        if year is None:
            return When(None)
        if m["q"]:
            first = 3 * int(value(m["q"]) or 1) - 2
            return _months(year, first, first + 2)
        if m["half"]:
            return _months(year, *((1, 6) if m["half"] == "上半年" else (7, 12)))
        if m["qq"]:
            return _months(year, 1, 9 if m["qq"][1] == "三" else 6)
        return _months(year, 1, min(12, int(value(m["fn"]) or 1)))
    if m["range"]:
        return When(f"{m['ya']}-01-01/{m['yb']}-12-31")
    if m["y"]:
        year = _year(m["y4"], m["r4"], published)
        return When(str(year) if year else None)
    if m["plan"]:
        number = int(value(re.sub(r"[“”]|期间|末|时期", "", m["plan"])[:2]) or 10)
        first = 2011 + 5 * (number - 12)
        return When(f"{first}-01-01/{first + 4}-12-31")
    if m["rd"] and published:
        shift = {"昨": -1, "前": -2, "明": 1}.get(m["rd"][0], 0)
        return When(None) if m["rd"][0] in "当次同" else When((published + timedelta(days=shift)).isoformat())
    if (m["day2"] or m["dd"]) and published:
        day = int(m["bm"] or m["d3"])
        then = published if day <= published.day + 1 or m["day2"] else published.replace(day=1) - timedelta(days=1)
        if m["day2"]:
            then = _month_near(published, m["near"][0])
        return When(f"{then.year}-{then.month:02}-{day:02}" if day <= monthrange(then.year, then.month)[1] else None)
    if m["vague"] in ("全年", "年内", "年底", "年底前", "半年", "年初") and published:
        return When(f"{published.year}-01-01/{published.year}-06-30" if m["vague"] == "半年" else str(published.year))
    if m["vague"] in ("本月", "上月", "上个月", "下月", "下个月", "当月") and published:
        then = _month_near(published, m["vague"][0])
        return When(f"{then.year}-{then.month:02}")
    if m["week"] and published:
        weeks = {"上": -7, "下": 7}.get(m["which"], 0)
        shift = "一二三四五六日天".index(m["wd"]) % 7 if m["wd"] != "天" else 6
        return When((published + timedelta(days=weeks + shift - published.weekday())).isoformat())
    return When(None, approximate=True)


def _month_near(published: date, which: str) -> date:
    """A day of the month before (上), after (下) or of publication."""
    first = published.replace(day=1)
    return first - timedelta(days=1) if which == "上" else first + timedelta(days=31) if which == "下" else published


def _day(m: re.Match[str], published: date | None) -> When:
    month, day = int(value(m["month"]) or 0), int(value(m["day"]) or 0)
    year = _year(m["y1"], m["r1"], published)
    if year is None and published is not None and not m["r1"]:
        year = published.year
        if month - published.month > 6:
            year -= 1  # 12月30日, read in January
        elif published.month - month > 9:
            year += 1
    if year is None:
        return When(f"--{month:02}-{day:02}")
    if not 1 <= day <= monthrange(year, month)[1]:
        return When(None)
    first = f"{year}-{month:02}-{day:02}"
    if m["ld"] is None:
        return When(first)
    last_month, last = int(m["lm"] or month), int(m["ld"])
    fits = 1 <= last_month <= 12 and 1 <= last <= monthrange(year, last_month)[1]
    return When(f"{first}/{year}-{last_month:02}-{last:02}" if fits else first)


def _months(year: int, first: int, last: int) -> When:
    return When(f"{year}-{first:02}-01/{_last(year, last).isoformat()}")


def _last(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])
