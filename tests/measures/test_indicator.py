"""What follows a number is what it counts, as far as the noun phrase goes."""

from __future__ import annotations

import pytest

from kg.measures.indicator import after


@pytest.mark.parametrize(
    ("right", "counted"),
    [
        ("前期项目,均要求列清进度", "前期项目"),
        ("后备人选,", "后备人选"),
        ("三级重点谋划项目,67", "三级重点谋划项目"),
        ("企业办理了续贷", "企业"),
        ("以上。", ""),
        ("左右,", ""),
        ("前完成", ""),
    ],
)
def test_after(right: str, counted: str) -> None:
    assert after(right) == counted
