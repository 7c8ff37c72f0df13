"""The plan after the workshop: followed by those with accounts, and by owners through a link of their own."""
