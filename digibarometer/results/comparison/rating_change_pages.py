"""What people's own ratings can carry: areas first, in words, with the figures beside."""

from collections.abc import Sequence

from django.utils.translation import gettext, ngettext

from digibarometer.i18n import localized
from digibarometer.results import formatting
from digibarometer.results.rounds.round_comparison import AreaComparison, Comparison
from digibarometer.results.story.page import Page
from digibarometer.tables import MISSING, Row, Share

LARGE_SHARE_CHANGE = 0.15  # of the room: a share of officials that has changed by so much is worth saying


def rating_change_page(found: Comparison) -> Page | None:
    """Area by area, and the questions that moved most; none where no two rounds hold ratings to compare."""
    changes = [one.change for one in found.areas] + [one.change for one in found.lines]
    if all(one.word == "too_few" for one in changes):
        return None
    return Page(
        "ratings",
        gettext("What people's own ratings can carry"),
        rating_change_finding(found),
        tuple(rating_change_sentences(found)),
        (gettext("Different people were there. What do you think has moved, and how would you know?"),),
        None,
        "",
        (
            gettext("Area"),
            gettext("In words"),
            gettext("People then and now"),
            gettext("How much higher (95 %)"),
        ),
        tuple(_row(found, one) for one in found.areas),
    )


def _row(found: Comparison, one: AreaComparison) -> Row:
    key = one.area.key
    people = [sum(of.half_levels.get(key, ())) for of in (found.first, found.latest)]
    return (
        localized(one.area.title),
        formatting.format_change(one.change),
        " / ".join(str(number) if number else MISSING for number in people),
        formatting.delta(one.change),
    )


def rating_change_finding(found: Comparison) -> str:
    """The heading: what has probably moved, or that nothing can be told from chance."""
    forward, back = _of(found.moved_areas, "forward"), _of(found.moved_areas, "back")
    if forward and back:
        said = gettext("Probably forward: %(forward)s. Probably back: %(back)s")
    elif forward:
        said = gettext("Probably forward: %(forward)s")
    elif back:
        said = gettext("Probably back: %(back)s")
    else:
        return gettext("No area's change can be told from chance")
    return said % {"forward": formatting.format_areas(forward), "back": formatting.format_areas(back)}


def _of(areas: Sequence[AreaComparison], word: str) -> list[AreaComparison]:
    return [one for one in areas if one.change.word == word]


def rating_change_sentences(found: Comparison) -> list[str]:
    """What is behind the heading, and how careful it is."""
    known = [one for one in found.areas if one.change.word != "too_few"]
    rest = len(known) - len(found.moved_areas)
    said = []
    if rest and found.moved_areas:
        text = ngettext(
            "For %(count)s more area the difference is no larger than chance and attendance could make.",
            "For %(count)s more areas the difference is no larger than chance and attendance could make.",
            rest,
        )
        said.append(text % {"count": rest})
    elif rest:
        said.append(
            gettext(
                "Chance and attendance could make every difference here. It does not mean that nothing has happened."
            )
        )
    said += _questions(found)
    said += _care(found)
    return said


def _questions(found: Comparison) -> list[str]:
    """The questions that moved most, of all that were looked at."""
    looked = sum(one.change.word != "too_few" for one in found.lines)
    if not looked:
        return []
    if not found.moved_lines:
        return [
            ngettext(
                "Of %(count)s question that can be compared, none stands out from chance.",
                "Of %(count)s questions that can be compared, none stands out from chance.",
                looked,
            )
            % {"count": looked}
        ]
    named = [
        f"{formatting.line_name(found.latest, one)} ({formatting.format_change(one.change)})"
        for one in found.moved_lines[:6]
    ]
    return [gettext("The questions that moved most: %(questions)s.") % {"questions": formatting.format_list(named)}]


def _care(found: Comparison) -> list[str]:
    said = []
    if found.is_within_roles:
        said.append(
            gettext("Where both rounds kept people per level for the roles, questions are compared within roles.")
        )
    if found.is_weighted:
        said.append(gettext("The roles' shares differ much between the rounds, so there they weigh the same in both."))
    then, now = (_officials(one.attendance) for one in (found.first, found.latest))
    if then is not None and now is not None and abs(then - now) > LARGE_SHARE_CHANGE:
        text = gettext("%(then)s of the room were officials then, %(now)s are now: part of a difference may be that.")
        said.append(text % {"then": Share(then), "now": Share(now)})
    return said


def _officials(attendance: object) -> float | None:
    """The share of officials, where both it and the room's number may be told."""
    kept = attendance if isinstance(attendance, dict) else {}
    people, officials = kept.get("people"), (kept.get("roles") or {}).get("official")
    return officials / people if people and officials is not None else None
