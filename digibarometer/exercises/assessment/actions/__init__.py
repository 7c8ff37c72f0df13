"""What people want in the self-assessment, and what then happens: alone, in the small group, all together."""
