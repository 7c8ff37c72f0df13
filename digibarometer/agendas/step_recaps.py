"""Where we are: what the room has done and come to, kept when it leaves a step, and told to those who come later."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from django.conf import settings
from django.db.models import Max
from django.utils.translation import override

from digibarometer.agendas.models import Told
from digibarometer.live.panels import Touch
from digibarometer.questions.i18n import in_language
from digibarometer.workshops import signals
from digibarometer.workshops.models import Participant, Step
from digibarometer.workshops.snapshot import Now, once_a_version

UNTOLD = {"break", "lunch", "welcome", "checkout"}  # kinds of steps that nobody needs to hear of
LANGUAGES = [code for code, _name in settings.LANGUAGES]


@dataclass(frozen=True)
class Done:
    """A step that is done, and what came of it, in the reader's language."""

    step: Step
    facts: list[str]


class Mark(NamedTuple):
    """A step that was left: who came in last before that, and whether there is anything to tell of it."""

    newest: int
    tells: bool


def keep(here: Now, step: Step) -> Iterable[Touch]:
    """Keep what the room has come to in a step that it leaves; what shows it is touched by the move itself."""
    said = [_said(here, step, language) for language in LANGUAGES]
    facts = [dict(zip(LANGUAGES, each, strict=True)) for each in zip(*said, strict=True)]
    newest = Participant.objects.filter(workshop=here.pk).aggregate(newest=Max("pk"))["newest"] or 0
    Told.objects.update_or_create(step_id=step.pk, defaults={"workshop_id": here.pk, "facts": facts, "newest": newest})
    return ()


def keep_what_is_on(here: Now) -> Iterable[Touch]:
    """The same when the room stops in a step."""
    return keep(here, here.step) if here.step else ()


def _said(here: Now, step: Step, language: str) -> list[str]:
    with override(language):
        return [str(fact) for tells in signals.so_far for fact in tells(here, step)]


def done(here: Now) -> list[Done]:
    """The steps that the room has left, or stopped in, each with what came of it."""
    told = {one.step_id: one for one in Told.objects.filter(workshop=here.pk)}
    return [
        Done(step, [in_language(fact) for fact in told[step.pk].facts])
        for step in here.steps
        if step.pk in told and step.kind not in UNTOLD
    ]


@once_a_version
def marks(here: Now) -> list[Mark]:
    """Each step that was left."""
    kept = Told.objects.filter(workshop=here.pk).exclude(step=here.step).values_list("newest", "step__kind")
    return [Mark(newest, kind not in UNTOLD) for newest, kind in kept]


def is_new(here: Now, person: int) -> bool:
    """Whether somebody came in when something had been done, and the room has been in one more step since at most."""
    left = marks(here)
    missed = any(mark.tells and mark.newest < person for mark in left)
    return missed and sum(mark.newest >= person for mark in left) <= 1


def begins_again(here: Now) -> bool:
    """Whether the room is in the first step of an occasion that is not the first."""
    if here.step is None or here.occasion == here.occasions[0]:
        return False
    return here.step == next(step for step in here.steps if step.occasion_id == here.occasion.pk)


def have_come_in(here: Now) -> bool:
    """Whether another occasion begins, and its first phase, in which people come in, is over."""
    return begins_again(here) and here.step is not None and here.phase != here.phases_of(here.step)[0]
