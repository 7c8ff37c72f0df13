"""What stands in a question set's file; docs/content.md says the same in words."""

from typing import Annotated, Literal

from msgspec import Meta

from digibarometer.questions.content_files.schema import Described, Key, Language, Minutes, Said, Text, Version, Written


class WrittenLevel(Written, frozen=True, kw_only=True):
    """A level of the scale, with the name that it has in every question."""

    level: Annotated[int, Meta(ge=1, le=20)]
    name: Said
    meaning: Text = {}


class WrittenScale(Written, frozen=True, kw_only=True):
    """The levels, lowest first."""

    levels: list[WrittenLevel]


class WrittenDontKnow(Written, frozen=True, kw_only=True):
    """The answer that is no level."""

    label: Said
    help: Text = {}


class WrittenMinutes(Written, frozen=True, kw_only=True):
    """Minutes for an area, phase by phase."""

    alone: Minutes
    groups: Minutes
    plenary: Minutes


class WrittenQuestion(Written, frozen=True, kw_only=True):
    """A question, with every level described; or with none, where the names of the scale say enough."""

    key: Key
    text: Said
    short: Said
    levels: list[Described] = []
    why: Text = {}
    dimension: Text = {}
    look_for: list[Said] = []
    roles_hint: Text = {}


class WrittenArea(Written, frozen=True, kw_only=True):
    """An area, with its questions in order."""

    key: Key
    title: Said
    short: Said
    questions: list[WrittenQuestion]
    purpose: Text = {}
    plenary_question: Text = {}
    minutes: WrittenMinutes = WrittenMinutes(alone=5, groups=7, plenary=5)
    short_minutes: WrittenMinutes = WrittenMinutes(alone=3, groups=4, plenary=3)


class WrittenShortVariant(Written, frozen=True, kw_only=True):
    """Which questions a half-day uses."""

    questions: Annotated[list[Key], Meta(min_length=1)]
    title: Text = {}


class WrittenTerm(Written, frozen=True, kw_only=True):
    """A word explained."""

    term: Said
    meaning: Said


class WrittenVersion(Written, frozen=True, kw_only=True):
    """Another question set, in one version."""

    key: Key
    version: Version


class WrittenChange(Written, frozen=True, kw_only=True):
    """What became of questions since the version before, by their keys."""

    kind: Literal["same", "reworded", "split", "merged", "new", "gone"]
    before: list[Key] = []
    after: list[Key] = []


class WrittenSet(Written, frozen=True, kw_only=True):
    """A question set in one version: the whole file."""

    key: Key
    version: Version
    languages: Annotated[list[Language], Meta(min_length=1)]
    title: Said
    licence: Annotated[str, Meta(min_length=1, max_length=100)]
    origin: Said
    scale: WrittenScale
    areas: list[WrittenArea]
    builds_on: WrittenVersion | None = None  # all that it has is here as it is there, and more may be added
    previous: WrittenVersion | None = None  # what `changes` says what became of
    changes: list[WrittenChange] = []
    introduction: Text = {}
    dont_know: WrittenDontKnow | None = None
    trial: WrittenQuestion | None = None
    short_variant: WrittenShortVariant | None = None
    glossary: list[WrittenTerm] = []
