"""The workshop itself: occasions, steps and phases, groups and participants, seats, joining, moves and check-out.

What is done in the steps belongs to the exercises; what it came to, to the results.
"""
