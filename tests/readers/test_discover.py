"""Which files are read: files, folders to the bottom, standard input; sorted, each once."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from kg.errors import InputError
from kg.readers import discover


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    for name in ("b.txt", "a/c.TXT", "a/d.txt", "notes.md", ".hidden.txt", ".git/e.txt", "a/._d.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("x", encoding="utf-8")
    return tmp_path


def test_folders_are_searched_to_the_bottom(tree: Path) -> None:
    assert discover([tree]) == [tree / "a/c.TXT", tree / "a/d.txt", tree / "b.txt"]


def test_the_order_of_the_request_does_not_matter(tree: Path) -> None:
    one = discover([tree / "b.txt", "-", str(tree / "a")])
    assert (
        one == discover([tree / "a", tree / "b.txt", "-"]) == ["-", tree / "a/c.TXT", tree / "a/d.txt", tree / "b.txt"]
    )


def test_a_file_counts_once(tree: Path) -> None:
    (tree / "z.txt").symlink_to(tree / "b.txt")
    assert discover([tree, tree / "b.txt", tree / "a" / ".." / "b.txt", "-", "-"])[0] == "-"
    assert len(discover([tree, tree / "b.txt", tree / "a" / ".." / "b.txt"])) == 3


def test_files_named_outright_may_have_any_name(tree: Path) -> None:
    assert discover([tree / "notes.md", tree / ".hidden.txt"]) == [tree / ".hidden.txt", tree / "notes.md"]


def test_missing_paths_and_folders_without_pages_are_named(tree: Path) -> None:
    (tree / "empty").mkdir()
    with pytest.raises(InputError, match="none: no such file or folder"):
        discover([tree, tree / "none"])
    with pytest.raises(InputError, match=r"empty: no \.txt file in this folder"):
        discover([tree, tree / "empty"])


def test_a_folder_that_cannot_be_searched_is_named(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tree / "a").chmod(0)
    if os.access(tree / "a", os.R_OK):  # root searches everything
        scan = os.scandir

        def refuse(path: str) -> object:
            if Path(path) == tree / "a":
                raise PermissionError(13, "Permission denied", path)
            return scan(path)

        monkeypatch.setattr(os, "scandir", refuse)
    with pytest.raises(InputError, match="a: Permission denied"):
        discover([tree])
