"""The receipt as the last page of the story: on the board, on phones, on the result page and in the report."""

from django.utils.translation import gettext

from digibarometer.results.outcome import WorkshopResult
from digibarometer.results.receipt.board_text import board_sentences
from digibarometer.results.receipt.edits import ReceiptPart, current_receipt
from digibarometer.results.receipt.facts import Facts
from digibarometer.results.receipt.text import receipt_finding
from digibarometer.results.story.page import Page
from digibarometer.tables import Level, Row

SHORT, SHORTER = 2, 1  # paragraphs of a part that the board has room for: changed, and as it is written


def receipt_page(came_to: WorkshopResult) -> Page | None:
    """Short enough to be read at ten metres; none where no round came before, or nothing can be compared."""
    found = current_receipt(came_to.workshop)
    if found is None or not found[1]:
        return None
    facts, parts = found
    return Page(
        "receipt",
        gettext("The receipt since %(then)s") % {"then": facts.then},
        receipt_finding(facts),
        _short(facts, parts),
        (gettext("What are you most proud of, and what do we do about the rest?"),),
        columns=columns(facts),
        rows=rows(facts),
    )


def _short(facts: Facts, parts: list[ReceiptPart]) -> tuple[str, ...]:
    """As it is written; where a leader has changed anything, the beginning of each part as it stands."""
    if not any(part.is_changed for part in parts):
        return tuple(board_sentences(facts))
    return tuple(said for part in parts for said in part.paragraphs[: SHORT if part.is_changed else SHORTER])


def columns(facts: Facts) -> tuple[str, ...]:
    """Headings of the table of areas."""
    return gettext("Area"), facts.then, facts.now, gettext("Target then"), gettext("Next target")


def rows(facts: Facts) -> tuple[Row, ...]:
    """An area a row: the room's own levels, and the targets."""
    return tuple((one.name, *map(Level, (one.then, one.now, one.aimed, one.next_target))) for one in facts.areas)
