"""Every question that ships answers on the seed pages what was looked at and written down."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from kg.rdf.questions import questions

ROOT = Path(__file__).parents[1]
FOLDER = Path(__file__).parent / "questions"


def test_answers_are_those_written_down() -> None:
    """When a change is meant: `python scripts/freeze_answers.py`, and look at the difference."""
    words = [sys.executable, str(ROOT / "scripts" / "freeze_answers.py"), "--check"]
    done = subprocess.run(words, capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stderr) == (0, ""), "scripts/freeze_answers.py writes these anew"


def test_every_question_is_asked_and_most_find_something() -> None:
    names = {one.name for one in questions()}
    assert {path.stem for path in FOLDER.glob("*.csv")} == names
    assert set(json.loads((FOLDER / "asked.json").read_text(encoding="utf-8"))) <= names
    found = [name for name in names if (FOLDER / f"{name}.csv").read_text(encoding="utf-8").count("\n") > 1]
    assert len(found) >= 25
