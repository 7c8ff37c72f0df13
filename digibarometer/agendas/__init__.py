"""The agenda as it is changed: what was taken out, how many are expected, and what is done between two occasions."""
