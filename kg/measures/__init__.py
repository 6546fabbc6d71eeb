"""Quantities that measure something: what is measured, of whom, as plan or fact, for which period."""

from kg.measures.read import measures

__all__ = ["measures"]
