"""Checking a content file before it is imported."""

import argparse
import sys

from django.utils.translation import override

from digibarometer.questions.content_check import check


def main(options: argparse.Namespace) -> None:
    """Print everything to mend in a content file. Exits with 1 when there is something."""
    with override("en"):  # as all that the command line says
        problems = check(options.file)
        for problem in problems:
            print(problem)
    if problems:
        sys.exit(1)
    print(f"{options.file} can be used as it is.")
