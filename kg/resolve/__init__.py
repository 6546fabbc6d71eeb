"""Mentions become things: within an article, then across the corpus."""

from kg.resolve.article import Local, resolve_article
from kg.resolve.corpus import ground

__all__ = ["Local", "ground", "resolve_article"]
