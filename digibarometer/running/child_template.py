"""What every child process begins with (`serving/child_process.py`): imported once, by the one they are forked from."""

import gc
import os

import django
from django.conf import settings
from django.urls import get_resolver

from digibarometer.serving.child_process import NICENESS

os.nice(NICENESS)
os.environ.update(RAYON_NUM_THREADS="1")  # typst: a document takes one core at most

django.setup()
settings.DATABASES["default"]["OPTIONS"].pop("pool", None)  # a child needs one connection

from digibarometer.running import private_logging  # noqa: E402

private_logging.configure_private_logging()
assert get_resolver().url_patterns  # imports all that pages can ask for
gc.freeze()
