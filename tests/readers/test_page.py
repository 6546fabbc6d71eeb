"""Pages as documents: text verbatim, front matter skipped, date and publisher by precedence, bad input named."""

from __future__ import annotations

import io
import os
import sys
from datetime import date
from pathlib import Path

import pytest

from kg.errors import InputError
from kg.readers import read

TEXT = "青川召开大会\r\n\r\n本报讯(记者 陈一鸣)3月8日,大会召开。\n"


def page(folder: Path, content: str | bytes, name: str = "page.txt") -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return path


def test_the_text_is_kept_as_decoded(tmp_path: Path) -> None:
    for encoding in ("utf-8", "utf-8-sig", "gb18030", "utf-16"):
        document = read(page(tmp_path, TEXT.encode(encoding)))
        assert (document.name, document.text, document.start) == ("page.txt", TEXT, 0)


def test_front_matter_stays_in_the_text_and_is_skipped_by_start(tmp_path: Path) -> None:
    matter = "---\r\ntitle: 头版\r\nDate: 2023-03-09\r\nnewspaper: 青川日报\r\n---\r\n"
    document = read(page(tmp_path, ("\ufeff" + matter + TEXT)))
    assert document.text == matter + TEXT
    assert document.text[document.start :] == TEXT
    assert (document.published, document.dated_by) == (date(2023, 3, 9), "front matter")
    assert document.publisher == "青川日报"


@pytest.mark.parametrize(
    ("key", "value"),
    [("date", "2023年3月9日"), ("published", "'2023-03-09'"), ("日期", "20230309"), ("date", "2023-03-09 08:00:00")],
)
def test_front_matter_dates(tmp_path: Path, key: str, value: str) -> None:
    assert read(page(tmp_path, f"---\n{key}: {value}\n---\n{TEXT}")).published == date(2023, 3, 9)


@pytest.mark.parametrize(
    "text", ["---\n稳经济 促发展\n---\n" + TEXT, "---\n" + TEXT, "——\n" + TEXT, "---\n- a\n- b\n---\n" + TEXT]
)
def test_lines_between_dashes_are_text_when_they_hold_no_keys(tmp_path: Path, text: str) -> None:
    assert read(page(tmp_path, text)).start == 0


@pytest.mark.parametrize(
    ("matter", "problem"),
    [
        ("---\ntitle: x\ndate: soon\n---\n", "line 3: 'soon' is no date"),
        ("---\ndate: 2023-02-30\n---\n", "line 2: '2023-02-30' is no date"),
        ("---\ndate: [2023]\n---\n", "line 2: a single value"),
        ("---\npublisher: {a: b}\n---\n", "line 2: a single value"),
        ("---\ntitle: 'x\n---\n", "broken front matter"),
        ("---\ntitle: x\nb: c: d\n---\n", "line 3: broken front matter"),
        ("---\na: \x07\n---\n", "broken front matter"),
        ("---\n" + "[" * 2_000 + "\n---\n", "broken front matter"),
        ("---\ndate: 2023-02-15\n", "line 1: front matter without a closing line"),
        ("---\ndate: 2023-02-15\n---\n", "no text in this file after its front matter"),
    ],
)
def test_bad_front_matter_is_named_with_its_line(tmp_path: Path, matter: str, problem: str) -> None:
    path = page(tmp_path, matter + (TEXT if "after" not in problem else " \n"))
    with pytest.raises(InputError) as caught:
        read(path)
    assert str(caught.value).startswith(f"{path}: ")
    assert problem in str(caught.value)


def test_the_date_comes_from_the_first_that_knows_it(tmp_path: Path) -> None:
    text = "2023年开年以来向好。" + TEXT
    named = page(tmp_path, f"---\ndate: 2023-03-10\n---\n{text}", "2023-03-11.txt")
    document = read(named, date=date(2023, 3, 12))
    assert (document.published, document.dated_by) == (date(2023, 3, 12), "option")
    document = read(named)
    assert (document.published, document.dated_by) == (date(2023, 3, 10), "front matter")
    document = read(page(tmp_path, text, "2023-03-11.txt"))
    assert (document.published, document.dated_by) == (date(2023, 3, 11), "file name")
    document = read(page(tmp_path, text))
    assert (document.published, document.dated_by) == (date(2023, 3, 9), "inferred")
    document = read(page(tmp_path, TEXT))
    assert (document.published, document.dated_by) == (None, None)


def test_the_publisher_comes_from_the_option_first(tmp_path: Path) -> None:
    path = page(tmp_path, f"---\nsource: 青川日报\n---\n{TEXT}")
    assert read(path, publisher=" 青川晚报 ").publisher == "青川晚报"
    assert read(path).publisher == "青川日报"
    assert read(page(tmp_path, TEXT)).publisher is None


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode("gb18030"))))
    document = read("-")
    assert (document.name, document.text, document.published) == ("stdin", TEXT, None)


def test_the_seed_page(seed_text: str) -> None:
    seed = Path(__file__).parents[2] / "seeds" / "zhengzhou-2023-02-15.txt"
    document = read(seed)
    assert (document.name, document.text, document.start) == (seed.name, seed_text, 0)
    assert (document.published, document.dated_by) == (date(2023, 2, 15), "file name")


def test_files_that_cannot_be_read_are_named(tmp_path: Path) -> None:
    for path, problem in (
        (tmp_path / "none.txt", "No such file"),
        (tmp_path, "directory"),
        (page(tmp_path, "", "empty.txt"), "empty file"),
        (page(tmp_path, " \r\n　\n", "blank.txt"), "no text in this file"),
        (page(tmp_path, b"\x7fELF\0\0", "binary.txt"), "binary file"),
    ):
        with pytest.raises(InputError) as caught:
            read(path)
        assert str(caught.value).startswith(f"{path}: ")
        assert problem in str(caught.value)


def test_no_read_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = page(tmp_path, TEXT)
    path.chmod(0)
    if os.access(path, os.R_OK):  # root reads everything: let the system call say what it says to others

        def refuse(self: Path) -> bytes:
            raise PermissionError(13, "Permission denied", str(self))

        monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(InputError, match="Permission denied"):
        read(path)
