"""The shape of the open files as JSON Schema (2020-12); a test holds what we write against it."""

from pathlib import Path

SCHEMA = Path(__file__).parent / "result.schema.json"
SHARE_SCHEMA = Path(__file__).parent / "share.schema.json"
