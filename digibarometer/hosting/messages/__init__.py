"""Messages to groups and to all, and raised hands."""
