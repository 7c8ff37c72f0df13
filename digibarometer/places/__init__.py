"""Sweden's 290 municipalities and 21 counties, by their official codes (SCB: 4 and 2 digits, as text).

What they are called, in which order they are listed, and how one is found by what people type. Nothing about
workshops or people.
"""
