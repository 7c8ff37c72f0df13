"""Walls: what people write on notes, how notes are gathered into themes, and how themes and notes are weighed by votes.

One mechanism for every exercise that has a wall. An exercise declares its wall in `walls`, puts its panels on screens
by `shown`, and reads what it came to from `models` and `votes`; what a wall means is the exercise's own business.
"""
