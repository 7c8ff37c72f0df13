"""The receipt on the board: so short that it can be read at ten metres."""

from collections.abc import Iterator

from django.utils.translation import gettext

from digibarometer.results import formatting
from digibarometer.results.receipt.facts import Facts
from digibarometer.results.receipt.text import directions, format_steps, join_names, plan_summary, targets
from digibarometer.tables import Level

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
