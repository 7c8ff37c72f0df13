"""The settings that the tests run with: the product's own, and an exercise that it does not ship."""

import os

os.environ.setdefault("EXTRA_EXERCISES", "tests.fifth_exercise")
from digibarometer.settings import *  # noqa: F403
