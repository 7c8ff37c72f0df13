"""Who should be in the room, and how they are asked: functions, the invitation, and the addresses that it goes to."""
