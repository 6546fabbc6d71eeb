"""Mentions: the typed spans in an article. Grammars propose, one overlap policy disposes."""

from kg.mentions.areas import Home, home
from kg.mentions.recognise import recognise

__all__ = ["Home", "home", "recognise"]
