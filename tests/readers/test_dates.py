"""Publication dates: as written, in file names, out of the text."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.readers.dates import date_in_name, parse_date
from kg.readers.inference import infer_date

FORMS = ("%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y_%m_%d", "%Y%m%d", "%Y年%m月%d日")


@given(st.dates(date(1950, 1, 1), date(2099, 12, 31)), st.sampled_from(FORMS))
def test_every_usual_form_is_read(day: date, form: str) -> None:
    written = day.strftime("%Y|%m|%d")
    year, month, number = written.split("|")
    text = form.replace("%Y", year).replace("%m", month).replace("%d", number)
    assert parse_date(text) == day
    assert date_in_name(f"青川日报 {text} A03版.txt") == day


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("qingchuan-2023-2-5.txt", date(2023, 2, 5)),
        ("２０２３年２月５日.txt", date(2023, 2, 5)),
        ("20230205_01.txt", date(2023, 2, 5)),
        ("v2023-13-40-20230205.txt", date(2023, 2, 5)),
        ("120230205.txt", None),
        ("2023020512.txt", None),
        ("2023-02.txt", None),
        ("2023-02/05.txt", None),
        ("page.txt", None),
    ],
)
def test_dates_in_file_names(name: str, day: date | None) -> None:
    assert date_in_name(name) == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2023年开年以来形势向好。3月6日,大会召开。3月8日,考察组到访。", date(2023, 3, 9)),
        ("2023年目标已定。3月6日召开大会,3月8日考察。去年12月16日,项目落户。", date(2023, 3, 9)),
        ("2024年2月28日,大会召开。", date(2024, 2, 29)),
        ("2023年12月31日,大会召开。", date(2024, 1, 1)),
        ("2023年完成投资。截至1月底,实现收入898万元。", date(2023, 2, 1)),
        # The deadline and the coming fair are no days that the page looks back on.
        ("2023年以前不同。2023年春节过后,3月6日座谈,3月7日签约,4月20日前完成,将于5月1日开幕。", date(2023, 3, 8)),
        ("面向2035年,2023年目标已定。3月6日座谈,3月7日签约。公司成立于2009年。", date(2023, 3, 8)),
        # A single day far ahead of the rest is not when the page was made.
        ("2023年目标已定。3月6日座谈,3月7日签约,9月9日重阳节。", date(2023, 3, 8)),
        ("3月6日召开大会,3月8日考察。", None),
        ("2023年目标已定,2024年再上台阶。3月6日座谈,3月7日签约。", None),
        ("2023年目标已定。", None),
        ("2023年目标已定。12月6日座谈,12月7日签约。", None),
        ("2023年目标已定。1月6日座谈,3月7日签约。", None),
        ("2023年目标已定。2月30日座谈,2月31日签约。", None),
        ("", None),
    ],
)
def test_inference_takes_the_day_after_the_latest_day_reported(text: str, day: date | None) -> None:
    assert infer_date(text) == day


def test_the_seed_page_dates_itself(seed_text: str) -> None:
    assert infer_date(seed_text) == date(2023, 2, 15)


@given(st.text(st.sampled_from("0123456789年月日底至前将截去今,。 ２"), max_size=60))
def test_no_text_breaks_inference(text: str) -> None:
    day = infer_date(text)
    assert day is None or ("年" in text and "月" in text)
