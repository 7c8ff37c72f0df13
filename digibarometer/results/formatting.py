"""How results are said: numbers, lists, roles and the words for agreement, in the reader's language."""

from collections.abc import Sequence

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from digibarometer.i18n import format_decimals, format_number
from digibarometer.results.outcome import GroupLevel

ROLES = {
    "politician": _("Politicians"),
    "manager": _("Managers"),
    "leading": _("Politicians and managers"),
    "official": _("Officials"),
}
AGREEMENT = {"large": _("large agreement"), "some": _("some agreement"), "small": _("small agreement")}
MISSING = "–"


def format_group_level(of: GroupLevel) -> str:
    """A small group's level, and whether it was keyed in from paper."""
    said = format_level(of.level)
    return gettext("%(level)s, from paper") % {"level": said} if of.from_paper and of.level is not None else said


def format_level(value: float | None) -> str:
    """A level; a dash where there is none. A whole mean is said without a decimal."""
    if value is None:
        return MISSING
    return format_number(int(value) if value == int(value) else value)


def format_share(value: float | None) -> str:
    """A share in whole percent; a dash where there is none."""
    if value is None:
        return MISSING
    return gettext("%(percent)s%%") % {"percent": round(100 * value)}


def format_agreement(word: str | None, figure: float | None) -> str:
    """The word before the figure; a dash where too few have rated."""
    if word is None or figure is None:
        return MISSING
    return f"{AGREEMENT[word]} ({format_decimals(figure, 2)})"


def format_question_count(number: int) -> str:
    """How many questions."""
    return ngettext("%(count)s question", "%(count)s questions", number) % {"count": number}


def format_list(names: Sequence[str]) -> str:
    """Names in a sentence: one, one and two, one, two and three."""
    if len(names) < 2:
        return "".join(names)
    return gettext("%(names)s and %(last)s") % {"names": ", ".join(names[:-1]), "last": names[-1]}


def waiting_text() -> str:
    """What stands before the names of groups without a level."""
    return gettext("No level yet:")
