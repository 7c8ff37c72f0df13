"""The agenda's page: steps, minutes, occasions and what is warned of."""
