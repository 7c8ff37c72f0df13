"""Running Digibarometern: serving, backing up, restoring, migrating, and what is due.

One file a command, each with a `main(options)`; `locks` and `private_logging` are what they share. Nothing here knows
what a workshop is: what is due is only called from here.
"""
