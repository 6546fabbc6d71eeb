"""Input that nobody wants: one clear error or a finished graph, never a crash, never half a file, never a hang."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kg.cli import kg
from kg.model import Document
from kg.pipeline import build
from kg.segment import segment

ROOT = Path(__file__).parents[1]
SEED = (ROOT / "seeds" / "zhengzhou-2023-02-15.txt").read_text(encoding="utf-8")
PAGE = "诸暨市召开大会\n\n本报讯(记者 林一舟)昨日,诸暨市召开大会。蓝岸科技有限公司董事长周启明出席大会。\n"
COMMAND = (sys.executable, "-c", "from kg.cli import main; main()")


def command(*arguments: str | Path) -> Result:
    result = CliRunner().invoke(kg, [str(argument) for argument in arguments])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


@pytest.fixture
def good(tmp_path: Path) -> Path:
    page = tmp_path / "pages" / "good.txt"
    page.parent.mkdir()
    page.write_text(PAGE, encoding="utf-8")
    return page


BAD = {
    "empty": (b"", "empty file"),
    "blank": (b" \r\n\xe3\x80\x80\n", "no text"),
    "binary": (b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x03\0>\0", "binary file"),
    "picture": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x01\0\0\0", "binary file"),
    "unknown": (bytes(range(0x80, 0x100)) * 20, "unknown encoding"),
    "cut": (PAGE.encode()[:-2] + b"\xff\xfe\xfd" * 40, "unknown encoding"),
    "marked": (b"\xef\xbb\xbf\xff\xff\xff", "is not UTF-8, unlike the mark says"),
}


@pytest.mark.parametrize("kind", BAD)
def test_a_bad_file_is_named_with_what_is_wrong_and_nothing_is_written(tmp_path: Path, kind: str) -> None:
    data, problem = BAD[kind]
    page, out = tmp_path / f"{kind}.txt", tmp_path / "out"
    page.write_bytes(data)
    result = command("build", page, "--out", out)
    assert result.exit_code == 2 and not out.exists()
    complaints = [line for line in result.stderr.splitlines() if str(page) in line]
    assert len(complaints) == 1 and problem in complaints[0]


def test_bad_files_in_a_folder_are_reported_and_the_rest_is_built(good: Path, tmp_path: Path) -> None:
    for kind, (data, _) in BAD.items():
        (good.parent / f"{kind}.txt").write_bytes(data)
    result = command("build", good.parent, "--out", tmp_path / "out", "--html", "none")
    assert result.exit_code == 2
    for kind, (_, problem) in BAD.items():
        assert any(f"{kind}.txt: " in line and problem in line for line in result.stderr.splitlines())
    assert "周启明" in (tmp_path / "out" / "graph.ttl").read_text(encoding="utf-8")


def test_a_missing_folder_and_a_folder_without_pages_are_named(tmp_path: Path) -> None:
    missing = command("build", tmp_path / "none", "--out", tmp_path / "out")
    assert missing.exit_code == 2 and f"{tmp_path / 'none'}: no such file or folder" in missing.stderr
    (tmp_path / "bare").mkdir()
    bare = command("build", tmp_path / "bare", "--out", tmp_path / "out")
    assert bare.exit_code == 2 and "no .txt file in this folder" in bare.stderr


def test_a_page_that_may_not_be_read_is_reported_and_skipped(
    good: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    locked = good.parent / "locked.txt"
    locked.write_text(PAGE, encoding="utf-8")
    locked.chmod(0)
    if os.access(locked, os.R_OK):  # root may read everything: the system call says what it says to others
        read_bytes = Path.read_bytes

        def refuse(self: Path) -> bytes:
            if self.name == locked.name:
                raise PermissionError(13, "Permission denied", str(self))
            return read_bytes(self)

        monkeypatch.setattr(Path, "read_bytes", refuse)
    result = command("build", good.parent, "--out", tmp_path / "out", "--html", "none")
    assert result.exit_code == 2
    assert f"kg: {locked}: Permission denied" in result.stderr.splitlines()
    assert (tmp_path / "out" / "graph.ttl").exists()


def test_a_folder_that_may_not_be_searched_is_reported(
    good: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scandir = os.scandir

    def refuse(path: str | Path) -> object:
        if Path(path) == good.parent:
            raise PermissionError(13, "Permission denied", str(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    result = command("build", good.parent, "--out", tmp_path / "out")
    assert result.exit_code == 2 and f"kg: {good.parent}: Permission denied" in result.stderr.splitlines()


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_days_at_the_ends_of_the_calendar_are_days(tmp_path: Path, day: str) -> None:
    page = tmp_path / "page.txt"
    page.write_text(
        "记者昨日获悉,明日召开大会,会议定于1月5日举行,上月、去年12月30日已举行两次,25日,会议结束。", encoding="utf-8"
    )
    result = command("build", page, "--date", day, "--out", tmp_path / "out", "--html", "none")
    assert result.exit_code in (0, 2), result.output


def _little_room() -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (2048, 2048))


@pytest.mark.parametrize(
    "options",
    [
        (),
        (
            "--html",
            "none",
        ),
    ],
)
def test_a_full_disk_leaves_the_old_graph_and_nothing_beside_it(
    good: Path, tmp_path: Path, options: tuple[str, ...]
) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "graph.ttl").write_text("what stood here", encoding="utf-8")
    result = subprocess.run(
        [*COMMAND, "build", str(good), "--out", str(out), *options],
        preexec_fn=_little_room,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert result.returncode == 2
    assert f"{out / 'graph.ttl'}: cannot write: " in result.stderr and "Traceback" not in result.stderr
    assert [path.name for path in out.iterdir()] == ["graph.ttl"]
    assert (out / "graph.ttl").read_text(encoding="utf-8") == "what stood here"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full on this system")
def test_a_device_is_no_place_for_a_graph(good: Path, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "graph.ttl").symlink_to("/dev/full")
    result = command("build", good, "--out", tmp_path / "out", "--html", "none")
    assert result.exit_code == 2 and "cannot write: not a regular file" in result.stderr


def test_a_single_line_of_five_megabytes_is_read(tmp_path: Path) -> None:
    page = tmp_path / "line.txt"
    line = "春天到了,江边的柳树发芽,孩子们在大桥下面放风筝,老人们说今年的风筝比往年多" * 47_000
    page.write_text(line, encoding="utf-8")
    assert page.stat().st_size > 5_000_000
    started = time.monotonic()
    result = subprocess.run(
        [*COMMAND, "build", str(page), "--out", str(tmp_path), "--html", "none", "--no-text"],
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert result.returncode in (0, 1), result.stderr
    assert time.monotonic() - started < 120
    assert (tmp_path / "graph.ttl").exists()


def cpu(text: str) -> float:
    """CPU seconds that a text takes, once everything is loaded."""
    started = time.process_time()
    build([Document("page.txt", text)])
    return time.process_time() - started


REPEATED = (
    *("1", "9.", "1,", "一", "千万", "字", "a", " ", "县", "公司", "中、", "A和", "“", "”", "(", ")", "《", "·", "将"),
    *("记者", "记者 林一舟 ", "、诸暨市", "本报讯", "2月", "年", "的", "在", "等", "。", ",", "\n", "中\n", "\r"),
    *("\U000f0005", "诸暨市召开"),
)


@pytest.mark.parametrize("unit", REPEATED)
def test_no_repetition_makes_it_hang(unit: str) -> None:
    cpu("诸暨市召开大会。")
    assert cpu((unit * 4000)[:4000]) < 3


@pytest.mark.parametrize(
    "line",
    [
        "会议还决定接受周启明辞去江城市人民代表大记者会常务委员会副主任职务的请求,报江城市人民代表大会备案。",
        "江城市政府新闻办昨日下午举行的第三场新闻发布会回应公众关切问题记者会现场气氛热烈答问环节踊跃",
        "摄影爱好者协会昨日下午在江城市文化馆举行第三届年会选举产生新一届理事会并表彰了一批优秀会员",
    ],
)
def test_an_ordinary_line_about_reporters_takes_no_time(line: str) -> None:
    started = time.process_time()
    segment(Document("page.txt", f"江城举行发布会\n\n{line}\n\n{line}\n"))
    assert time.process_time() - started < 1


def test_a_long_line_costs_about_what_the_same_text_costs_in_pages() -> None:
    prose = "".join(SEED.split())
    length = 60_000
    line = (prose * (length // len(prose) + 1))[:length]
    pages = [Document(f"{n}.txt", line[n : n + 6_000]) for n in range(0, length, 6_000)]
    build(pages[:1])
    started = time.process_time()
    build(pages)
    apart = time.process_time() - started
    assert cpu(line) < 2.5 * apart
