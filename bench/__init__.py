"""Measures, as one command with one table each. Nothing here is asserted in tests."""
