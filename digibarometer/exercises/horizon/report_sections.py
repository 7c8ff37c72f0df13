"""What the horizon scan came to, as result page, report and open files tell it."""

from django.utils.translation import gettext, ngettext

from digibarometer.exercises.base import BulletList, Column, Figure, Section
from digibarometer.exercises.horizon import summary
from digibarometer.exercises.horizon.queries import (
    SignalPlacement,
    radar_labels,
    radar_points,
    radar_table,
    signal_text,
)
from digibarometer.exercises.horizon.summary import HorizonSummary
from digibarometer.i18n import localized
from digibarometer.pictures.trend_radar import trend_radar
from digibarometer.questions.horizon_cards import HORIZONS
from digibarometer.tables import Plain
from digibarometer.workshops.snapshot import WorkshopSnapshot

COLUMNS = {
    "title": Column("string", "what it is called"),
    "text": Column("string", "what happens"),
    "card": Column("string", "the library's card; empty: the participants' own"),
    "source": Column("string", "where the card has it from"),
    "link": Column("string", "web address"),
    "horizon": Column("string", "when it is here: now, 1-3 or 3-10 years; empty: not placed"),
    "meaning": Column("number", "what it means for us, 1 (little) to 5 (much)"),
    "is_threat": Column("boolean", "more of a threat than an opportunity"),
    "groups": Column("integer", "groups that have placed it"),
    "dots": Column("integer", "dots that it got in the vote"),
    "answer": Column("string", "what the room does about it"),
}


def sections(snapshot: WorkshopSnapshot) -> list[Section]:
    """A section for each horizon scan of the workshop."""
    return [_section(each) for each in summary.summarize(snapshot)]


def _section(came_to: HorizonSummary) -> Section:
    placed = [each for each in came_to.signals if each.together]
    rest = tuple(str(each.signal) for each in came_to.signals if each.together is None)
    lists = [BulletList(gettext("What weighs most, first"), tuple(_words(each) for each in placed))] if placed else []
    lists += [BulletList(gettext("Looked at, but not placed"), rest)] if rest else []
    rows = tuple(map(_row, came_to.signals))
    return Section(
        f"horizon-{came_to.step.pk}",
        localized(came_to.step.title),
        tuple(_sentences(placed)),
        tuple(lists),
        {"signals": rows},
        _picture(placed) if placed else None,
        rows,
        COLUMNS,
    )


def _picture(placed: list[SignalPlacement]) -> Figure:
    drawn, said = radar_points(placed), radar_labels()
    alt = gettext("The table beside says the same.")
    return Figure(alt, lambda frame: trend_radar(frame, drawn, said), radar_table(drawn))


def _sentences(placed: list[SignalPlacement]) -> list[str]:
    if not placed:
        return []
    here_now = sum(each.together.horizon == 0 for each in placed if each.together)
    threats = sum(each.together.is_threat for each in placed if each.together)
    first = ngettext(
        "%(count)s thing was placed: %(now)s are here now, %(threats)s are more of a threat.",
        "%(count)s things were placed: %(now)s are here now, %(threats)s are more of a threat.",
        len(placed),
    )
    said = [first % {"count": len(placed), "now": here_now, "threats": threats}]
    split = [f"“{each.signal}”" for each in placed if each.together and each.together.is_split]
    if split:
        said.append(gettext("The groups placed these differently: %(names)s.") % {"names": ", ".join(split)})
    return said


def _words(each: SignalPlacement) -> str:
    dots = ngettext("%(dots)s dot", "%(dots)s dots", each.dots) % {"dots": each.dots}
    facts = " · ".join(filter(None, [each.when, each.stance, dots if each.dots else ""]))
    source = each.signal.card.source if each.signal.card else ""
    said = f"{each.signal} ({facts})"
    said += f": {each.signal.answer}" if each.signal.answer else ""
    return f"{said} [{source}]" if source else said


def _row(each: SignalPlacement) -> dict[str, Plain]:
    place = each.together
    return {
        "title": str(each.signal),
        "text": signal_text(each.signal),
        "card": each.signal.card.key if each.signal.card else None,
        "source": each.signal.card.source if each.signal.card else "",
        "link": each.signal.card.url if each.signal.card else each.signal.link,
        "horizon": HORIZONS[place.horizon] if place else None,
        "meaning": place.meaning if place else None,
        "is_threat": place.is_threat if place else None,
        "groups": place.groups if place else 0,
        "dots": each.dots,
        "answer": each.signal.answer,
    }
