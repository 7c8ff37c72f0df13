"""An attacker who moves: makes groups anew, moves people, takes extra seats, merges them, and waits for the figures.

One question and one vote in one room, where anybody may do at any moment what the product lets them: come late, answer,
sit elsewhere, let people in at a table who are not there, open a spread, look at another table's screen. The leader is
in league with the attacker. What the room and its groups are shown is decided by the product's rule; who has seen what
is kept apart from it, by people and not by seats. Each mending can be taken out, to see that the attack finds what it
mended.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import combinations, product
from random import Random

from bench.privacy.arithmetic import _reduced, _rest
from digibarometer.measures import differencing_attack, disclosure_control
from digibarometer.measures.differencing_attack import Shown, Spread
from digibarometer.measures.disclosure_control import (
    ROLES,
    SPREAD_FROM,
    Answer,
    countable_answers,
    may_release_again,
    release_figures,
)
from digibarometer.measures.release_figures import ReleaseFigures

ATTACKER = 0  # a hand
OTHERS_AT_LEAST = 2  # that a group's own spread leaves unknown, also to who has two seats in it
LEVELS = 5

MENDINGS = {
    "openings": "a spread counts by who was in it, not by the groups that there are now (F10)",
    "readers": "who leaves a group has still seen its spreads (F10)",
    "merging": "who had both seats has seen what was seen from either (F10)",
    "once": "nobody is counted in two spreads of a question (F10)",
    "afterwards": "a spread that would tell of few, with what the room has seen, is not opened (F10)",
    "hiding": "a spread is hidden from whom it would tell of few, when they come to its group (F10)",
    "two seats": "figures of the room stand against two seats in one hand (F9)",
    "four": "a spread takes four answers and not three (F9)",
    "table": "seats made at a table screen count as one in the group's spread (F9)",
    "made up at a table": "what the room sees is enough people also where those whom a table let in are one",
    "made up, then a spread": "… also when a spread is opened, or somebody comes to it",
    "votes": "dots are shown where as many have voted as the threshold",
    "votes again": "a vote is shown anew where as many have voted or moved their dots since",
    "votes at a table": "of voters those at one table who have no phone count as one",
}


@dataclass
class Seat:
    """A seat: whose hand it is in, and what was answered from it."""

    hand: int
    role: str
    group: int
    has_no_phone: bool = False
    level: int | None = None
    rated_in: int = -1


@dataclass
class Opening:
    """A spread that was opened: whom it counts, whom the product holds to have seen it, and who has."""

    group: int
    counted: frozenset[int]
    readers: set[int] = field(default_factory=set)
    seen: set[int] = field(default_factory=set)  # hands
    is_hidden: bool = False


class Room:
    """A room in which one question is asked."""

    def __init__(self, dice: Random, without: str = "") -> None:
        self.dice, self.without = dice, without
        self.threshold = dice.choice([3, 4, 5, 5, 5, 7])
        self.seats: dict[int, Seat] = {}
        self.owners: dict[int, int] = {}  # the hand of every seat that there has been
        self.hands, self.next, self.tries = 0, 0, Counter[str]()
        self.openings: list[Opening] = []
        self.figures: list[frozenset[int]] = []
        self.latest: ReleaseFigures | None = None
        self.peeks = self.was_one_before_figures = False
        self.made_up: set[int] = set()
        self.rated_as = self.voted_as = 0  # seats that all count for that were made at a table
        self.dots: dict[int, int] = {}  # each time that somebody moves theirs another number: nobody knows them
        self.results: list[dict[int, int]] = []
        self.groups = dice.randint(1, 4)
        for _ in range(dice.randint(5, 20)):
            self.newcomer()
        self.rate()

    def has(self, mending: str) -> bool:
        """Whether this mending is in the product as it is tried now."""
        return self.without != mending

    # What people do ───────────────────────────────────────────────────────────

    def sit(self, hand: int, group: int, has_no_phone: bool = False) -> None:
        """A new seat."""
        self.owners[self.next] = hand
        self.made_up |= {self.next} if has_no_phone else set()
        self.seats[self.next] = Seat(hand, self.dice.choice(ROLES), group, has_no_phone)
        self.next += 1

    def newcomer(self) -> None:
        """Somebody comes in, into the smallest group."""
        sizes = Counter(dict.fromkeys(range(self.groups), 0))
        sizes.update(seat.group for seat in self.seats.values())
        self.sit(self.hands, min(sizes, key=lambda group: sizes[group]))
        self.hands += 1

    def phones(self, own: Collection[int]) -> int:
        """How many of these seats were not made at a table's screen."""
        return len(set(own) - self.made_up)

    def own_seats(self) -> int:
        """How many seats the attacker has had."""
        return sum(hand == ATTACKER for hand in self.owners.values())

    def extra_seat(self) -> None:
        """The attacker takes a second seat: in another window, where the leader then puts it."""
        if not self.peeks and self.own_seats() < 2:
            self.sit(ATTACKER, self.dice.randrange(self.groups))

    def table_seats(self) -> None:
        """The attacker lets people in at the table who are not there."""
        own = self.seats[0]
        if not self.peeks and self.own_seats() < 2:
            for _ in range(self.dice.randint(3, 6)):
                self.sit(ATTACKER, own.group, has_no_phone=True)

    def look_at_a_table(self) -> None:
        """The attacker sees the spreads of another table, whose people are in league with them."""
        if self.own_seats() == 1 and self.openings:
            self.peeks = True
            self.dice.choice(self.openings).seen.add(ATTACKER)

    def rate(self) -> None:
        """Some answer, or touch what they have answered, where they sit now."""
        for seat in self.dice.sample(list(self.seats.values()), self.dice.randint(1, len(self.seats))):
            if self.can_act(seat):
                seat.level = seat.level or self.dice.randint(1, LEVELS)
                seat.rated_in = seat.group

    def vote(self) -> None:
        """Some put out dots, or move them."""
        for number in self.dice.sample(list(self.seats), self.dice.randint(1, len(self.seats))):
            if self.can_act(self.seats[number]):
                self.dots[number] = self.dots.get(number, 0) + 1

    def can_act(self, seat: Seat) -> bool:
        """Whether somebody can do something from a seat: from one without a phone only at the attacker's own table."""
        return not seat.has_no_phone or seat.group == self.seats[0].group

    def merge(self) -> None:
        """Two seats of the attacker become one."""
        mine = [number for number, seat in self.seats.items() if seat.hand == ATTACKER]
        if len(mine) == 2:
            self.keep_readers()
            stays, goes = mine
            for opening in self.openings:
                if goes in opening.readers:
                    opening.readers.discard(goes)
                    opening.readers |= {stays} if self.has("merging") else set()
            self.was_one_before_figures = not self.figures
            gone = self.seats.pop(goes)
            if (moved := self.dots.pop(goes, None)) is not None:
                self.dots.setdefault(stays, moved)
            if gone.level and not self.seats[stays].level:
                self.seats[stays].level, self.seats[stays].rated_in = gone.level, gone.rated_in

    # What the leader does ─────────────────────────────────────────────────────

    def make_groups(self) -> None:
        """The groups are made anew."""
        self.keep_readers()
        self.groups = self.dice.randint(1, 4)
        for place, number in enumerate(self.dice.sample(list(self.seats), len(self.seats))):
            self.seats[number].group = place % self.groups
        self.hide()

    def place(self) -> None:
        """Somebody is moved, and takes along what no spread has counted."""
        self.keep_readers()
        number = self.dice.choice(list(self.seats))
        seat = self.seats[number]
        seat.group = self.dice.randrange(self.groups)
        self.hide()
        if not any(opening.group in (seat.group, seat.rated_in) for opening in self.openings) and seat.level:
            seat.rated_in = seat.group

    # What is shown ────────────────────────────────────────────────────────────

    def open(self) -> None:
        """A group opens its spread, or all in it have answered."""
        group = self.dice.randrange(self.groups)
        if any(opening.group == group for opening in self.openings):
            return
        counted = {number for opening in self.openings for number in opening.counted} if self.has("once") else set()
        given = {
            number: seat
            for number, seat in self.seats.items()
            if seat.level and seat.rated_in == group and number not in counted
        }
        hands = len(given)
        if self.has("table"):
            hands = sum(not seat.has_no_phone for seat in given.values())
            hands += any(seat.has_no_phone for seat in given.values())
        if hands < (SPREAD_FROM if self.has("four") else SPREAD_FROM - 1):
            return
        before = self.shown()
        after = before._replace(spreads=(*before.spreads, Spread(frozenset(given), self.sitting(group))))
        if self.has("afterwards") and differencing_attack.discloses_small_set(
            before, after, self.threshold, self.let_in()
        ):
            return
        self.rated_as = max(self.rated_as, one_a_table([group for seat in given.values() if seat.has_no_phone]))
        self.openings.append(Opening(group, frozenset(given)))
        self.tries["spreads"] += 1

    def release(self) -> None:
        """The leader opens the picture."""
        answers = [
            Answer(seat.role, seat.rated_in, seat.level, number, seat.rated_in if seat.has_no_phone else None)
            for number, seat in self.seats.items()
            if seat.level
        ]
        shown = self.shown(coming=True)
        if not self.has("openings"):
            shown = Shown(disclosure_control.spreads_by_group(answers).spreads, tuple(self.figures))
        kept = countable_answers(answers, self.threshold, shown)
        if not may_release_again(self.latest.raters if self.latest else None, len(kept), self.threshold):
            return
        found = release_figures(kept, LEVELS, self.threshold, self.latest, shown)
        if found.counts is not None:
            self.rated_as = max(self.rated_as, one_a_table([one.table for one in kept if one.table is not None]))
            self.figures += disclosure_control.figures(kept, found, is_first=self.latest is None)
            self.latest = found
            self.tries["releases"] += 1

    def close_vote(self) -> None:
        """The leader closes the vote; it can be opened again."""
        last = self.results[-1] if self.results else {}
        changed = {number for number in last.keys() | self.dots if last.get(number) != self.dots.get(number)}
        if self.has("votes") and self.minimum_people(self.dots) < self.threshold:
            return
        if self.results and self.has("votes again") and self.minimum_people(changed) < self.threshold:
            return
        made_up = [self.seats[number].group for number in self.dots if number in self.made_up]
        self.voted_as = max(self.voted_as, one_a_table(made_up))
        self.results.append(dict(self.dots))

    def minimum_people(self, voters: Collection[int]) -> int:
        """How many people these seats are for sure; those that are gone count none."""
        seats = [self.seats[number] for number in voters if number in self.seats]
        tables = [seat.group if seat.has_no_phone else None for seat in seats]
        return disclosure_control.minimum_people(tables) if self.has("votes at a table") else len(seats)

    def sitting(self, group: int) -> frozenset[int]:
        """The seats of a group."""
        return frozenset(number for number, seat in self.seats.items() if seat.group == group)

    def keep_readers(self) -> None:
        """As the product does before people change groups."""
        if self.has("readers"):
            for opening in self.openings:
                opening.readers |= self.sitting(opening.group)

    def shown(self, coming: bool = False) -> Shown:
        """What the product holds to have been shown, and what groups may come to see."""
        spreads = [self.spread(one) for one in self.openings]
        counted = {number for one in self.openings for number in one.counted}
        waiting: dict[int, set[int]] = {}
        for number, seat in self.seats.items():
            if seat.level and number not in counted and all(one.group != seat.rated_in for one in self.openings):
                waiting.setdefault(seat.rated_in, set()).add(number)
        for group, people in waiting.items() if coming else ():
            if len(people) >= SPREAD_FROM:
                spreads.append(Spread(frozenset(people), frozenset(people) | self.sitting(group)))
        return Shown(tuple(spreads), tuple(self.figures))

    def spread(self, opening: Opening) -> Spread:
        """An opened spread with whom the product holds to have seen it."""
        now = frozenset() if opening.is_hidden else self.sitting(opening.group)
        return Spread(opening.counted, now | opening.readers)

    def let_in(self) -> list[frozenset[int]]:
        """Whom each table's screen let in and who have answered there, as the product holds it."""
        tables: dict[int, set[int]] = {}
        for number, seat in self.seats.items() if self.has("made up, then a spread") else ():
            if seat.has_no_phone and seat.level:
                tables.setdefault(seat.rated_in, set()).add(number)
        return [frozenset(people) for people in tables.values()]

    def hide(self) -> None:
        """As the product does after people have changed groups."""
        figures, let_in = tuple(self.figures), self.let_in()
        spreads = [Spread(one.counted, frozenset(one.readers)) for one in self.openings]
        for place, opening in enumerate(self.openings if self.has("hiding") else ()):
            after = [*spreads]
            after[place] = self.spread(opening)
            before = Shown(tuple(spreads), figures)
            if differencing_attack.discloses_small_set(before, Shown(tuple(after), figures), self.threshold, let_in):
                opening.is_hidden = True
            else:
                spreads = after

    def look(self) -> None:
        """Everybody sees what their group's screens show now."""
        for opening in self.openings:
            if opening.is_hidden:
                continue
            sitting = (seat for seat in self.seats.values() if seat.group == opening.group)
            opening.seen |= {seat.hand for seat in sitting if self.can_act(seat)}


def one_a_table(tables: Sequence[int]) -> int:
    """What seats in one hand that were made at these tables' screens count for: all of one table as one."""
    return len(tables) - max(Counter(tables).values()) + 1 if tables else 0


MOVES: dict[str, Callable[[Room], None]] = {
    "newcomer": Room.newcomer,
    "extra seat": Room.extra_seat,
    "seats at the table": Room.table_seats,
    "another table": Room.look_at_a_table,
    "rate": Room.rate,
    "open": Room.open,
    "release": Room.release,
    "groups anew": Room.make_groups,
    "moved": Room.place,
    "merged": Room.merge,
    "vote": Room.vote,
    "vote closed": Room.close_vote,
}
WEIGHTS = (2, 3, 1, 1, 6, 8, 4, 2, 4, 2, 3, 3)
OPENED = ("rate", *["open"] * 8)
PLANS = (  # that an attacker would have in mind; then what comes
    (*OPENED, "groups anew", "rate", "release"),
    ("extra seat", *OPENED, "merged", "release"),
    ("release", "newcomer", *OPENED, "moved", "moved", "release"),
    ("seats at the table", "rate", "release", "vote", "vote closed", "vote", "vote closed"),
)


def first_leak(without: str, seed: int, rooms: int) -> int | None:
    """How many rooms it takes to find what a mending mended; None where so many do not show it."""
    return next((n for n in range(1, rooms + 1) if played(seed + n, without)[2]), None)


def played(seed: int, without: str = "") -> tuple[Room, list[str], list[str]]:
    """A room after some moves, the moves, and what leaked."""
    dice = Random(seed)
    room, moves = Room(dice, without), []
    pairs, tables = differencing_attack.combinations, disclosure_control._variants_by_table
    if without == "two seats":
        differencing_attack.combinations = lambda *given: iter(())  # type: ignore[assignment, misc]
    if without == "made up at a table":
        disclosure_control._variants_by_table = lambda *given: iter((given,))
    try:
        plan = dice.choice(PLANS) if dice.random() < 0.3 else ()
        for name in (*plan, *dice.choices(list(MOVES), WEIGHTS, k=dice.randint(6, 24))):
            MOVES[name](room)
            room.look()
            moves.append(name)
    finally:
        differencing_attack.combinations = pairs  # type: ignore[misc]
        disclosure_control._variants_by_table = tables
    return room, moves, list(leaks(room))


def leaks(room: Room) -> Iterator[str]:
    """Sets of few others that somebody can work out, by hand: with all that was seen from its seats."""
    counted = frozenset().union(*(one.counted for one in room.openings), *room.figures)
    for hand in range(room.hands):
        own = {number for number, owner in room.owners.items() if owner == hand}
        seats = room.phones(own)
        if (
            hand == ATTACKER
        ):  # all that its table let in are as one more, and whoever lets them look knows an answer too
            seats += room.rated_as + room.peeks
        if hand == ATTACKER and room.was_one_before_figures:  # one seat, with as many answers as were counted
            seats = max(1, len(own & counted))
        spreads = [one.counted for one in room.openings if hand in one.seen]
        mine = [frozenset({number}) for number in own]
        for people, is_difference in _followed([*spreads, *mine], own, SPREAD_FROM):
            if is_difference or len(people) < OTHERS_AT_LEAST:
                yield f"hand {hand} of {seats} seats: {len(people)} by groups' spreads"
        fewer = room.threshold - seats
        before = set(_followed([*spreads, *mine], own, fewer))
        for people, _ in set(_followed([*spreads, *mine, *room.figures], own, fewer)) - before:
            yield f"hand {hand} of {seats} seats: {len(people)} of threshold {room.threshold}"
        yield from _of_votes(room, own, room.voted_as if hand == ATTACKER else 0)


def _of_votes(room: Room, own: set[int], at_tables: int) -> Iterator[str]:
    """What a result tells of few others, by itself or less another: of those who have other dots in it."""
    seats = room.phones(own & {number for result in room.results for number in result}) + at_tables
    for one, other in combinations([{}, *room.results], 2):
        moved = {number for number in one.keys() | other.keys() if one.get(number) != other.get(number)} - own
        if 0 < len(moved) < room.threshold - seats:
            yield f"the dots of {len(moved)} of threshold {room.threshold}, by {seats} seats"


def _followed(
    figures: Sequence[frozenset[int]], own: set[int], fewer_than: int
) -> Iterator[tuple[frozenset[int], bool]]:
    """Sets of 1 … fewer_than − 1 others whose sum, or (true) whose difference follows. Exact, and written apart."""
    alike: dict[tuple[bool, ...], set[int]] = {}
    for person in frozenset().union(*figures) if figures else ():
        alike.setdefault(tuple(person in figure for figure in figures), set()).add(person)
    atoms = list(alike.values())
    basis = _reduced([[Fraction(atom <= figure) for atom in atoms] for figure in figures])
    small = [i for i, atom in enumerate(atoms) if len(atom) < fewer_than and not atom & own]
    for number in range(1, fewer_than):
        for chosen in combinations(small, number):
            people = frozenset().union(*(atoms[i] for i in chosen))
            if len(people) >= fewer_than:
                continue
            for signs in product((1, -1), repeat=number - 1):
                wanted = dict(zip(chosen, (1, *signs), strict=True))
                if not any(_rest([Fraction(wanted.get(i, 0)) for i in range(len(atoms))], basis)):
                    yield people, -1 in signs
                    break
