"""The command line as a whole: help, usage, encodings, broken pipes, progress."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import click
import pytest

from kg.cli import COMMANDS, kg
from kg.cli.terminal import Progress

from .conftest import Built, Run

KG = (sys.executable, "-c", "from kg.cli import main; main()")


def in_a_process(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [*KG, *map(str, arguments)], capture_output=True, env={**os.environ, **environment}, timeout=120, check=False
    )


def test_help_lists_every_command_without_loading_any() -> None:
    probe = (
        "import sys; from kg.cli import kg; kg(['--help'], standalone_mode=False);"
        "loaded = {m for m in sys.modules if m.startswith(('kg.', 'rdflib', 'pyoxigraph', 'jieba'))};"
        "sys.exit(str(loaded) if loaded - {'kg.cli', 'kg.cli.terminal', 'kg.errors'} else 0)"
    )
    result = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, timeout=60, check=False)
    assert result.returncode == 0, result.stderr
    assert [line.split()[0] for line in result.stdout.split("Commands:")[1].splitlines() if line] == list(COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_explains_itself_with_an_example(run: Run, name: str) -> None:
    shown = run(name, "--help")
    assert shown.exit_code == 0
    assert f"kg {name} " in shown.output.split("Example:")[1]
    command = kg.get_command(click.Context(kg), name)
    assert command is not None and command.help


@pytest.mark.parametrize(
    "arguments", [["no-such-command"], ["show"], ["build"], ["build", "--no-such"], ["why", "a", "b"]]
)
def test_bad_usage_is_status_2_with_a_word_on_stderr(run: Run, arguments: list[str]) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert "Usage: kg" in result.stderr and not result.stdout


def test_the_version_is_shown(run: Run) -> None:
    assert run("--version").stdout.startswith("kg ")


@pytest.mark.parametrize("environment", [{"LC_ALL": "C", "PYTHONUTF8": "0"}, {"PYTHONIOENCODING": "gbk"}])
def test_output_is_utf8_whatever_the_locale(built: Built, environment: dict[str, str]) -> None:
    result = in_a_process("stats", "--graph", built.graph, **environment)
    assert result.returncode == 0, result.stderr.decode()
    named = in_a_process("query", "SELECT ?n WHERE { ?x a kg:CountyLevelCity ; rdfs:label ?n }", "--graph", built.graph,
                         **environment)  # fmt: skip
    assert "登封市" in named.stdout.decode("utf-8")
    complaint = in_a_process("show", "无此人", "--graph", built.graph, **environment)
    assert complaint.returncode == 1
    assert "Traceback" not in complaint.stderr.decode("utf-8")


def test_a_reader_that_leaves_is_no_error(built: Built) -> None:
    arguments = ["query", "SELECT * WHERE { ?s ?p ?o }", "--format", "json", "--graph", str(built.graph)]
    process = subprocess.Popen([*KG, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout is not None and process.stderr is not None
    process.stdout.close()
    complaint = process.stderr.read()
    assert process.wait(timeout=60) == 141
    assert complaint == b""


def test_progress_is_silent_for_a_second_then_says_each_stage_once(capfd: pytest.CaptureFixture[str]) -> None:
    with Progress() as progress:
        assert list(progress.over("ab", "reading", 2)) == ["a", "b"]
    assert capfd.readouterr().err == ""
    with Progress() as progress:
        progress.stage("writing")
        time.sleep(2.2)
    captured = capfd.readouterr()
    assert captured.err == "kg: writing …\n" and captured.out == ""
