"""The curious reader: attacks what releases hold, with all that one person may see of them together.

`arithmetic` adds and subtracts, exactly, over every release of a question and a small group's own spread. `listing`
lists every room that the figures fit. `moves` takes extra seats and has the leader move people and make groups anew,
and can take out what mends each hole, to see that it is found. Written apart from the rule that it attacks; the tests
use it too.
"""
