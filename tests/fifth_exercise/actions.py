"""What people want, and what then happens: the leader asks, each shows a hand, the leader opens the spread."""

from collections.abc import Iterable
from typing import Annotated, ClassVar

import msgspec
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from digibarometer.live.actions import Action, ActionRefused
from digibarometer.live.panels import Invalidation
from digibarometer.workshops import headcounts
from digibarometer.workshops.actions.table_screen import viewer_or_refuse
from digibarometer.workshops.seats import LeaderSeat, ParticipantSeat, TableSeat
from digibarometer.workshops.snapshot import WorkshopSnapshot
from tests.fifth_exercise import panels
from tests.fifth_exercise.models import Hand, Question
from tests.fifth_exercise.rules import FIST, MAX_QUESTION_LENGTH, spread

NOT_ASKED = _("That is not asked here. Reload the page and try again.")
OPENED = _("Everyone has seen the spread, so it no longer changes.")


class AtStep(Action, frozen=True, kw_only=True):
    """Anything that is said in a step."""

    step: int
    about: ClassVar[tuple[str, ...]] = ("step",)


class Ask(AtStep, frozen=True, tag="fist.ask"):
    """The leader says: this is what the room is asked."""

    text: Annotated[str, msgspec.Meta(max_length=MAX_QUESTION_LENGTH)]


def ask(wanted: Ask, seat: LeaderSeat) -> Iterable[Invalidation]:
    """Put the question on every screen. Another in its place begins anew, until the spread has been opened."""
    snapshot, text = seat.snapshot, " ".join(wanted.text.split())
    step = snapshot.step_or_refuse(wanted.step)
    if step.kind != FIST:
        raise ActionRefused(NOT_ASKED)
    if not text:
        raise ActionRefused(_("Write the question first."))
    asked = Question.objects.filter(step=step).first()
    if asked and asked.text == text:
        return []
    if asked and asked.counts is not None:
        raise ActionRefused(OPENED)
    Hand.objects.filter(question=asked).delete()
    Question.objects.update_or_create(step=step, defaults={"workshop": snapshot.workshop, "text": text})
    return snapshot.workshop.update_and_bump_version()


class Show(AtStep, frozen=True, tag="fist.show"):
    """Somebody says: I show so many fingers."""

    fingers: Annotated[int, msgspec.Meta(ge=0, le=5)]


def show(wanted: Show, seat: ParticipantSeat | TableSeat) -> Iterable[Invalidation]:
    """Keep the hand; the last one counts, until the spread is opened."""
    viewer, question = viewer_or_refuse(seat), question_or_refuse(seat.snapshot, wanted.step)
    if question.counts is not None:
        raise ActionRefused(OPENED)
    Hand.objects.update_or_create(
        question=question,
        participant_id=viewer.participant_id,
        defaults={"workshop": seat.snapshot.workshop, "sitting": viewer.sitting, "fingers": wanted.fingers},
    )
    return [panels.my_hand.ref(seat.workshop, viewer.participant_id), *panels.progress_panels(seat.snapshot)]


class Open(AtStep, frozen=True, tag="fist.open"):
    """The leader says: let everyone see how we stand."""


def open_spread(wanted: Open, seat: LeaderSeat) -> Iterable[Invalidation]:
    """Show the spread to everyone for good, where enough people stand behind it."""
    snapshot, question = seat.snapshot, question_or_refuse(seat.snapshot, wanted.step)
    if question.counts is not None:
        return []
    hands = dict(question.hands.values_list("participant", "fingers"))
    least = snapshot.workshop.threshold
    if headcounts.minimum_people(hands) < least:
        said = ngettext(
            "At least %(people)s person must have answered first.",
            "At least %(people)s people must have answered first.",
            least,
        )
        raise ActionRefused(said % {"people": least})
    Question.objects.filter(pk=question.pk).update(counts=spread(hands.values()))
    return snapshot.workshop.update_and_bump_version()


def question_or_refuse(snapshot: WorkshopSnapshot, step: int) -> Question:
    """What is asked in a step of this workshop. Raises ActionRefused where nothing is."""
    question = Question.objects.filter(workshop=snapshot.pk, step=step).first()
    if question is None:
        raise ActionRefused(gettext("Nothing is asked yet. Wait for the leader."))
    return question
