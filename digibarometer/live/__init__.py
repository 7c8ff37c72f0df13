"""The live room: actions in, panels out.

Connections, the ledger (many actions, one transaction), the drawing of panels once per audience, and the bus between
processes. It knows no one above it: who sits where, what may be done and what can be seen is handed to it as a
Registry. The doors for others are `interfaces`, `actions`, `panels` and `api`.
"""
