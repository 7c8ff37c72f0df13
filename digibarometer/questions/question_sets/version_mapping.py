"""What became of the questions from one version to the next, so that two rounds can be compared. Pure.

A question is known by its address (its key). What nobody has said is suggested: the same address with the same words
is the same question, with other words a reworded one; an address that is only in one of the versions is new or gone.
"""

from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

Kind = Literal["same", "reworded", "split", "merged", "new", "gone"]
Words = Mapping[str, Hashable]  # address → what the question says, in any form that can be told equal

COMPARABLE: frozenset[str] = frozenset({"same", "reworded", "split", "merged"})


@dataclass(frozen=True)
class QuestionChange:
    """Questions before, and what they are after."""

    kind: Kind
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()

    @property
    def is_comparable(self) -> bool:
        """Whether the middle of the levels before may be set beside the middle of those after."""
        return self.kind in COMPARABLE


def complete_changes(said: Iterable[QuestionChange], before: Words, after: Words) -> list[QuestionChange]:
    """Every question of both versions once: what is said, and for the rest what the addresses suggest.

    In the order of the version after, what is gone last. What is said of addresses that are not there is dropped.
    """
    kept = [one for one in said if set(one.before) <= set(before) and set(one.after) <= set(after)]
    used = {key for one in kept for key in one.before}
    told = {key for one in kept for key in one.after}
    for key in after:
        if key not in told:
            kept.append(_change([key] if key in before and key not in used else [], [key], before, after))
    used = {key for one in kept for key in one.before}
    kept += [QuestionChange("gone", before=(key,)) for key in before if key not in used]
    return _in_the_order_of(after, kept)


def from_sources(sources: Mapping[str, Collection[str]], before: Words, after: Words) -> list[QuestionChange]:
    """The changes, from the earlier questions that each question comes from; none makes it new.

    Questions that share a source are one change. Raises ValueError with their addresses where several come from
    several: then nobody can tell what became of what.
    """
    links = [((("before", old),), (("after", new),)) for new in after for old in sources.get(new, ()) if old in before]
    changes = []
    for part in _parts([*links, *(((), (("after", key),)) for key in after)]):
        old, new = _in_order(part, "before", before), _in_order(part, "after", after)
        if len(old) > 1 and len(new) > 1:
            raise ValueError(*new)
        changes.append(_change(old, new, before, after))
    return complete_changes(changes, before, after)


def sources(changes: Iterable[QuestionChange]) -> dict[str, tuple[str, ...]]:
    """Which earlier questions each question comes from: `from_sources` the other way round."""
    return {key: one.before for one in changes for key in one.after}


def broken(
    said: Sequence[QuestionChange], before: Collection[str], after: Collection[str]
) -> Iterator[tuple[int, str, str]]:
    """What cannot be: the change's place in the list, the rule that it breaks, and the address that it is about.

    The rules are "unknown", "twice" and "shape"; for the last, the kind stands for the address.
    """
    seen: set[tuple[str, str]] = set()
    for place, one in enumerate(said):
        for side, keys, known in (("before", one.before, before), ("after", one.after, after)):
            for key in keys:
                if key not in known:
                    yield place, "unknown", key
                elif (side, key) in seen:
                    yield place, "twice", key
                seen.add((side, key))
        if not _fits(one):
            yield place, "shape", one.kind


def compose(first: Sequence[QuestionChange], second: Sequence[QuestionChange]) -> list[QuestionChange]:
    """Two steps as one: what became of the first version's questions in the third.

    Where several have become several, they are gone and new: nothing can be said of any one of them.
    """
    links = [(_nodes("1", one.before), _nodes("2", one.after)) for one in first]
    links += [(_nodes("2", one.before), _nodes("3", one.after)) for one in second]
    steps = zip([*first, *second], links, strict=True)
    changed = {node for one, (old, new) in steps if one.kind != "same" for node in old + new}
    changes: list[QuestionChange] = []
    for part in _parts(links):
        old = tuple(key for version, key in part if version == "1")
        new = tuple(key for version, key in part if version == "3")
        if len(old) > 1 and len(new) > 1:
            changes += [QuestionChange("gone", before=(key,)) for key in old] + [
                QuestionChange("new", after=(key,)) for key in new
            ]
        elif old or new:
            changes.append(QuestionChange(_kind(old, new, is_same=not changed & set(part)), old, new))
    return _in_the_order_of([key for one in second for key in one.after], changes)


def unchanged_areas(
    changes: Sequence[QuestionChange], before: Mapping[str, Collection[str]], after: Mapping[str, Collection[str]]
) -> dict[str, bool]:
    """Areas (address → their questions' addresses) that both versions have, and whether they still ask for the same.

    An area is steady when nothing in it is new or gone, and nothing has come from or gone to another area.
    """
    return {key: _is_steady(changes, set(before[key]), set(after[key])) for key in after if key in before}


def _is_steady(changes: Sequence[QuestionChange], old: set[str], new: set[str]) -> bool:
    touching = [one for one in changes if old & set(one.before) or new & set(one.after)]
    return all(one.is_comparable and set(one.before) <= old and set(one.after) <= new for one in touching)


def _change(old: Sequence[str], new: Sequence[str], before: Words, after: Words) -> QuestionChange:
    is_same = len(old) == len(new) == 1 and before[old[0]] == after[new[0]]
    return QuestionChange(_kind(old, new, is_same), tuple(old), tuple(new))


def _kind(old: Sequence[str], new: Sequence[str], is_same: bool) -> Kind:
    if not old or not new:
        return "new" if new else "gone"
    if len(old) == len(new) == 1:
        return "same" if is_same else "reworded"
    return "split" if len(new) > 1 else "merged"


def _in_the_order_of(after: Iterable[str], changes: Iterable[QuestionChange]) -> list[QuestionChange]:
    """Sorted by the later version's questions; what is gone comes last."""
    places = {key: place for place, key in enumerate(after)}
    return sorted(changes, key=lambda one: min((places[key] for key in one.after), default=len(places)))


def _fits(one: QuestionChange) -> bool:
    old, new = len(one.before), len(one.after)
    return {
        "same": (old, new) == (1, 1),
        "reworded": (old, new) == (1, 1),
        "split": old == 1 and new > 1,
        "merged": old > 1 and new == 1,
        "new": (old, new) == (0, 1),
        "gone": (old, new) == (1, 0),
    }[one.kind]


Node = tuple[str, str]  # which version, and the address


def _nodes(version: str, keys: Iterable[str]) -> tuple[Node, ...]:
    return tuple((version, key) for key in keys)


def _parts(links: Iterable[tuple[tuple[Node, ...], tuple[Node, ...]]]) -> list[list[Node]]:
    """What hangs together, each part in the order that it was met."""
    parts: list[dict[Node, None]] = []
    for old, new in links:
        joined = dict.fromkeys(old + new)
        touching = [part for part in parts if part.keys() & joined.keys()]
        for part in touching:
            parts.remove(part)
        parts.append({node: None for part in [*touching, joined] for node in part})
    return [list(part) for part in parts]


def _in_order(part: Iterable[Node], side: str, known: Iterable[str]) -> list[str]:
    keys = {key for where, key in part if where == side}
    return [key for key in known if key in keys]
