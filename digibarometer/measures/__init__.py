"""What can be said about ratings: medians, agreement, gaps, intervals, and what may be shown at all.

Ratings are ordered categories, so they come as counts: `counts[0]` people chose level 1, `counts[-1]` the top level.
"Vet ej" is never among them. Pure functions, each with its source; `None` means that there is nothing to say.
No words for people here, no pictures, no database.
"""
