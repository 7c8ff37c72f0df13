"""Running Digibarometern: serving, backing up, restoring, migrating, and what is due.

One file for most commands, each with its main function; `locks` and `private_logging` are what they share. Nothing here
knows what a workshop is: what is due is only called from here.
"""
