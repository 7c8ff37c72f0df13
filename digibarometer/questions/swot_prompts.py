"""Prompts for a SWOT, and what made-up people write and propose in the demo and in practice."""

from collections.abc import Iterator
from functools import cache
from typing import Annotated, Literal

from msgspec import Meta

from digibarometer.content import SWOT
from digibarometer.questions.content_files.schema import (
    Key,
    Language,
    RequiredText,
    Schema,
    ValidationError,
    Version,
    languages,
    repeated,
)
from digibarometer.questions.content_files.yaml_document import Document

Role = Literal["politician", "manager", "official"]
Size = Annotated[int, Meta(ge=1, le=5)]
QUADRANTS = ("strengths", "weaknesses", "opportunities", "threats")
MAX_PROMPT_LENGTH = 280  # characters of a note


class Voice(Schema, frozen=True, kw_only=True):
    """Somebody that examples are written for."""

    key: Key
    role: Role
    title: RequiredText


class ExampleNote(Schema, frozen=True, kw_only=True):
    """What a made-up person writes; in Swedish only."""

    voice: Key
    area: Key
    text: Annotated[str, Meta(min_length=1, max_length=MAX_PROMPT_LENGTH)]


class Quadrant(Schema, frozen=True, kw_only=True):
    """One of the four parts of a SWOT."""

    key: Key
    title: RequiredText
    meaning: RequiredText
    prompts: Annotated[list[RequiredText], Meta(min_length=1)]
    example_notes: list[ExampleNote] = []


class ExampleActivity(Schema, frozen=True, kw_only=True):
    """What a made-up person proposes."""

    key: Key
    area: Key
    question: Key
    from_level: Size
    to_level: Size
    title: RequiredText
    first_step: RequiredText
    effect: Size
    effort: Size
    owner_role: Role
    owner: RequiredText


class ExampleTheme(Schema, frozen=True, kw_only=True):
    """What a made-up leader calls notes that are about an area."""

    area: Key
    name: RequiredText


class PromptsFile(Schema, frozen=True, kw_only=True):
    """A file of prompts, whole."""

    key: Key
    version: Version
    languages: Annotated[list[Language], Meta(min_length=1)]
    licence: Annotated[str, Meta(min_length=1)]
    question_set: Key
    quadrants: Annotated[list[Quadrant], Meta(min_length=1)]
    voices: list[Voice] = []
    example_themes: list[ExampleTheme] = []
    example_activities: list[ExampleActivity] = []


def broken_in_prompts(file: PromptsFile) -> Iterator[ValidationError]:
    """Every rule that the prompts break: where, and what to do."""
    yield from languages(file, file.languages)
    yield from repeated((f"quadrants[{number}].key", quadrant.key) for number, quadrant in enumerate(file.quadrants))
    if tuple(quadrant.key for quadrant in file.quadrants) != QUADRANTS:
        yield "quadrants", f"The quadrants must be {', '.join(QUADRANTS)}, in that order."
    yield from repeated((f"voices[{number}].key", voice.key) for number, voice in enumerate(file.voices))
    known = {voice.key for voice in file.voices}
    for number, quadrant in enumerate(file.quadrants):
        for place, note in enumerate(quadrant.example_notes):
            if note.voice not in known:
                at = f"quadrants[{number}].example_notes[{place}].voice"
                yield at, f"No voice has the key “{note.voice}”. Correct it, or add the voice."
    yield from repeated((f"example_activities[{n}].key", each.key) for n, each in enumerate(file.example_activities))


@cache
def prompts() -> PromptsFile:
    """The prompts that ship; read once."""
    return Document(SWOT).read_as(PromptsFile)
