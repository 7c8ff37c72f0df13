"""How results are said: numbers, lists, roles and the words for agreement, in the reader's language."""

from collections.abc import Sequence

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from digibarometer.i18n import format_decimals, format_mean
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
    return MISSING if value is None else format_mean(value)


def format_signed(value: float) -> str:
    """Two decimals with a sign; a real minus, which screen readers say."""
    sign = "+" if round(value, 2) > 0 else "−" if round(value, 2) < 0 else ""
    return f"{sign}{format_decimals(abs(value), 2)}"


def format_step(value: float | None) -> str:
    """How far a level has moved, with its sign; a dash where it cannot be said."""
    if value is None:
        return MISSING
    sign = "+" if value > 0 else "−" if value < 0 else "±"
    return f"{sign}{format_level(abs(value))}"


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
