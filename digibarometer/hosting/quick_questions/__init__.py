"""A question to all in between."""
