"""The result as slides for the municipal board: a finding on each, with a diagram that can be changed.

`deck` lays out, `charts` makes diagrams and tables of what the pages' own tables say, `content` says what is where.
"""
