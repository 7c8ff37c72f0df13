"""The wall that proposals are written on, and what they can grow from."""

from collections.abc import Sequence

from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext_noop

from digibarometer.i18n import translations, untranslated
from digibarometer.notes.models import ActivitySeed, Note, Theme
from digibarometer.notes.wall_registry import Choice, Column, Words
from digibarometer.workshops.models import Step
from digibarometer.workshops.snapshot import WorkshopSnapshot

PROPOSALS = "proposals"
TITLE = gettext_noop("Proposals")
MEANING = gettext_noop("Begin with a verb. Write something that can be started within three months.")
GROW = gettext_noop("This is what you have raised. What will you do about it?")
SEED = "seed-"  # begins the key of a proposal that is a seed, word for word


def columns(snapshot: WorkshopSnapshot, step: Step) -> Sequence[Column]:
    """One column. What the room has raised is read only when it is shown."""
    raised = SimpleLazyObject(lambda: _raised(snapshot))
    return (Column(PROPOSALS, translations(TITLE), translations(MEANING), prompts=raised),)  # type: ignore[arg-type]


def _raised(snapshot: WorkshopSnapshot) -> tuple[Words, ...]:
    texts = list(ActivitySeed.objects.filter(workshop=snapshot.pk).values_list("text", flat=True))
    return (translations(GROW), *map(untranslated, texts)) if texts else ()


def ballot(snapshot: WorkshopSnapshot, step: Step, poll: str) -> Sequence[Choice]:
    """Bundles of proposals, then proposals by themselves: those that groups hold highest, or all where none is."""
    notes = Note.objects.visible(step.pk).filter(under=None)
    rows = list(notes.values_list("pk", "text", "theme", "lifted_at"))
    used = {theme for _, _, theme, _ in rows}
    themes = Theme.objects.filter(step=step).order_by("pk").values_list("pk", "name")
    bundles = [Choice("bundle", pk, name) for pk, name in themes if pk in used]
    alone = [row for row in rows if row[2] is None]
    loose = [(bool(lifted), Choice("proposal", pk, text)) for pk, text, _, lifted in alone]
    return [*bundles, *([choice for lifted, choice in loose if lifted] or [choice for _, choice in loose])]
