"""Today's picture as a told story: one picture a page, a finding above it, and questions to talk about.

One file a page, or two that belong together. All of it is made from an `Outcome`, which holds released figures only.
"""

from collections.abc import Callable

from digibarometer.live.render_cache import once_a_turn
from digibarometer.results.outcome import Outcome, in_this_language, outcome_of
from digibarometer.results.story.agreeing import disagreement, least_agreed
from digibarometer.results.story.distance import distance
from digibarometer.results.story.groups import groups, heat_picture, heat_table
from digibarometer.results.story.overview import overview
from digibarometer.results.story.page import Page
from digibarometer.results.story.roles import differing, roles
from digibarometer.results.story.spread import spread_picture, spread_table
from digibarometer.results.story.unknown import unknown
from digibarometer.workshops.snapshot import Now

__all__ = ["Page", "heat_picture", "heat_table", "more", "spread_picture", "spread_table", "story_of", "tell"]

PAGES = (overview, distance, least_agreed, disagreement, roles, differing, groups, unknown)
more: list[Callable[[Outcome], Page | None]] = []  # pages that others add, last; they put themselves here at the start


@once_a_turn(in_this_language)
def story_of(here: Now) -> list[Page]:
    """The story of the workshop as it stands; the first page is always there."""
    return tell(outcome_of(here))


def tell(came_to: Outcome) -> list[Page]:
    """The story of what a workshop came to. A page without anything to say is left out."""
    return [page for make in (*PAGES, *more) if (page := make(came_to))]
