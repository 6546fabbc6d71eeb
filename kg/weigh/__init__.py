"""Of what a number is said: of all the article's things, the one that most speaks for, by weights learned on annotated pages."""
