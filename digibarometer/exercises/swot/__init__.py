"""SWOT: strengths, weaknesses, opportunities and threats on a wall, first alone, then in groups, then all together."""
