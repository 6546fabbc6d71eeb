"""Of what a number is said: of all the article's things the one for which most speaks, by weights learned on gold."""
