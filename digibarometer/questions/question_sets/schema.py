"""What stands in a question set's file; docs/content.md says the same in words."""

from typing import Annotated, Literal

from msgspec import Meta

from digibarometer.questions.content_files.schema import (
    Key,
    Language,
    LevelText,
    LocalizedText,
    Minutes,
    RequiredText,
    Schema,
    Version,
)


class LevelSchema(Schema, frozen=True, kw_only=True):
    """A level of the scale, with the name that it has in every question."""

    level: Annotated[int, Meta(ge=1, le=20)]
    name: RequiredText
    meaning: LocalizedText = {}


class ScaleSchema(Schema, frozen=True, kw_only=True):
    """The levels, lowest first."""

    levels: list[LevelSchema]


class DontKnowSchema(Schema, frozen=True, kw_only=True):
    """The answer that is no level."""

    label: RequiredText
    help: LocalizedText = {}


class MinutesSchema(Schema, frozen=True, kw_only=True):
    """Minutes for an area, phase by phase."""

    alone: Minutes
    groups: Minutes
    plenary: Minutes


class QuestionSchema(Schema, frozen=True, kw_only=True):
    """A question, with every level described; or with none, where the names of the scale say enough."""

    key: Key
    text: RequiredText
    short: RequiredText
    levels: list[LevelText] = []
    why: LocalizedText = {}
    dimension: LocalizedText = {}
    look_for: list[RequiredText] = []
    roles_hint: LocalizedText = {}


class AreaSchema(Schema, frozen=True, kw_only=True):
    """An area, with its questions in order."""

    key: Key
    title: RequiredText
    short: RequiredText
    questions: list[QuestionSchema]
    purpose: LocalizedText = {}
    plenary_question: LocalizedText = {}
    minutes: MinutesSchema = MinutesSchema(alone=5, groups=7, plenary=5)
    short_minutes: MinutesSchema = MinutesSchema(alone=3, groups=4, plenary=3)


class ShortVariantSchema(Schema, frozen=True, kw_only=True):
    """Which questions a half-day uses."""

    questions: Annotated[list[Key], Meta(min_length=1)]
    title: LocalizedText = {}


class TermSchema(Schema, frozen=True, kw_only=True):
    """A word explained."""

    term: RequiredText
    meaning: RequiredText


class VersionSchema(Schema, frozen=True, kw_only=True):
    """Another question set, in one version."""

    key: Key
    version: Version


class ChangeSchema(Schema, frozen=True, kw_only=True):
    """What became of questions since the version before, by their keys."""

    kind: Literal["same", "reworded", "split", "merged", "new", "gone"]
    before: list[Key] = []
    after: list[Key] = []


class QuestionSetSchema(Schema, frozen=True, kw_only=True):
    """A question set in one version: the whole file."""

    key: Key
    version: Version
    languages: Annotated[list[Language], Meta(min_length=1)]
    title: RequiredText
    licence: Annotated[str, Meta(min_length=1, max_length=100)]
    origin: RequiredText
    scale: ScaleSchema
    areas: list[AreaSchema]
    publisher: LocalizedText = {}
    builds_on: VersionSchema | None = None  # all that it has is here as it is there, and more may be added
    previous: VersionSchema | None = None  # what `changes` says what became of
    changes: list[ChangeSchema] = []
    introduction: LocalizedText = {}
    dont_know: DontKnowSchema | None = None
    trial: QuestionSchema | None = None
    short_variant: ShortVariantSchema | None = None
    glossary: list[TermSchema] = []
