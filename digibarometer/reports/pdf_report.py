"""The report as PDF/A and PDF/UA: what it says, for the template to set."""

from pathlib import Path

from django.template.defaultfilters import date as written
from django.utils.timezone import localtime
from django.utils.translation import gettext

from digibarometer.exercises.base import Section
from digibarometer.i18n import localized
from digibarometer.paper.typesetting import ARCHIVE, About, typeset
from digibarometer.reports import page_data, sections
from digibarometer.reports.page_data import AreaSection, RenderedPicture
from digibarometer.reports.records_metadata import RecordsMetadata, corrections_table, figures_date, records_metadata
from digibarometer.results.outcome import WorkshopResult, workshop_result
from digibarometer.results.story import build_pages
from digibarometer.ui.context_processors import ORIGIN, PRODUCT
from digibarometer.workshops.models import Workshop

TEMPLATE = Path(__file__).parent / "templates" / "reports" / "report.typ"


def report(came_to: WorkshopResult, known: RecordsMetadata | None = None) -> bytes:
    """The report in the reader's language, as PDF/A-2a and PDF/UA-1; `known` is what a registry is told of it."""
    workshop = came_to.workshop
    known = known or records_metadata(workshop, with_name=False)
    lines = known.lines(figures_date(came_to))
    about = About(
        title=workshop.title,
        author=workshop.municipality.long_name,
        description=". ".join(f"{name}: {value}" for name, value in lines),
        keywords=(PRODUCT, *(value for _, value in lines)),
        date=figures_date(came_to),
    )
    return typeset(TEMPLATE, report_context(came_to) | {"registered": lines}, about, ARCHIVE)


def report_of_workshop(workshop: int) -> bytes:
    """The report of the workshop with this number, for a child process."""
    return report(workshop_result(Workshop.objects.get(pk=workshop)))


def report_context(came_to: WorkshopResult) -> dict[str, object]:
    """All that the report says, as text; the typst template only sets it."""
    workshop = came_to.workshop
    tables = (page_data.attendance(came_to), page_data.check_out(came_to))
    corrected = corrections_table(workshop)
    return {
        **title_block(came_to),
        "registered": [],
        "words": _words(),
        "story": [_page(RenderedPicture(page, "paper")) for page in build_pages(came_to)],
        "plan": sections.report_context(workshop),
        "agreement": _page(RenderedPicture(page_data.agreement_page(came_to), "paper")),
        "areas": [_area(area) for area in page_data.area_sections(came_to)],
        "told": [_told(section) for section in sections.exercise_sections(workshop)],
        "tables": [table.plain() for table in tables if table],
        "corrected": corrected.plain() if corrected else None,
        "method": method_text(came_to),
    }


def title_block(came_to: WorkshopResult) -> dict[str, str]:
    """What stands on the first page."""
    workshop, released = came_to.workshop, came_to.released_at
    days = [written(day, "j F Y") for day in workshop.occasions.exclude(on=None).values_list("on", flat=True)]
    return {
        "title": workshop.title,
        "municipality": workshop.municipality.long_name,
        "product": PRODUCT,
        "origin": str(ORIGIN),
        "colour": workshop.municipality.colour,
        "days": " · ".join(days),
        "released": gettext("The latest figures are from %(at)s.") % {"at": written(localtime(released), "j F Y H:i")}
        if released
        else gettext("No figures of people's own ratings are shown: only what groups and the room agreed on."),
        "example": example_notice(workshop),
    }


def example_notice(workshop: Workshop) -> str:
    """What stands on every document whose figures are nobody's; empty where they are real."""
    if workshop.is_practice:
        return gettext("Practice: simulated people have answered. This counts nowhere and is thrown away.")
    return gettext("Example: the figures are invented.") if workshop.is_invented else ""


def _words() -> dict[str, str]:
    """Headings, and what stands beside pictures and tables."""
    return {
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
    }


def method_text(came_to: WorkshopResult) -> list[str]:
    """How the figures came about, in sentences."""
    workshop = came_to.workshop
    return [
        gettext(
            "Everyone rated on their own, small groups agreed on a level, and then the whole room did. "
            "The three layers are kept apart."
        ),
        gettext(
            "Figures on people's own ratings are shown only where at least %(people)s people stand behind them. "
            "Small roles are shown together, rounded or not at all."
        )
        % {"people": workshop.threshold},
        gettext("The questions: %(set)s.") % {"set": workshop.question_set},
        localized(workshop.question_set.origin),
    ]


def _told(section: Section) -> dict[str, object]:
    return {
        "title": section.title,
        "sentences": section.sentences,
        "lists": [{"title": each.title, "items": each.items} for each in section.lists],
        "picture": _page(drawn) if (drawn := page_data.told_picture(section, "paper")) else None,
    }


def _page(drawn: RenderedPicture) -> dict[str, object]:
    page = drawn.page
    return {
        "kicker": page.kicker,
        "finding": page.finding,
        "sentences": page.sentences,
        "ask": page.ask,
        "svg": drawn.for_paper(),
        "alt": page.alt or page.kicker,
        "table": page.table.plain() if page.rows else None,
    }


def _area(area: AreaSection) -> dict[str, object]:
    return {
        "title": area.title,
        "facts": [f"{name}: {value}" for name, value in area.facts],
        "questions": area.questions.plain(),
        "people": area.people.plain() if area.people else None,
        "heat": _page(RenderedPicture(area.heat, "paper")) if area.heat else None,
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
