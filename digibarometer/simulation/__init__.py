"""Simulated people who act through the real protocol: for the demo, for practice and for load."""
