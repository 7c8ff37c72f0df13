"""Cards for the horizon scan, as data."""
