"""The result as open files: the latest releases and what groups and room stand for. No person's rating is in them."""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from typing import Any

from digibarometer.reports import exercise_sections, plan_section
from digibarometer.results.outcome import AreaResult, QuestionResult, WorkshopResult

ROLES = ("politician", "manager", "leading", "official")  # leading: politicians and managers together
# What a spreadsheet would run, also where a semicolon or a line break makes a cell of its own: Excel with Swedish
# settings parts at semicolons. The last four are full-width letters.
FORMULA = re.compile(r"""(^|[;\t\r\n])([\s"']*)([=+\-@＝＋－＠])""")


def as_json(came_to: WorkshopResult) -> dict[str, Any]:
    """All of it, as plain values."""
    workshop = came_to.workshop
    return {
        "format": "digibarometern-result/1",
        "is_practice": workshop.is_practice,
        "is_example": workshop.is_invented,
        "workshop": {
            "title": workshop.title,
            "municipality": {"code": workshop.municipality.code, "name": workshop.municipality.name},
            "state": workshop.state,
            "days": [held.on.isoformat() for held in workshop.occasions.all() if held.on],
            "threshold": workshop.threshold,
            "target_year": workshop.target_year,
        },
        "question_set": {
            "key": workshop.question_set.key,
            "version": workshop.question_set.version,
            "levels": [
                {"level": level, "name": dict(name)}
                for level, name in zip(came_to.scale, came_to.level_names, strict=True)
            ],
        },
        "released_at": came_to.released_at.isoformat() if came_to.released_at else None,
        "level": _rounded(came_to.level),
        "groups": list(came_to.groups),
        "areas": [_area(area) for area in came_to.areas],
        "exercises": exercise_sections.exercise_data(workshop),
        "activities": plan_section.as_json(workshop),
        "attendance": dict(came_to.attendance),
        "check_out": dict(came_to.check_out),
    }


def _area(area: AreaResult) -> dict[str, Any]:
    return {
        "key": area.area.key,
        "title": area.area.title,
        "level": _rounded(area.level),
        "target": area.target,
        "agreement": _rounded(area.agreement),
        "agreement_word": area.word,
        "half_levels": list(area.half_levels) if area.half_levels else None,
        "questions": [_question(one) for one in area.questions],
    }


def _question(one: QuestionResult) -> dict[str, Any]:
    return {
        "key": one.question.key,
        "text": one.question.text,
        "level": one.agreed.level,
        "was_discussed": one.agreed.was_discussed,
        "motivation": one.agreed.motivation,
        "target": one.target,
        "groups": [
            {
                "group": group.name,
                "level": group.level,
                "reason": group.reason,
                "other_view": group.minority,
                "from_paper": group.from_paper,
            }
            for group in one.groups
        ],
        "agreement": _rounded(one.agreement),
        "agreement_word": one.word,
        "released_at": one.released_at.isoformat() if one.released_at else None,
        "ratings": _tally(one),
    }


def _tally(one: QuestionResult) -> dict[str, Any] | None:
    """The released tally."""
    return one.tally.as_json() if one.tally else None


def as_csv(came_to: WorkshopResult) -> str:
    """A row per question."""
    levels = [f"people_at_{level}" for level in came_to.scale]
    groups = [f"group_{number}" for number in range(1, len(came_to.groups) + 1)]
    head = ["area", "question", "level", "was_discussed", "motivation", "area_target", "target", "agreement", "people"]
    tail = ["dont_know", *ROLES, "difference", *groups, "reasons", "other_views", "from_paper"]
    rows = (_row(came_to, area, one) for area in came_to.areas for one in area.questions)
    return to_csv([*head, *levels, *tail], rows)


def to_csv(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """A CSV file: decimal points, and commas between the columns; a spreadsheet runs no text as a formula."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([_cell(name) for name in columns])
    writer.writerows([_cell(value) for value in row] for row in rows)
    return "\ufeff" + out.getvalue()


def _row(came_to: WorkshopResult, area: AreaResult, one: QuestionResult) -> list[Any]:
    return [
        area.area.key,
        one.question.key,
        one.agreed.level,
        one.agreed.was_discussed,
        one.agreed.motivation,
        area.target,
        one.target,
        _rounded(one.agreement),
        sum(one.counts) if one.counts else None,
        *(one.counts or [None] * len(came_to.scale)),
        one.tally.dont_know if one.tally else None,
        *(_rounded(one.level_of(role), 1) for role in ROLES),
        one.tally.gap.word if one.tally else None,
        *(group.level for group in one.groups),
        "; ".join(f"{group.name}: {group.reason}" for group in one.groups if group.reason),
        "; ".join(f"{group.name}: {group.minority}" for group in one.groups if group.minority),
        "; ".join(one.from_paper),
    ]


def _cell(value: Any) -> Any:
    if isinstance(value, str):
        return FORMULA.sub(r"\1\2'\3", value)
    return "" if value is None else value


def _rounded(value: float | None, decimals: int = 2) -> float | None:
    return None if value is None else round(value, decimals)
