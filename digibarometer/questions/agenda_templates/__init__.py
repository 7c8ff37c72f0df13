"""Agendas as data: those that ship and those that are saved, and how they are fitted to a question set."""
