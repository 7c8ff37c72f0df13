"""How the leader sets the projector."""
