"""How results are said: lists, roles and groups' levels, in the reader's language."""

from collections.abc import Sequence

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from digibarometer.results.outcome import GroupLevel
from digibarometer.tables import Level

ROLES = {
    "politician": _("Politicians"),
    "manager": _("Managers"),
    "leading": _("Politicians and managers"),
    "official": _("Officials"),
}


def group_level(of: GroupLevel) -> Level:
    """A small group's level, and whether it was keyed in from paper."""
    return Level(of.level, beside=f", {gettext('from paper')}" if of.from_paper else "")


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
