"""Putting a finished result where it belongs, whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from pathlib import Path

from kg.errors import OutputError

__all__ = ["replace"]


def replace(path: str | Path, data: bytes, check: Callable[[bytes], None] | None = None) -> None:
    """Writes `data` to `path` in one step (mode 0644), making the folder when it is missing.

    The bytes go to a temporary file beside it, are read back, handed to `check` (which may raise ValueError or
    SyntaxError), and only then take the old file's place. Raises OutputError when anything fails; the old file is then
    untouched and nothing is left beside it.
    """
    target = Path(os.path.realpath(path))
    try:
        if target.exists() and not target.is_file():
            raise OutputError(str(path), "not a regular file")
        if target.parent.exists() and not target.parent.is_dir():
            raise OutputError(str(path), f"not a folder: {target.parent}")
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name[:40]}.", suffix=".tmp")
    except OSError as error:
        raise OutputError(str(path), error.strerror or str(error)) from error
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fchmod(handle, 0o644)
            os.fsync(handle)
        written = Path(name).read_bytes()
        if written != data:
            raise OutputError(str(path), "the file system gave back other bytes than were written")
        if check is not None:
            check(written)
        Path(name).replace(target)
    except OSError as error:
        raise OutputError(str(path), error.strerror or str(error)) from error
    except (ValueError, SyntaxError) as error:
        raise OutputError(str(path), f"the result does not read back: {error}") from error
    finally:
        Path(name).unlink(missing_ok=True)
