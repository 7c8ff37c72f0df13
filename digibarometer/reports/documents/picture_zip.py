"""Each picture of the result page as SVG and PNG, to be put into documents of one's own."""

from collections.abc import Iterator

from digibarometer.files import deterministic_zip
from digibarometer.paper.typesetting import as_png
from digibarometer.reports import page_data, sections
from digibarometer.reports.page_data import RenderedPicture
from digibarometer.reports.records_metadata import figures_date
from digibarometer.results.outcome import WorkshopResult, workshop_result
from digibarometer.results.story import build_pages
from digibarometer.workshops.models import Workshop


def pictures(came_to: WorkshopResult) -> bytes:
    """A zip of them all."""
    files: dict[str, bytes] = {}
    for name, svg in rendered_pictures(came_to):
        files[f"{name}.svg"] = svg.encode()
        files[f"{name}.png"] = as_png(svg)
    return deterministic_zip(files, figures_date(came_to))


def rendered_pictures(came_to: WorkshopResult) -> Iterator[tuple[str, str]]:
    """Name and SVG of each picture that the result page shows, in its order."""
    areas = [area.heat for area in page_data.area_sections(came_to) if area.heat]
    pages = [
        RenderedPicture(page, "file") for page in (*build_pages(came_to), page_data.agreement_page(came_to), *areas)
    ]
    exercises = (page_data.told_picture(section, "file") for section in sections.exercise_sections(came_to.workshop))
    for each in (*pages, *filter(None, exercises)):
        if svg := each.for_paper():
            yield each.page.key, svg
    if svg := sections.plan_summary(came_to.workshop).svg("file", palette="print"):
        yield "effect-and-effort", svg


def picture(workshop: int, key: str, ending: str) -> bytes:
    """One of a workshop's pictures as svg or png, in the reader's language; nothing where there is none of that key."""
    svg = dict(rendered_pictures(workshop_result(Workshop.objects.get(pk=workshop)))).get(key, "")
    return as_png(svg) if svg and ending == "png" else svg.encode()
