"""Activities: proposals grow on a wall, are weighed by everyone, and become a plan that somebody owns.

Proposals are notes on a wall (`notes`); those that get most dots are taken up here, at most eight. What happens with
the plan after the workshop stands in `reports.plan`; it writes by `progress_tracking`.
"""
