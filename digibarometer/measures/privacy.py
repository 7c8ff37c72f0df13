"""The one place that decides what may be shown of people's ratings.

In order, for each question; every step sees who rated and what is public already, never who rated what:

1. *Threshold.* Fewer raters than the threshold: nothing. Fewer "vet ej" than that: not said.
2. *The small group's own spread.* Its members see it, so for each group the rest of the room must be nobody or enough.
3. *By role.* Politicians and managers together against officials; one by one only if each is enough. A role and all
   that is left without it are nobody or enough (complementary suppression).
   The same must hold outside each small group: its members know what it answered.
4. *Subtraction.* With all that is shown, and a group's own spread, nothing of fewer people may follow (`subtraction`).
5. *Homogeneity.* People per level of a role only where it and the rest are ten each and neither could be of one mind.
   Else a rounded level and a word for the gap, which must fit several divisions of the ratings, also for someone who
   takes away an own rating (`lookalikes`).
6. *Time.* A question is shown by role once, with its first picture. Later releases renew the whole room only, after
   as many new answers as the threshold (`may_release_again`).

Nothing is shown by small group: the group's own level, which it has agreed on, stands for it.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from digibarometer.measures.by_role import ByRole, by_role
from digibarometer.measures.half_levels import area_histogram
from digibarometer.measures.subtraction import few_known
from digibarometer.measures.tally import Counts, Tally

THRESHOLD, LOWEST_THRESHOLD = 5, 3
SPREAD_FROM = 3  # answers with which a small group may see its own spread
EXACT_IN_HALVES = 2  # questions whose mean no rounding blurs
NO_GROUP = 0  # as a reader who is not in the room
LEADING = ("politician", "manager")
ROLES = (*LEADING, "official")


class Answer(NamedTuple):
    """One person's answer to one question; `level` is None for "vet ej", `group` for someone who is in none."""

    role: str
    group: int | None
    level: int | None


def may_release_again(before: int | None, now: int, threshold: int = THRESHOLD) -> bool:
    """The first time, or when enough new answers have come that the change shows nobody's. Counts of answers."""
    return before is None or now - before >= threshold


def tally(answers: Iterable[Answer], scale_size: int, threshold: int = THRESHOLD, before: Tally | None = None) -> Tally:
    """All that a release holds for one question; `before` is what the last release of it held."""
    if threshold < LOWEST_THRESHOLD:
        raise ValueError(f"a threshold of {threshold} protects nobody; the lowest is {LOWEST_THRESHOLD}")
    kept = list(answers)
    raters = [answer for answer in kept if answer.level is not None]
    counts = _counts(raters, scale_size)
    if len(raters) < threshold or rest_is_few(_grouped(kept), threshold):
        return Tally(threshold)
    unsure = _unsure(len(kept) - len(raters), threshold, before)
    found = Tally(threshold=threshold, raters=len(raters), counts=counts, dont_know=unsure)
    if before and before.counts is not None:
        return replace(found, roles=before.roles, leading=before.leading, gap=before.gap)
    told = _by_role(raters, _seeing(_grouped(kept)), scale_size, threshold)
    return replace(found, roles={role: getattr(told, role) for role in ROLES}, leading=told.leading, gap=told.gap)


def _unsure(number: int, threshold: int, before: Tally | None) -> int | None:
    """How many answered "vet ej"; the number of before, where it differs by too few."""
    told = before.dont_know if before else None
    if told is not None and 0 < abs(number - told) < threshold:
        return told
    return None if 0 < number < threshold else number


def area_tally(
    people: Iterable[Sequence[int | None]], questions: int, scale_size: int, threshold: int = THRESHOLD
) -> tuple[int, ...] | None:
    """The histogram of an area that a release may hold: each person's mean of so many released questions.

    None for two questions: their mean is exact in half levels, so that the histogram less the questions' own figures
    tells too much. A single question's is the question's own figure; means of three or more are blurred by rounding.
    """
    return None if questions == EXACT_IN_HALVES else area_histogram(people, scale_size, threshold)


def rest_is_few(people: Iterable[tuple[int | None, bool]], threshold: int) -> bool:
    """Whether a group that sees its own spread could take it away and be left with 1 … threshold − 1 people.

    For each who answered: the group, and whether the answer counts in the figures.
    """
    listed = list(people)
    counted = Counter(group for group, counts in listed if counts)
    return any(0 < counted.total() - counted[group] < threshold for group in _seeing(listed))


def _grouped(answers: Sequence[Answer]) -> list[tuple[int | None, bool]]:
    return [(answer.group, answer.level is not None) for answer in answers]


def _seeing(people: Iterable[tuple[int | None, bool]]) -> list[int]:
    """The groups that see their own spread, or may come to."""
    answered = Counter(group for group, _ in people)
    return [group for group, number in answered.items() if group is not None and number >= SPREAD_FROM]


def _counts(answers: Sequence[Answer], scale_size: int) -> Counts:
    levels = [answer.level for answer in answers if answer.level is not None]
    if any(not 1 <= level <= scale_size for level in levels):
        raise ValueError(f"a level outside 1–{scale_size}")
    return tuple(levels.count(level) for level in range(1, scale_size + 1))


def _by_role(raters: Sequence[Answer], seeing: Sequence[int], scale_size: int, threshold: int) -> ByRole:
    politicians, managers, officials = (
        _counts([answer for answer in raters if answer.role == role], scale_size) for role in ROLES
    )
    sides = (*LEADING,), ("official",)
    is_shown = all(answer.role in ROLES for answer in raters)  # else what is left would be a role that is never told
    if not is_shown or not all(_are_enough(raters, seeing, threshold, side) for side in sides):
        return ByRole()
    if _few_follow(raters, seeing, threshold, sides):
        return ByRole()
    one_by_one = [(role,) for role in ROLES]
    apart = any(politicians) and any(managers)
    apart = apart and all(_are_enough(raters, seeing, threshold, role) for role in one_by_one)
    apart = apart and not _few_follow(raters, seeing, threshold, one_by_one)
    return by_role(politicians, managers, officials, apart, threshold)


def _are_enough(raters: Sequence[Answer], seeing: Sequence[int], threshold: int, roles: Sequence[str]) -> bool:
    """Whether these roles are nobody or enough, also for someone who knows what their own small group answered."""
    by_group = Counter(answer.group for answer in raters if answer.role in roles)
    people = by_group.total()
    return all(not left or left >= threshold for left in (people, *(people - by_group[group] for group in seeing)))


def _few_follow(
    raters: Sequence[Answer], seeing: Sequence[int], threshold: int, figures: Sequence[Sequence[str]]
) -> bool:
    """Whether few people's answers follow from the room's figures, these of roles, and a small group's own spread.

    Readers may be members of any of these groups, or nobody in the room.
    """
    for group in (*seeing, NO_GROUP):
        atoms = sorted(Counter((one.role, one.group == group) for one in raters).items())
        roles = [sum(1 << i for i, ((role, _), _) in enumerate(atoms) if role in figure) for figure in figures]
        own = sum(1 << i for i, ((_, is_own), _) in enumerate(atoms) if is_own)
        sizes = tuple(people for _, people in atoms)
        if few_known(sizes, ((1 << len(atoms)) - 1, *roles, own), threshold, own):
            return True
    return False
