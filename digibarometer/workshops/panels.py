"""What people see of the room itself: where we are, who is here, and what to do now."""

from datetime import datetime
from typing import Any

from django.db.models import Count

from digibarometer.live import api
from digibarometer.live.panels import Touch, everything, panel
from digibarometer.workshops import facilitator_guide, headcounts, signals
from digibarometer.workshops.leader_status import led
from digibarometer.workshops.models import (
    ELSEWHERE,
    Attendance,
    CheckOut,
    LeaderNote,
    Occasion,
    Phase,
    PhaseKind,
    Ready,
    Right,
    State,
)
from digibarometer.workshops.rules import WITHOUT_WORK
from digibarometer.workshops.schedule import rows, skipped_to, under_headings
from digibarometer.workshops.seats import Viewer
from digibarometer.workshops.small_groups import leader_groups
from digibarometer.workshops.snapshot import Now
from digibarometer.workshops.urls_and_qr import host, qr, scan_address

CHECK_OUT = ("talked", "learned", "goes_on")


def everything_of(workshop: int) -> list[Touch]:
    """Every panel of every screen."""
    return [everything(workshop)]


def people_changed(here: Now) -> list[Touch]:
    """What shows who is here, or how many of them have done something."""
    others = [touch for told in signals.people_changed for touch in told(here)]
    checking_out = (desk_check_out, board_check_out) if here.step and here.step.kind == "checkout" else ()
    groups = [group_card.of(here.pk, group) for group in here.groups]
    return [
        *(of.of(here.pk) for of in (desk_top, desk_people, leader_groups, board_join, *checking_out)), *groups, *others
    ]  # fmt: skip


def _clock(here: Now) -> dict[str, Any]:
    """When the phase is out (unix seconds), or how much is left while it stands still."""
    workshop, phase = here.workshop, here.phase
    if phase is None or workshop.phase_began_at is None or workshop.state != State.OPEN:
        return {"until": None, "left": None}
    if workshop.paused_at:
        spent = (workshop.paused_at - workshop.phase_began_at).total_seconds()
        return {"until": None, "left": int((phase.minutes + workshop.extra_minutes) * 60 - spent)}
    ends: datetime | None = workshop.ends_at(phase.minutes)
    return {"until": int(ends.timestamp()) if ends else None, "left": None}


@panel
def room_state(now: Now) -> dict[str, Any]:
    """Where the room is, and the time left; every phone and table has it on top."""
    return {**_clock(now), "step": now.step, "phase": now.phase, "is_one_of_many": _is_one_of_many(now)}


@panel
def room_instruction(now: Now) -> dict[str, Any]:
    """What participants do now."""
    return {"step": now.step, "phase": now.phase, "guide": now.step.guide if now.step else {}}


@panel
def room_over(now: Now) -> dict[str, Any]:
    """Thanks, and where the result is; or: we go on another day."""
    return {"workshop": now.workshop, "later": _later(now)}


@panel
def group_card(now: Now, group: int) -> dict[str, Any]:
    """Which group this is, and who sits in it: by role, and by first name for those who gave one."""
    attending = Attendance.objects.filter(group=group, occasion=now.occasion, left_at=None)
    return {"group": now.groups.get(group), "people": [a.participant for a in attending.select_related("participant")]}


@panel
def my_ready(now: Now, viewer: Viewer) -> dict[str, Any]:
    """The button 'I am done'."""
    return {"is_ready": Ready.objects.has_said(viewer.participant_id, now.workshop.phase_id), "phase": now.phase}


@panel
def my_check_out(now: Now, viewer: Viewer) -> dict[str, Any]:
    """Three short questions on the workshop itself."""
    rows = CheckOut.objects.filter(participant=viewer.participant_id).values_list("question", "answer", "sitting")
    said = {question: answer if sitting == viewer.sitting else ELSEWHERE for question, answer, sitting in rows}
    return {"questions": [(question, said.get(question)) for question in CHECK_OUT], "elsewhere": ELSEWHERE}


@panel
def group_hand_over(now: Now, group: int) -> dict[str, Any]:
    """The table's way to lend its screen to someone: at once, or when their phone has said yes."""
    attending = Attendance.objects.filter(group=group, occasion=now.occasion, left_at=None)
    present = {a.participant_id: a.participant for a in attending.select_related("participant")}
    at = now.groups.get(group)
    return {
        "people": list(present.values()),
        "held": present.get((at and at.held_id) or 0),
        "asked": present.get((at and at.asked_id) or 0),
    }


@panel
def my_table(now: Now, viewer: Viewer) -> dict[str, Any]:
    """The table's screen asks this person's phone whether it may be theirs for a while."""
    return {"group": next((group for group in now.groups.values() if group.asked_id == viewer.participant_id), None)}


@panel
def desk_top(now: Now) -> dict[str, Any]:
    """Title, code, and how many are connected of those who take part."""
    attending = sum(headcounts.taking_part(now).values())
    connected = [key for key in api.present(now.pk) if key.startswith("p")]
    return {
        "workshop": now.workshop,
        "attending": attending,
        "connected": len(connected),
        "occasion": now.occasion,
        "led": led(now),
    }


@panel
def desk_agenda(now: Now) -> dict[str, Any]:
    """The day's steps with clock times."""
    return {
        "days": [(occasion, list(under_headings(rows(now, occasion)))) for occasion in now.occasions],
        "skip": skipped_to(now),
        "again": now.phases_of(now.step)[0] if now.step else None,
    }


@panel
def desk_step(now: Now) -> dict[str, Any]:
    """What the leader says and does now, and the phases of the step."""
    step = now.step
    phases = now.phases_of(step) if step else []
    return {
        "step": step,
        "phases": phases,
        "guide": step.guide if step else {},
        "part": facilitator_guide.part_of(step, phases, now.phase) if step else None,
        "is_guide_closed": _is_all_together_at_work(now),
    }


@panel
def leader_note(now: Now) -> dict[str, Any]:
    """The leaders' own note on the step; a coach who follows does not see it."""
    note = LeaderNote.objects.filter(step=now.step).values_list("text", flat=True).first()
    return {"text": note or "", "step": now.step}


@panel
def desk_people(now: Now) -> dict[str, Any]:
    """Who is here by role, and each group's people, how many are done, how many connected."""
    attending, done = headcounts.taking_part(now), headcounts.ready(now)
    groups = [
        {"group": group, "people": attending.get(pk, 0), "ready": done.get(pk, 0)} for pk, group in now.groups.items()
    ]
    return {
        "roles": headcounts.by_role(now),
        "groups": groups if _can_be_done(now) else [],
        "without": attending.get(None, 0),
        "coaches": [one for one in headcounts.coaches(now) if one.may(Right.FOLLOW, Right.LEAD)],
    }


@panel
def desk_foot(now: Now) -> dict[str, Any]:
    """The clock, and the next move."""
    after, here = now.next_phase, now.step
    return {
        **_clock(now),
        "next": after,
        "next_step": now.step_of(after) if after and (here is None or after.step_id != here.pk) else None,
        "next_is_another_day": bool(after and here and now.step_of(after).occasion_id != here.occasion_id),
        "more": now.workshop.extra_minutes + 2,
        "unfinished": _unfinished(now, after),
    }


def _unfinished(now: Now, after: Phase | None) -> str:
    """What the room would leave undone, where the next move leaves its step: asked about, and never in the way."""
    if now.step is None or (after and after.step_id == now.step.pk):
        return ""
    return " ".join(sentence for tell in signals.unfinished if (sentence := tell(now)))


@panel
def desk_check_out(now: Now) -> dict[str, Any]:
    """How many have answered the three questions."""
    return _checked_out(now)


@panel
def board_top(now: Now) -> dict[str, Any]:
    """Where we are, and whose workshop it is."""
    return {"step": now.step, "phase": now.phase, "workshop": now.workshop, "is_one_of_many": _is_one_of_many(now)}


@panel
def board_join(now: Now) -> dict[str, Any]:
    """Code, QR and who has come: by role, by name only where the leader wants it."""
    names: list[str] = []
    if now.workshop.show_names:
        attending = Attendance.objects.filter(occasion=now.occasion, left_at=None).exclude(participant__first_name="")
        names = list(attending.values_list("participant__first_name", flat=True))
    roles = headcounts.by_role(now)
    here = sum(row["people"] for row in roles)
    return {"roles": roles, "here": here, "names": names, **_way_in(now)}


@panel
def board_agenda(now: Now) -> dict[str, Any]:
    """The steps of the occasion with clock times, for the leader to go through."""
    return {"rows": list(rows(now, now.occasion))}


@panel
def board_step(now: Now) -> dict[str, Any]:
    """What everyone does now, large, with the time left."""
    return {**_clock(now), "step": now.step, "phase": now.phase, "guide": now.step.guide if now.step else {}}


@panel
def board_check_out(now: Now) -> dict[str, Any]:
    """What to answer on the phone, and how many have."""
    return _checked_out(now)


@panel
def board_over(now: Now) -> dict[str, Any]:
    """Thanks, and where the result will be; or when we go on."""
    return {"workshop": now.workshop, "later": _later(now)}


@panel
def board_corner(now: Now) -> dict[str, Any]:
    """The code and the QR, small, for late-comers."""
    return _way_in(now)


def _is_one_of_many(now: Now) -> bool:
    """Whether the step has several phases, so that it says something which one is on."""
    return now.step is not None and len(now.phases_of(now.step)) > 1


def _is_all_together_at_work(now: Now) -> bool:
    """Whether the leader has more to do at the desk than to say: then the guide steps back."""
    step, phase = now.step, now.phase
    if step is None or phase is None:
        return False
    return step.kind == "today" or (step.area_id is not None and phase.kind == PhaseKind.PLENARY)


def _can_be_done(now: Now) -> bool:
    """Whether people have something to be done with, and say so on their phones."""
    step, phase = now.step, now.phase
    if step is None or phase is None or step.kind in WITHOUT_WORK:
        return False
    return phase.kind != PhaseKind.PLENARY


def _later(now: Now) -> Occasion | None:
    """The occasion after the one that is on."""
    return next((occasion for occasion in now.occasions if occasion.order > now.occasion.order), None)


def _checked_out(now: Now) -> dict[str, Any]:
    people_with = CheckOut.objects.filter(workshop=now.pk).values("participant").annotate(questions=Count("question"))
    answered = people_with.filter(questions=len(CHECK_OUT)).count()
    return {"answered": answered, "attending": sum(headcounts.taking_part(now).values())}


def _way_in(now: Now) -> dict[str, Any]:
    code = now.workshop.code or ""
    return {"code": f"{code[:3]} {code[3:]}", "qr": qr(scan_address(now.workshop)) if code else "", "host": host()}
