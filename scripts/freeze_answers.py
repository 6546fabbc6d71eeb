"""Writes down what every question of ontology/queries/ answers on the seed pages: tests/questions/*.csv.

    python scripts/freeze_answers.py [--check]

`tests/questions/asked.json` says with which parameters each is asked; one that is not named there is asked about
everything. Look at the difference before you keep it. `--check` writes nothing and ends with status 1 when an answer
has changed.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from pathlib import Path

import kg
from kg.rdf.answers import render
from kg.rdf.questions import ask, questions

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "tests" / "questions"


def answers() -> dict[str, str]:
    """File name → the answer as CSV, for every question that ships."""
    asked: dict[str, dict[str, str]] = json.loads((FOLDER / "asked.json").read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as name:
        graph = Path(name) / "graph.ttl"
        kg.write(kg.build([ROOT / "seeds"]), graph)
        return {
            f"{one.name}.csv": render(ask(one, graph, asked.get(one.name)), "csv").replace("\r\n", "\n")
            for one in questions()
        }


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    now = answers()
    kept = {path.name: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.csv")}
    changed = sorted(name for name in now.keys() | kept.keys() if now.get(name) != kept.get(name))
    for name in changed:
        print(f"tests/questions/{name}", file=sys.stderr)
        if options.check:
            continue
        if name in now:
            (FOLDER / name).write_text(now[name], encoding="utf-8")
        else:
            (FOLDER / name).unlink()
    return 1 if options.check and changed else 0


if __name__ == "__main__":
    sys.exit(main())
