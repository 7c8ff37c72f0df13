"""An instant question: asked, answered on phones, closed, and its words let through one by one."""

from collections.abc import Iterable
from typing import Annotated, Literal

import msgspec
from django.utils.translation import gettext_lazy as _

from digibarometer.hosting.models import QuickAnswer, QuickQuestion
from digibarometer.hosting.projector.panels import board_cover
from digibarometer.hosting.quick_questions import panels
from digibarometer.hosting.rules import CHOICES, LONGEST_CHOICE, parse_options
from digibarometer.live.actions import Action, ActionRefused, ClientKey
from digibarometer.live.panels import Invalidation
from digibarometer.workshops.actions.table_screen import viewer_or_refuse
from digibarometer.workshops.seats import LeaderSeat, ParticipantSeat, TableSeat

NOT_THERE = _("That question is not there any more.")


class AskQuickQuestion(Action, frozen=True, tag="hosting.ask"):
    """The leader says: the room is asked this. Choices stand one a line."""

    key: ClientKey
    kind: Literal["choice", "scale", "words"]
    text: Annotated[str, msgspec.Meta(max_length=140)]
    choices: Annotated[str, msgspec.Meta(max_length=500)] = ""
    about = ("key",)


def ask_quick_question(wanted: AskQuickQuestion, seat: LeaderSeat) -> Iterable[Invalidation]:
    """Put the question on every phone. One is open at a time: a new one closes the one before."""
    snapshot, text = seat.snapshot, " ".join(wanted.text.split())
    asked = QuickQuestion.objects.filter(workshop=snapshot.pk)
    if asked.filter(key=wanted.key).exists():
        return []
    if not text:
        raise ActionRefused(_("Write the question first."))
    choices = parse_options(wanted.choices) if wanted.kind == "choice" else []
    if wanted.kind == "choice" and not CHOICES[0] <= len(choices) <= CHOICES[1]:
        raise ActionRefused(_("Write two to six choices, one a line, all different."))
    if any(len(choice) > LONGEST_CHOICE for choice in choices):
        raise ActionRefused(_("A choice may have at most 60 characters."))
    for before in asked.filter(closed_at=None):
        panels.release_answers(before, snapshot.workshop.threshold)
    QuickQuestion.objects.create(
        workshop=snapshot.workshop, key=wanted.key, kind=wanted.kind, text=text, choices=choices, by_id=seat.user
    )
    return snapshot.workshop.update_and_bump_version()


class AnswerQuickQuestion(Action, frozen=True, tag="hosting.answer"):
    """A participant's answer to the question that is open: an option by its place, or words."""

    ask: int
    value: int | None = None
    text: Annotated[str, msgspec.Meta(max_length=60)] = ""
    about = ("ask",)


def answer_quick_question(wanted: AnswerQuickQuestion, seat: ParticipantSeat | TableSeat) -> Iterable[Invalidation]:
    """Keep the answer; the last one counts."""
    viewer, of = viewer_or_refuse(seat), seat.workshop
    ask = QuickQuestion.objects.filter(pk=wanted.ask, workshop=of).first()
    if ask is None:
        raise ActionRefused(NOT_THERE)
    if ask.closed_at:
        raise ActionRefused(_("The leader has closed the question."))
    text = " ".join(wanted.text.split())
    if ask.kind == QuickQuestion.Kind.WORDS:
        if not text:
            raise ActionRefused(_("Write a word or two first."))
        said: dict[str, str | int | None] = {"text": text, "value": None}
    elif wanted.value is None or not 1 <= wanted.value <= len(ask.options):
        raise ActionRefused(_("That is none of the choices. Reload the page and try again."))
    else:
        said = {"text": "", "value": wanted.value}
    kept = {"workshop": seat.snapshot.workshop, "sitting": viewer.sitting, **said}
    QuickAnswer.objects.update_or_create(ask=ask, participant_id=viewer.participant_id, defaults=kept)
    return [panels.my_ask.ref(of, viewer.participant_id), panels.leader_ask.ref(of), board_cover.ref(of)]


class CloseQuickQuestion(Action, frozen=True, tag="hosting.close_ask"):
    """The leader says: nobody answers any more."""

    ask: int
    about = ("ask",)


def close_quick_question(wanted: CloseQuickQuestion, seat: LeaderSeat) -> Iterable[Invalidation]:
    """Release what the privacy rule lets through, and cut every answer from who gave it. It cannot be opened again."""
    ask = QuickQuestion.objects.filter(pk=wanted.ask, workshop=seat.workshop).first()
    if ask is None:
        raise ActionRefused(NOT_THERE)
    if ask.closed_at:
        return []
    panels.release_answers(ask, seat.snapshot.workshop.threshold)
    return seat.snapshot.workshop.update_and_bump_version()


class ShowWords(Action, frozen=True, tag="hosting.show_words"):
    """The leader says: these words show on the projector, or do not."""

    words: int
    shown: bool
    about = ("words",)


def show_words(wanted: ShowWords, seat: LeaderSeat) -> Iterable[Invalidation]:
    """Let someone's words through, once the question is closed; nobody knows whose they are."""
    found = QuickAnswer.objects.filter(pk=wanted.words, workshop=seat.workshop).exclude(ask__closed_at=None)
    if not found:
        raise ActionRefused(NOT_THERE)
    found.update(is_shown=wanted.shown)
    return [panels.leader_ask.ref(seat.workshop), board_cover.ref(seat.workshop)]
