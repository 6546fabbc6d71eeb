"""Who may import whom: the layers that CONTRIBUTING.md describes."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "kg"

SHARED = {"errors", "gazetteer", "lexicon", "model", "schema", "text", "unit"}
"""What every step may use: the frozen things, the vocabulary and the words. Of these, none knows a step."""

MAY_IMPORT: dict[str, set[str]] = {
    "model": {"errors"},
    "errors": set(),
    "schema": set(),
    "text": set(),
    "unit": {"model"},
    "lexicon": set(),
    "gazetteer": set(),
    "readers": {"errors", "model"},
    "segment": {"lexicon", "model", "text"},
    "mentions": SHARED,
    "rules": SHARED,
    "measures": SHARED | {"mentions", "rules"},
    "resolve": SHARED | {"mentions", "rules"},
    "weigh": SHARED | {"measures", "resolve"},
    "rdf": {"errors", "model"},
    "pipeline": SHARED | {"measures", "mentions", "resolve", "rules", "segment", "weigh"},
    "digest": {"model", "pipeline"},
    "probe": SHARED | {"mentions", "rules", "segment"},
    "evaluate": {"errors", "model", "schema"},
    "network": set(),
    "catalogue": set(),
    "serve": {"errors", "rdf"},
    "explore": {"catalogue", "errors", "network", "rdf", "schema"},
}
"""Each part with the parts that it may import; `api` and `cli` stand on top and know everything."""

FILES = sorted(PACKAGE.rglob("*.py"))


def part(path: Path) -> str:
    """The part of the program that a file belongs to: the folder or module below `kg`, '' for `kg/__init__.py`."""
    first = path.relative_to(PACKAGE).parts[0]
    return first.removesuffix(".py") if first != "__init__.py" else ""


def imported(path: Path, *, types: bool = True) -> set[str]:
    """The dotted names under `kg` that a file imports, wherever in it; `types=False` leaves out `if TYPE_CHECKING`."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    skipped = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test) and not types
        for inner in ast.walk(node)
    }
    found: set[str] = set()
    for node in (n for n in ast.walk(tree) if id(n) not in skipped):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names if alias.name.split(".")[0] == "kg"}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            if node.module == "kg":
                found |= {f"kg.{alias.name}" for alias in node.names}
            elif (node.module or "").startswith("kg."):
                found.add(str(node.module))
    return found


@pytest.mark.parametrize("path", [pytest.param(path, id=str(path.relative_to(PACKAGE))) for path in FILES])
def test_a_file_imports_only_what_its_layer_may(path: Path) -> None:
    own = part(path)
    if own in ("api", "cli", ""):
        return
    assert own in MAY_IMPORT, f"kg/{own} is new: give it its place in MAY_IMPORT"
    others = {name.split(".")[1] for name in imported(path)} - {own}
    assert others <= MAY_IMPORT[own], f"{own} must not import {', '.join(sorted(others - MAY_IMPORT[own]))}"


def test_no_layer_is_imported_from_below() -> None:
    seen: list[str] = []

    def visit(name: str, way: tuple[str, ...]) -> None:
        assert name not in way, f"a circle: {' → '.join((*way, name))}"
        if name not in seen:
            for other in sorted(MAY_IMPORT.get(name, ())):
                visit(other, (*way, name))
            seen.append(name)

    for name in MAY_IMPORT:
        visit(name, ())
    assert not any({"cli", "api"} & others for others in MAY_IMPORT.values())


def test_the_package_itself_imports_nothing_until_it_is_asked() -> None:
    assert imported(PACKAGE / "__init__.py", types=False) == set()


def test_only_the_command_line_prints() -> None:
    calls = {
        f"{path.relative_to(PACKAGE)}:{node.lineno}"
        for path in FILES
        if part(path) != "cli"
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and ast.unparse(node.func) in ("print", "click.echo", "sys.stdout.write", "sys.exit")
    }
    assert calls == set()


def test_files_stay_small() -> None:
    long = {
        str(path.relative_to(PACKAGE)): n for path in FILES if (n := len(path.read_text("utf-8").splitlines())) > 400
    }
    assert long == {}
