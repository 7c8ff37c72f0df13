"""What a leader does with the room besides the agenda: messages, raised hands, the projector, questions, decisions."""
