"""A small question set and a small agenda, to be changed by the tests."""

from pathlib import Path
from typing import Any

import yaml


def said(text: str) -> dict[str, str]:
    return {"sv": f"{text} (sv)", "en": f"{text} (en)"}


def question(key: str, levels: range) -> dict[str, Any]:
    described = [{"level": level, **said(f"Level {level}")} for level in levels]
    return {"key": key, "text": said(key), "short": said(key), "levels": described}


def question_set(levels: range = range(1, 6)) -> dict[str, Any]:
    """Two areas with two questions each, on a scale of these levels."""
    return {
        "key": "own-set",
        "version": "1.0.0",
        "languages": ["sv", "en"],
        "title": said("Our own"),
        "licence": "CC0-1.0",
        "origin": said("Written by us"),
        "scale": {"levels": [{"level": level, "name": said(f"Level {level}")} for level in levels]},
        "areas": [
            {
                "key": area,
                "title": said(area),
                "short": said(area),
                "questions": [question(f"{area}-{name}", levels) for name in ("one", "two")],
            }
            for area in ("first", "second")
        ],
    }


def agendas() -> dict[str, Any]:
    """One agenda: a welcome and a break."""
    guide = {"title": said("Welcome"), "kind": "welcome", "purpose": said("All know why")}
    phases = [{"kind": "plenary", "minutes": 20, "what": said("Listen")}]
    steps = [
        {**guide, "key": "welcome", "minutes": 20, "phases": phases},
        {**guide, "kind": "break", "key": "break", "minutes": 10},
    ]
    occasion = {"key": "day", "title": said("The day"), "start": "08:30", "minutes": 30, "steps": steps}
    agenda = {"key": "day", "title": said("Day"), "variant": "full", "minutes": 30, "occasions": [occasion]}
    return {
        "key": "own-agendas",
        "version": "1.0.0",
        "languages": ["sv", "en"],
        "licence": "CC0-1.0",
        "question_set": "own-set",
        "agendas": [agenda],
    }


def written(content: dict[str, Any]) -> bytes:
    return yaml.safe_dump(content, allow_unicode=True, sort_keys=False).encode()


def in_file(folder: Path, content: dict[str, Any]) -> Path:
    path = folder / "own.yaml"
    path.write_bytes(written(content))
    return path
