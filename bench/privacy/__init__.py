"""The curious reader: attacks what releases hold, with all that one person may see of them together.

`arithmetic` adds and subtracts, exactly, over every release of a question and a small group's own spread. `listing`
lists every room that the figures fit. Written apart from the rule that it attacks; the tests use it too.
"""
