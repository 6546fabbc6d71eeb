"""What the RDF room writes, checks and answers, on one small invented page."""
