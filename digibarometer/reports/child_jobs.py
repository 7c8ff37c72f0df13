"""What is made of a workshop in a child process, by its number and in the reader's language."""

from digibarometer.paper.typesetting import as_png
from digibarometer.reports import pdf_report
from digibarometer.reports.documents import picture_zip
from digibarometer.results.outcome import workshop_result
from digibarometer.workshops.models import Workshop


def report(workshop: int) -> bytes:
    """The PDF report."""
    return pdf_report.report(workshop_result(Workshop.objects.get(pk=workshop)))


def picture(workshop: int, key: str, ending: str) -> bytes:
    """One of the result page's pictures as svg or png; nothing where there is none of that key."""
    svg = dict(picture_zip.rendered_pictures(workshop_result(Workshop.objects.get(pk=workshop)))).get(key, "")
    return as_png(svg) if svg and ending == "png" else svg.encode()
