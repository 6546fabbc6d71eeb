"""How fast: the whole pipeline against jieba's part-of-speech tagger alone, over the same text in the same run.

    python bench/pipeline.py [PAGES …] [--repeat N] [--json] [--profile]

The pipeline runs in this process from the files on disk to finished Turtle in memory; `jieba.posseg.cut` only
tags words.
Both are warmed up and timed in CPU seconds; the median counts. A ratio above 1: the pipeline is the faster one.
"""

from __future__ import annotations

import argparse
import cProfile
import json
import logging
import pstats
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import NamedTuple

from kg.pipeline import build
from kg.rdf import to_turtle
from kg.readers import discover, read

MEGA = 1 << 20


class Result(NamedTuple):
    """Median CPU seconds of a pass, characters, and peak resident memory of the process after it, in bytes."""

    seconds: float
    characters: int
    memory: int

    @property
    def speed(self) -> float:
        """Characters a CPU second."""
        return self.characters / self.seconds


def turtle(paths: list[str]) -> bytes:
    """The whole pipeline: pages on disk to finished Turtle."""
    return to_turtle(build(map(read, discover(paths))))


def tag(texts: list[str]) -> int:
    """jieba's tagger alone, with its HMM, as it comes; the number of words."""
    from jieba import posseg

    return sum(1 for text in texts for _ in posseg.cut(text))


def peak() -> int:
    """Peak resident memory of this process so far, in bytes."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most * 1024


def timed(run: Callable[[], object], repeat: int) -> list[float]:
    """CPU seconds of each of some passes, after one that does not count."""
    run()
    seconds = []
    for _ in range(repeat):
        started = time.process_time()
        run()
        seconds.append(time.process_time() - started)
    return seconds


def measure(paths: list[str], repeat: int) -> tuple[Result, Result, float]:
    """Pipeline, tagger, and CPU seconds of the pipeline's first pass, which loads dictionaries and rules."""
    import jieba

    jieba.setLogLevel(logging.WARNING)
    texts = [read(source).text for source in discover(paths)]
    characters = sum(map(len, texts))
    started = time.process_time()
    turtle(paths)
    first = time.process_time() - started
    ours = Result(median(timed(lambda: turtle(paths), repeat)), characters, peak())
    theirs = Result(median(timed(lambda: tag(texts), repeat)), characters, peak())
    return ours, theirs, first


def profile(paths: list[str], rows: int) -> None:
    """Where the time of one warm pass goes."""
    turtle(paths)
    profiler = cProfile.Profile()
    profiler.runcall(turtle, paths)
    pstats.Stats(profiler).strip_dirs().sort_stats("tottime").print_stats(rows)


def main() -> None:
    parser = argparse.ArgumentParser(description=str(__doc__).partition("\n")[0])
    parser.add_argument("pages", nargs="*", default=["seeds"], help="files and folders (default: seeds)")
    parser.add_argument("--repeat", type=int, default=15, metavar="N", help="passes that count (default: 15)")
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--profile", action="store_true", help="print the functions that take most of the time instead")
    asked = parser.parse_args()
    paths = [str(Path(page)) for page in asked.pages]
    if asked.profile:
        profile(paths, 30)
        return
    ours, theirs, first = measure(paths, max(1, asked.repeat))
    ratio = theirs.seconds / ours.seconds
    if asked.json:
        figures = {
            "characters": ours.characters,
            "pipeline": {"seconds": ours.seconds, "speed": ours.speed, "memory": ours.memory, "first": first},
            "posseg": {"seconds": theirs.seconds, "speed": theirs.speed},
            "ratio": ratio,
        }
        print(json.dumps(figures, indent=2))
        return
    print(f"{ours.characters:,} characters, median of {asked.repeat} passes, CPU time")
    for name, result in (("pipeline", ours), ("jieba.posseg", theirs)):
        print(f"  {name:<13} {result.seconds * 1000:8.1f} ms  {result.speed:9,.0f} characters/s")
    print(f"  ratio         {ratio:8.2f}     times as fast as jieba.posseg")
    print(f"  first pass    {first:8.2f} s   with dictionaries and rules to load")
    print(f"  peak memory   {ours.memory / MEGA:8.0f} MB  of the pipeline")


if __name__ == "__main__":
    main()
