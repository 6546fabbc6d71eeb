from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def seed_text() -> str:
    """The seed page, as a text."""
    seed = Path(__file__).parents[2] / "seeds" / "zhengzhou-2023-02-15.txt"
    return seed.read_bytes().decode("utf-8")
