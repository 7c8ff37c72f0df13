"""What became of the last plan: the room goes through it, a step of the agenda where there is an earlier plan."""
