"""What belongs to a municipality: its people, its colour and its data."""
