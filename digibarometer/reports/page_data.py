"""What the result page and the report show, as text and tables: the same words and figures in both."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypedDict

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from digibarometer.exercises.base import Section
from digibarometer.i18n import localized
from digibarometer.pictures.agreement_bars import AgreementRow
from digibarometer.pictures.agreement_bars import agreement_bars as bars
from digibarometer.pictures.palette import PaletteName
from digibarometer.pictures.svg import Frame
from digibarometer.reports import sections
from digibarometer.results import formatting
from digibarometer.results.outcome import AreaResult, QuestionResult, WorkshopResult
from digibarometer.results.story import Page, build_pages, heat_picture, heat_table
from digibarometer.results.story.page import target_word
from digibarometer.tables import Agreement, Cell, Level, Quantity, Row, Share, Table

CHECK_OUT = {
    "talked": _("We talked about the right things"),
    "learned": _("I learned something"),
    "goes_on": _("This will lead to something"),
}
TOO_FEW = _("too few to show")


@dataclass(frozen=True)
class QuestionQuotes:
    """What a question came to, in words: shown where there is something to say."""

    text: str
    level: Level
    motivation: str
    was_discussed: bool
    groups: tuple[tuple[str, str, str], ...]  # those that wrote something: name and level, reason, the other view


@dataclass(frozen=True)
class AreaSection:
    """An area's part of page and report."""

    key: str
    title: str
    facts: tuple[tuple[str, Cell], ...]
    questions: Table
    people: Table | None
    heat: Page | None
    said: tuple[QuestionQuotes, ...]


class ResultContext(TypedDict):
    """What the result page's template needs."""

    story: list["RenderedPicture"]
    areas: list[AreaSection]
    told: list[tuple[Section, "RenderedPicture | None"]]
    agreement: "RenderedPicture"
    attendance: Table | None
    check_out: Table | None
    level: Level | str


def page_context(came_to: WorkshopResult) -> ResultContext:
    """Everything that the page's template needs."""
    return {
        "story": [RenderedPicture(page, "page") for page in build_pages(came_to)],
        "areas": area_sections(came_to),
        "told": [(section, told_picture(section, "page")) for section in sections.exercise_sections(came_to.workshop)],
        "agreement": RenderedPicture(agreement_page(came_to), "page"),
        "attendance": attendance(came_to),
        "check_out": check_out(came_to),
        "level": Level(came_to.level) if came_to.level is not None else "",
    }


class RenderedPicture:
    """A page of the story with its pictures, drawn when the template asks: broad and narrow."""

    def __init__(self, page: Page, prefix: str) -> None:
        self.page, self.prefix = page, prefix

    @property
    def broad(self) -> str:
        """For a broad column."""
        return self.page.svg(960, prefix=self.prefix)

    @property
    def narrow(self) -> str:
        """For a phone."""
        return self.page.svg(390, prefix=self.prefix)

    def for_paper(self, palette: PaletteName = "print") -> str:
        """For the report."""
        return self.page.svg(960, palette, "paper")


def told_picture(section: Section, prefix: str) -> RenderedPicture | None:
    """The picture of what an exercise came to, if it has one, drawn as the story's pictures are."""
    shown = section.picture
    if shown is None:
        return None
    table = shown.table
    page = Page(section.key, table.caption, "", (), (), shown.draw, shown.alt, table.columns, table.rows)
    return RenderedPicture(page, prefix)


def area_sections(came_to: WorkshopResult) -> list[AreaSection]:
    """A section for every area."""
    return [_section(came_to, area) for area in came_to.areas]


def _section(came_to: WorkshopResult, area: AreaResult) -> AreaSection:
    title = localized(area.area.title)
    facts: list[tuple[str, Cell]] = [(gettext("Level"), Level(area.level))]
    if area.target is not None:
        facts.append((target_word(came_to), Level(area.target)))
    facts.append((gettext("Agreement"), Agreement(area.agreement)))
    told = [one for one in area.questions if any(group.level is not None for group in one.groups)]
    columns, rows = heat_table(came_to, told)
    heat = (
        Page(
            f"area-{area.area.order}",
            gettext("The groups' levels: %(area)s") % {"area": title},
            "",
            (),
            (),
            heat_picture(came_to, told),
            gettext("The table beside the picture has every figure."),
            columns,
            rows,
        )
        if told and len(came_to.groups) > 1
        else None
    )
    return AreaSection(
        key=area.area.key,
        title=title,
        facts=tuple(facts),
        questions=_questions(came_to, area),
        people=_people(came_to, area),
        heat=heat,
        said=tuple(_said(one) for one in area.questions),
    )


def _questions(came_to: WorkshopResult, area: AreaResult) -> Table:
    """The questions' levels; with their targets where the room has set any of its own for them."""
    aims = any(one.target is not None for one in area.questions)
    columns = (
        gettext("Question"),
        gettext("The room"),
        *((target_word(came_to),) if aims else ()),
        gettext("People who rated"),
        gettext("Agreement"),
        gettext("Don't know"),
    )
    rows = tuple(
        (
            localized(one.question.short),
            Level(one.agreed.level),
            *((Level(one.target),) if aims else ()),
            Quantity(sum(one.counts) or None, missing=str(TOO_FEW)),
            Agreement(one.agreement),
            Share(one.dont_know_share),
        )
        for one in area.questions
    )
    return Table(gettext("The questions"), columns, rows)


def _people(came_to: WorkshopResult, area: AreaResult) -> Table | None:
    """How the released ratings are spread; none where nothing is released."""
    told = [one for one in area.questions if one.counts]
    if not told:
        return None
    columns = (
        gettext("Question"),
        *map(str, came_to.scale),
        *(str(formatting.ROLES[role]) for role in ("leading", "official")),
    )
    rows: tuple[Row, ...] = tuple(
        (
            localized(one.question.short),
            *map(Quantity, one.counts),
            *(Level(one.level_of(role), missing=gettext("too few")) for role in ("leading", "official")),
        )
        for one in told
    )
    return Table(gettext("People at each level, and where roles stand"), columns, rows)


def _said(one: QuestionResult) -> QuestionQuotes:
    groups = tuple(
        (f"{group.name} ({formatting.group_level(group)})", group.reason, group.minority)
        for group in one.groups
        if group.reason or group.minority
    )
    agreed = one.agreed
    text = localized(one.question.text)
    return QuestionQuotes(text, Level(agreed.level), agreed.motivation, agreed.was_discussed, groups)


def agreement_page(came_to: WorkshopResult) -> Page:
    """How much people agree, area by area."""
    few = gettext("too few")
    rows = tuple((localized(area.area.short), Agreement(area.agreement, missing=few)) for area in came_to.areas)
    drawn = [AgreementRow(name, agreement.value, str(agreement)) for name, agreement in rows]
    told = any(row.value is not None for row in drawn)

    def picture(frame: Frame) -> str:
        return bars(frame, drawn)

    return Page(
        "agreement",
        gettext("How much we agree, area by area"),
        "",
        (gettext("1 means that everyone chose the same level. Under 0.60 is small agreement, from 0.75 large."),),
        (),
        picture if told else None,
        "; ".join(f"{name}: {agreement}" for name, agreement in rows),
        (gettext("Area"), gettext("Agreement")),
        rows,
    )


def attendance(came_to: WorkshopResult) -> Table | None:
    """Who took part, in numbers, as far as they may be told."""
    people, roles = came_to.attendance["people"], came_to.attendance["roles"]
    if people is None:
        return None
    alone = roles.get("politician") is not None or roles.get("manager") is not None
    shown: Sequence[str] = ("politician", "manager", "official") if alone else ("leading", "official")
    rows = [(str(formatting.ROLES[role]), Quantity(roles.get(role), missing=str(TOO_FEW))) for role in shown]
    return Table(
        gettext("Who took part"),
        (gettext("Role"), gettext("People")),
        (*rows, (gettext("Everyone"), Quantity(people))),
    )


def check_out(came_to: WorkshopResult) -> Table | None:
    """What people said of the workshop itself."""
    rows: list[Row] = [
        (str(CHECK_OUT[question]), *map(Quantity, answers))
        for question, answers in came_to.check_out.items()
        if answers and question in CHECK_OUT
    ]
    if not rows:
        return None
    columns = (gettext("Question"), gettext("No"), gettext("Partly"), gettext("Yes"))
    return Table(gettext("What we thought of the workshop"), columns, tuple(rows))
