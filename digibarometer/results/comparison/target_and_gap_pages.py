"""Targets set then against levels now, and agreement and role gaps then and now: only what both releases hold."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from digibarometer.i18n import format_decimals, localized
from digibarometer.measures.release_figures import ReleaseFigures
from digibarometer.pictures.dumbbell import GapRow, Side, dumbbell
from digibarometer.pictures.slopegraph import SlopeRow, SlopeWords, slopegraph
from digibarometer.pictures.svg import Frame
from digibarometer.results import formatting
from digibarometer.results.outcome import cell_level
from digibarometer.results.rounds.round_comparison import Comparison, LineComparison
from digibarometer.results.story.page import MOST_ROWS, Page
from digibarometer.tables import Agreement, Level

GAPS: Mapping[str, object] = {"none": _("no clear difference"), "higher": _("higher"), "lower": _("lower")}


def targets_page(found: Comparison) -> Page | None:
    """What was aimed at then, and where the room is; none where no target was set."""
    if not found.aims:
        return None
    known = [one for one in found.aims if one.is_met is not None]
    met = [one for one in known if one.is_met]
    rows = [GapRow(localized(one.area.short), one.target, one.level) for one in found.aims]
    sides = (
        Side("target", gettext("Target set %(round)s") % {"round": found.first.name}),
        Side("today", gettext("Now")),
    )
    said = ngettext(
        "%(count)s of %(all)s target from %(round)s is reached",
        "%(count)s of %(all)s targets from %(round)s are reached",
        len(known),
    )
    year = found.first.workshop.target_year
    sentences = [gettext("The targets were for %(year)s.") % {"year": year}] if year else []
    if met:
        names = formatting.format_list([localized(one.area.short) for one in met])
        sentences.append(gettext("Reached: %(areas)s.") % {"areas": names})
    return Page(
        "aims",
        gettext("Targets set then, levels now"),
        said % {"count": len(met), "all": len(known), "round": found.first.name}
        if known
        else gettext("The targets from %(round)s cannot be set beside these levels") % {"round": found.first.name},
        tuple(sentences),
        (gettext("Were the targets the right ones?"),),
        lambda frame: dumbbell(frame, rows, sides, found.latest.scale),
        gettext("Targets and levels by area. The table beside the picture has every figure."),
        (gettext("Area"), gettext("Target"), gettext("Now"), gettext("Reached")),
        tuple(
            (localized(one.area.title), Level(one.target), Level(one.level), _reached(one.is_met)) for one in found.aims
        ),
    )


def _reached(is_met: bool | None) -> str:
    if is_met is None:
        return gettext("cannot be compared")
    return gettext("Yes") if is_met else gettext("Not yet")


def agreement_page(found: Comparison) -> Page | None:
    """How much each room agreed, area by area; none where not both rounds have released ratings."""
    figures = [
        (one, [of.agreement(one.area.key) if one.is_steady else None for of in found.rounds]) for one in found.areas
    ]
    told = [(one, values) for one, values in figures if values[0] is not None and values[-1] is not None]
    if not told:
        return None
    rows = [SlopeRow(formatting.area_name(one), values) for one, values in told]
    names = [one.name for one in found.rounds]
    kinds = SlopeWords(gettext("More agreement"), gettext("Less agreement"), gettext("As much"))
    before, after = (sum(values[place] or 0 for _, values in told) / len(told) for place in (0, -1))
    return Page(
        "agreement-rounds",
        gettext("How much each room agreed"),
        gettext("On average %(then)s then and %(now)s now") % {"then": Agreement(before), "now": Agreement(after)},
        (gettext("A difference under 0.10 may well be chance in rooms of this size."),),
        (),
        lambda frame: slopegraph(_in_hundredths(frame), names, rows, kinds, 1),
        gettext("Agreement by area and round. The table beside the picture has every figure."),
        (gettext("Area"), *names),
        tuple((localized(one.area.title), *map(Agreement, values)) for one, values in told),
    )


def _in_hundredths(frame: Frame) -> Frame:
    return replace(frame, number=partial(format_decimals, decimals=2))


def role_gaps_page(found: Comparison) -> Page | None:
    """Where roles differed in either round, of the questions where both rounds may say."""
    told = [(one, *pair) for one in found.lines if (pair := _pair(found, one))]
    if not told:
        return None
    differing = [row for row in told if row[1].gap.word != "none" or row[2].gap.word != "none"]
    shown = sorted(differing, key=lambda row: -max(_size(row[1]), _size(row[2])))[: MOST_ROWS // 2]
    rows = [
        GapRow(
            f"{formatting.line_name(found.latest, one)}, {of.name}",
            _first(tally),
            cell_level(tally.roles.get("official")),
        )
        for one, *tallies in shown
        for of, tally in zip((found.first, found.latest), tallies, strict=True)
    ]
    leading = told[0][2].gap.first
    sides = Side(leading, str(formatting.ROLES[leading])), Side("official", str(formatting.ROLES["official"]))
    said = gettext("A clear difference on %(then)s of %(all)s questions then, on %(now)s now")
    counts = [
        sum(then.gap.word != "none" for _, then, _now in told), sum(now.gap.word != "none" for _, _then, now in told)
    ]  # fmt: skip
    return Page(
        "gaps-rounds",
        gettext("Where roles saw things differently"),
        said % {"then": counts[0], "now": counts[1], "all": len(told)},
        (
            gettext(
                "Only questions where both rounds were large enough to say. The word is about politicians and managers."
            ),
        ),
        (),
        (lambda frame: dumbbell(frame, rows, sides, found.latest.scale)) if rows else None,
        gettext("Levels of roles then and now. The table beside the picture says the same in words."),
        (gettext("Question"), found.first.name, found.latest.name),
        tuple(
            (formatting.line_name(found.latest, one), str(GAPS[then.gap.word]), str(GAPS[now.gap.word]))
            for one, then, now in (differing or told)
        ),
    )


def _pair(found: Comparison, one: LineComparison) -> tuple[ReleaseFigures, ReleaseFigures] | None:
    """Both rounds' releases of a question, where both may say how the same roles differ."""
    if not one.line.is_one_to_one(0):
        return None
    then = found.first.tallies.get(one.line.origins[0].keys[0])
    now = found.latest.tallies.get(one.line.keys[0])
    if then is None or now is None or "too_few" in (then.gap.word, now.gap.word) or then.gap.first != now.gap.first:
        return None
    return then, now


def _first(tally: ReleaseFigures) -> float | None:
    return cell_level(tally.leading if tally.gap.first == "leading" else tally.roles.get(tally.gap.first))


def _size(tally: ReleaseFigures) -> float:
    first, official = _first(tally), cell_level(tally.roles.get("official"))
    return abs(first - official) if first is not None and official is not None else 0.0
