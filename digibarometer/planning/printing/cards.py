"""Cards of A5: one for each question, and one for each thing outside that the workshop looks at."""

from typing import Any

from django.utils.translation import gettext

from digibarometer.exercises.horizon.models import Signal
from digibarometer.exercises.horizon.queries import radar_labels, signals
from digibarometer.exercises.horizon.rules import SCALE
from digibarometer.i18n import localized
from digibarometer.planning.printing.common import workshop_header
from digibarometer.questions.models import Question
from digibarometer.workshops.snapshot import WorkshopSnapshot


def questions(snapshot: WorkshopSnapshot) -> list[Question]:
    """Every question on a card: the trial question first where the agenda has it, then area by area."""
    has_trial = any(step.kind == "assessment" and step.area_id is None for step in snapshot.steps)
    return [*(snapshot.questions_of(None) if has_trial else []), *snapshot.questions]


def question_cards(snapshot: WorkshopSnapshot, one_a_page: bool) -> dict[str, Any]:
    """What the question cards say."""
    asked, question_set = snapshot.questions, snapshot.content.question_set
    places = {question.pk: number for number, question in enumerate(asked, start=1)}
    return {
        **workshop_header(snapshot),
        "one-a-page": one_a_page,
        "dont_know": {name: localized(said) for name, said in question_set.dont_know.items()},
        "words": {
            "own_level": gettext("My level"),
            "why": gettext("Why? An example:"),
            "role": gettext("Role"),
            "group": gettext("Group"),
        },
        "cards": [
            {
                "text": str(question),
                "area": str(question.area) if question.area else gettext("Trial question"),
                "place": f"{places[question.pk]} / {len(asked)}" if question.pk in places else "",
                "levels": [
                    {"level": level, "name": question_set.level_name(level), "text": question.level_text(level)}
                    for level in question_set.levels
                ],
            }
            for question in questions(snapshot)
        ],
    }


def chosen_signals(snapshot: WorkshopSnapshot) -> list[Signal]:
    """What the workshop is to look at, of every horizon scan in its agenda."""
    return [signal for step in snapshot.steps if step.kind == "horizon" for signal in signals(step)]


def horizon_cards(snapshot: WorkshopSnapshot, one_a_page: bool) -> dict[str, Any]:
    """What the horizon cards say."""
    chosen, said = chosen_signals(snapshot), radar_labels()
    return {
        **workshop_header(snapshot),
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


def _signal(signal: Signal, place: str) -> dict[str, Any]:
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
