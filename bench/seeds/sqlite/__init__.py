"""SQLite as Django knows it, with a simulation between the statements."""
