"""Today's picture as a part: who may set targets, and what is seen of the results in the room."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext

from digibarometer.i18n import localized
from digibarometer.live.actions import ActionRule
from digibarometer.live.panels import Invalidation, panels_of
from digibarometer.questions.agenda_templates.schema import ASSESSMENT
from digibarometer.results import actions, outcome, panels, releases
from digibarometer.results.models import TODAY, Target
from digibarometer.results.story import workshop_pages
from digibarometer.workshops import panels as room
from digibarometer.workshops.actions.conditions import while_open
from digibarometer.workshops.extension_points import StepKind, WorkshopComponent
from digibarometer.workshops.models import PhaseKind, Step
from digibarometer.workshops.seats import BoardSeat, DeskSeat, LeaderSeat, ParticipantSeat, Seat, TableSeat
from digibarometer.workshops.snapshot import WorkshopSnapshot


def step_panels(seat: Seat) -> Sequence[Invalidation]:
    """The panels of a step of today's picture."""
    of = seat.workshop
    match seat:
        case DeskSeat():
            return [panels.desk_story.ref(of), panels.desk_targets.ref(of)]
        case ParticipantSeat() | TableSeat():
            return [room.room_instruction.ref(of), panels.room_story.ref(of)]
    return [panels.board_story.ref(of)]


def recap(snapshot: WorkshopSnapshot, step: Step) -> Iterator[str]:
    """The targets that the room set, for those who were not there."""
    areas = {area.pk: localized(area.short) for area in snapshot.areas}
    targets = Target.objects.filter(workshop=snapshot.pk, question=None, area__in=areas).values_list("area", "level")
    if aimed := [f"{areas[area]} {level}" for area, level in targets]:
        yield gettext("Our targets: %(what)s.") % {"what": ", ".join(aimed)}


def agenda_warnings(snapshot: WorkshopSnapshot) -> Iterator[str]:
    """The picture shows all areas when they have been assessed before it, and only where it is in the agenda."""
    kinds = [step.kind for step in snapshot.steps]
    if TODAY not in kinds:
        if ASSESSMENT in kinds:
            yield gettext("There is no step for today's picture, so nobody sees what you came to together.")
        return
    for step in snapshot.steps[kinds.index(TODAY) :]:
        if step.kind == ASSESSMENT:
            said = gettext("“%(step)s” comes after today's picture, so the picture is shown without it.")
            yield said % {"step": localized(step.title)}


def thanks_with_picture(seat: Seat, touches: Sequence[Invalidation]) -> Sequence[Invalidation]:
    """The end on the projector, where there is a picture of today to end with."""
    snapshot = seat.snapshot
    if not isinstance(seat, BoardSeat) or not snapshot.workshop.is_over or workshop_pages(snapshot)[0].picture is None:
        return touches
    plain, own = room.board_over.ref(seat.workshop), panels.board_thanks.ref(seat.workshop)
    return [own if touch == plain else touch for touch in touches]


def plenary_side_panels(seat: Seat) -> Sequence[Invalidation]:
    """What the results add to a step of another part: in plenary, how the room's ratings are spread."""
    snapshot = seat.snapshot
    if isinstance(seat, DeskSeat):
        is_plenary = snapshot.phase is not None and snapshot.phase.kind == PhaseKind.PLENARY
        asked_in_area = is_plenary and any(not question.is_trial for question in snapshot.current_questions)
        return [panels.desk_spreads.ref(seat.workshop)] if asked_in_area else []
    asked = panels.asked_on_board(snapshot) if isinstance(seat, BoardSeat) else None
    return [panels.board_question.ref(seat.workshop, None, asked)] if asked else []


results_component = WorkshopComponent(
    key="results",
    rules=[
        ActionRule(actions.SetTarget, actions.set_target, LeaderSeat, while_open),
        ActionRule(actions.SetTargetYear, actions.set_target_year, LeaderSeat, while_open),
    ],
    panels=panels_of(panels),
    step_kinds=[StepKind(TODAY, has_work=False, shows_all_areas=True, reports_back=True)],
    step_panels=step_panels,
    side_panels=plenary_side_panels,
    adjust_step_panels=thanks_with_picture,
    on_phase_begun=releases.phase_begun,
    on_step_closed=releases.step_closed,
    on_workshop_ended=releases.release_on_end,
    on_levels_changed=actions.shows_levels,
    recap=recap,
    agenda_warnings=agenda_warnings,
    is_guide_closed=lambda snapshot: True,
    target_gaps=outcome.distances,
)
