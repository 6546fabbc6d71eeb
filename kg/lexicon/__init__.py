"""Closed lists of words, by kind. Open lists (places) are in `kg.gazetteer`."""
