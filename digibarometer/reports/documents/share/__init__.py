"""What a municipality shares when it wants to be part of a comparison: a small file that it approves and sends.

`file` is what stands in it and whether it is whole, `content` what a workshop would share, `approving` the page that
shows exactly that, and `gathering` the command of an installation that takes such files in.
"""
