"""What people see of the room itself: where we are, who is here, and what to do now."""

from datetime import UTC, datetime, time
from typing import TypedDict

from django.db.models import Count
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from digibarometer.i18n import localized
from digibarometer.links import way_in
from digibarometer.live import api
from digibarometer.live.panels import Invalidation, board_panel, first_in, panel
from digibarometer.questions.agenda_templates.schema import PAUSES, PlainStep
from digibarometer.workshops import headcounts
from digibarometer.workshops.extension_points import component_of, components, step_kind
from digibarometer.workshops.leader_status import LeaderStatus, leader_status
from digibarometer.workshops.models import (
    ELSEWHERE,
    Attendance,
    ClosingAnswer,
    Group,
    LeaderNote,
    LeaderRole,
    Occasion,
    Participant,
    Phase,
    PhaseKind,
    PhaseReady,
    Right,
    Step,
)
from digibarometer.workshops.phase_clock import ClockContext, RingContext, phase_clock, phase_ring
from digibarometer.workshops.rules import BOARD, PARTICIPANT, seat_numbers
from digibarometer.workshops.schedule import (
    PhaseGuide,
    ScheduleRow,
    group_rows,
    guide_for_phase,
    heading_and_name,
    next_after_skip,
    schedule_rows,
)
from digibarometer.workshops.seats import ParticipantSeat, TableSeat, Viewer
from digibarometer.workshops.small_groups import leader_groups
from digibarometer.workshops.snapshot import WorkshopSnapshot

CHECK_OUT = ("talked", "learned", "goes_on")
MAX_MARKS = 80  # people who each have a mark on the projector while they come in; of more only the numbers


def headcount_panels(snapshot: WorkshopSnapshot) -> list[Invalidation]:
    """What shows who is here, or how many of them have done something."""
    others = [touch for part in components() for touch in part.on_people_changed(snapshot)]
    checking_out = (desk_check_out, board_check_out) if snapshot.is_at(PlainStep.CHECKOUT) else ()
    groups = [group_card.ref(snapshot.pk, group) for group in snapshot.groups]
    return [
        *(of.ref(snapshot.pk) for of in (desk_top, desk_start, desk_people, leader_groups, board_join, *checking_out)),
        room_waiting.ref(snapshot.pk),
        *groups,
        *others,
    ]


class StateContext(RingContext):
    """The time left, as a small ring, and whether the step has several phases."""

    is_one_of_many: bool


@panel
def room_state(snapshot: WorkshopSnapshot) -> StateContext:
    """Where the room is, and the time left; every phone and table has it on top."""
    return {
        **phase_ring(snapshot),
        "is_one_of_many": _is_one_of_many(snapshot),
    }


NothingContext = TypedDict("NothingContext", {})  # what stands there is said by the step and the phase


@panel
def room_instruction(snapshot: WorkshopSnapshot) -> NothingContext:
    """What participants do now."""
    return {}


EndContext = TypedDict("EndContext", {"later": Occasion | None})


@panel
def room_over(snapshot: WorkshopSnapshot) -> EndContext:
    """Thanks, and where the result is; or: we go on another day."""
    return {"later": _later(snapshot)}


GroupContext = TypedDict("GroupContext", {"group": Group | None, "people": list[Participant]})


@panel
def group_card(snapshot: WorkshopSnapshot, group: int) -> GroupContext:
    """Which group this is, and who sits in it: by role, and by first name for those who gave one."""
    attending = Attendance.objects.filter(group=group, occasion=snapshot.occasion, left_at=None)
    return {
        "group": snapshot.groups.get(group),
        "people": [a.participant for a in attending.select_related("participant")],
    }


ReadyContext = TypedDict("ReadyContext", {"is_ready": bool})


@panel
def my_ready(snapshot: WorkshopSnapshot, viewer: Viewer) -> ReadyContext:
    """The button 'I am done', and the tick when one is."""
    return {"is_ready": PhaseReady.objects.has_said(viewer.participant_id, snapshot.workshop.phase_id)}


MOST_DOTS = 120  # people who are drawn one by one; so many are a number


class WaitingContext(TypedDict):
    """How many are done of how many, a dot each (whether it counts somebody), and what comes."""

    done: int
    all: int
    dots: list[bool]
    next: Phase | None
    next_step: Step | None


@panel
def room_waiting(snapshot: WorkshopSnapshot) -> WaitingContext:
    """What whoever is done waits for: the others, and what comes then."""
    everyone = headcounts.attending_count(snapshot)
    done = sum(headcounts.ready_by_group(snapshot).values())
    after, here = snapshot.next_phase, snapshot.step
    return {
        "done": done,
        "all": everyone,
        "dots": [place < done for place in range(everyone)] if everyone <= MOST_DOTS else [],
        "next": after,
        "next_step": snapshot.step_of(after) if after and (here is None or after.step_id != here.pk) else None,
    }


def ready_panels(seat: ParticipantSeat | TableSeat) -> list[Invalidation]:
    """Where one says that one is done, and what is seen then. A small group says it together, by its hand."""
    if seat.person is None or not _can_be_done(seat.snapshot):
        return []
    return [my_ready.ref(seat.workshop, seat.person), room_waiting.ref(seat.workshop)]


OwnCheckOutContext = TypedDict(
    "OwnCheckOutContext", {"questions": list[tuple[str, int | str | None]], "elsewhere": str}
)


@panel
def my_check_out(snapshot: WorkshopSnapshot, viewer: Viewer) -> OwnCheckOutContext:
    """Three short questions on the workshop itself."""
    rows = ClosingAnswer.objects.filter(participant=viewer.participant_id).values_list("question", "answer", "sitting")
    said = {question: answer if sitting == viewer.sitting else ELSEWHERE for question, answer, sitting in rows}
    return {"questions": [(question, said.get(question)) for question in CHECK_OUT], "elsewhere": ELSEWHERE}


# To whom a table can lend its screen, who has it, and who has been asked
HandOverContext = TypedDict(
    "HandOverContext", {"people": list[Participant], "held": Participant | None, "asked": Participant | None}
)


@panel
def group_hand_over(snapshot: WorkshopSnapshot, group: int) -> HandOverContext:
    """The table's way to lend its screen to someone: at once, or when their phone has said yes."""
    attending = Attendance.objects.filter(group=group, occasion=snapshot.occasion, left_at=None)
    present = {a.participant_id: a.participant for a in attending.select_related("participant")}
    at = snapshot.groups.get(group)
    return {
        "people": list(present.values()),
        "held": present.get((at and at.held_id) or 0),
        "asked": present.get((at and at.asked_id) or 0),
    }


TableRequestContext = TypedDict("TableRequestContext", {"group": Group | None})


@panel
def my_table(snapshot: WorkshopSnapshot, viewer: Viewer) -> TableRequestContext:
    """The table's screen asks this person's phone whether it may be theirs for a while."""
    return {
        "group": next((group for group in snapshot.groups.values() if group.asked_id == viewer.participant_id), None)
    }


# Which workshop it is, how many are here, and who leads
DeskTopContext = TypedDict("DeskTopContext", {"attending": int, "connected": int, "led": LeaderStatus | None})


@panel
def desk_top(snapshot: WorkshopSnapshot) -> DeskTopContext:
    """Title, code, and how many are connected of those who take part."""
    attending = headcounts.attending_count(snapshot)
    connected = seat_numbers(api.connected_seats(snapshot.pk), PARTICIPANT)
    return {
        "attending": attending,
        "connected": len(connected),
        "led": leader_status(snapshot),
    }


class DeskAgendaContext(TypedDict):
    """The days with their rows (as `group_rows` gives them), and where the step can be left for or begun anew."""

    days: list[tuple[Occasion, list[tuple[ScheduleRow, str, bool, str]]]]
    skip: Phase | None
    again: Phase | None


@first_in("")
def desk_agenda(snapshot: WorkshopSnapshot) -> DeskAgendaContext:
    """The day's steps with clock times."""
    return {
        "days": [(occasion, list(group_rows(schedule_rows(snapshot, occasion)))) for occasion in snapshot.occasions],
        "skip": next_after_skip(snapshot),
        "again": snapshot.phases_of(snapshot.step)[0] if snapshot.step else None,
    }


class DeskStepContext(TypedDict):
    """A step with its place in the day, its phases and guide; `part` is what that says of the phase that is on."""

    place: str
    under: str
    name: str
    phases: list[Phase]
    part: PhaseGuide | None
    is_guide_closed: bool


@first_in("desk-work")
def desk_step(snapshot: WorkshopSnapshot) -> DeskStepContext:
    """What the leader says and does now, and the phases of the step."""
    step = snapshot.step
    phases = snapshot.phases_of(step) if step else []
    under, name = heading_and_name(step) if step else ("", "")
    return {
        "place": " · ".join(filter(None, component_of(step).kicker(snapshot) or ())) if step else "",
        "under": under,
        "name": name,
        "phases": phases,
        "part": guide_for_phase(step, phases, snapshot.phase) if step else None,
        "is_guide_closed": component_of(step).is_guide_closed(snapshot),
    }


class StartContext(TypedDict):
    """The way in, how many have come, and whether a projector has contact."""

    code: str
    host: str
    here: int
    has_board: bool


@panel
def desk_start(snapshot: WorkshopSnapshot) -> StartContext:
    """Before the start: what to do first, in order. The groups are the third, in a panel of their own."""
    way = way_in(snapshot.workshop.code)
    return {
        "code": way["code"],
        "host": way["host"],
        "here": headcounts.attending_count(snapshot),
        "has_board": BOARD in api.connected_seats(snapshot.pk),
    }


NoteContext = TypedDict("NoteContext", {"text": str})


@panel
def leader_note(snapshot: WorkshopSnapshot) -> NoteContext:
    """The leaders' own note on the step; a coach who follows does not see it."""
    note = LeaderNote.objects.filter(step=snapshot.step).values_list("text", flat=True).first()
    return {"text": note or ""}


GroupCount = TypedDict("GroupCount", {"group": Group, "people": int, "ready": int})


class PeopleContext(TypedDict):
    """Who is here by role and by group, how many are in none, and the coaches."""

    roles: list[headcounts.RoleCount]
    groups: list[GroupCount]
    without: int
    coaches: list[LeaderRole]


@first_in("desk-room", _("The room"))
def desk_people(snapshot: WorkshopSnapshot) -> PeopleContext:
    """Who is here by role, and each group's people, how many are done, how many connected."""
    attending, done = headcounts.headcount_by_group(snapshot), headcounts.ready_by_group(snapshot)
    groups: list[GroupCount] = [
        {"group": group, "people": attending.get(pk, 0), "ready": done.get(pk, 0)}
        for pk, group in snapshot.groups.items()
    ]
    return {
        "roles": headcounts.attendance_by_role(snapshot),
        "groups": groups if _can_be_done(snapshot) else [],
        "without": attending.get(None, 0),
        "coaches": [one for one in headcounts.coaches(snapshot) if one.may(Right.FOLLOW, Right.LEAD)],
    }


class DeskFootContext(ClockContext):
    """The clock, the next move, and what it would leave undone."""

    next: Phase | None
    next_step: Step | None
    next_in_words: str
    next_is_another_day: bool
    more: int
    unfinished: str


@first_in("")
def desk_foot(snapshot: WorkshopSnapshot) -> DeskFootContext:
    """The clock, and the next move."""
    after, here = snapshot.next_phase, snapshot.step
    return {
        **phase_clock(snapshot),
        "next": after,
        "next_step": snapshot.step_of(after) if after and (here is None or after.step_id != here.pk) else None,
        "next_in_words": _in_words(snapshot, after) if after else "",
        "next_is_another_day": bool(after and here and snapshot.step_of(after).occasion_id != here.occasion_id),
        "more": snapshot.workshop.extra_minutes + 2,
        "unfinished": _unfinished(snapshot, after),
    }


@first_in("desk-drawer", _("Tools"))
def desk_tools(snapshot: WorkshopSnapshot) -> NothingContext:
    """What is not needed now: the head of the drawer in which it lies."""
    return {}


@panel
def desk_ending(snapshot: WorkshopSnapshot) -> NothingContext:
    """Last in the drawer: the pages that open beside the desk; to pause or end the workshop, or to open it again."""
    return {}


def _in_words(snapshot: WorkshopSnapshot, phase: Phase) -> str:
    """A phase's step, how one works in it, and for how long: where a move leads, before it is made."""
    values = {"step": localized(snapshot.step_of(phase).title), "way": phase.get_kind_display(), "n": phase.minutes}
    return gettext("%(step)s. %(way)s, %(n)d min.") % values


def _unfinished(snapshot: WorkshopSnapshot, after: Phase | None) -> str:
    """What the room would leave undone, where the next move leaves its step: asked about, and never in the way."""
    if snapshot.step is None or (after and after.step_id == snapshot.step.pk):
        return ""
    return component_of(snapshot.step).unfinished(snapshot) or ""


@panel
def desk_over(snapshot: WorkshopSnapshot) -> NothingContext:
    """When the workshop has ended: what those who lead do now, in order."""
    return {}


CheckOutContext = TypedDict("CheckOutContext", {"answered": int, "attending": int})


@panel
def desk_check_out(snapshot: WorkshopSnapshot) -> CheckOutContext:
    """How many have answered the three questions."""
    return _checked_out(snapshot)


class BoardTopContext(RingContext):
    """What the room is about and where in it, its ways of working (name, whether it is on), and the clock.

    `begins` is when the day does, before it has.
    """

    begins: time | None
    about: str
    place: str
    ways: list[tuple[str, bool]]


@board_panel(_("The row at the top"))
def board_top(snapshot: WorkshopSnapshot) -> BoardTopContext:
    """Where we are, how we work now, and the time left: small, for phases in which nothing shows it large."""
    step, phase = snapshot.step, snapshot.phase
    title = localized(step.title) if step else snapshot.workshop.municipality.long_name
    about, place = component_of(step).kicker(snapshot) or (title, "")
    works = step is not None and step_kind(step.kind).has_work
    kinds = list(dict.fromkeys(each.kind for each in snapshot.phases_of(step))) if step and works else []
    ways = [(str(PhaseKind(kind).label), phase is not None and kind == phase.kind) for kind in kinds]
    return {
        **phase_ring(snapshot),
        "begins": None if step or snapshot.workshop.is_over else snapshot.occasion.begins,
        "about": about,
        "place": place,
        "ways": ways if len(ways) > 1 else [],
    }


CodeContext = TypedDict("CodeContext", {"code": str, "qr": str, "host": str})


class JoinContext(CodeContext):
    """How to come in, and who has: each role with a mark for each of its people, as far as there is room."""

    roles: list[tuple[headcounts.RoleCount, range]]
    here: int
    names: list[str]


@board_panel(_("How to come in"))
def board_join(snapshot: WorkshopSnapshot) -> JoinContext:
    """Code, QR and who has come: by role, by name only where the leader wants it."""
    names: list[str] = []
    if snapshot.workshop.show_names:
        attending = Attendance.objects.filter(occasion=snapshot.occasion, left_at=None).exclude(
            participant__first_name=""
        )
        names = list(attending.values_list("participant__first_name", flat=True))
    roles = headcounts.attendance_by_role(snapshot)
    here = sum(row["people"] for row in roles)
    marks = [(row, range(row["people"] if here <= MAX_MARKS else 0)) for row in roles]
    return {**_code(snapshot), "roles": marks, "here": here, "names": names}


BoardAgendaContext = TypedDict("BoardAgendaContext", {"rows": list[ScheduleRow]})


@board_panel(_("The programme"))
def board_agenda(snapshot: WorkshopSnapshot) -> BoardAgendaContext:
    """The steps of the occasion with clock times, for the leader to go through."""
    return {"rows": list(schedule_rows(snapshot, snapshot.occasion))}


class BoardStepContext(RingContext):
    """The time left; in a break also when it is over, by the clock on the wall."""

    back: datetime | None


@board_panel(_("What to do now"))
def board_step(snapshot: WorkshopSnapshot) -> BoardStepContext:
    """What everyone does now, large, with the time left."""
    ring = phase_ring(snapshot)
    is_break = snapshot.step is not None and snapshot.step.kind in PAUSES
    ends = datetime.fromtimestamp(ring["until"], tz=UTC) if is_break and ring["until"] else None
    return {**ring, "back": ends}


@board_panel(_("The three questions"))
def board_check_out(snapshot: WorkshopSnapshot) -> CheckOutContext:
    """What to answer on the phone, and how many have."""
    return _checked_out(snapshot)


@board_panel(_("Thanks for today"))
def board_over(snapshot: WorkshopSnapshot) -> EndContext:
    """Thanks, and where the result will be; or when we go on."""
    return {"later": _later(snapshot)}


@board_panel(_("The code in the corner"))
def board_corner(snapshot: WorkshopSnapshot) -> CodeContext:
    """The code and the QR, small, for late-comers."""
    return _code(snapshot)


def _code(snapshot: WorkshopSnapshot) -> CodeContext:
    way = way_in(snapshot.workshop.code)
    return {"code": way["code"], "qr": way["qr"], "host": way["host"]}


def _is_one_of_many(snapshot: WorkshopSnapshot) -> bool:
    """Whether the step has several phases, so that it says something which one is on."""
    return snapshot.step is not None and len(snapshot.phases_of(snapshot.step)) > 1


def _can_be_done(snapshot: WorkshopSnapshot) -> bool:
    """Whether people have something to be done with, and each says so: a small group says it together, by its hand."""
    step, phase = snapshot.step, snapshot.phase
    if step is None or phase is None or not step_kind(step.kind).has_work:
        return False
    return phase.kind == PhaseKind.ALONE or (phase.kind == PhaseKind.GROUPS and not snapshot.groups)


def _later(snapshot: WorkshopSnapshot) -> Occasion | None:
    """The occasion after the one that is on."""
    return next((occasion for occasion in snapshot.occasions if occasion.order > snapshot.occasion.order), None)


def _checked_out(snapshot: WorkshopSnapshot) -> CheckOutContext:
    people_with = (
        ClosingAnswer.objects.filter(workshop=snapshot.pk).values("participant").annotate(questions=Count("question"))
    )
    answered = people_with.filter(questions=len(CHECK_OUT)).count()
    return {"answered": answered, "attending": headcounts.attending_count(snapshot)}
