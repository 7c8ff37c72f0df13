"""Question sets and agendas: what is asked, on which scale, and in which order the day goes.

Question sets are versioned files that are checked, imported into the database, and frozen once a workshop has used
them. Agendas are templates that stay in their files; a workshop makes its own steps from one. No answers live here.
"""
