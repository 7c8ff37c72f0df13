"""A guest's PDF on the projector, a page at a time: read in a process of its own, shown by the leader."""
