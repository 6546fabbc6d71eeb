"""Measures anew and writes it into the READMEs: the tables of figures, and the output under each command shown.

    python scripts/figures.py [--outputs]

`--outputs` leaves the tables alone.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).parents[1]
READMES = (ROOT / "README.md", ROOT / "README.zh-CN.md")
BENCH = ROOT / "bench" / "README.md"
FIGURES = re.compile(r"(?<=<!-- figures -->\n).*?(?=<!-- /figures -->)", re.DOTALL)
BLOCK = re.compile(r"(?<=^```console\n)\$ (?P<command>[^\n]+)\n(?P<output>.*?)(?=^```$)", re.DOTALL | re.MULTILINE)
REST = "…"
"""A last line that stands for the rest of an output."""
NEEDED = ("seeds", "tests/gold")
FLOORS = (0, 0.7, 0.84, 0.86, 0.88, 0.9, 0.92)
LINES = 12
"""How much of an output is shown when nothing is there yet."""


class Shown(NamedTuple):
    """A command shown in a README, with the output under it."""

    command: str
    output: str

    def agrees(self, real: str) -> bool:
        """Whether the output shown is the real one, up to a last line that leaves the rest out."""
        lines = self.output.splitlines()
        if lines and lines[-1] == REST:
            return real.splitlines()[: len(lines) - 1] == lines[:-1] and len(lines) > 1
        return real.splitlines() == lines

    def renewed(self, real: str) -> str:
        """The real output, cut where the shown one is."""
        lines, wanted = real.splitlines(), len(self.output.splitlines()) - 1
        cut = self.output.splitlines()[-1:] == [REST]
        keep = (wanted or LINES) if cut else len(lines)
        shown = lines[:keep] + ([REST] if len(lines) > keep else [])
        return "".join(line + "\n" for line in shown)


def shown(readme: str) -> Iterator[Shown]:
    """The commands of a README with their outputs."""
    for found in BLOCK.finditer(readme):
        yield Shown(found["command"], found["output"])


def sandbox(folder: Path) -> Path:
    """A copy of what the commands work on, in which they may write."""
    for name in NEEDED:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, folder / name)
    return folder


def run(command: str, folder: Path) -> str:
    """What a command prints on standard output in a sandbox. Raises CalledProcessError from exit status 2 on."""
    done = subprocess.run(
        ["sh", "-c", command],
        cwd=folder,
        env={**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}", "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )
    if done.returncode > 1:
        raise subprocess.CalledProcessError(done.returncode, command, done.stdout, done.stderr)
    return done.stdout


def renew(readme: str, folder: Path) -> str:
    """A README with the outputs of its commands as they are now."""

    def block(found: re.Match[str]) -> str:
        command = found["command"]
        return f"$ {command}\n{Shown(command, found['output']).renewed(run(command, folder))}"

    return BLOCK.sub(block, readme)


def gold() -> list[tuple[Path, Path]]:
    """The pages that have gold, and it: those of seeds/ first."""
    kept = ROOT / "tests" / "gold"
    found = [*sorted((ROOT / "seeds").glob("*.txt")), *sorted(kept.glob("*.txt"))]
    return [(page, marked) for page in found if (marked := kept / f"{page.stem}.jsonl").exists()]


def evaluated(pages: list[tuple[Path, Path]], folder: Path, floor: float = 0) -> dict[str, Any]:
    """What `kg eval` says of some pages together."""
    asked = "".join(f" '{page}' --gold '{marked}'" for page, marked in pages)
    data: dict[str, Any] = json.loads(run(f"kg eval{asked} --json --min-confidence {floor}", folder))
    return data


def scores(name: str, pages: list[tuple[Path, Path]], folder: Path) -> list[str]:
    """The cells of a row: items, headlines, then P / R / F1 of entities, facts and observations."""
    data = evaluated(pages, folder)
    items, headlines = data["items"], data["aspects"]["headlines"]
    whole = items["found"] + items["missed"]
    kinds = (data[kind] for kind in ("entities", "facts", "observations"))
    return [
        name,
        f"{items['found']} of {whole}",
        f"{headlines['right']:g}",
        *(f"{one['precision']:.2f} / {one['recall']:.2f} / {one['f1']:.2f}" for one in kinds),
    ]


def table(rows: list[list[str]]) -> str:
    head, *body = rows
    return "".join(f"| {' | '.join(row)} |\n" for row in (head, ["---"] * len(head), *body))


def quality(folder: Path) -> str:
    """The table of scores: every page with gold, and all together."""
    head = ["page", "items", "headlines exact", "entities P / R / F1", "facts P / R / F1", "observations P / R / F1"]
    rows = [scores(page.stem, [(page, marked)], folder) for page, marked in gold()]
    return table([head, *rows, scores("**all**", gold(), folder)])


def certainty(folder: Path) -> str:
    """The table of what is left, and how much of it is right, when what is less sure than a floor is left out."""
    head = ["`--min-confidence`", "facts P / R", "observations P / R"]
    rows = []
    for floor in FLOORS:
        data = evaluated(gold(), folder, floor)
        kinds = (data[kind] for kind in ("facts", "observations"))
        rows.append([f"{floor:g}", *(f"{one['precision']:.2f} / {one['recall']:.2f}" for one in kinds)])
    return table([head, *rows])


def speed(folder: Path) -> str:
    """The table of speed and memory, and the machine that it was measured on."""
    data = json.loads(run(f"'{sys.executable}' '{ROOT / 'bench' / 'pipeline.py'}' '{ROOT / 'seeds'}' --json", folder))
    ours, theirs = data["pipeline"], data["posseg"]
    rows = [
        ["", "characters a CPU second", "one page", "peak memory"],
        ["kg, page to Turtle", f"{ours['speed']:,.0f}", f"{ours['seconds'] * 1000:.0f} ms", _mega(ours["memory"])],
        ["`jieba.posseg.cut` alone", f"{theirs['speed']:,.0f}", f"{theirs['seconds'] * 1000:.0f} ms", ""],
        ["**ratio**", f"**{data['ratio']:.2f}**", "", ""],
    ]
    machine = f"{_processor()}, Python {platform.python_version()}, {data['characters']:,} characters."
    return table(rows) + f"\n{machine} The first page takes {ours['first']:.1f} s more, for dictionaries and rules.\n"


def _mega(memory: int) -> str:
    return f"{memory / (1 << 20):.0f} MB"


def _processor() -> str:
    info = Path("/proc/cpuinfo")
    names = re.findall(r"model name\s*:\s*(.+)", info.read_text()) if info.exists() else []
    return names[0] if names else platform.processor() or platform.machine()


def main() -> None:
    parser = argparse.ArgumentParser(description=str(__doc__).partition("\n")[0])
    parser.add_argument("--outputs", action="store_true", help="renew the outputs of commands only")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = sandbox(Path(name))
        texts = {path: path.read_text(encoding="utf-8") for path in (*READMES, BENCH)}
        if not asked.outputs:
            fast = speed(folder)
            figures = "\n".join((quality(folder), certainty(folder), fast))
            for path in READMES:
                texts[path] = FIGURES.sub(lambda _: figures, texts[path])
            texts[BENCH] = FIGURES.sub(lambda _: fast, texts[BENCH])
        for path in READMES:
            texts[path] = renew(texts[path], folder)
    for path, text in texts.items():
        path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
