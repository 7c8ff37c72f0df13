#!/usr/bin/env python3
"""Django's own commands, such as makemigrations and shell. The product's own are in `digibarometer --help`."""

import os
import sys

from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.umask(0o077)  # what is kept is nobody else's to read
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "digibarometer.settings")
    execute_from_command_line(sys.argv)
