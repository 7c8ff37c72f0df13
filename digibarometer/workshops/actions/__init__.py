"""What people want of the room itself: the leader's moves, groups, being done, handing over, checking out."""
