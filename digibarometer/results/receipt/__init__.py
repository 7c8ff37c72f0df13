"""The receipt (kvitto): one page of what has become of the round before, led by what the room itself stated.

`facts` gathers it, `text` writes it, claims no more than can be carried, and keeps what a leader changed.
"""
