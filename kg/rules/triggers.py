"""What a text must contain for a pattern to have any chance: literals read off the compiled expression."""

from __future__ import annotations

from re import _constants as sre  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any

from kg.rules.template import FIRST


def triggers(pattern: str) -> tuple[str, ...]:
    """Literals of which every match contains at least one; () when none can be told."""
    best: tuple[str, ...] = ()
    for choice in _required(list(_parser.parse(pattern))):
        if choice and (not best or _worth(choice) > _worth(best)):
            best = choice
    return best


def needs(pattern: str) -> tuple[int, ...]:
    """The mentions of which every match contains one each: for each the set of its classes, as bits (`bit`)."""
    return tuple(_mentions(list(_parser.parse(pattern))))


def bit(code: int) -> int:
    """The bit of the class that the character with this code stands for."""
    return 1 << (code - FIRST)


def _mentions(items: list[Any]) -> list[int]:
    found: list[int] = []
    for op, arg in items:
        if op is sre.IN and all(
            (kind is sre.RANGE and span[0] >= FIRST) or (kind is sre.LITERAL and span >= FIRST) for kind, span in arg
        ):
            ends = [span if kind is sre.RANGE else (span, span) for kind, span in arg]
            found.append(sum({bit(c) for low, high in ends for c in range(low, high + 1)}))
        elif op is sre.LITERAL and arg >= FIRST:
            found.append(bit(arg))
        elif op is sre.SUBPATTERN:
            found += _mentions(list(arg[3]))
        elif op is sre.MAX_REPEAT and arg[0] > 0:
            found += _mentions(list(arg[2]))
    return list(dict.fromkeys(found))


def _worth(choice: tuple[str, ...]) -> tuple[int, int]:
    return (min(len(c) for c in choice), -len(choice))


def _required(items: list[Any]) -> list[tuple[str, ...]]:
    """The sets of literals one of which each stretch of the sequence needs."""
    found: list[tuple[str, ...]] = []
    run = ""
    for op, arg in items:
        if op is sre.LITERAL and arg < FIRST:
            run += chr(arg)
            continue
        if run:
            found.append((run,))
            run = ""
        if op is sre.SUBPATTERN:
            found += _required(list(arg[3]))
        elif op is sre.BRANCH:
            found.append(_branch(arg[1]))
        elif op is sre.MAX_REPEAT and arg[0] > 0:
            found += _required(list(arg[2]))
    if run:
        found.append((run,))
    return found


def _branch(branches: list[Any]) -> tuple[str, ...]:
    """One literal set for an alternation: the best of each branch, together; () when a branch needs nothing."""
    total: list[str] = []
    for branch in branches:
        needs = [c for c in _required(list(branch)) if c]
        if not needs:
            return ()
        best: tuple[str, ...] = max(needs, key=_worth)
        total += best
    return tuple(dict.fromkeys(total))
