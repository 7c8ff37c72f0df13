"""Questions that are parked, and decisions."""
