"""Running Digibarometern: serving, backing up, restoring, migrating, and what is due.

One file for most commands, each with its main function; `private_logging`, and `backup` with its locks, are what they
share. Nothing here knows what a workshop is: what is due is only called from here.
"""
