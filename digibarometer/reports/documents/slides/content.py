"""What the slides say: today's picture, the areas, what the exercises came to, and the plan."""

from collections.abc import Sequence

from django.utils.translation import gettext
from pptx.util import Inches

from digibarometer.exercises.activities.queries import picture_title
from digibarometer.exercises.base import BulletList, Section
from digibarometer.i18n import reader_language
from digibarometer.reports import page_data, pdf_report, sections
from digibarometer.reports.documents.slides import charts
from digibarometer.reports.documents.slides.charts import scatter
from digibarometer.reports.documents.slides.deck import MUTED, REST, TOP, Deck
from digibarometer.reports.page_data import AreaSection
from digibarometer.reports.records_metadata import figures_date, records_metadata
from digibarometer.results.outcome import WorkshopResult
from digibarometer.results.story import Page, build_pages
from digibarometer.tables import Table

BELOW, ROOM = Inches(2.35), Inches(4.75)  # a diagram under two lines of text
MOST_LINES = 9
MAX_LARGE_TYPE_LENGTH = 700  # characters that no longer fit on a slide in the larger type
ALSO_DRAWN = 2  # series of "distance" that are levels; the third is what is left
UNIT = {"least-agreed", "agreement"}  # measured from 0 to 1
COUNTS, GROUPS, RADAR = "disagreement", "groups", "today"


def slides(came_to: WorkshopResult) -> bytes:
    """The slides in the reader's language; the same bytes for the same data."""
    workshop = came_to.workshop
    deck = Deck(reader_language(), workshop.municipality, workshop.title, figures_date(came_to))
    _first(deck, came_to)
    most = float(max(came_to.scale))
    for page in (*build_pages(came_to), page_data.agreement_page(came_to)):
        _page(deck, page, most)
    for area in page_data.area_sections(came_to):
        _area(deck, area, most)
    for section in sections.exercise_sections(workshop):
        _section(deck, section)
    _plan(deck, came_to)
    deck.slide(gettext("How the figures came about")).text(pdf_report.method_text(came_to))
    return deck.bytes()


def _first(deck: Deck, came_to: WorkshopResult) -> None:
    head = pdf_report.title_block(came_to)
    known = records_metadata(came_to.workshop, with_name=True).lines(figures_date(came_to))
    lines = [head["example"], head["municipality"], head["days"], head["released"]]
    deck.slide(head["title"]).text([*lines, *(f"{name}: {value}" for name, value in known)], size=20)


def _page(deck: Deck, page: Page, most: float) -> None:
    slide = deck.slide(page.finding or page.kicker, (*page.sentences, *page.asks))
    slide.text(page.sentences[:1], height=Inches(0.8), size=16, colour=MUTED)
    shown = page.table
    if page.key == COUNTS and page.rows:
        shown = shown.first(len(shown.columns) - 1).transposed()
    elif page.key == "distance":
        shown = shown.first(ALSO_DRAWN + 1)
    if page.key == GROUPS or not charts.can_chart(shown):
        if page.rows:
            charts.table(slide, page.table, BELOW)
        return
    top = 1.0 if page.key in UNIT else None if page.key == COUNTS else most
    kind = charts.RADAR if page.key == RADAR and len(shown.rows) > 2 else charts.BARS
    charts.chart(slide, shown, _alt(shown), BELOW, ROOM, kind, top)


def _alt(shown: Table) -> str:
    """All that the diagram says, in words."""
    rows = (
        ", ".join(f"{head} {cell}" for head, cell in zip(shown.columns[1:], row[1:], strict=True)) for row in shown.rows
    )
    return f"{shown.caption}. " + "; ".join(f"{row[0]}: {said}" for row, said in zip(shown.rows, rows, strict=True))


def _area(deck: Deck, area: AreaSection, most: float) -> None:
    said = [f"{one.text} {one.motivation}" for one in area.said if one.motivation]
    slide = deck.slide(area.title, said)
    slide.text(["  ·  ".join(f"{name}: {value}" for name, value in area.facts)], height=Inches(0.8), size=16)
    levels = area.questions.first(2)
    if charts.can_chart(levels):
        charts.chart(slide, levels, _alt(levels), BELOW, ROOM, most=most)


def _section(deck: Deck, section: Section) -> None:
    """What an exercise came to: its sentences, a slide for each sort of list, its picture, and the same as a table."""
    if section.sentences:
        deck.slide(section.title).text(section.sentences)
    for name, lists in _sorts(section.lists).items():
        notes = [line for each in lists for line in (each.title, *(f"– {item}" for item in each.items))]
        lines = _lines(name, lists)[:MOST_LINES]
        deck.slide(f"{section.title}: {name}", notes).text(
            lines, size=18 if len("".join(lines)) < MAX_LARGE_TYPE_LENGTH else 14
        )
    if drawn := page_data.told_picture(section, "slide"):
        rows = drawn.page.table
        charts.picture(deck.slide(drawn.page.kicker), drawn.for_paper(), _alt(rows), TOP, REST)
        if rows.rows:
            charts.table(deck.slide(drawn.page.kicker), rows, TOP, 12)


def _sorts(lists: Sequence[BulletList]) -> dict[str, list[BulletList]]:
    """The lists by what their titles begin with: "Strengths: Maps (4 dots)" is one of the strengths."""
    found: dict[str, list[BulletList]] = {}
    for each in lists:
        if each.items:
            found.setdefault(each.title.partition(": ")[0], []).append(each)
    return found


def _lines(name: str, lists: Sequence[BulletList]) -> list[str]:
    """The themes by name, with the first that was said of each; what has no theme by itself."""
    lines: list[str] = []
    for each in lists:
        theme = each.title.removeprefix(name).removeprefix(": ")
        lines += [f"• {theme}: {each.items[0]}"] if theme else [f"• {item}" for item in each.items]
    return lines


def _plan(deck: Deck, came_to: WorkshopResult) -> None:
    plan = sections.plan_summary(came_to.workshop)
    if plan.is_empty:
        return
    table = sections.plan_table(plan)
    if table:
        charts.table(deck.slide(gettext("What we do now"), [row[1] for row in table.texts()]), table, TOP, 12)
    if weighed := sections.weighed_table(plan):
        slide = deck.slide(picture_title(), [row[0] for row in weighed.texts()])
        scatter(slide, plan.weighed, picture_title(), _alt(weighed), TOP, REST)
        names = [f"{one.number}. {one.name}" for one in plan.weighed]
        slide.text(names, size=16 if len("".join(names)) < MAX_LARGE_TYPE_LENGTH else 12, share=0.47)
    if plan.gaps:
        deck.slide(gettext("Far to the target, and no activity")).text(plan.gaps, height=REST)
