"""Setting type: one way from data and a typst template to an accessible PDF.

Fonts, language, title and standards are seen to here; what is said, and how it is laid out, is the caller's. Nothing
that anyone has written is ever read as typst's own language: it arrives as JSON.
"""
