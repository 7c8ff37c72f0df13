"""What a button of the plan wants done with the agenda, besides saving what is typed."""

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from django.utils.translation import gettext_lazy as _

from digibarometer.agendas import head_count_scaling
from digibarometer.agendas.models import ExpectedAttendance, RemovedStep
from digibarometer.planning.agenda import editing, occasions
from digibarometer.workshops.models import PhaseKind, Workshop
from digibarometer.workshops.snapshot import WorkshopSnapshot, load_snapshot

Row = TypeVar("Row")


def run_command(workshop: Workshop, snapshot: WorkshopSnapshot, wish: str, of: str, by: int) -> str:
    """Do it, to be called inside a change; answers the place on the page to go on from.

    Raises agenda.AgendaError, also where what it is about is gone.
    """
    if wish in STEPS:
        step = _one(snapshot.steps, of)
        STEPS[wish](workshop, step, by)
        return f"#step-{step.pk}" if wish != "drop" else "#agenda"
    if wish == "nophase":
        editing.remove_phase(workshop, phase := _one(snapshot.phases, of))
        return f"#step-{phase.step_id}"
    if wish == "restore":
        dropped = _one(RemovedStep.objects.filter(workshop=workshop).select_related("occasion"), of)
        return f"#step-{editing.restore_step(workshop, dropped).pk}"
    if wish == "join":
        occasions.join_occasions(workshop, _one(snapshot.occasions, of))
    if wish in {"fit", "nofit"} and (expected := ExpectedAttendance.objects.filter(workshop=workshop).first()):
        head_count_scaling.resolve_proposal(load_snapshot(workshop.pk), expected, accepted=wish == "fit")
    return "#agenda" if wish in {"join", "fit", "nofit"} else ""


STEPS: dict[str, Callable[[Workshop, Any, int], Any]] = {
    "up": lambda workshop, step, by: editing.move_step(workshop, step, -1),
    "down": lambda workshop, step, by: editing.move_step(workshop, step, 1),
    "drop": editing.remove_step,
    "split": lambda workshop, step, by: occasions.split_occasion(workshop, step),
    "break": lambda workshop, step, by: editing.add_pause(step, "break"),
    "lunch": lambda workshop, step, by: editing.add_pause(step, "lunch"),
    "alone": lambda workshop, step, by: editing.add_phase(step, PhaseKind.ALONE),
    "groups": lambda workshop, step, by: editing.add_phase(step, PhaseKind.GROUPS),
    "plenary": lambda workshop, step, by: editing.add_phase(step, PhaseKind.PLENARY),
}


def _one(rows: Iterable[Row], of: str) -> Row:
    for row in rows:
        if str(getattr(row, "pk", None)) == of:
            return row
    raise editing.AgendaError(_("That is no longer in the agenda. Look at it as it is now."))
