"""Bringing in a round that was done on paper or elsewhere: a workbook to fill in, read cell by cell."""
