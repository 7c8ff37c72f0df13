"""A municipality's own cards, and the workshop's choice of cards."""
