"""What a vote came to: only once it is closed."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Sum
from django.utils import timezone

from digibarometer.notes.ballot import Choice
from digibarometer.notes.models import Poll, Vote
from digibarometer.notes.rules import ranks
from digibarometer.notes.walls import walls
from digibarometer.workshops.models import Step
from digibarometer.workshops.now import Now, once_a_version

STRUCK = {"sv": "(en lapp som har tagits bort)", "en": "(a note that has been removed)"}


@dataclass(frozen=True)
class Ranked:
    """A choice with its dots and its place; a place is shared where dots are equal, and none without dots."""

    choice: Choice
    dots: int
    rank: int | None
    is_tied: bool

    @property
    def drawn(self) -> range:
        """As many as can be drawn as dots; the figure stands beside."""
        return range(min(self.dots, 30))


def poll_of(step: Step, name: str = "") -> Poll | None:
    """The step's vote of this name, if there has been one."""
    return Poll.objects.filter(step=step, name=name).first()


@once_a_version
def stage(here: Now) -> str:
    """How far the latest vote of the step that is on has come: "" (none), "open" or "closed".

    Whoever opens or closes a vote raises the version.
    """
    poll = Poll.objects.filter(step=here.step).order_by("-pk").first()
    return "" if poll is None else "open" if poll.is_open else "closed"


def choices(poll: Poll) -> list[Choice]:
    """What is on the ballot: as it was when the vote was opened, so that all vote on the same."""
    return [Choice(**each) for each in poll.choices]


def ballot(here: Now, step: Step, name: str = "") -> Sequence[Choice]:
    """What would be on the ballot if the vote were opened now."""
    return walls[step.kind].ballot(here, step, name) if step.kind in walls else ()


def strike(step: int, on: str, number: int) -> None:
    """Take the words of a choice off every ballot of a step: what was written there has been taken away."""
    for poll in Poll.objects.filter(step=step):
        struck = [
            each | {"text": STRUCK} if (each["on"], each["number"]) == (on, number) else each for each in poll.choices
        ]
        if struck != poll.choices:
            poll.choices = struck
            poll.save(update_fields=["choices"])


def result(step: Step, name: str = "") -> list[Ranked]:
    """Choices by their dots, most first; nothing before the vote is closed."""
    poll = poll_of(step, name)
    return [] if poll is None or poll.is_open else ranked(choices(poll), poll.counts)


def ranked(among: Sequence[Choice], counts: dict[str, int]) -> list[Ranked]:
    """Each choice with its place, most dots first; equal ones in the ballot's order."""
    places = ranks({choice.key: counts.get(choice.key, 0) for choice in among})
    made = [Ranked(choice, counts.get(choice.key, 0), *places.get(choice.key, (None, False))) for choice in among]
    return sorted(made, key=lambda one: -one.dots)


def how_many_voted(poll: Poll) -> int:
    """People who have put out at least one dot."""
    return Vote.objects.filter(poll=poll).values("participant").distinct().count()


def close(poll: Poll) -> None:
    """Close a vote: from now on its counts may be read."""
    rows = Vote.objects.filter(poll=poll).values_list("on", "number").annotate(Sum("dots"))
    counts = Counter({f"{on}:{number}": dots for on, number, dots in rows})
    poll.counts, poll.voters, poll.closed_at = dict(counts), how_many_voted(poll), timezone.now()
    poll.save(update_fields=["counts", "voters", "closed_at"])
