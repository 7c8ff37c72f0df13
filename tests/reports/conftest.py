"""The tests of reports use the same small workshop as those of results."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "results"))
