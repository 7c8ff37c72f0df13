"""Today's picture as a told story: one picture a page, a finding above it, and questions to talk about.

One file a page, or two that belong together. All of it is made from an `Outcome`, which holds released figures only.
"""

from digibarometer.live.render_cache import cached_per_render
from digibarometer.results.outcome import WorkshopResult, in_this_language, load_workshop_result
from digibarometer.results.story.agreement_pages import agreement_page, disagreement_page, dont_know_page
from digibarometer.results.story.distribution import (
    group_comparison_page,
    heat_picture,
    heat_table,
    spread_table,
)
from digibarometer.results.story.overview_page import overview_page, target_distance_page
from digibarometer.results.story.page import Page
from digibarometer.results.story.receipt_page import receipt_page
from digibarometer.results.story.role_gap_pages import most_different_questions, role_gap_page
from digibarometer.workshops.snapshot import WorkshopSnapshot

__all__ = [
    "Page",
    "build_pages",
    "heat_picture",
    "heat_table",
    "spread_table",
    "workshop_pages",
]

PAGES = (
    overview_page,
    target_distance_page,
    agreement_page,
    disagreement_page,
    role_gap_page,
    most_different_questions,
    group_comparison_page,
    dont_know_page,
    receipt_page,
)


@cached_per_render(in_this_language)
def workshop_pages(snapshot: WorkshopSnapshot) -> list[Page]:
    """The story of the workshop as it stands; the first page is always there."""
    return build_pages(load_workshop_result(snapshot))


def build_pages(came_to: WorkshopResult) -> list[Page]:
    """The story of what a workshop came to. A page without anything to say is left out."""
    return [page for make in PAGES if (page := make(came_to))]
