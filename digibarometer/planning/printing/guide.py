"""The leader's guide on paper: the workshop's own agenda, with everything that a leader says, does and may meet."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext

from digibarometer.agendas.models import Between
from digibarometer.planning.printing.common import REST, agenda_rows, belonging, day_title, minutes_words
from digibarometer.questions.agenda_templates.schema import templates
from digibarometer.questions.i18n import in_language
from digibarometer.workshops.facilitator_guide import part_of
from digibarometer.workshops.models import LeaderNote, PhaseKind
from digibarometer.workshops.schedule import Row, rows
from digibarometer.workshops.snapshot import Now


def guide(here: Now) -> dict[str, Any]:
    """What the booklet says."""
    about_all = templates()[0]
    between = dict(Between.objects.filter(workshop=here.pk).values_list("occasion", "leaders"))
    return {
        **belonging(here),
        "words": _words(),
        "before": [in_language(line) for line in about_all.before_the_day],
        "know": [in_language(line) for line in about_all.good_to_know],
        "days": [
            {"title": day_title(here, one), "rows": agenda_rows(here, one), "between": between.get(one.pk, "")}
            for one in here.occasions
        ],
        "steps": list(_steps(here)),
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


def _steps(here: Now) -> Iterator[dict[str, Any]]:
    notes = dict(LeaderNote.objects.filter(workshop=here.pk).values_list("step", "text"))
    for occasion in here.occasions:
        for row in rows(here, occasion):
            yield _step(row, notes.get(row.step.pk, ""))


def _step(row: Row, note: str) -> dict[str, Any]:
    guide, phases = row.step.guide, list(_phases(row))
    when = " · ".join(filter(None, [f"{row.clock:%H:%M}" if row.clock else "", minutes_words(row.minutes)]))
    return {
        "title": in_language(row.step.title),
        "when": when,
        "is_rest": row.step.kind in REST,
        "purpose": in_language(guide.get("purpose")),
        "phases": phases if len(phases) > 1 else [],
        "in_phases": len(phases) > 1 and all(phase["is_told"] for phase in phases),
        "say": in_language(guide.get("leader_says")),
        "do": [in_language(line) for line in guide.get("leader_does", [])],
        "participants": in_language(guide.get("participants_do")),
        "trouble": [
            {"trouble": in_language(one["trouble"]), "remedy": in_language(one["remedy"])}
            for one in guide.get("typical_trouble", [])
        ],
        "note": note,
    }


def _phases(row: Row) -> Iterator[dict[str, Any]]:
    clock = datetime.combine(datetime.min, row.clock) if row.clock else None
    for phase in row.phases:
        part = part_of(row.step, row.phases, phase)
        yield {
            "clock": f"{clock:%H:%M}" if clock else "",
            "how": str(PhaseKind(phase.kind).label),
            "what": in_language(phase.text),
            "minutes": minutes_words(phase.minutes),
            "is_told": not part.is_whole,
            "say": in_language(part.say),
            "do": [in_language(line) for line in part.do],
        }
        clock = clock + timedelta(minutes=phase.minutes) if clock else None
