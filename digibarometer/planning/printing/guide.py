"""The leader's guide on paper: the workshop's own agenda, with everything that a leader says, does and may meet."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.template.defaultfilters import date as written
from django.utils.translation import gettext

from digibarometer.agendas.models import BetweenSessionsTask
from digibarometer.i18n import localized
from digibarometer.questions.agenda_templates.schema import PAUSES, shipped_templates
from digibarometer.workshops.models import LeaderNote, Occasion, PhaseKind
from digibarometer.workshops.schedule import ScheduleRow, guide_for_phase, schedule_rows
from digibarometer.workshops.snapshot import WorkshopSnapshot


def guide(snapshot: WorkshopSnapshot) -> dict[str, object]:
    """What the booklet says."""
    about_all = shipped_templates()[0]
    between = dict(BetweenSessionsTask.objects.filter(workshop=snapshot.pk).values_list("occasion", "leaders"))
    return {
        "words": _words(),
        "before": [localized(line) for line in about_all.before_the_day],
        "know": [localized(line) for line in about_all.good_to_know],
        "days": [
            {"title": day_title(snapshot, one), "rows": agenda_rows(snapshot, one), "between": between.get(one.pk, "")}
            for one in snapshot.occasions
        ],
        "steps": list(_steps(snapshot)),
    }


def _words() -> dict[str, str]:
    return {
        "time": gettext("Time"),
        "what": gettext("What we do"),
        "minutes": gettext("Minutes"),
        "how": gettext("How"),
        "doing": gettext("What people do"),
        "before": gettext("Before the day"),
        "know": gettext("Good to know"),
        "say": gettext("Say"),
        "do": gettext("Do"),
        "participants": gettext("Participants do"),
        "trouble": gettext("If there is trouble"),
        "between": gettext("Until next time"),
        "notes": gettext("Your own notes on this step"),
    }


def _steps(snapshot: WorkshopSnapshot) -> Iterator[dict[str, object]]:
    notes = dict(LeaderNote.objects.filter(workshop=snapshot.pk).values_list("step", "text"))
    for occasion in snapshot.occasions:
        for row in schedule_rows(snapshot, occasion):
            yield _step(row, notes.get(row.step.pk, ""))


def _step(row: ScheduleRow, note: str) -> dict[str, object]:
    guide, phases = row.step.guide, list(_phases(row))
    when = " · ".join(filter(None, [f"{row.clock:%H:%M}" if row.clock else "", minutes_words(row.minutes)]))
    return {
        "title": localized(row.step.title),
        "when": when,
        "is_rest": row.step.kind in PAUSES,
        "purpose": localized(guide.get("purpose")),
        "phases": phases if len(phases) > 1 else [],
        "in_phases": len(phases) > 1 and all(phase["is_told"] for phase in phases),
        "say": localized(guide.get("leader_says")),
        "do": [localized(line) for line in guide.get("leader_does", [])],
        "participants": localized(guide.get("participants_do")),
        "trouble": [
            {"trouble": localized(one["trouble"]), "remedy": localized(one["remedy"])}
            for one in guide.get("typical_trouble", [])
        ],
        "note": note,
    }


def _phases(row: ScheduleRow) -> Iterator[dict[str, object]]:
    clock = datetime.combine(datetime.min, row.clock) if row.clock else None
    for phase in row.phases:
        part = guide_for_phase(row.step, row.phases, phase)
        yield {
            "clock": f"{clock:%H:%M}" if clock else "",
            "how": str(PhaseKind(phase.kind).label),
            "what": localized(phase.text),
            "minutes": minutes_words(phase.minutes),
            "is_told": not part.is_whole,
            "say": localized(part.say),
            "do": [localized(line) for line in part.do],
        }
        clock = clock + timedelta(minutes=phase.minutes) if clock else None


def day_title(snapshot: WorkshopSnapshot, occasion: Occasion) -> str:
    """Which occasion, and when."""
    name = gettext("Occasion %(number)s") % {"number": occasion.order} if len(snapshot.occasions) > 1 else ""
    return " · ".join(filter(None, [name, day_words(occasion.on)])) or gettext("Agenda")


def day_words(on: date | None) -> str:
    """A date as it is said, such as Wednesday 4 March 2026."""
    return written(on, "l j F Y") if on else ""


def agenda_rows(snapshot: WorkshopSnapshot, occasion: Occasion) -> list[dict[str, object]]:
    """An occasion's rows as a table has them."""
    return [
        {
            "clock": f"{row.clock:%H:%M}" if row.clock else "",
            "title": localized(row.step.title),
            "minutes": minutes_words(row.minutes),
            "is_rest": row.step.kind in PAUSES,
            "what": localized(row.step.guide.get("participants_do")),
        }
        for row in schedule_rows(snapshot, occasion)
    ]


def minutes_words(minutes: int) -> str:
    """So many minutes, short."""
    return gettext("%(minutes)s min") % {"minutes": minutes}
