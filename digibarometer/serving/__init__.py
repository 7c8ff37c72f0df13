"""How pages are served beside the live room: threads that last, in order, and no longer than is reasonable."""
