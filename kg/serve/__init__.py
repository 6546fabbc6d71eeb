"""Serving graphs over HTTP: a SPARQL endpoint that only reads, and a page for every entity."""
