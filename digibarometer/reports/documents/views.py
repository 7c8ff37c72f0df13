"""The page "Documents": what there is, make it, and fetch it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from digibarometer.files import file_response
from digibarometer.i18n import reader_language
from digibarometer.jobs import DONE
from digibarometer.live import api
from digibarometer.reports.documents import worker
from digibarometer.reports.documents.document_types import DOCUMENT_TYPES
from digibarometer.reports.documents.models import Document
from digibarometer.reports.documents.worker import data_fingerprint
from digibarometer.reports.permissions import for_readers, may_plan
from digibarometer.results.outcome import workshop_result
from digibarometer.workshops.snapshot import WorkshopSnapshot


@for_readers
@require_http_methods(["GET", "HEAD", "POST"])
def documents(request: HttpRequest, snapshot: WorkshopSnapshot) -> HttpResponse:
    """All documents in the reader's language; POST asks for one to be made."""
    found = snapshot.workshop
    language = reader_language()
    if request.method == "POST":
        kinds = [kind for kind in DOCUMENT_TYPES if request.POST.get("make") in {kind, "all"}]
        api.apply_change(lambda touched: worker.request_documents(found.pk, kinds, language))
        worker.wake.set()
        return redirect(request.path)
    version = data_fingerprint(workshop_result(found))
    rows = {row.kind: row for row in Document.objects.filter(workshop=found, language=language)}
    told = [
        {"kind": kind, "row": (row := rows.get(key)), "is_old": bool(row and row.version and row.version != version)}
        for key, kind in DOCUMENT_TYPES.items()
    ]
    under_way = sum(row.is_under_way for row in rows.values())
    context = {"workshop": found, "documents": told, "under_way": under_way, "may_share": may_plan(request, found.pk)}
    return render(request, "documents/documents.html", context)


@for_readers
@require_safe
def document(request: HttpRequest, snapshot: WorkshopSnapshot, document: int) -> HttpResponse:
    """The file of one document, whole. One that is no longer there is to be made again."""
    found = snapshot.workshop
    row = get_object_or_404(Document, pk=document, workshop=found, state=DONE)
    try:
        content = worker.path_of(row).read_bytes()
    except OSError as gone:
        raise Http404(gettext("The document is no longer kept. Make it again.")) from gone
    extension = DOCUMENT_TYPES[row.kind].extension
    return file_response(content, f"digibarometern-{found.pk}-{row.kind}-{row.language}.{extension}")
