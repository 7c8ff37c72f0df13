"""What is seen of the agenda as it changes during the day."""

from typing import Any

from digibarometer.agendas.models import Rest
from digibarometer.live.panels import panel
from digibarometer.workshops.now import Now


@panel
def desk_rest(now: Now) -> dict[str, Any]:
    """How the rest of the day would be, or is, planned anew: each step's minutes before and after."""
    rest = Rest.objects.filter(workshop=now.pk).first()
    return {"rest": rest, "lines": _lines(now, rest) if rest else []}


def _lines(now: Now, rest: Rest) -> list[dict[str, Any]]:
    """Each step that is left, with its minutes before and after; a step that is on counts with what is left of it."""
    lines = []
    for step in now.steps:
        phases = [str(phase.pk) for phase in now.phases_of(step) if str(phase.pk) in rest.before]
        if phases:
            before, after = (sum(minutes[one] for one in phases) for minutes in (rest.before, rest.after))
            lines.append({"step": step, "before": before, "after": after})
    return lines
