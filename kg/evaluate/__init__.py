"""Scores against gold: items, entities, facts, observations; and exact spans of mentions."""

from kg.evaluate.gold import GoldArticle, GoldEntity, GoldFact, GoldObservation, find_gold, load_gold
from kg.evaluate.report import Fault, Layer, Report, Share, Tally, lines, to_json
from kg.evaluate.score import score
from kg.evaluate.spans import (
    Labelled,
    LabelledText,
    SpanReport,
    label_of,
    labelled,
    load_labelled,
    score_mentions,
    span_json,
    span_lines,
)

__all__ = [
    "Fault",
    "GoldArticle",
    "GoldEntity",
    "GoldFact",
    "GoldObservation",
    "Labelled",
    "LabelledText",
    "Layer",
    "Report",
    "Share",
    "SpanReport",
    "Tally",
    "find_gold",
    "label_of",
    "labelled",
    "lines",
    "load_gold",
    "load_labelled",
    "score",
    "score_mentions",
    "span_json",
    "span_lines",
    "to_json",
]
