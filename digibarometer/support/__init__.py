"""Help from outside the municipality, and practice: requests to the coordinator, coaches by invitation, rehearsals.

What is said to people and who may do it stands in `planning`; here is what holds. What coaches see live is `workshops`.
"""
