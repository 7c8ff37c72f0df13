"""Agenda templates: occasions, steps and phases, each step with its guide. They stay in their files."""

from collections.abc import Collection, Iterator
from enum import StrEnum
from functools import cache
from typing import Annotated, Literal

from msgspec import Meta, structs

from digibarometer.content import AGENDAS
from digibarometer.questions.content_files.errors import unknown_word
from digibarometer.questions.content_files.schema import (
    START,
    Key,
    Language,
    LocalizedText,
    Minutes,
    RequiredText,
    Schema,
    ValidationError,
    Version,
    languages,
    repeated,
)
from digibarometer.questions.content_files.yaml_document import Document, Source


class PlainStep(StrEnum):
    """The kinds of steps that an agenda has whatever exercises are installed."""

    WELCOME = "welcome"
    BREAK = "break"
    LUNCH = "lunch"
    OWN = "own"
    CHECKOUT = "checkout"


PAUSES = frozenset({PlainStep.BREAK, PlainStep.LUNCH})
ASSESSMENT = "assessment"  # the kind of step that is about an area of the question set, or its trial question
Kind = Annotated[str, Meta(min_length=1, max_length=20)]  # of step; which there are is for the exercises to say
PhaseKind = Literal["alone", "groups", "plenary"]


class AgendaPhase(Schema, frozen=True, kw_only=True):
    """A part of a step, in one way of working."""

    kind: PhaseKind
    minutes: Minutes
    what: RequiredText


class Trouble(Schema, frozen=True, kw_only=True):
    """Something that often goes wrong, and what to do then."""

    trouble: RequiredText
    remedy: RequiredText


class GuidePart(Schema, frozen=True, kw_only=True):
    """What a leader says and does in a phase: `does` are numbers, from 1, of lines in the guide's leader_does."""

    kind: PhaseKind
    does: list[Annotated[int, Meta(ge=1)]] = []
    say: LocalizedText = {}  # empty: as in the whole step


class Guide(Schema, frozen=True, kw_only=True):
    """What a leader needs to know of a kind of step."""

    title: RequiredText
    kind: Kind
    purpose: RequiredText
    leader_does: list[RequiredText] = []
    leader_says: LocalizedText = {}
    participants_do: LocalizedText = {}
    typical_trouble: list[Trouble] = []
    in_phases: list[GuidePart] = []  # by kind of phase: the first of a kind is for the step's first of that kind


class AgendaStep(Guide, frozen=True, kw_only=True):
    """A row of the agenda: its guide, and when and on what. An assessment has an area, or is the trial question."""

    key: Key
    minutes: Minutes
    phases: list[AgendaPhase] = []
    area: Key | None = None
    trial: bool = False
    watch_speaker: bool = False  # phones say: look at the speaker
    belongs_to: list[Kind] = []  # a break that is there for these kinds only

    def stays_with(self, kinds: Collection[str]) -> bool:
        """Whether the step is kept where only these kinds are installed."""
        return self.kind in kinds and (not self.belongs_to or any(kind in kinds for kind in self.belongs_to))


class AgendaOccasion(Schema, frozen=True, kw_only=True):
    """A day, or one of two half-days. `start` is a suggestion, local time."""

    key: Key
    title: RequiredText
    start: Annotated[str, Meta(pattern=START)]
    minutes: Minutes
    steps: Annotated[list[AgendaStep], Meta(min_length=1)]


class AgendaTemplate(Schema, frozen=True, kw_only=True):
    """A whole agenda to start from. The leader may change its minutes."""

    key: Key
    title: RequiredText
    variant: Literal["full", "short"]
    minutes: Annotated[int, Meta(ge=1)]
    occasions: Annotated[list[AgendaOccasion], Meta(min_length=1)]
    description: LocalizedText = {}
    between: list[RequiredText] = []  # what to do between two occasions
    before_the_day: list[RequiredText] = []
    good_to_know: list[RequiredText] = []
    question_set: str = ""  # the key of the question set that the areas are from

    def steps(self) -> list[AgendaStep]:
        """Every step of every occasion, in order."""
        return [step for occasion in self.occasions for step in occasion.steps]

    def left_out(self, kinds: Collection[str]) -> list[AgendaStep]:
        """The steps that go where only these kinds are installed; tell the leader which."""
        return [step for step in self.steps() if not step.stays_with(kinds)]

    def only(self, kinds: Collection[str]) -> "AgendaTemplate":
        """The agenda without the steps of other kinds; the minutes still add up."""
        occasions = [_only(occasion, kinds) for occasion in self.occasions]
        return structs.replace(self, occasions=occasions, minutes=sum(occasion.minutes for occasion in occasions))


class AgendaFile(Schema, frozen=True, kw_only=True):
    """Agendas in one file. What stands before them holds for each that does not say otherwise."""

    key: Key
    version: Version
    languages: Annotated[list[Language], Meta(min_length=1)]
    licence: Annotated[str, Meta(min_length=1)]
    question_set: Key
    agendas: Annotated[list[AgendaTemplate], Meta(min_length=1)]
    before_the_day: list[RequiredText] = []
    good_to_know: list[RequiredText] = []
    guides: dict[str, Guide] = {}


def read_agendas(source: Source) -> list[AgendaTemplate]:
    """The agendas of a file, whole. Raises Unreadable where the file does not have the right shape."""
    file = Document(source).read_as(AgendaFile)
    return [
        structs.replace(
            agenda,
            question_set=agenda.question_set or file.question_set,
            before_the_day=agenda.before_the_day or file.before_the_day,
            good_to_know=agenda.good_to_know or file.good_to_know,
        )
        for agenda in file.agendas
    ]


@cache
def shipped_templates() -> list[AgendaTemplate]:
    """The agendas that ship; read once."""
    return [agenda for path in sorted(AGENDAS.glob("*.yaml")) for agenda in read_agendas(path)]


def find_template(key: str) -> AgendaTemplate:
    """One of the agendas that ship. Raises KeyError where there is none of that key."""
    return {agenda.key: agenda for agenda in shipped_templates()}[key]


@cache
def find_guide(key: str) -> Guide:
    """A guide that ships for steps that no template has. Raises KeyError where there is none of that key."""
    files = (Document(path).read_as(AgendaFile) for path in sorted(AGENDAS.glob("*.yaml")))
    return {name: one for file in files for name, one in file.guides.items()}[key]


def _only(occasion: AgendaOccasion, kinds: Collection[str]) -> AgendaOccasion:
    steps = [step for step in occasion.steps if step.stays_with(kinds)]
    return structs.replace(occasion, steps=steps, minutes=sum(step.minutes for step in steps))


def broken_in_agendas(file: AgendaFile, kinds: Collection[str]) -> Iterator[ValidationError]:
    """Every rule that the agendas break, where these kinds of steps are known: where, and what to do."""
    yield from languages(file, file.languages)
    yield from repeated((f"agendas[{number}].key", agenda.key) for number, agenda in enumerate(file.agendas))
    for number, agenda in enumerate(file.agendas):
        yield from _agenda(agenda, f"agendas[{number}]", kinds)


def _agenda(agenda: AgendaTemplate, place: str, kinds: Collection[str]) -> Iterator[ValidationError]:
    occasions = [(f"{place}.occasions[{number}]", occasion) for number, occasion in enumerate(agenda.occasions)]
    steps = [(f"{at}.steps[{n}]", step) for at, occasion in occasions for n, step in enumerate(occasion.steps)]
    yield from _adds_up(place, agenda.minutes, sum(occasion.minutes for _, occasion in occasions), "occasions")
    for at, occasion in occasions:
        yield from _adds_up(at, occasion.minutes, sum(step.minutes for step in occasion.steps), "steps")
    for at, step in steps:
        yield from ((f"{at}.kind", unknown_word(kind)) for kind in (step.kind, *step.belongs_to) if kind not in kinds)
        yield from _step(step, at)
        yield from _parts(step, at)
    yield from repeated((f"{at}.key", occasion.key) for at, occasion in occasions)
    yield from repeated((f"{at}.key", step.key) for at, step in steps)
    yield from repeated((f"{at}.area", step.area) for at, step in steps if step.area)


def _step(step: AgendaStep, place: str) -> Iterator[ValidationError]:
    if step.kind in PAUSES:
        if step.phases:
            yield f"{place}.phases", f"“{step.key}” is a {step.kind} and has no phases. Remove them."
    else:
        yield from _adds_up(place, step.minutes, sum(phase.minutes for phase in step.phases), "phases")
    if step.kind == ASSESSMENT and bool(step.area) == step.trial:
        yield place, f"“{step.key}” must have either an area, or trial: true. Write one of them."
    if step.kind != ASSESSMENT and (step.area or step.trial):
        yield place, f"“{step.key}” is not an assessment. Remove its area and trial."
    if step.belongs_to and step.kind not in PAUSES:
        yield f"{place}.belongs_to", "Only a break or a lunch can belong to other kinds. Remove it."


def _parts(step: AgendaStep, place: str) -> Iterator[ValidationError]:
    lines = len(step.leader_does)
    for number, part in enumerate(step.in_phases):
        for line in part.does:
            if line > lines:
                at = f"{place}.in_phases[{number}].does"
                yield at, f"There is no line {line} in leader_does, which has {lines}. Mend the number."


def _adds_up(place: str, said: int, summed: int, parts: str) -> Iterator[ValidationError]:
    if said != summed:
        yield f"{place}.minutes", f"The {parts} add up to {summed} minutes, but {said} is written. Make them equal."
