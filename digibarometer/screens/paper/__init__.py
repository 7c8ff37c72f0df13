"""Keying in what was written on paper: a group's sheet or wall, and the question cards of people without a phone.

A group's own phones and table screen key in for their group; who leads, for every group and for people.
"""
