"""The receipt as the last page of the story: on the board, on phones, on the result page and in the report."""

from django.utils.translation import gettext

from digibarometer.results import formatting
from digibarometer.results.outcome import Outcome
from digibarometer.results.receipt.board_text import on_board
from digibarometer.results.receipt.edits import Standing, receipt_of
from digibarometer.results.receipt.facts import Facts
from digibarometer.results.receipt.text import finding
from digibarometer.results.story.page import Page

SHORT, SHORTER = 2, 1  # paragraphs of a part that the board has room for: changed, and as it is written


def receipt_page(came_to: Outcome) -> Page | None:
    """Short enough to be read at ten metres; none where no round came before, or nothing can be compared."""
    found = receipt_of(came_to.workshop)
    if found is None or not found[1]:
        return None
    facts, parts = found
    return Page(
        "receipt",
        gettext("The receipt since %(then)s") % {"then": facts.then},
        finding(facts),
        _short(facts, parts),
        (gettext("What are you most proud of, and what do we do about the rest?"),),
        columns=columns(facts),
        rows=rows(facts),
    )


def _short(facts: Facts, parts: list[Standing]) -> tuple[str, ...]:
    """As it is written; where a leader has changed anything, the beginning of each part as it stands."""
    if not any(part.is_changed for part in parts):
        return tuple(on_board(facts))
    return tuple(said for part in parts for said in part.paragraphs[: SHORT if part.is_changed else SHORTER])


def columns(facts: Facts) -> tuple[str, ...]:
    """Headings of the table of areas."""
    return gettext("Area"), facts.then, facts.now, gettext("Target then"), gettext("Next target")


def rows(facts: Facts) -> tuple[tuple[str, ...], ...]:
    """An area a row: the room's own levels, and the targets."""
    return tuple(
        (one.name, *map(formatting.level, (one.then, one.now, one.aimed, one.next_target))) for one in facts.areas
    )
