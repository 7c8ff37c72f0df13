"""The receipt as the last page of the story: on the board, on phones, on the result page and in the report."""

from collections.abc import Iterator

from django.utils.translation import gettext

from digibarometer.results import formatting
from digibarometer.results.outcome import WorkshopResult
from digibarometer.results.receipt.facts import Facts
from digibarometer.results.receipt.text import (
    ReceiptPart,
    current_receipt,
    directions,
    format_steps,
    join_names,
    plan_summary,
    receipt_finding,
    targets,
)
from digibarometer.results.story.page import Page
from digibarometer.tables import Level, Row

FARTHEST = 3  # areas that there is room for


def board_sentences(facts: Facts) -> list[str]:
    """What moved, targets, plan, what the ratings can carry, and the farthest to go: at most seven sentences."""
    known = [one for one in facts.areas if one.step is not None]
    moved = [text % {"areas": format_steps(there)} for text, fits in directions() if (there := join_names(known, fits))]
    by_word = {word: [one.name for one in facts.areas if one.ratings == word] for word in ("forward", "back")}
    careful = [
        (gettext("People's ratings probably lie higher: %(areas)s."), by_word["forward"]),
        (gettext("People's ratings probably lie lower: %(areas)s."), by_word["back"]),
    ]
    said = [text % {"areas": formatting.format_list(names)} for text, names in careful if names]
    if not said and any(one.ratings == "unclear" for one in facts.areas):
        said = [gettext("The differences in what people rated on their own cannot be told from chance.")]
    plan = list(plan_summary(facts)) if known else []
    return [*moved[:2], *targets(facts), *plan, *said, *_farthest(facts)]


def _farthest(facts: Facts) -> Iterator[str]:
    far = sorted((one for one in facts.areas if one.left is not None), key=lambda one: -(one.left or 0))[:FARTHEST]
    if far:
        named = formatting.format_list([f"{one.name} ({Level(one.left)})" for one in far])
        yield gettext("Farthest to the new targets: %(areas)s.") % {"areas": named}


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
