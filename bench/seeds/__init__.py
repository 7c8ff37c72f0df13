"""A simulation of the live rooms that can be repeated: one seed, one run, the same to the last frame.

The real ledger, reader, hub, sockets, handlers and ORM run on an event loop with virtual time. A seed decides how long
each statement, message and frame takes, who does what, and what breaks: and so what happens before what.
docs/simulation.md tells how it is used and what it cannot see.
"""
