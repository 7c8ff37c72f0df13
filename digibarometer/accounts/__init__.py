"""People with an account: leaders, coaches and administrators, their municipality, and how they come in."""
