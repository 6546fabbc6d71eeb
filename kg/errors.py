"""What can go wrong, each error naming the file, line or rule it is about."""

from __future__ import annotations


class KgError(Exception):
    """Base of every error that is the input's or the user's, not the program's. The command exits with 2."""


class InputError(KgError):
    """A page or graph that cannot be read: `path` and what is wrong with it."""

    def __init__(self, path: str, problem: str) -> None:
        super().__init__(f"{path}: {problem}")
        self.path = path
        self.problem = problem


class RuleError(KgError):
    """A rule that cannot be loaded: the file, the rule's name and, where it applies, the column in its pattern."""

    def __init__(self, path: str, rule: str, problem: str, column: int | None = None) -> None:
        place = f"{path}: rule {rule}" + (f", column {column}" if column is not None else "")
        super().__init__(f"{place}: {problem}")
        self.path = path
        self.rule = rule
        self.column = column


class QueryError(KgError):
    """A SPARQL query that cannot be run: what is wrong and where."""


class OutputError(KgError):
    """A result that could not be written whole; what stood there before is untouched."""

    def __init__(self, path: str, problem: str) -> None:
        super().__init__(f"{path}: cannot write: {problem}")
        self.path = path
