"""People with an account: leaders, coaches and administrators, the municipality they belong to, and how they come in."""
