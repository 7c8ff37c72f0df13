"""Rounds that were done on paper or elsewhere: brought in as closed workshops, through the same privacy rule."""
