"""Finished rounds of a municipality, loaded and set beside each other.

The one place that works out how far levels have moved since an earlier round: today's picture, the result page, the
report, the receipt and the comparison all read it here, so that they say the same.
"""
