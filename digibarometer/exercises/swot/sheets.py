"""The SWOT on the wall and on the tables."""

from pathlib import Path

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from digibarometer.exercises.swot.wall_columns import SWOT, quadrants
from digibarometer.i18n import localized
from digibarometer.live.actions import StrOrPromise
from digibarometer.workshops.sheets import Sheet
from digibarometer.workshops.snapshot import WorkshopSnapshot

TEMPLATES = Path(__file__).parent / "templates" / "swot"


def posters(snapshot: WorkshopSnapshot, one_a_page: bool) -> dict[str, object]:
    """The quadrants with their prompts: all on one poster, or each on its own."""
    return {
        "one-a-page": one_a_page,
        "words": {"heading": gettext("SWOT"), "group": gettext("Group")},
        "quadrants": [
            {
                "title": str(column),
                "meaning": localized(column.meaning),
                "prompts": [localized(prompt) for prompt in column.prompts],
            }
            for column in quadrants()
        ],
    }


def _no_swot(snapshot: WorkshopSnapshot) -> StrOrPromise:
    return "" if snapshot.steps_of(SWOT) else _("There is no SWOT in the agenda.")


SHEETS = [
    Sheet(
        key="swot-posters",
        title=_("SWOT poster"),
        use=_("One for each group: the four quadrants with prompts."),
        paper=_("A3"),
        data=lambda here: posters(here, one_a_page=False),
        copies=lambda room: room.groups,
        why_not=_no_swot,
        template=TEMPLATES / "swot_posters.typ",
    ),
    Sheet(
        key="swot-quadrants",
        title=_("SWOT, a poster for each quadrant"),
        use=_("On the wall, for all groups together."),
        paper=_("A3"),
        data=lambda here: posters(here, one_a_page=True),
        copies=lambda room: 1,
        pages=lambda here: 4,
        why_not=_no_swot,
        template=TEMPLATES / "swot_posters.typ",
    ),
]
