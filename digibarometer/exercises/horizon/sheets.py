"""A card for each thing outside that the workshop looks at."""

from pathlib import Path

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from digibarometer.exercises.horizon.models import Signal
from digibarometer.exercises.horizon.queries import radar_labels, signals
from digibarometer.exercises.horizon.rules import HORIZON, SCALE
from digibarometer.i18n import localized
from digibarometer.live.actions import StrOrPromise
from digibarometer.workshops.sheets import TO_CUT, Sheet, double_sided_copies
from digibarometer.workshops.snapshot import WorkshopSnapshot

TEMPLATES = Path(__file__).parent / "templates" / "horizon"


def chosen_signals(snapshot: WorkshopSnapshot) -> list[Signal]:
    """What the workshop is to look at, of every horizon scan in its agenda."""
    return [signal for step in snapshot.steps_of(HORIZON) for signal in signals(step)]


def horizon_cards(snapshot: WorkshopSnapshot, one_a_page: bool) -> dict[str, object]:
    """What the horizon cards say."""
    chosen, said = chosen_signals(snapshot), radar_labels()
    return {
        "one-a-page": one_a_page,
        "horizons": said.horizons,
        "scale": SCALE,
        "words": {
            "when": gettext("When?"),
            "meaning": gettext("For us?"),
            "is": gettext("Is it"),
            "answer": gettext("What do we do about it?"),
            "small": gettext("little"),
            "large": gettext("much"),
            "opportunity": said.opportunity,
            "threat": said.threat,
        },
        "cards": [_signal(signal, f"{number} / {len(chosen)}") for number, signal in enumerate(chosen, start=1)],
    }


def _signal(signal: Signal, place: str) -> dict[str, object]:
    card = signal.card
    if card is None:
        parts = [{"name": "", "text": signal.text}]
        return {"title": signal.title, "kind": "", "parts": parts, "source": signal.link, "place": place}
    told = [
        (gettext("What happens:"), localized(card.what_happens)),
        (gettext("What it may mean:"), localized(card.meaning)),
    ]
    return {
        "title": str(card),
        "kind": str(card.get_kind_display()),
        "parts": [{"name": name, "text": text} for name, text in told if text],
        "source": gettext("Source: %(source)s (%(year)s)") % {"source": card.source, "year": card.as_of},
        "place": place,
    }


def _no_cards(snapshot: WorkshopSnapshot) -> StrOrPromise:
    if not snapshot.steps_of(HORIZON):
        return _("There is no horizon scan in the agenda.")
    return "" if chosen_signals(snapshot) else _("No horizon cards are chosen yet.")


SHEETS = [
    Sheet(
        key="horizon-cards",
        title=_("Horizon cards"),
        use=_("A pack for each group, with room to place them."),
        paper=_("A4, on one side, to cut to A5"),
        data=lambda here: horizon_cards(here, one_a_page=False),
        copies=lambda room: double_sided_copies(room.groups),
        pages=lambda here: len(chosen_signals(here)),
        why_not=_no_cards,
        template=TEMPLATES / "horizon_cards.typ",
        hint=TO_CUT,
    )
]
