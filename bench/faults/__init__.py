"""Breaks what the live room stands on while people act, and holds every row and screen against what was promised."""
