"""What a vote came to: only once it is closed, and enough people have voted."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TypedDict

from django.utils import timezone
from django.utils.translation import gettext_noop

from digibarometer.i18n import translations
from digibarometer.notes.models import Poll, Vote
from digibarometer.notes.rules import dense_ranks
from digibarometer.notes.wall_registry import Choice, wall_of
from digibarometer.workshops import headcounts
from digibarometer.workshops.models import Step
from digibarometer.workshops.snapshot import WorkshopSnapshot, cached_per_version

STRUCK = gettext_noop("(a note that has been removed)")


@dataclass(frozen=True)
class RankedChoice:
    """A choice with its dots and its place; a place is shared where dots are equal, and none without dots."""

    choice: Choice
    dots: int
    rank: int | None
    is_tied: bool

    @property
    def picture_dots(self) -> range:
        """As many as can be drawn as dots; the figure stands beside."""
        return range(min(self.dots, 30))


def poll_of(step: Step, name: str = "") -> Poll | None:
    """The step's vote of this name, if there has been one."""
    return Poll.objects.filter(step=step, name=name).select_related("workshop").first()


@cached_per_version
def poll_stage(snapshot: WorkshopSnapshot) -> str:
    """How far the latest vote of the step that is on has come: "" (none), "open" or "closed".

    Whoever opens or closes a vote raises the version.
    """
    poll = Poll.objects.filter(step=snapshot.step).order_by("-pk").first()
    return "" if poll is None else "open" if poll.is_open else "closed"


def choices(poll: Poll) -> list[Choice]:
    """What is on the ballot: as it was when the vote was opened, so that all vote on the same."""
    return [Choice(**each) for each in poll.choices]


def ballot(snapshot: WorkshopSnapshot, step: Step, name: str = "") -> Sequence[Choice]:
    """What would be on the ballot if the vote were opened now."""
    wall = wall_of(step)
    return wall.ballot(snapshot, step, name) if wall else ()


def remove_choice(step: int, on: str, number: int) -> None:
    """Take the words of a choice off every ballot of a step: what was written there has been taken away."""
    for poll in Poll.objects.filter(step=step):
        struck = [
            each | {"text": translations(STRUCK)} if (each["on"], each["number"]) == (on, number) else each
            for each in poll.choices
        ]
        if struck != poll.choices:
            poll.choices = struck
            poll.save(update_fields=["choices"])


def poll_result(step: Step, name: str = "") -> list[RankedChoice]:
    """Choices by their dots, most first; nothing before the vote is closed, or where too few have voted."""
    poll = poll_of(step, name)
    return rank(choices(poll), shown) if poll and (shown := counts_shown(poll)) else []


def counts_shown(poll: Poll | None) -> dict[str, int]:
    """Dots by choice, as they may be shown: nothing while the vote is open, or where too few have voted."""
    if poll is None or poll.is_open or poll.voters < poll.workshop.threshold:
        return {}
    counts: dict[str, int] = poll.counts
    return counts


# Why a closed vote shows no dots, or older ones: how many voted, how many it takes, how many are missing
WithheldResult = TypedDict(
    "WithheldResult", {"voted": int, "threshold": int, "missing": int, "has_result": bool, "are_at_tables": bool}
)


def why_not_shown(poll: Poll | None) -> WithheldResult | None:
    """Of a closed vote whose dots, or latest dots, are not shown: how many voted, and how many it takes."""
    if poll is None or poll.is_open:
        return None
    threshold, voted = poll.workshop.threshold, how_many_voted(poll)
    if has_result := poll.voters >= threshold:
        changed = _changed(poll.counted, _given(poll)) if voted and poll.counted else set()
        if not changed:
            return None
        are_at_tables = _minimum_people(poll, changed) < len(changed)
    else:
        are_at_tables = voted > poll.voters
    return {
        "voted": max(voted, poll.voters),
        "threshold": threshold,
        "missing": max(0, threshold - poll.voters),
        "has_result": has_result,
        "are_at_tables": are_at_tables,
    }


def rank(among: Sequence[Choice], counts: dict[str, int]) -> list[RankedChoice]:
    """Each choice with its place, most dots first; equal ones in the ballot's order."""
    places = dense_ranks({choice.key: counts.get(choice.key, 0) for choice in among})
    made = [RankedChoice(choice, counts.get(choice.key, 0), *places.get(choice.key, (None, False))) for choice in among]
    return sorted(made, key=lambda one: -one.dots)


def how_many_voted(poll: Poll) -> int:
    """People who have put out at least one dot."""
    return Vote.objects.filter(poll=poll).values("participant").distinct().count()


def close_poll(poll: Poll) -> None:
    """Close a vote: from now on its counts may be read, where enough have voted.

    One that was opened again shows a new result only where so many have voted or changed their dots since: less the
    result before, it would tell what those few chose. Else the one before stands.
    """
    given, threshold = _given(poll), poll.workshop.threshold
    changed, voters = _changed(poll.counted, given), _minimum_people(poll, given)
    poll.closed_at = timezone.now()
    if voters >= threshold and (not poll.counted or not changed or _minimum_people(poll, changed) >= threshold):
        total: Counter[str] = sum((Counter(dots) for dots in given.values()), Counter())
        poll.counts, poll.voters, poll.counted = dict(total), len(given), given
    elif not poll.counted:
        poll.counts, poll.voters = {}, voters
    poll.save(update_fields=["counts", "voters", "counted", "closed_at"])


def _given(poll: Poll) -> dict[str, dict[str, int]]:
    """Everyone's dots: participant → choice → dots. As text, since they are kept as JSON."""
    given: dict[str, dict[str, int]] = defaultdict(dict)
    for person, on, number, dots in Vote.objects.filter(poll=poll).values_list("participant", "on", "number", "dots"):
        given[str(person)][f"{on}:{number}"] = dots
    return dict(given)


def _minimum_people(poll: Poll, voters: Collection[str]) -> int:
    """How many people these voters are for sure."""
    voted = Vote.objects.filter(poll=poll)
    by_themselves = voted.filter(was_entered=False).values("participant")
    keyed_in = voted.exclude(participant__in=by_themselves).values_list("participant", flat=True)
    return headcounts.minimum_people([int(voter) for voter in voters], set(keyed_in))


def _changed(before: Mapping[str, object], now: Mapping[str, object]) -> set[str]:
    """Who has other dots than before, or none any more."""
    return {person for person in before.keys() | now.keys() if before.get(person) != now.get(person)}
