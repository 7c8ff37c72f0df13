"""What a municipality shares when it wants to be part of a comparison: a small file that it approves and sends.

`file_format` is what stands in it, what a workshop would share and whether a file is whole, `views` the page that shows
exactly that, and `importer` the command of an installation that takes such files in.
"""
