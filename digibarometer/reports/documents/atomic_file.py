"""A file is kept whole or not at all."""

import os
from pathlib import Path


def write_atomically(file: Path, content: bytes) -> None:
    """Write it under another name until all of it is on the disk; only its owner may read it."""
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    part = file.with_name(f"{file.name}.part")
    with part.open("wb") as out:
        out.write(content)
        out.flush()
        os.fsync(out.fileno())
    part.replace(file)
