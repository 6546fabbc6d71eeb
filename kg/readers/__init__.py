"""Pages in: which files to read, their text out of the bytes, and when and by whom they were published."""

from kg.readers.discover import discover
from kg.readers.page import read

__all__ = ["discover", "read"]
