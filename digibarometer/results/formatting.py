"""How results are said: lists, roles and groups' levels, in the reader's language."""

from collections.abc import Sequence

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from digibarometer.i18n import format_decimals, localized
from digibarometer.measures.round_change import RoundChange
from digibarometer.results.outcome import GroupLevel
from digibarometer.results.rounds.matching import Fit
from digibarometer.results.rounds.round_comparison import AreaComparison, LineComparison
from digibarometer.results.rounds.round_loader import Round
from digibarometer.tables import Level, Quantity

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


CHANGE = {
    "forward": _("probably forward"),
    "back": _("probably back"),
    "unclear": _("cannot be told from chance"),
    "too_few": _("cannot be compared"),
}
FIT: dict[Fit, object] = {
    "same": _("the same"),
    "reworded": _("reworded"),
    "split": _("split into several"),
    "merged": _("several became one"),
    "new": _("new"),
    "other_scale": _("another scale"),
    "unrelated": _("other questions"),
}


def area_name(one: AreaComparison) -> str:
    """The area's short name."""
    return localized(one.area.short)


def line_name(latest: Round, one: LineComparison) -> str:
    """The question's short name; of several, all of them."""
    return " + ".join(localized(latest.question(key).short) for key in one.line.keys)


def format_change(found: RoundChange) -> str:
    """What the ratings can carry, in words."""
    return str(CHANGE[found.word])


class Delta(Quantity):
    """Cliff's delta, from −1 to 1, in hundredths."""

    decimals = 2

    @staticmethod
    def text(value: float) -> str:
        """Two decimals with a sign; a real minus, which screen readers say."""
        sign = "+" if round(value, 2) > 0 else "−" if round(value, 2) < 0 else ""
        return sign + format_decimals(abs(value), 2)


def delta(found: RoundChange) -> Delta:
    """Cliff's delta with its 95 % interval beside it."""
    if found.delta is None or found.low is None or found.high is None:
        return Delta(None)
    ends = {"least": Delta.text(found.low), "most": Delta.text(found.high)}
    return Delta(found.delta, beside=f" ({gettext('%(least)s to %(most)s') % ends})")


def format_areas(areas: Sequence[AreaComparison]) -> str:
    """Their names in a sentence."""
    return format_list([area_name(one) for one in areas])
