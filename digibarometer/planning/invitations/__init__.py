"""Who should be in the room, the letter to them, and the page that it leads to."""
