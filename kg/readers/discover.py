"""Which files the paths on a command line mean."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Literal, NoReturn, TypeAlias

from kg.errors import InputError

STDIN: Literal["-"] = "-"
Source: TypeAlias = Path | Literal["-"]


def discover(paths: Iterable[str | Path]) -> list[Source]:
    """The pages to read: files as they are, folders searched to the bottom for `*.txt`, `-` for standard input.

    Sorted by path, whatever order they were asked for in, `-` first; a file that is reached twice counts once. Hidden
    files are skipped in folders. Raises InputError for a path that does not exist, a folder that cannot be searched
    and a folder without pages.
    """
    asked = [str(path) for path in paths]
    found: dict[Path, Path] = {}
    for path in sorted(page for name in asked if name != STDIN for page in _pages(Path(name))):
        found.setdefault(path.resolve(), path)
    return ([STDIN] if STDIN in asked else []) + list(found.values())


def _pages(path: Path) -> list[Path]:
    if not path.is_dir():
        if not path.exists():
            raise InputError(str(path), "no such file or folder")
        return [path]
    pages = []
    for folder, subfolders, names in os.walk(path, onerror=_unreadable):
        subfolders[:] = [name for name in subfolders if not name.startswith(".")]
        pages += [Path(folder, name) for name in names if name.lower().endswith(".txt") and not name.startswith(".")]
    if not pages:
        raise InputError(str(path), "no .txt file in this folder")
    return pages


def _unreadable(error: OSError) -> NoReturn:
    raise InputError(str(error.filename), error.strerror or "cannot be searched") from error
