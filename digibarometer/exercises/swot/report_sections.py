"""What the SWOT came to, as result page, report and open files tell it."""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext, ngettext

from digibarometer.exercises.base import BulletList, Column, Section
from digibarometer.exercises.swot import summary
from digibarometer.exercises.swot.summary import SummaryNote, SummaryQuadrant, SummaryTheme, SwotSummary
from digibarometer.i18n import localized
from digibarometer.tables import Plain
from digibarometer.workshops.snapshot import WorkshopSnapshot

COLUMNS = {
    "quadrant": Column("string", "strengths, weaknesses, opportunities or threats"),
    "theme": Column("string", "the theme's name; empty: outside the themes"),
    "theme_dots": Column("integer", "dots that the theme got in the vote"),
    "text": Column("string", "what the note says"),
    "merged": Column("string", "notes that were merged into it, with / between them"),
    "most_important": Column("boolean", "held to be among the most important"),
    "dots": Column("integer", "dots that the note got in the vote"),
    "was_entered": Column("boolean", "entered for someone, or from paper"),
}


def sections(snapshot: WorkshopSnapshot) -> list[Section]:
    """A section for each SWOT of the workshop."""
    return [_section(each) for each in summary.summarize(snapshot)]


def _section(came_to: SwotSummary) -> Section:
    return Section(
        f"swot-{came_to.step.pk}",
        localized(came_to.step.title),
        tuple(_sentences(came_to)),
        tuple(listing for quadrant in came_to.quadrants for listing in _lists(quadrant)),
        _figures(came_to),
        rows=tuple(_rows(came_to)),
        columns=COLUMNS,
    )


def _sentences(came_to: SwotSummary) -> list[str]:
    counts = ", ".join(f"{each.column} {each.count}" for each in came_to.quadrants)
    notes = ngettext("%(notes)s note: %(counts)s.", "%(notes)s notes: %(counts)s.", came_to.count)
    said = [notes % {"notes": came_to.count, "counts": counts}]
    most = [one for one in came_to.voted if one.rank == 1]
    if most:
        names = " · ".join(f"“{one.choice}”" for one in most)
        dots = ngettext("%(dots)s dot", "%(dots)s dots", most[0].dots) % {"dots": most[0].dots}
        said.append(gettext("Most dots went to %(names)s (%(dots)s).") % {"names": names, "dots": dots})
    return said


def _lists(quadrant: SummaryQuadrant) -> list[BulletList]:
    title = str(quadrant.column)
    lists = [
        BulletList(f"{title}: {theme.name}{_dots(theme.dots)}", tuple(_words(note) for note in theme.notes))
        for theme in quadrant.themes
    ]
    loose = tuple(_words(note) for note in quadrant.loose)
    return [*lists, BulletList(title, loose)] if loose else lists


def _dots(dots: int) -> str:
    return f" ({ngettext('%(dots)s dot', '%(dots)s dots', dots) % {'dots': dots}})" if dots else ""


def _words(note: SummaryNote) -> str:
    return " / ".join([note.text, *note.merged]) + _dots(note.dots)


def _figures(came_to: SwotSummary) -> dict[str, object]:
    return {
        "notes": came_to.count,
        "voters": came_to.voters,
        "quadrants": [
            {
                "key": quadrant.column.key,
                "notes": quadrant.count,
                "themes": [_theme(theme) for theme in quadrant.themes],
                "outside_themes": _notes(quadrant.loose),
            }
            for quadrant in came_to.quadrants
        ],
    }


def _rows(came_to: SwotSummary) -> Iterator[dict[str, Plain]]:
    """Each note with where it lies, flat."""
    for quadrant in came_to.quadrants:
        heaps = [*((theme.name, theme.dots, theme.notes) for theme in quadrant.themes), ("", 0, quadrant.loose)]
        for theme, dots, notes in heaps:
            for note in notes:
                flat = _note(note) | {"merged": " / ".join(note.merged)}
                yield {"quadrant": quadrant.column.key, "theme": theme, "theme_dots": dots, **flat}


def _theme(theme: SummaryTheme) -> dict[str, object]:
    return {"name": theme.name, "dots": theme.dots, "notes": _notes(theme.notes)}


def _notes(notes: Iterable[SummaryNote]) -> list[dict[str, object]]:
    return [{**_note(note), "merged": list(note.merged)} for note in notes]


def _note(note: SummaryNote) -> dict[str, Plain]:
    return {
        "text": note.text,
        "merged": "",
        "most_important": note.is_lifted,
        "dots": note.dots,
        "was_entered": note.was_entered,
    }
