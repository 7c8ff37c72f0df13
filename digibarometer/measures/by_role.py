"""What may be told of the roles, once they are known to be large enough: people per level, or a rounded level."""

from typing import NamedTuple

from digibarometer.measures.release_figures import Counts, ExactCell, PublishedGap, RoundedCell, ShownCell
from digibarometer.measures.role_gap import role_gap
from digibarometer.measures.simulatable_auditing import SafeLabel, safe_label

COUNTS_FROM = 10  # people in a role, and in all that is left of the room without it
LARGEST_SHOWN_DELTA = 0.9
UNSAID = PublishedGap("too_few", "leading")


class ByRole(NamedTuple):
    """What is told of the roles; `leading` is politicians and managers together."""

    politician: ShownCell = None
    manager: ShownCell = None
    official: ShownCell = None
    leading: ShownCell = None
    gap: PublishedGap = UNSAID


def by_role(
    politicians: Counts, managers: Counts, officials: Counts, apart: bool, at_least: int, are_tables: bool = False
) -> ByRole:
    """As much as may be told; `apart` says whether politicians and managers are enough to be told one by one.

    Where small groups see their own spreads (`are_tables`) no people per level are told: a level that one side lacks
    would tell each table who of its own stands there. Sizes and the whole room's figures alone decide which of the
    forms it takes, never what a role answered.
    """
    leading = _added(politicians, managers)
    are_sides = any(leading) and any(officials)
    if may_count(leading, officials) and not (are_tables and are_sides):
        told = _counted(politicians, managers, officials, apart, at_least, are_tables)
    else:
        told = _rounded(politicians, managers, officials, at_least)
    if not any(managers):
        told = told._replace(politician=told.leading)
    if not any(politicians):
        told = told._replace(manager=told.leading)
    return told


def may_count(one: Counts, other: Counts) -> bool:
    """Whether people per level may be told of two roles that make up all: no side could be of one mind.

    The largest level of both together must not fill either side, also when one rating is known. Where one side is
    nobody, the other is all, which is told anyway.
    """
    smallest = min(sum(one), sum(other))
    return not smallest or (smallest >= COUNTS_FROM and max(_added(one, other)) < smallest - 1)


def _counted(
    politicians: Counts, managers: Counts, officials: Counts, apart: bool, at_least: int, are_tables: bool
) -> ByRole:
    leading = _added(politicians, managers)
    told = ByRole(official=_all_of(officials), leading=_all_of(leading))
    if apart and may_count(politicians, managers) and not are_tables:
        told = told._replace(politician=ExactCell(politicians), manager=ExactCell(managers))
    elif apart and (label := safe_label((politicians, managers), with_gap=False)):
        politician, manager = _levels(label, at_least)
        told = told._replace(politician=politician, manager=manager)
    first: Counts = politicians if isinstance(told.politician, ExactCell) or not any(managers) else leading
    gap = role_gap(first, officials)
    if gap.word == "too_few":
        first, gap = leading, role_gap(leading, officials)
    if gap.delta is None:
        return told
    delta = max(-LARGEST_SHOWN_DELTA, min(LARGEST_SHOWN_DELTA, round(gap.delta, 1) + 0.0))  # + 0.0: never −0.0
    return told._replace(gap=PublishedGap(gap.word, "politician" if first is politicians else "leading", delta))


def _rounded(politicians: Counts, managers: Counts, officials: Counts, at_least: int) -> ByRole:
    """Two sides only: what three rounded levels together leave open cannot be listed, so it cannot be made sure of."""
    if label := safe_label((_added(politicians, managers), officials)):
        first, official = _levels(label, at_least)
        return ByRole(
            None, None, official, first, PublishedGap(label.word, "leading" if any(managers) else "politician")
        )
    return ByRole()


def _levels(label: SafeLabel, at_least: int) -> tuple[RoundedCell, RoundedCell]:
    return RoundedCell(label.one / 2, at_least), RoundedCell(label.other / 2, at_least)


def _all_of(counts: Counts) -> ExactCell | None:
    return ExactCell(counts) if any(counts) else None


def _added(one: Counts, other: Counts) -> Counts:
    return tuple(a + b for a, b in zip(one, other, strict=True))
