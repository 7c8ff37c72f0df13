"""Which documents there are."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from digibarometer.reports import pdf_report
from digibarometer.reports.documents import packages, workbook
from digibarometer.reports.documents.slides.content import slides
from digibarometer.reports.records_metadata import records_metadata
from digibarometer.results.outcome import WorkshopResult


@dataclass(frozen=True)
class DocumentType:
    """A document: what it is for, and how it is made in the reader's language."""

    key: str
    name: object
    description: object
    extension: str
    make: Callable[[WorkshopResult], bytes]


def _report(came_to: WorkshopResult) -> bytes:
    return pdf_report.report(came_to, records_metadata(came_to.workshop, with_name=True))


DOCUMENT_TYPES = {
    kind.key: kind
    for kind in (
        DocumentType(
            "report",
            _("Report (PDF)"),
            _("Everything on paper, for the registry too: PDF/A, readable by screen readers."),
            "pdf",
            _report,
        ),
        DocumentType(
            "slides",
            _("Slides (PPTX)"),
            _("For the municipal board. The diagrams can be changed, and what to say stands in the notes."),
            "pptx",
            slides,
        ),
        DocumentType(
            "workbook",
            _("Workbook (XLSX)"),
            _("All figures that may be shown, for those who want to work on with them."),
            "xlsx",
            workbook.workbook,
        ),
        DocumentType(
            "pictures",
            _("Pictures (ZIP)"),
            _("Each picture as SVG and PNG, to put in documents of your own."),
            "zip",
            packages.pictures,
        ),
        DocumentType(
            "package",
            _("Package for the archive (ZIP)"),
            _("The report, the figures as CSV and JSON, and a list with checksums, so that damage is noticed."),
            "zip",
            packages.package,
        ),
    )
}
