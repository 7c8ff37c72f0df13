"""Rounds of one municipality side by side: what moved, what cannot be told from chance, and what cannot be compared.

All of it is made from releases, the room's own levels and its targets: what each round's result page shows already.
Two rounds are different people, whom nothing links, so that putting two pages side by side tells nothing of anybody
that the pages do not: no figure here is a difference between two overlapping groups of the same round.
"""
