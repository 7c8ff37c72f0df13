"""What a workshop leaves behind as files: report, slides, workbook, pictures, and a package for the archive.

`document_types` lists them; each is a function from an outcome to bytes, the same for the same data. `worker` makes
them in a process of its own, one at a time, and keeps them under the version of the data. Nothing here reads a rating:
all comes from releases, as on the result page.
"""
