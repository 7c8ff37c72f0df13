"""Before and around the workshop: making it, its agenda and people, closing it, and the municipality it belongs to."""
