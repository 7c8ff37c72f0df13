"""What pages are made of: base templates, forms, the browser's script and styles, translations.

Lives here: everything that several pages share and that knows nothing of workshops. `src/` is built by esbuild into
`static/built/` at set-up. Does not live here: any page of its own.
"""
