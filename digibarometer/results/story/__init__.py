"""Today's picture as a told story: one picture a page, a finding above it, and questions to talk about.

One file a page, or two that belong together. All of it is made from an `Outcome`, which holds released figures only.
"""

from collections.abc import Callable

from digibarometer.live.render_cache import once_a_turn
from digibarometer.results.outcome import Outcome, in_this_language, outcome_of
from digibarometer.results.story.agreement_pages import disagreement, least_agreed
from digibarometer.results.story.distribution import spread_picture, spread_table
from digibarometer.results.story.dont_know_page import unknown
from digibarometer.results.story.group_comparison_page import groups, heat_picture, heat_table
from digibarometer.results.story.overview_page import overview
from digibarometer.results.story.page import Page
from digibarometer.results.story.role_gap_pages import differing, roles
from digibarometer.results.story.target_distance_page import distance
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
