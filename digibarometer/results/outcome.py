"""What a workshop came to: all that pages, files and the story show, from releases and summaries and nothing else.

The same before and after closing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import get_language

from digibarometer.exercises.assessment import summary
from digibarometer.exercises.assessment.summary import AgreedLevel, AssessmentSummary, GroupAnswer
from digibarometer.live.render_cache import cached_per_render
from digibarometer.measures.agreement import FEWEST_PEOPLE, agreement_word, consensus_word, is_polarized, leik
from digibarometer.measures.averages import interpolated_median, total_index
from digibarometer.measures.cell_suppression import Cell, publishable_cells
from digibarometer.measures.release_figures import ExactCell, ReleaseFigures, RoundedCell, ShownCell
from digibarometer.questions.models import Area, Question
from digibarometer.results.models import AttendanceCounts, Closing, Release, Target
from digibarometer.results.releases import released_check_out
from digibarometer.results.rounds.round_comparison import PreviousRound, previous_round
from digibarometer.workshops.extension_points import TargetGap
from digibarometer.workshops.models import Attendance, Group, Role, Workshop
from digibarometer.workshops.snapshot import WorkshopSnapshot, load_snapshot


@dataclass(frozen=True)
class GroupLevel:
    """A small group's name, the level that it stands for and why, and the view of those who did not agree."""

    number: int
    name: str
    level: int | None
    reason: str = ""
    minority: str = ""
    from_paper: bool = False


@dataclass(frozen=True)
class QuestionResult:
    """A question as room, groups and people see it; people only as released."""

    question: Question
    agreed: AgreedLevel
    groups: tuple[GroupLevel, ...]
    tally: ReleaseFigures | None
    target: int | None
    released_at: datetime | None

    @property
    def counts(self) -> tuple[int, ...]:
        """People per level; empty while nothing is released."""
        return (self.tally.counts or ()) if self.tally else ()

    @property
    def agreement(self) -> float | None:
        """Leik's consensus of the released counts; none where too few have rated."""
        return leik(self.counts) if sum(self.counts) >= FEWEST_PEOPLE else None

    @property
    def word(self) -> str | None:
        """The consensus in words: large, some or small."""
        return agreement_word(self.counts)

    @property
    def has_two_camps(self) -> bool:
        """Whether the room is split."""
        return is_polarized(self.counts)

    @property
    def dont_know_share(self) -> float | None:
        """How large a share answered "vet ej"; none where it is hidden or nothing is released."""
        if self.tally is None or self.tally.raters is None or self.tally.dont_know is None:
            return None
        return self.tally.dont_know / (self.tally.raters + self.tally.dont_know)

    def level_of(self, cell: str) -> float | None:
        """Where a role stands ("leading" is politicians and managers together), as exactly as it may be told."""
        return cell_level(self.cell(cell))

    def cell(self, name: str) -> ShownCell:
        """What is released of a role."""
        if self.tally is None:
            return None
        return self.tally.leading if name == "leading" else self.tally.roles.get(name)

    @property
    def from_paper(self) -> list[str]:
        """The groups whose level was keyed in from paper."""
        return [group.name for group in self.groups if group.from_paper and group.level is not None]

    @property
    def group_spread(self) -> int:
        """Levels between the group that stands highest and the one that stands lowest."""
        levels = [group.level for group in self.groups if group.level is not None]
        return max(levels) - min(levels) if levels else 0


@dataclass(frozen=True)
class AreaResult:
    """An area: where the room stands, where it wants to be, and how much it agrees."""

    area: Area
    level: float | None
    target: int | None
    questions: tuple[QuestionResult, ...]
    half_levels: tuple[int, ...] | None

    @property
    def distance(self) -> float | None:
        """Levels left to the target; none where one of them is missing."""
        return None if self.level is None or self.target is None else self.target - self.level

    @property
    def agreement(self) -> float | None:
        """Mean consensus of the area's released questions."""
        found = [one.agreement for one in self.questions if one.agreement is not None]
        return sum(found) / len(found) if found else None

    @property
    def word(self) -> str | None:
        """The mean consensus in words."""
        return None if self.agreement is None else consensus_word(self.agreement)


@dataclass(frozen=True)
class WorkshopResult:
    """All of it."""

    workshop: Workshop
    scale: tuple[int, ...]
    level_names: tuple[Mapping[str, str], ...]
    groups: tuple[str, ...]
    areas: tuple[AreaResult, ...]
    attendance: AttendanceCounts
    check_out: Mapping[str, Sequence[int] | None]
    released_at: datetime | None
    before: PreviousRound | None = None

    @property
    def questions(self) -> list[QuestionResult]:
        """Every question that counts, in order."""
        return [question for area in self.areas for question in area.questions]

    @property
    def level(self) -> float | None:
        """The mean of the areas."""
        return total_index([area.level for area in self.areas])


def workshop_result(workshop: Workshop) -> WorkshopResult:
    """What this workshop has come to so far."""
    return load_workshop_result(load_snapshot(workshop.pk))


def in_this_language(snapshot: WorkshopSnapshot) -> tuple[int, int, str | None]:
    """What a room's outcome in words depends on, within one turn of drawing."""
    return snapshot.pk, snapshot.version, get_language()


@cached_per_render(in_this_language)
def load_workshop_result(snapshot: WorkshopSnapshot) -> WorkshopResult:
    """The result of the workshop in the reader's language, worked out once for all panels that are drawn together."""
    said, latest = summary.summarize(snapshot), _latest(snapshot.pk)
    levels = summary.area_levels(snapshot, said)
    targets = {(each.question_id, each.area_id): each.level for each in Target.objects.filter(workshop=snapshot.pk)}
    groups = _groups(snapshot, said)

    def question_outcome(question: Question) -> QuestionResult:
        kept = latest.get((question.pk, None))
        stands = {each.group: each for each in said.groups.get(question.pk, [])}
        return QuestionResult(
            question=question,
            agreed=said.plenary.get(question.pk, AgreedLevel(None, "", False)),
            groups=tuple(_group_level(group, stands.get(group.pk)) for group in groups),
            tally=ReleaseFigures.from_json(kept.data) if kept else None,
            target=next((targets[key] for key in targets if key[0] == question.pk), None),
            released_at=kept.at if kept else None,
        )

    def area_outcome(area: Area) -> AreaResult:
        kept = latest.get((None, area.pk))
        return AreaResult(
            area=area,
            level=levels[area.pk],
            target=targets.get((None, area.pk)),
            questions=tuple(map(question_outcome, snapshot.questions_of(area.pk))),
            half_levels=tuple(kept.data["half_levels"]) if kept else None,
        )

    closing = Closing.objects.filter(workshop=snapshot.pk).first()
    return WorkshopResult(
        workshop=snapshot.workshop,
        scale=tuple(snapshot.content.question_set.levels),
        level_names=tuple(step["name"] for step in snapshot.content.question_set.scale),
        groups=tuple(str(group) for group in groups),
        areas=tuple(area_outcome(area) for area in snapshot.areas if snapshot.questions_of(area.pk)),
        attendance=closing.attendance if closing else attendance(snapshot.workshop),
        check_out=closing.check_out if closing else released_check_out(snapshot.workshop),
        released_at=max((each.at for each in latest.values()), default=None),
        before=previous_round(snapshot),
    )


def distances(snapshot: WorkshopSnapshot) -> list[TargetGap]:
    """How far each area with a target and a level is from it."""
    targets = dict(Target.objects.filter(workshop=snapshot.pk, question=None).values_list("area", "level"))
    levels = summary.area_levels(snapshot, summary.summarize(snapshot)) if targets else {}
    return [
        TargetGap(area, level, targets[area]) for area, level in levels.items() if area in targets and level is not None
    ]


def _latest(workshop: int) -> dict[tuple[int | None, int | None], Release]:
    rows = Release.objects.filter(workshop=workshop).order_by("pk")
    return {(row.question_id, row.area_id): row for row in rows}


def _said_something(said: GroupAnswer) -> bool:
    return said.level is not None or bool(said.reason or said.minority)


def _group_level(group: Group, said: GroupAnswer | None) -> GroupLevel:
    if said is None:
        return GroupLevel(group.number, str(group), None)
    return GroupLevel(group.number, str(group), said.level, said.reason, said.minority, said.from_paper)


def _groups(snapshot: WorkshopSnapshot, said: AssessmentSummary) -> list[Group]:
    """Groups that are there, and those that are retired but stand for a level."""
    standing = {each.group for rows in said.groups.values() for each in rows if _said_something(each)}
    rows = Group.objects.filter(workshop=snapshot.pk).order_by("number")
    return [group for group in rows if group.retired_at is None or group.pk in standing]


def attendance(workshop: Workshop) -> AttendanceCounts:
    """How many have taken part, and of each role as far as the privacy rule lets it be told; None is hidden."""
    rows = Attendance.objects.filter(workshop=workshop).values_list("participant", "participant__role").distinct()
    roles = [role for _, role in rows]
    return attendance_told({role.value: roles.count(role.value) for role in Role}, workshop.threshold)


def attendance_told(count: Mapping[str, int], threshold: int) -> AttendanceCounts:
    """People and people by role, of these numbers by role, as far as they may be told."""
    people = sum(count.values())
    leading = Cell("leading", count["politician"] + count["manager"], _cells(count, "politician", "manager"))
    shown = publishable_cells(Cell("room", people, (leading, *_cells(count, "official"))), threshold)
    enough = people >= threshold
    told = {**count, "leading": leading.size}
    return {
        "people": people if enough else None,
        "roles": {name: number if enough and name in shown else None for name, number in told.items()},
    }


def _cells(count: Mapping[str, int], *roles: str) -> tuple[Cell, ...]:
    return tuple(Cell(role, count[role]) for role in roles)


def cell_level(cell: ShownCell) -> float | None:
    """Where a cell's people stand: the interpolated median, rounded where only that may be told."""
    if isinstance(cell, ExactCell):
        return interpolated_median(cell.counts)
    return cell.level if isinstance(cell, RoundedCell) else None
