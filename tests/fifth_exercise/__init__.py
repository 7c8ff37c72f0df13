"""Fist of five: the leader asks, and each shows from nought to five fingers. An exercise that only the tests install.

docs/writing-an-exercise.md is written from it, file by file.
"""
