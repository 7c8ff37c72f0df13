"""How change is said: the words first, never more than the ratings can carry, and never that something stood still."""

from collections.abc import Sequence

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from digibarometer.i18n import localized
from digibarometer.measures.round_change import RoundChange
from digibarometer.results import formatting
from digibarometer.results.rounds.matching import Fit
from digibarometer.results.rounds.round_comparison import AreaComparison, LineComparison
from digibarometer.results.rounds.round_loader import Round

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


def format_interval(found: RoundChange) -> str:
    """Cliff's delta and its 95 % interval; a dash where nothing can be said."""
    if found.delta is None or found.low is None or found.high is None:
        return formatting.MISSING
    low, high = formatting.format_signed(found.low), formatting.format_signed(found.high)
    return gettext("%(delta)s (%(low)s to %(high)s)") % {
        "delta": formatting.format_signed(found.delta),
        "low": low,
        "high": high,
    }


def format_list(areas: Sequence[AreaComparison]) -> str:
    """Their names in a sentence."""
    return formatting.format_list([area_name(one) for one in areas])
