"""Templates as they are sent: the lines and the indentation of a file are for those who read it."""

import re

from django.template import Origin
from django.template.loaders import app_directories

LINE_BREAK = re.compile(r"\s*\n\s*")


def join_lines(source: str) -> str:
    """A template with one space for each line break and the white space around it: the same to a browser, and smaller.

    What stands in a `textarea` or a `pre` comes from variables, and a text that is translated is one line wherever it
    is broken.
    """
    return LINE_BREAK.sub(" ", source).strip()


class Loader(app_directories.Loader):
    """Finds the templates of the installed parts."""

    def get_contents(self, origin: Origin) -> str:
        """The template; one that is HTML on one line."""
        contents = super().get_contents(origin)
        return join_lines(contents) if str(origin.name).endswith(".html") else contents
