"""An instant question: asked, answered on phones, closed, and its words let through one by one."""

from collections.abc import Iterable
from typing import Annotated, Literal

import msgspec
from django.utils.translation import gettext_lazy as _

from digibarometer.hosting.models import Ask, AskAnswer
from digibarometer.hosting.projector.panels import board_cover
from digibarometer.hosting.quick_questions import panels, releases
from digibarometer.hosting.quick_questions.rules import CHOICES, LONGEST_CHOICE, options_in
from digibarometer.live.actions import Action, Refused
from digibarometer.live.panels import Touch
from digibarometer.workshops import panels as room
from digibarometer.workshops.actions.table_screen import viewer_or_refuse
from digibarometer.workshops.seats import LeaderSeat, ParticipantSeat, TableSeat

NOT_THERE = _("That question is not there any more.")


class AskRoom(Action, frozen=True, tag="hosting.ask"):
    """The leader says: the room is asked this. Choices stand one a line."""

    key: Annotated[str, msgspec.Meta(min_length=1, max_length=40)]
    kind: Literal["choice", "scale", "words"]
    text: Annotated[str, msgspec.Meta(max_length=140)]
    choices: Annotated[str, msgspec.Meta(max_length=500)] = ""

    def about(self) -> str:
        """One wish a question."""
        return f"hosting.ask:{self.key}"


def ask_room(wanted: AskRoom, seat: LeaderSeat) -> Iterable[Touch]:
    """Put the question on every phone. One is open at a time: a new one closes the one before."""
    here, text = seat.now, " ".join(wanted.text.split())
    asked = Ask.objects.filter(workshop=here.pk)
    if asked.filter(key=wanted.key).exists():
        return []
    if not text:
        raise Refused(_("Write the question first."))
    choices = options_in(wanted.choices) if wanted.kind == "choice" else []
    if wanted.kind == "choice" and not CHOICES[0] <= len(choices) <= CHOICES[1]:
        raise Refused(_("Write two to six choices, one a line, all different."))
    if any(len(choice) > LONGEST_CHOICE for choice in choices):
        raise Refused(_("A choice may have at most 60 characters."))
    for before in asked.filter(closed_at=None):
        releases.release(before, here.workshop.threshold)
    Ask.objects.create(
        workshop=here.workshop, key=wanted.key, kind=wanted.kind, text=text, choices=choices, by_id=seat.user
    )
    here.workshop.changed()
    return room.everything_of(here.pk)


class Answer(Action, frozen=True, tag="hosting.answer"):
    """A participant's answer to the question that is open: an option by its place, or words."""

    ask: int
    value: int | None = None
    text: Annotated[str, msgspec.Meta(max_length=60)] = ""

    def about(self) -> str:
        """One wish a question."""
        return f"hosting.answer:{self.ask}"


def answer(wanted: Answer, seat: ParticipantSeat | TableSeat) -> Iterable[Touch]:
    """Keep the answer; the last one counts."""
    viewer, of = viewer_or_refuse(seat), seat.workshop
    ask = Ask.objects.filter(pk=wanted.ask, workshop=of).first()
    if ask is None:
        raise Refused(NOT_THERE)
    if ask.closed_at:
        raise Refused(_("The leader has closed the question."))
    text = " ".join(wanted.text.split())
    if ask.kind == Ask.Kind.WORDS:
        if not text:
            raise Refused(_("Write a word or two first."))
        said: dict[str, str | int | None] = {"text": text, "value": None}
    elif wanted.value is None or not 1 <= wanted.value <= len(ask.options):
        raise Refused(_("That is none of the choices. Reload the page and try again."))
    else:
        said = {"text": "", "value": wanted.value}
    kept = {"workshop": seat.now.workshop, "sitting": viewer.sitting, **said}
    AskAnswer.objects.update_or_create(ask=ask, participant_id=viewer.participant_id, defaults=kept)
    return [panels.my_ask.of(of, viewer.participant_id), panels.desk_ask.of(of), board_cover.of(of)]


class CloseAsk(Action, frozen=True, tag="hosting.close_ask"):
    """The leader says: nobody answers any more."""

    ask: int

    def about(self) -> str:
        """One wish a question."""
        return f"hosting.close_ask:{self.ask}"


def close_ask(wanted: CloseAsk, seat: LeaderSeat) -> Iterable[Touch]:
    """Release what the privacy rule lets through, and cut every answer from who gave it. It cannot be opened again."""
    ask = Ask.objects.filter(pk=wanted.ask, workshop=seat.workshop).first()
    if ask is None:
        raise Refused(NOT_THERE)
    if ask.closed_at:
        return []
    releases.release(ask, seat.now.workshop.threshold)
    seat.now.workshop.changed()
    return room.everything_of(seat.workshop)


class ShowWords(Action, frozen=True, tag="hosting.show_words"):
    """The leader says: these words show on the projector, or do not."""

    words: int
    shown: bool

    def about(self) -> str:
        """One wish an answer."""
        return f"hosting.show_words:{self.words}"


def show_words(wanted: ShowWords, seat: LeaderSeat) -> Iterable[Touch]:
    """Let someone's words through, once the question is closed; nobody knows whose they are."""
    found = AskAnswer.objects.filter(pk=wanted.words, workshop=seat.workshop).exclude(ask__closed_at=None)
    if not found:
        raise Refused(NOT_THERE)
    found.update(is_shown=wanted.shown)
    return [panels.desk_ask.of(seat.workshop), board_cover.of(seat.workshop)]
