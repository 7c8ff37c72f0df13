"""Question sets: files and workbooks of them, drafts, versions and what has changed between these."""
