"""Breaks what the live room stands on while people act in it, and holds every screen and row against what was promised."""
