"""What the slides say: today's picture, the areas, what the exercises came to, and the plan."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate

from django.template.defaultfilters import date as written
from django.utils.translation import gettext, ngettext
from pptx.util import Inches

from digibarometer.exercises.activities.queries import picture_title
from digibarometer.exercises.activities.summary import ActivitiesSummary
from digibarometer.exercises.base import BulletList, Section
from digibarometer.i18n import reader_language
from digibarometer.reports import page_data, pdf_report, sections
from digibarometer.reports.documents.slides import charts
from digibarometer.reports.documents.slides.charts import scatter
from digibarometer.reports.documents.slides.deck import FULL, LEFT, MUTED, REST, TOP, Box, Deck, quarters
from digibarometer.reports.page_data import AreaSection
from digibarometer.reports.records_metadata import figures_date, records_metadata
from digibarometer.reports.sections import plan_summary
from digibarometer.results.outcome import WorkshopResult
from digibarometer.results.story import Page, build_pages
from digibarometer.tables import Table
from digibarometer.workshops.snapshot import load_snapshot

BELOW = Box(top=Inches(2.35), height=Inches(4.75))  # a diagram under two lines of text
LINE = Box(height=Inches(0.8))
MOST_LINES = 9
MAX_LARGE_TYPE_LENGTH = 700  # characters that no longer fit on a slide in the larger type
QUARTER_WIDTH, QUARTER_HEIGHT, BETWEEN = 75, 9, 0.4  # a quarter of a slide: characters, lines, the gap after each
ALSO_DRAWN = 2  # series of "distance" that are levels; the third is what is left
TODAY = "today"
TOLD = ("distance", "receipt", "least-agreed", "roles")  # of the story; the report has all of it
UNIT = {"least-agreed"}  # measured from 0 to 1


def slides(came_to: WorkshopResult) -> bytes:
    """The slides in the reader's language, as many as a board has time for: at most 15 of a day with eight areas.

    What is decided on comes within the first five. The same bytes for the same data.
    """
    workshop = came_to.workshop
    deck = Deck(reader_language(), workshop.municipality, workshop.title, figures_date(came_to))
    pages = {page.key: page for page in build_pages(came_to)}
    plan, most = plan_summary(workshop), float(max(came_to.scale))
    _first(deck, came_to)
    _page(deck, pages[TODAY], most)
    _plan(deck, plan)
    _proposal(deck, came_to, pages[TODAY], plan)
    for key in TOLD:
        if key in pages:
            _page(deck, pages[key], most)
    _areas(deck, page_data.area_sections(came_to), most)
    small = sections.small_sections(load_snapshot(workshop.pk))
    for section in sections.exercise_sections(workshop):
        if section.key not in {one.key for one in small}:
            _section(deck, section)
    _together(deck, small)
    _weighed(deck, plan)
    deck.slide(gettext("How the figures came about")).text(pdf_report.method_text(came_to))
    return deck.bytes()


def _first(deck: Deck, came_to: WorkshopResult) -> None:
    head = pdf_report.title_block(came_to)
    known = records_metadata(came_to.workshop, with_name=True).lines(figures_date(came_to))
    lines = [head["example"], head["municipality"], head["days"], head["released"]]
    deck.slide(head["title"]).text([*lines, *(f"{name}: {value}" for name, value in known)], size=20)


def _page(deck: Deck, page: Page, most: float) -> None:
    slide = deck.slide(page.finding or page.kicker, (*page.sentences, *page.asks))
    slide.text(page.sentences[:1], LINE, size=16, colour=MUTED)
    shown = page.table.first(ALSO_DRAWN + 1) if page.key == "distance" else page.table
    if not charts.can_chart(shown):
        if page.rows:
            charts.table(slide, page.table, BELOW.top)
        return
    kind = charts.RADAR if page.key == TODAY and len(shown.rows) > 2 else charts.BARS
    charts.chart(slide, shown, _alt(shown), BELOW, kind, 1.0 if page.key in UNIT else most)


def _alt(shown: Table) -> str:
    """All that the diagram says, in words."""
    rows = (
        ", ".join(f"{head} {cell}" for head, cell in zip(shown.columns[1:], row[1:], strict=True)) for row in shown.rows
    )
    return f"{shown.caption}. " + "; ".join(f"{row[0]}: {said}" for row, said in zip(shown.rows, rows, strict=True))


def _plan(deck: Deck, plan: ActivitiesSummary) -> None:
    if table := sections.plan_table(plan):
        notes = [*(row[1] for row in table.texts()), *plan.gaps]
        charts.table(deck.slide(gettext("What we do now"), notes), table, TOP, 12)


def _proposal(deck: Deck, came_to: WorkshopResult, today: Page, plan: ActivitiesSummary) -> None:
    """What the board may decide, to be changed by who writes to it: each line only where there is something to it."""
    again, activities, lines = came_to.workshop.next_round_on, len(plan.plan), []
    if today.picture:
        lines.append(gettext("Take note of the result: %(finding)s.") % {"finding": today.finding.rstrip(".")})
    if activities:
        lines.append(
            ngettext(
                "Stand behind the %(n)d activity of the plan, with its owner and date.",
                "Stand behind the %(n)d activities of the plan, with their owners and dates.",
                activities,
            )
            % {"n": activities}
        )
        lines.append(gettext("Follow the plan up twice a year."))
    if plan.gaps:
        lines.append(gettext("Decide what to do here: %(gaps)s.") % {"gaps": "; ".join(plan.gaps)})
    if again:
        lines.append(gettext("Hold Digibarometern again: %(day)s.") % {"day": written(again, "F Y")})
    if not lines:
        return
    slide = deck.slide(gettext("Proposal to decide on"), [gettext("A proposal: change it before the meeting.")])
    size = 24 if len("".join(lines)) < MAX_LARGE_TYPE_LENGTH else 18
    slide.text([f"{number}. {line}" for number, line in enumerate(lines, start=1)], size=size)


def _areas(deck: Deck, areas: Sequence[AreaSection], most: float) -> None:
    """The levels of each area's questions, four areas a slide."""
    places = quarters()
    parts = [areas[first : first + len(places)] for first in range(0, len(areas), len(places))]
    for number, part in enumerate(parts, start=1):
        title = gettext("The levels, question by question")
        said = [f"{one.text} {one.motivation}" for area in part for one in area.said if one.motivation]
        slide = deck.slide(f"{title} ({number}/{len(parts)})" if len(parts) > 1 else title, said)
        for area, box in zip(part, places, strict=False):
            slide.text([], box._replace(height=Inches(0.4)), size=14, head=area.title)
            levels = area.questions.first(2)
            if charts.can_chart(levels):
                under = box._replace(top=box.top + Inches(0.4), height=box.height - Inches(0.4))
                charts.chart(slide, replace(levels, caption=area.title), _alt(levels), under, most=most, size=11)


def _together(deck: Deck, small: Sequence[Section]) -> None:
    """Several small sections on one slide, a quarter each; one alone has a slide to itself; the rest in the notes."""
    if len(small) < 2:
        for section in small:
            _section(deck, section)
        return
    notes = [line for section in small for line in (section.title, *_listed(section))]
    slide = deck.slide(gettext("More from the day"), notes)
    for section, box in zip(small, quarters(), strict=False):
        slide.text(_that_fit(_listed(section)), box, size=13, head=section.title)


def _that_fit(lines: Sequence[str]) -> list[str]:
    """As many of the lines as a quarter of a slide has room for, and a sign that there are more."""
    heights = accumulate(len(line) // QUARTER_WIDTH + 1 + BETWEEN for line in lines)
    shown = sum(height <= QUARTER_HEIGHT for height in heights)
    return [*lines[:shown], "…"] if shown < len(lines) else list(lines)


def _listed(section: Section) -> list[str]:
    return [line for each in section.lists for line in (each.title, *(f"– {item}" for item in each.items))]


def _section(deck: Deck, section: Section) -> None:
    """What an exercise came to, on a slide: its picture, or its lists, or else its sentences; the rest in the notes."""
    sorts = _sorts(section.lists)
    drawn = page_data.told_picture(section, "slide")
    if not (drawn or sorts or section.sentences):
        return
    slide = deck.slide(section.title, [*section.sentences, *_listed(section)])
    if drawn:
        charts.picture(slide, drawn.for_paper(), _alt(drawn.page.table), TOP, REST)
    elif 1 < len(sorts) <= len(quarters()):
        for (name, lists), box in zip(sorts.items(), quarters(), strict=False):
            slide.text(_lines(name, lists)[: MOST_LINES // 2], box, size=14, head=name)
    else:
        lines = [line for name, lists in sorts.items() for line in _lines(name, lists)][:MOST_LINES]
        said = lines or list(section.sentences)
        slide.text(said, size=18 if len("".join(said)) < MAX_LARGE_TYPE_LENGTH else 14)


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


def _weighed(deck: Deck, plan: ActivitiesSummary) -> None:
    if weighed := sections.weighed_table(plan):
        slide = deck.slide(picture_title(), [row[0] for row in weighed.texts()])
        scatter(slide, plan.weighed, picture_title(), _alt(weighed), TOP, REST)
        names = [f"{one.number}. {one.name}" for one in plan.weighed]
        right = Box(left=LEFT + int(FULL * 0.53), width=int(FULL * 0.47))
        slide.text(names, right, size=16 if len("".join(names)) < MAX_LARGE_TYPE_LENGTH else 12)
