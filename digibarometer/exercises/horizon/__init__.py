"""Horizon scan: what goes on outside, when it is here and what it means for us; the radar, and what we do about it."""
