"""Mentions become things: within an article, then across the corpus."""

from kg.resolve.article import resolve_article
from kg.resolve.corpus import ground
from kg.resolve.local import Local

__all__ = ["Local", "ground", "resolve_article"]
