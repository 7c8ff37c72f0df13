"""What the demo remembers between two starts, in a file that only the owner may read."""

import json
from typing import Any

from django.conf import settings

from digibarometer.files import write_atomically

FILE = "demo.json"
ASKED_BACK = settings.DATA / "demo-leader-asked-back"  # there while somebody wants the simulated leader to go on


def load_state() -> dict[str, Any]:
    """All that is remembered."""
    file = settings.DATA / FILE
    return dict(json.loads(file.read_text())) if file.exists() else {}


def save_state(**what: Any) -> None:
    """Keep this too."""
    write_atomically(settings.DATA / FILE, json.dumps({**load_state(), **what}).encode())
