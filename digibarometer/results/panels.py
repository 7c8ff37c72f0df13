"""What people see of today's picture."""

from collections.abc import Mapping
from typing import TypedDict

from django.utils.translation import gettext_lazy as _

from digibarometer.agendas.step_recaps import finished_steps
from digibarometer.exercises.assessment.stair import Stair, level_stairs
from digibarometer.i18n import localized
from digibarometer.live.panels import board_panel, panel
from digibarometer.questions.models import Area, Question
from digibarometer.results.models import Target
from digibarometer.results.outcome import AreaResult, QuestionResult, load_workshop_result
from digibarometer.results.story import Page, workshop_pages
from digibarometer.tables import Agreement, Level
from digibarometer.workshops.models import PhaseKind
from digibarometer.workshops.snapshot import WorkshopSnapshot

MOST_DOTS = 60  # people; more are a number
ON_BOARD = 540  # half the board: narrower than a page, so that its letters are larger
AT_THE_END = 440  # where it stands alone, with short sentences


StoryContext = TypedDict("StoryContext", {"page": Page, "number": int, "pages": int})


def _turned_to(snapshot: WorkshopSnapshot, pages: list[Page]) -> StoryContext:
    """The page that the spot names, counted from 1; the first where it names none."""
    number = min(max(snapshot.workshop.spot or 1, 1), len(pages))
    return {"page": pages[number - 1], "number": number, "pages": len(pages)}


class BoardStoryContext(StoryContext):
    """A page with its picture."""

    svg: str


@board_panel(_("Today's picture"))
def board_story(snapshot: WorkshopSnapshot) -> BoardStoryContext:
    """One page of the story: a picture and what it shows."""
    turned = _turned_to(snapshot, workshop_pages(snapshot))
    return {**turned, "svg": turned["page"].svg(ON_BOARD, prefix="board")}


class ThanksContext(TypedDict):
    """The picture that is the room's own, and what it decided last."""

    svg: str
    page: Page
    decided: str


@board_panel(_("Thanks, with the picture"))
def board_thanks(snapshot: WorkshopSnapshot) -> ThanksContext:
    """When the workshop has ended: where we are today, what we chose to do, and thanks."""
    page = workshop_pages(snapshot)[0]
    told = [fact for one in finished_steps(snapshot) for fact in one.facts]
    return {"svg": page.svg(AT_THE_END, prefix="thanks"), "page": page, "decided": told[-1] if told else ""}


class DeskStoryContext(StoryContext):
    """The page that is shown, and those to turn to."""

    all: list[tuple[int, Page]]
    before: int | None
    after: int | None
    next: Page | None


@panel
def desk_story(snapshot: WorkshopSnapshot) -> DeskStoryContext:
    """The pages to turn to, and what to ask at the one that is shown."""
    pages = workshop_pages(snapshot)
    turned = _turned_to(snapshot, pages)
    before, after = turned["number"] - 1, turned["number"] + 1
    return {
        **turned,
        "all": list(enumerate(pages, start=1)),
        "before": before if before else None,
        "after": after if after <= len(pages) else None,
        "next": pages[after - 1] if after <= len(pages) else None,
    }


# A question's target and its level today
QuestionTarget = TypedDict("QuestionTarget", {"key": str, "question": Question, "target": int | None, "today": Level})


class AreaTarget(TypedDict):
    """An area's target and its level today; `set` is how many of its questions have a target."""

    area: Area
    target: int | None
    today: Level | None
    questions: list[QuestionTarget]
    set: int


class TargetsContext(TypedDict):
    """The targets, and the year to reach them by."""

    rows: list[AreaTarget]
    years: list[int]


@panel
def desk_targets(snapshot: WorkshopSnapshot) -> TargetsContext:
    """A target for every area and, folded, for each of its questions; and the target year."""
    targets = {(row.area_id, row.question_id): row.level for row in Target.objects.filter(workshop=snapshot.pk)}
    came_to = {area.area.pk: area for area in load_workshop_result(snapshot).areas}
    rows = [_aimed(area, came_to.get(area.pk), targets) for area in snapshot.areas]
    return {
        "rows": rows,
        "years": _years(snapshot),
    }


def _aimed(area: Area, came_to: AreaResult | None, targets: Mapping[tuple[int, int | None], int]) -> AreaTarget:
    """An area with its target and its level today, and its questions with theirs."""
    questions: list[QuestionTarget] = [
        {
            "key": f"{area.pk}-q{one.question.pk}",
            "question": one.question,
            "target": targets.get((area.pk, one.question.pk)),
            "today": Level(one.agreed.level),
        }
        for one in (came_to.questions if came_to else ())
    ]
    return {
        "area": area,
        "target": targets.get((area.pk, None)),
        "today": Level(came_to.level) if came_to else None,
        "questions": questions,
        "set": sum(one["target"] is not None for one in questions),
    }


def _years(snapshot: WorkshopSnapshot) -> list[int]:
    """Years to choose from: the seven after the workshop's own, and the one that is chosen."""
    own = (snapshot.occasion.on or snapshot.workshop.made_at).year
    years = {*range(own + 1, own + 8)}
    return sorted(years | {snapshot.workshop.target_year} if snapshot.workshop.target_year else years)


@panel
def room_story(snapshot: WorkshopSnapshot) -> StoryContext:
    """The page that the board shows, as text and table."""
    return _turned_to(snapshot, workshop_pages(snapshot))


def asked_on_board(snapshot: WorkshopSnapshot) -> int | None:
    """The question that the board shows in plenary, if it shows one."""
    is_plenary = snapshot.phase is not None and snapshot.phase.kind == PhaseKind.PLENARY
    asked = snapshot.workshop.spot in {question.pk for question in snapshot.current_questions}
    return snapshot.workshop.spot if is_plenary and asked and not snapshot.workshop.is_over else None


BoardQuestionContext = TypedDict("BoardQuestionContext", {"question": Question, "stair": Stair})


@board_panel(_("The question with its picture"))
def board_question(snapshot: WorkshopSnapshot, question: int) -> BoardQuestionContext:
    """A question in plenary: the groups on its levels, and the room's people under them where that is released."""
    asked = snapshot.question_or_refuse(question)
    one = next((each for each in load_workshop_result(snapshot).questions if each.question.pk == question), None)
    [stair] = level_stairs(snapshot, [asked], {question: one.counts} if one else {})  # never a trial's
    return {"question": asked, "stair": stair}


class SpreadRow(TypedDict):
    """A question with its people at each level: number, name, one for each of them; as dots where they are few."""

    one: QuestionResult
    levels: list[tuple[int, str, range]]
    are_dots: bool
    agreement: Agreement | str


SpreadsContext = TypedDict("SpreadsContext", {"rows": list[SpreadRow]})


@panel
def desk_spreads(snapshot: WorkshopSnapshot) -> SpreadsContext:
    """In plenary, under each question of the step: how the room's ratings are spread, as far as they are released."""
    asked, came_to = {question.pk for question in snapshot.current_questions}, load_workshop_result(snapshot)
    names = [localized(name) for name in came_to.level_names]
    rows: list[SpreadRow] = [
        {
            "one": one,
            "levels": list(zip(came_to.scale, names, map(range, one.counts), strict=False)),
            "are_dots": sum(one.counts) <= MOST_DOTS,
            "agreement": Agreement(one.agreement) if one.word else "",
        }
        for one in came_to.questions
        if one.question.pk in asked
    ]
    return {"rows": rows}
