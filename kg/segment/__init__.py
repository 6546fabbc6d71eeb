"""Articles out of a page, sentences out of an article, and who wrote them."""

from kg.segment.items import segment

__all__ = ["segment"]
