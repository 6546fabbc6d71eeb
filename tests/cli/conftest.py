"""A page of an invented newspaper, built once by the command itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import pytest
from click.testing import CliRunner, Result

from kg.cli import kg

Run: TypeAlias = Callable[..., Result]

PAGE = """登封市召开招商引资大会

本报讯(记者 林一舟 通讯员 方晓)2月13日,登封市召开招商引资大会。蓝岸科技有限公司董事长周启明出席大会。

蓝岸科技有限公司计划投资3亿元建设蓝岸新材料产业园项目。登封市隶属郑州市。
"""


def _run(*arguments: str | Path, stdin: str | bytes | None = None) -> Result:
    """The command line in this process; an unexpected error is raised, not swallowed."""
    result = CliRunner().invoke(kg, [str(argument) for argument in arguments], input=stdin)
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


@pytest.fixture(scope="session")
def run() -> Run:
    """`run("show", name, "--graph", path)` is the command line in this process."""
    return _run


@dataclass(frozen=True)
class Built:
    """What `kg build` left: the page it read, the folder it wrote, what it said."""

    page: Path
    out: Path
    result: Result

    @property
    def graph(self) -> Path:
        return self.out / "graph.ttl"


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    folder = tmp_path_factory.mktemp("built")
    page = folder / "page-2023-02-15.txt"
    page.write_text(PAGE, encoding="utf-8")
    out = folder / "out"
    return Built(page, out, _run("build", page, "--out", out))
