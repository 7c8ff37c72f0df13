"""Question sets: seen, begun, written, corrected and published."""
