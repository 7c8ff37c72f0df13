"""Walls: what people write on notes, how notes are gathered into themes, and how themes and notes are weighed by votes.

One mechanism for every exercise that has a wall. An exercise declares its wall in `wall_registry`, puts its panels on
screens by `screen_layout`, and reads what it came to from `models` and `voting`; what a wall means is the exercise's
own business.
"""
