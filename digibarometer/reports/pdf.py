"""The report as PDF/UA-1: what it says, for the template to set."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.template.defaultfilters import date as written
from django.utils.timezone import localtime
from django.utils.translation import gettext

from digibarometer.paper.typesetting import About, typeset
from digibarometer.questions.words import in_language
from digibarometer.reports import decided, figures, told
from digibarometer.reports.figures import AreaSection, Drawn, Table
from digibarometer.results.outcome import Outcome
from digibarometer.results.story import tell

TEMPLATE = Path(__file__).parent / "templates" / "reports" / "report.typ"


def report(came_to: Outcome) -> bytes:
    """The report in the reader's language."""
    workshop = came_to.workshop
    return typeset(TEMPLATE, data(came_to), About(title=workshop.title, author=str(workshop.municipality)))


def data(came_to: Outcome) -> dict[str, Any]:
    """All that the report says, as text; the typst template only sets it."""
    workshop = came_to.workshop
    days = [written(day, "j F Y") for day in workshop.occasions.exclude(on=None).values_list("on", flat=True)]
    released = came_to.released_at
    is_example = workshop.is_example or bool(getattr(settings, "DEMO", False))
    return {
        "title": workshop.title,
        "municipality": str(workshop.municipality),
        "product": "Digibarometern",
        "days": " · ".join(days),
        "released": gettext("The latest figures are from %(at)s.") % {"at": written(localtime(released), "j F Y H:i")}
        if released
        else gettext("No figures have been released yet."),
        "example": gettext("Example: the figures are invented.") if is_example else "",
        "words": {
            "contents": gettext("Contents"),
            "today": gettext("The picture of today"),
            "areas": gettext("Area by area"),
            "told": gettext("What we wrote and chose together"),
            "about": gettext("About the workshop"),
            "method": gettext("How the figures came about"),
            "figure": gettext("Figure"),
            "table": gettext("Table"),
            "ask": gettext("To talk about"),
            "motivations": gettext("What the room said"),
        },
        "story": [_page(Drawn(page, "paper")) for page in tell(came_to)],
        "plan": decided.on_paper(workshop),
        "agreement": _page(Drawn(figures.agreement_page(came_to), "paper")),
        "areas": [_area(area) for area in figures.sections(came_to)],
        "told": [
            {
                "title": section.title,
                "sentences": section.sentences,
                "lists": [{"title": each.title, "items": each.items} for each in section.lists],
                "picture": _page(drawn) if (drawn := figures.told_picture(section, "paper")) else None,
            }
            for section in told.sections(workshop)
        ],
        "tables": [_table(table) for table in (figures.attendance(came_to), figures.check_out(came_to)) if table],
        "method": [
            gettext(
                "Everyone rated on their own, small groups agreed on a level, and then the whole room did. "
                "The three layers are kept apart."
            ),
            gettext(
                "Figures on people's own ratings are shown only where at least %(people)s people stand behind them. "
                "Small roles are shown together, rounded or not at all."
            )
            % {"people": workshop.threshold},
            in_language(workshop.question_set.origin),
        ],
    }


def _page(drawn: Drawn) -> dict[str, Any]:
    page = drawn.page
    return {
        "kicker": page.kicker,
        "finding": page.finding,
        "sentences": page.sentences,
        "ask": page.ask,
        "svg": drawn.on_paper(),
        "alt": page.alt or page.kicker,
        "table": _table(Table(page.kicker, page.columns, page.rows)) if page.rows else None,
    }


def _table(table: Table) -> dict[str, Any]:
    return {"caption": table.caption, "columns": table.columns, "rows": table.rows}


def _area(area: AreaSection) -> dict[str, Any]:
    return {
        "title": area.title,
        "facts": [f"{name}: {value}" for name, value in area.facts],
        "questions": _table(area.questions),
        "people": _table(area.people) if area.people else None,
        "heat": _page(Drawn(area.heat, "paper")) if area.heat else None,
        "said": [
            {
                "text": one.text,
                "level": gettext("Level %(level)s.") % {"level": one.level},
                "motivation": one.motivation,
                "groups": [_group(*each) for each in one.groups],
            }
            for one in area.said
            if one.motivation or one.groups
        ],
    }


def _group(name: str, reason: str, other_view: str) -> dict[str, str]:
    other = f"{gettext('The other view:')} {other_view}" if other_view else ""
    return {"name": name, "words": " ".join(filter(None, (reason, other)))}
