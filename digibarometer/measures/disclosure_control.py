"""The one place that decides what may be shown of people's ratings.

In order, for each question; every step sees who rated and what is public already, never who rated what:

1. *Threshold.* Fewer raters than the threshold: nothing. Fewer "vet ej" than that: not said. All whom one table's
   screen let in may be one person, so this and all that follows must hold with them as one too.
2. *What has been shown.* A small group sees its own spread, and what the room was shown stays known. The room's figure,
   less any of it that one reader has, is of nobody or enough people (`subtraction`). Where only a few who came after
   the spreads stand in the way, they are left out until they are enough.
3. *By role.* Politicians and managers together against officials; one by one only if each is enough. A role and all
   that is left without it are nobody or enough (complementary suppression), outside each small group too. Here enough
   is five where the threshold is lower: with three, members of a group could often list how their own table answered.
4. *Subtraction.* The same as 2, with the figures by role.
5. *Homogeneity.* People per level of a role only where no small group sees its own spread (what no official answered,
   and somebody at the table did, the politician there did), it and the rest are ten each, and neither could be of one
   mind. Else a rounded level and a word for the gap, which must fit several divisions of the ratings, also for someone
   who takes away an own rating (`lookalikes`).
6. *Time.* A question is shown by role once, with its first picture. Later releases renew the whole room only, after
   as many new answers as the threshold (`may_release_again`).

Nothing is shown by small group: the group's own level, which it has agreed on, stands for it.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from digibarometer.measures.averages import area_histogram
from digibarometer.measures.by_role import ByRole, by_role
from digibarometer.measures.differencing_attack import People, Shown, Spread, discloses_small_set
from digibarometer.measures.release_figures import Counts, ReleaseFigures

THRESHOLD, LOWEST_THRESHOLD = 5, 3
FEWEST_IN_ROLE = 5  # whatever the threshold: with 3, a role of one or two at the own table could be worked out
SPREAD_FROM = 4  # answers with which a small group may see its own spread: two others, also for who has two seats
EXACT_IN_HALVES = 2  # questions whose mean no rounding blurs
LEADING = ("politician", "manager")
ROLES = (*LEADING, "official")


class Answer(NamedTuple):
    """One person's answer to one question; `level` is None for "vet ej", `group` for someone who is in none.

    `person` names who it is where something has been shown of the question before. `table` is the table whose screen
    let them in, if one did: one person can have made up all whom it let in.
    """

    role: str
    group: int | None
    level: int | None
    person: int | None = None
    table: int | None = None


def may_release_again(before: int | None, now: int, threshold: int = THRESHOLD) -> bool:
    """The first time, or when enough new answers have come that the change shows nobody's. Counts of answers."""
    return before is None or now - before >= threshold


def release_figures(
    answers: Iterable[Answer],
    scale_size: int,
    threshold: int = THRESHOLD,
    before: ReleaseFigures | None = None,
    shown: Shown | None = None,
) -> ReleaseFigures:
    """All that a release holds for one question.

    `before` is what the last release of it held, `shown` whose answers have been shown or may come to be: where it is
    not given, each group of the answers sees its own spread and nothing else has been shown.
    """
    if threshold < LOWEST_THRESHOLD:
        raise ValueError(f"a threshold of {threshold} protects nobody; the lowest is {LOWEST_THRESHOLD}")
    named = _named(answers)
    known = spreads_by_group(named) if shown is None else shown
    kept = countable_answers(named, threshold, known)
    raters = [answer for answer in kept if answer.level is not None]
    counts = _counts(raters, scale_size)
    if not raters:
        return ReleaseFigures(threshold)
    unsure = _unsure(kept, threshold, before)
    found = ReleaseFigures(threshold=threshold, raters=len(raters), counts=counts, dont_know=unsure)
    if before and before.counts is not None:
        return replace(found, roles=before.roles, leading=before.leading, gap=before.gap)
    told = _by_role(raters, known, scale_size, threshold)
    return replace(found, roles={role: getattr(told, role) for role in ROLES}, leading=told.leading, gap=told.gap)


def countable_answers(answers: Sequence[Answer], threshold: int, shown: Shown) -> list[Answer]:
    """The answers that a release may count now: all, or all but those that nobody has seen yet. Else none.

    Who comes late, or sits in no group, would often be alone outside all that has been shown. One group's own spread
    is never shown as the room's.
    """
    seen = frozenset[int]().union(*(spread.people for spread in shown.spreads), *shown.figures)
    for kept in (answers, [one for one in answers if one.level is None or one.person in seen]):
        people = _raters(kept)
        is_one_groups = kept is not answers and any(people <= spread.people for spread in shown.spreads)
        if not is_one_groups and all(_are_enough(*each, threshold) for each in _variants_by_table(kept, shown)):
            return list(kept)
    return []


def _are_enough(answers: Sequence[Answer], shown: Shown, threshold: int) -> bool:
    people = _raters(answers)
    return len(people) >= threshold and not _tells_of_few(shown, [people], threshold)


def _variants_by_table(answers: Sequence[Answer], shown: Shown) -> Iterator[tuple[Sequence[Answer], Shown]]:
    """The answers, and what has been shown; then for each table the same with one of all whom its screen let in.

    What may be shown must be so also where one person at that table made up the others.
    """
    yield answers, shown
    let_in: dict[int, set[int]] = {}
    for one in answers:
        if one.table is not None and one.person is not None and one.level is not None:
            let_in.setdefault(one.table, set()).add(one.person)
    for people in let_in.values():
        if made_up := frozenset(people) - {min(people)}:
            yield [one for one in answers if one.person not in made_up], shown.without(made_up)


def _tells_of_few(shown: Shown, new: Iterable[People], threshold: int) -> bool:
    """Whether these figures, shown to the whole room, tell somebody something of few people."""
    return discloses_small_set(shown, shown._replace(figures=(*shown.figures, *new)), threshold)


def spreads_by_group(answers: Iterable[Answer]) -> Shown:
    """The spreads that groups see, or may come to: of each where enough have answered. Its readers are those."""
    by_group: dict[int, list[Answer]] = {}
    for one in answers:
        if one.group is not None:
            by_group.setdefault(one.group, []).append(one)
    return Shown(
        tuple(
            Spread(_people(one for one in group if one.level is not None), _people(group))
            for group in by_group.values()
            if len(group) >= SPREAD_FROM
        )
    )


def figures(answers: Iterable[Answer], found: ReleaseFigures, is_first: bool) -> Iterator[People]:
    """Whom the figures of a release count: the room, and by role with the first. For what is shown later."""
    raters = [answer for answer in answers if answer.level is not None]
    yield _people(raters)
    cells = {(role,): found.roles.get(role) for role in ROLES} | {LEADING: found.leading}
    for roles, cell in cells.items() if is_first else ():
        if cell is not None:
            yield _people(one for one in raters if one.role in roles)


def _named(answers: Iterable[Answer]) -> list[Answer]:
    """The answers with a person each: who is not named has their place in the list, below zero."""
    return [one if one.person is not None else one._replace(person=-1 - place) for place, one in enumerate(answers)]


def _raters(answers: Iterable[Answer]) -> People:
    return _people(one for one in answers if one.level is not None)


def _people(answers: Iterable[Answer]) -> People:
    return frozenset(one.person for one in answers if one.person is not None)


def minimum_people(tables: Iterable[int | None]) -> int:
    """How many people there are for sure, if somebody at one table made up all whom its screen let in.

    `tables`: for each of them the table whose screen let them in; None for who has a phone.
    """
    each = list(tables)
    made_up = Counter(table for table in each if table is not None)
    return len(each) - max(made_up.values(), default=1) + 1


def _unsure(answers: Sequence[Answer], threshold: int, before: ReleaseFigures | None) -> int | None:
    """How many answered "vet ej"; the number of before, where it differs by too few."""
    unsure = [one.table for one in answers if one.level is None]
    told, number = before.dont_know if before else None, len(unsure)
    made_up = len(answers) - minimum_people(one.table for one in answers)
    if told is not None and 0 < abs(number - told) < threshold + made_up:
        return told
    return None if number and minimum_people(unsure) < threshold else number


def area_tally(
    people: Iterable[Sequence[int | None]], questions: int, scale_size: int, threshold: int = THRESHOLD
) -> tuple[int, ...] | None:
    """The histogram of an area that a release may hold: each person's mean of so many released questions.

    None for two questions: their mean is exact in half levels, so that the histogram less the questions' own figures
    tells too much. A single question's is the question's own figure; means of three or more are blurred by rounding.
    """
    return None if questions == EXACT_IN_HALVES else area_histogram(people, scale_size, threshold)


def _counts(answers: Sequence[Answer], scale_size: int) -> Counts:
    levels = [answer.level for answer in answers if answer.level is not None]
    if any(not 1 <= level <= scale_size for level in levels):
        raise ValueError(f"a level outside 1–{scale_size}")
    return tuple(levels.count(level) for level in range(1, scale_size + 1))


def _by_role(raters: Sequence[Answer], shown: Shown, scale_size: int, threshold: int) -> ByRole:
    politicians, managers, officials = (
        _counts([answer for answer in raters if answer.role == role], scale_size) for role in ROLES
    )
    sides = (*LEADING,), ("official",)
    enough = max(threshold, FEWEST_IN_ROLE)
    is_shown = all(answer.role in ROLES for answer in raters)  # else what is left would be a role that is never told
    if not is_shown or not _may_show(raters, shown, enough, sides):
        return ByRole()
    apart = any(politicians) and any(managers) and _may_show(raters, shown, enough, [(role,) for role in ROLES])
    return by_role(politicians, managers, officials, apart, enough, are_tables=bool(shown.spreads))


def _may_show(raters: Sequence[Answer], shown: Shown, enough: int, parts: Sequence[Sequence[str]]) -> bool:
    """Whether figures of these roles tell nobody of few people, also where a table has made some up."""
    return all(_are_enough_by_role(*each, enough, parts) for each in _variants_by_table(raters, shown))


def _are_enough_by_role(raters: Sequence[Answer], shown: Shown, enough: int, parts: Sequence[Sequence[str]]) -> bool:
    """Whether figures of these roles tell nobody of few people: they are enough, and so is all that is left of them."""
    roles = [_people(one for one in raters if one.role in part) for part in parts]
    left = [role - spread.people for role in roles for spread in (*shown.spreads, Spread(People(), People()))]
    if any(0 < len(people) < enough for people in left):
        return False
    return not _tells_of_few(shown, [_people(raters), *(role for role in roles if role)], enough)
