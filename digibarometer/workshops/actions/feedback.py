"""What people say: that they are done, how the day was, and the leaders' own notes."""

from collections.abc import Iterable
from typing import Annotated, Literal

import msgspec

from digibarometer.live.actions import Action, ActionRefused
from digibarometer.live.panels import Invalidation
from digibarometer.workshops import panels
from digibarometer.workshops.actions.conditions import NO_PHASE
from digibarometer.workshops.actions.table_screen import viewer_or_refuse
from digibarometer.workshops.models import ClosingAnswer, LeaderNote, PhaseReady
from digibarometer.workshops.seats import LeaderSeat, ParticipantSeat, TableSeat


class WriteLeaderNote(Action, frozen=True, tag="room.leader_note"):
    """The leaders' own note on a step."""

    step: int
    text: Annotated[str, msgspec.Meta(max_length=2000)]
    about = ("step",)


def leader_note(wanted: WriteLeaderNote, seat: LeaderSeat) -> Iterable[Invalidation]:
    """Keep the note; only those who lead see it."""
    step = seat.snapshot.step_or_refuse(wanted.step)
    LeaderNote.objects.update_or_create(
        step=step, defaults={"workshop": seat.snapshot.workshop, "text": wanted.text, "user_id": seat.user}
    )
    return [panels.leader_note.ref(seat.workshop)]


class SayReady(Action, frozen=True, tag="room.ready"):
    """A participant says: I am done with this phase, or not."""

    ready: bool
    about = ("phase",)


def say_ready(wanted: SayReady, seat: ParticipantSeat | TableSeat) -> Iterable[Invalidation]:
    """Count the participant as done with the phase that the screen showed."""
    if wanted.phase is None:
        raise ActionRefused(NO_PHASE)
    phase = seat.snapshot.phase_or_refuse(wanted.phase)
    person = viewer_or_refuse(seat).participant_id
    PhaseReady.objects.update_or_create(
        phase=phase,
        participant_id=person,
        defaults={"workshop": seat.snapshot.workshop, "group_id": seat.group, "is_ready": wanted.ready},
    )
    return [
        panels.my_ready.ref(seat.workshop, person),
        panels.room_waiting.ref(seat.workshop),
        panels.desk_people.ref(seat.workshop),
    ]


class SayOfTheDay(Action, frozen=True, tag="room.check_out"):
    """A participant's answer to one of the three questions on the workshop itself: 1 no, 2 partly, 3 yes."""

    question: Literal["talked", "learned", "goes_on"]
    answer: Annotated[int, msgspec.Meta(ge=1, le=3)]
    about = ("question",)


def check_out(wanted: SayOfTheDay, seat: ParticipantSeat | TableSeat) -> Iterable[Invalidation]:
    """Keep the answer; the last one counts."""
    viewer = viewer_or_refuse(seat)
    ClosingAnswer.objects.update_or_create(
        participant_id=viewer.participant_id,
        question=wanted.question,
        defaults={"workshop": seat.snapshot.workshop, "answer": wanted.answer, "sitting": viewer.sitting},
    )
    return [
        panels.my_check_out.ref(seat.workshop, viewer.participant_id),
        panels.desk_check_out.ref(seat.workshop),
        panels.board_check_out.ref(seat.workshop),
    ]
