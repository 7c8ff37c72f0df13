"""What stands still between two versions of a workshop, held in memory and dropped when it changes."""

import hashlib
import json
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property, wraps
from typing import Any, ParamSpec, TypeVar, cast

from cachetools import LRUCache, cached
from django.db import connection
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from digibarometer.live.actions import ActionRefused, StrOrPromise
from digibarometer.questions.agenda_templates.schema import ASSESSMENT
from digibarometer.questions.models import Area, LoadedQuestionSet, Question, cached_question_set
from digibarometer.workshops.models import Group, Move, Occasion, Phase, PhaseKind, State, Step, Workshop

MAX_SNAPSHOTS = 1_000  # workshops in memory

P = ParamSpec("P")
R = TypeVar("R")
Row = TypeVar("Row", Phase, Step)

NO_SUCH_QUESTION = _("That question does not belong to this workshop. Reload the page and try again.")


@dataclass(frozen=True)
class WorkshopSnapshot:
    """A workshop as it stands: its agenda, where it is, its groups and its questions."""

    workshop: Workshop
    occasions: tuple[Occasion, ...]
    steps: tuple[Step, ...]
    phases: tuple[Phase, ...]
    groups: dict[int, Group]
    content: LoadedQuestionSet
    plenaries: frozenset[int]  # plenary phases that have begun

    @property
    def pk(self) -> int:
        """The workshop's number."""
        return self.workshop.pk

    @property
    def version(self) -> int:
        """The workshop's version that this was read at."""
        return self.workshop.version

    @cached_property
    def phase(self) -> Phase | None:
        """The phase that the room is in."""
        return next((phase for phase in self.phases if phase.pk == self.workshop.phase_id), None)

    @property
    def is_prework_open(self) -> bool:
        """Whether the day has not come, and people rate on their own before it."""
        return self.workshop.ahead_at is not None and self.workshop.state == State.PLANNED

    @cached_property
    def step(self) -> Step | None:
        """The step that the room is in."""
        return next((step for step in self.steps if self.phase and step.pk == self.phase.step_id), None)

    @cached_property
    def occasion(self) -> Occasion:
        """The occasion that the room is in; the first before it has begun."""
        return next((one for one in self.occasions if self.step and one.pk == self.step.occasion_id), self.occasions[0])

    @cached_property
    def areas_shown_in_plenary(self) -> frozenset[int | None]:
        """The areas whose plenary has begun; None is the trial question."""
        begun = {phase.step_id for phase in self.phases if phase.pk in self.plenaries}
        return frozenset(step.area_id for step in self.steps_of(ASSESSMENT) if step.pk in begun)

    def is_seen_together(self, step: Step) -> bool:
        """Whether all have seen what was done alone and in groups in a step: in its plenary, or the day is over."""
        phases = self.phases_of(step)
        worked = max((nth for nth, phase in enumerate(phases) if phase.kind != PhaseKind.PLENARY), default=-1)
        return self.workshop.is_over or any(phase.pk in self.plenaries for phase in phases[worked + 1 :])

    @cached_property
    def next_phase(self) -> Phase | None:
        """The phase after this one; the first before the room has begun."""
        if self.phase is None:
            return self.phases[0] if self.phases else None
        after = self.phases.index(self.phase) + 1
        return self.phases[after] if after < len(self.phases) else None

    def phases_of(self, step: Step) -> list[Phase]:
        """The phases of a step, in order."""
        return [phase for phase in self.phases if phase.step_id == step.pk]

    def steps_of(self, kind: str) -> list[Step]:
        """The agenda's steps of a kind, in order."""
        return [step for step in self.steps if step.kind == kind]

    def is_at(self, kind: str) -> bool:
        """Whether the room is in a step of this kind."""
        return self.step is not None and self.step.kind == kind

    def step_of(self, phase: Phase) -> Step:
        """The step that a phase belongs to."""
        return next(step for step in self.steps if step.pk == phase.step_id)

    @cached_property
    def questions(self) -> list[Question]:
        """The questions that count in this workshop, in order."""
        areas = {area.pk for area in self.areas}
        return [q for q in self.content.questions if q.area_id in areas and (q.in_short or not self.workshop.is_short)]

    @cached_property
    def areas(self) -> list[Area]:
        """The areas that the agenda takes, in the question set's order; of an agenda that takes none, all."""
        taken = {step.area_id for step in self.steps_of(ASSESSMENT) if step.area_id}
        return [area for area in self.content.areas if area.pk in taken or not taken]

    def questions_of(self, area: int | None) -> list[Question]:
        """The questions of an area; of none, the trial question."""
        if area is None:
            return [question for question in self.content.questions if question.area_id is None]
        return [question for question in self.questions if question.area_id == area]

    @cached_property
    def current_questions(self) -> list[Question]:
        """The questions of the step that the room is in."""
        return self.questions_of(self.step.area_id) if self.step and self.step.kind == ASSESSMENT else []

    @cached_property
    def _by_pk(self) -> dict[int, Question]:
        return {question.pk: question for question in [*self.questions, *self.questions_of(None)]}

    def question_or_refuse(self, pk: int) -> Question:
        """The question of this number. Raises ActionRefused when it is not one of this workshop's."""
        if pk not in self._by_pk:
            raise ActionRefused(NO_SUCH_QUESTION)
        return self._by_pk[pk]

    def phase_or_refuse(self, pk: int) -> Phase:
        """The phase of this number. Raises ActionRefused when it is not one of this workshop's."""
        return _one_or_refuse(self.phases, pk, _("That step is no longer in the agenda."))

    def step_or_refuse(self, pk: int) -> Step:
        """The step of this number. Raises ActionRefused when it is not one of this workshop's."""
        return _one_or_refuse(self.steps, pk, _("That step is no longer in the agenda."))

    def group_or_refuse(self, pk: int | None) -> Group:
        """The group of this number, or of someone who may have none. Raises ActionRefused when there is none."""
        if pk is None:
            raise ActionRefused(_("You are not in a group yet. Ask the leader."))
        if pk not in self.groups:
            raise ActionRefused(_("There is no such group in this workshop. Reload the page and try again."))
        return self.groups[pk]


def cached_per_version(work_out: Callable[P, R]) -> Callable[P, R]:
    """Marks what only ever changes together with the workshop's version: asked for each screen, worked out once.

    Its first argument is the workshop as it stands; the others (a step, a language) are given by place.
    """

    @wraps(work_out)
    def asked(*given: P.args, **_: P.kwargs) -> R:
        here, *about = given
        kept = cast(WorkshopSnapshot, here).__dict__.setdefault("worked_out", {})
        key = (work_out, *about)
        if key not in kept:
            kept[key] = work_out(*given, **_)
        return cast(R, kept[key])

    return asked


def _one_or_refuse(rows: Iterable[Row], pk: int, why: StrOrPromise) -> Row:
    for row in rows:
        if row.pk == pk:
            return row
    raise ActionRefused(why)


class _Memory(threading.local):
    """Each thread its own: the writing thread may have read what is not committed yet."""

    def __init__(self) -> None:
        self.kept: LRUCache[int, WorkshopSnapshot] = LRUCache(MAX_SNAPSHOTS)


_memory = _Memory()
_committed: LRUCache[int, WorkshopSnapshot] = LRUCache(MAX_SNAPSHOTS)  # read outside of transactions: for all threads
_one_at_a_time = threading.Lock()  # with what all threads have


def current_snapshot(workshop: int, at_least: int = 0) -> WorkshopSnapshot:
    """The workshop of this number as it stands, read again when memory is older than the version asked for.

    Raises Workshop.DoesNotExist.
    """
    kept = _memory.kept.get(workshop)
    if kept is None or kept.version < at_least:
        with _one_at_a_time:
            shared = _committed.get(workshop)
        kept = shared if shared is not None and shared.version == at_least else load_snapshot(workshop)
        _memory.kept[workshop] = kept
        if not connection.in_atomic_block:
            with _one_at_a_time:
                _committed[workshop] = kept
    return kept


def version_of(workshop: int) -> int | None:
    """The version that a workshop is at; none when there is no such workshop."""
    return workshop_versions([workshop]).get(workshop)


def workshop_versions(workshops: Iterable[int], lock: bool = False) -> dict[int, int]:
    """Versions of these workshops; with `lock` their rows stay locked until the transaction ends, where they can be.

    Plain SQL: it is asked for each batch of actions and for each screen that comes.
    """
    asked = sorted(workshops)
    for_update = " FOR UPDATE" if lock and connection.features.has_select_for_update else ""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT id, version FROM workshops_workshop WHERE id IN ({', '.join(['%s'] * len(asked)) or 'NULL'})"
            f" ORDER BY id{for_update}",
            asked,
        )
        return dict(cursor.fetchall())


def drop_snapshots(workshop: int | None) -> None:
    """Drop a workshop from this thread's memory; None drops all."""
    with _one_at_a_time:
        for kept in (_memory.kept, _committed):
            if workshop is None:
                kept.clear()
            else:
                kept.pop(workshop, None)


def _digest(guide: Any) -> bytes:
    return hashlib.blake2b(json.dumps(guide, sort_keys=True).encode(), digest_size=16).digest()


@cached(LRUCache(MAX_SNAPSHOTS), key=_digest, lock=threading.Lock())
def _one_copy(guide: Any) -> Any:
    """One copy of a guide, held once for all rooms: most are as the template has them."""
    return guide


def load_snapshot(workshop: int) -> WorkshopSnapshot:
    """The workshop of this number, read from the database. Raises Workshop.DoesNotExist."""
    found = Workshop.objects.select_related("municipality").annotate(edition=F("question_set__edition"))
    row = found.get(pk=workshop)
    occasions = tuple(row.occasions.all())
    steps = tuple(row.steps.select_related("area"))
    for step in steps:
        step.guide = _one_copy(step.guide)
    phases = tuple(row.phases.all())
    begun = Move.objects.filter(workshop=row, phase__kind=PhaseKind.PLENARY)
    return WorkshopSnapshot(
        workshop=row,
        occasions=occasions,
        steps=steps,
        phases=phases,
        groups={group.pk: group for group in row.groups.filter(retired_at=None)},
        content=cached_question_set(row.question_set_id, row.edition),
        plenaries=frozenset(begun.order_by().values_list("phase", flat=True).distinct()),
    )
