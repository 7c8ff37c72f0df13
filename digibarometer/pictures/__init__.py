"""Pictures as SVG strings, made on the server: the same for the board, the phone and paper.

Data in, string out. Words come from the caller and numbers through `Frame.number`; nothing here knows a language.
A picture is made once per width (390 and 960) and the page shows the one that fits; a table stands beside it.
"""
