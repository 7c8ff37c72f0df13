"""The second time: rounds compared, and the receipt."""
