"""How change is said: the words first, never more than the ratings can carry, and never that something stood still."""

from collections.abc import Sequence

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from digibarometer.measures.round_change import Change
from digibarometer.questions.i18n import in_language
from digibarometer.results import formatting
from digibarometer.results.rounds.matching import Fit
from digibarometer.results.rounds.round_comparison import AreaCompared, LineCompared
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


def area_name(one: AreaCompared) -> str:
    """The area's short name."""
    return in_language(one.area.short)


def line_name(latest: Round, one: LineCompared) -> str:
    """The question's short name; of several, all of them."""
    return " + ".join(in_language(latest.question(key).short) for key in one.line.keys)


def change_word(found: Change) -> str:
    """What the ratings can carry, in words."""
    return str(CHANGE[found.word])


def interval(found: Change) -> str:
    """Cliff's delta and its 95 % interval; a dash where nothing can be said."""
    if found.delta is None or found.low is None or found.high is None:
        return formatting.MISSING
    low, high = signed(found.low), signed(found.high)
    return gettext("%(delta)s (%(low)s to %(high)s)") % {"delta": signed(found.delta), "low": low, "high": high}


def signed(value: float) -> str:
    """Two decimals with a sign; a real minus, which screen readers say."""
    sign = "+" if round(value, 2) > 0 else "−" if round(value, 2) < 0 else ""
    return f"{sign}{formatting.hundredths(abs(value))}"


def step(value: float | None) -> str:
    """How far a level has moved, with its sign; a dash where it cannot be said."""
    if value is None:
        return formatting.MISSING
    sign = "+" if value > 0 else "−" if value < 0 else "±"
    return f"{sign}{formatting.level(abs(value))}"


def listed(areas: Sequence[AreaCompared]) -> str:
    """Their names in a sentence."""
    return formatting.listed([area_name(one) for one in areas])
