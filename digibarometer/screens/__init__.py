"""During: the four live pages (phone, table, desk, board), how people come in, and which panels stand where."""
