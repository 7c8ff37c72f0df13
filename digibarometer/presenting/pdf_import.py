"""Takes in a PDF: checked at once, read in a child process beside the room, kept page by page."""

import io
import logging
import tempfile
import threading
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from django.core.files.uploadedfile import UploadedFile
from django.db import connections
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from digibarometer.live import api
from digibarometer.live.panels import Invalidation
from digibarometer.presenting import panels
from digibarometer.presenting.models import Page, Presentation, State
from digibarometer.serving.child_process import Busy, Exceeded, Limits, stream
from digibarometer.workshops.models import Workshop

if TYPE_CHECKING:
    import pypdfium2 as pdfium

MOST_PAGES = 60
BOX = (1920, 1080)  # pixels that a page fits in
QUALITY = 80  # of WebP
LONGEST_TEXT = 4_000  # characters of a page's words


class RenderedPage(msgspec.Struct):
    """A page: its words, and its picture as WebP."""

    text: str
    picture: bytes


def render_pages(file: str) -> Iterator[bytes]:
    """How many pages there are, then each one `Drawn`; or why there are none, as one of WHY's keys. All as MessagePack.

    `file` is the path of the PDF.
    """
    import pypdfium2 as pdfium  # here, so that the server itself never loads it

    try:
        document = pdfium.PdfDocument(file)
    except pdfium.PdfiumError as wrong:
        yield msgspec.msgpack.encode("locked" if "assword" in str(wrong) else "unreadable")
        return
    if not 0 < len(document) <= MOST_PAGES:
        yield msgspec.msgpack.encode("empty" if not len(document) else "long")
        return
    yield msgspec.msgpack.encode(len(document))
    for page in document:
        yield msgspec.msgpack.encode(_drawn(page))


def _drawn(page: "pdfium.PdfPage") -> RenderedPage:
    width, height = page.get_size()
    picture = io.BytesIO()
    drawn = page.render(scale=min(BOX[0] / width, BOX[1] / height)).to_pil().convert("RGB")
    drawn.save(picture, "WEBP", quality=QUALITY)
    words = page.get_textpage().get_text_bounded()[:LONGEST_TEXT]
    return RenderedPage(words.encode(errors="replace").decode(), picture.getvalue())


log = logging.getLogger(__name__)
MAX_PDF_BYTES = 20_000_000  # bytes of a PDF
MAX_PRESENTATIONS = 10  # presentations of a workshop
LIMITS = Limits("presentation", 2 * 1024**3, 90, seconds=180, at_once=1, patience_seconds=100, niceness=15)
WHY = {
    "locked": _("The PDF is locked with a password. Save a copy without one and choose that."),
    "unreadable": _("The file could not be read. Open it on your computer, save it as PDF anew and choose that."),
    "empty": _("The PDF has no pages. Choose another."),
    "long": _("The PDF has more than 60 pages. Take out those that are not needed and choose it again."),
    "busy": _("Other presentations are being read right now. Wait some minutes and choose it again."),
    "": _("The PDF took too long or was too much to read. Save it with smaller pictures and choose it again."),
}


def rejection_reason(file: "UploadedFile[bytes]", workshop: Workshop) -> str:
    """Why the file cannot be taken in; empty when it can."""
    if (file.size or 0) > MAX_PDF_BYTES:
        return gettext("The file is larger than 20 MB. Save it with smaller pictures, or fewer pages.")
    if b"%PDF-" not in file.read(1024):
        return gettext("That is not a PDF. Save the presentation as PDF and choose that file.")
    if workshop.presentations.count() >= MAX_PRESENTATIONS:
        return gettext("There are ten presentations already. Take one away first.")
    return ""


def import_pdf(workshop: Workshop, title: str, file: "UploadedFile[bytes]", by: int) -> Presentation:
    """Keep that it has come, and read it beside the room."""
    folder = tempfile.TemporaryDirectory(prefix="digibarometer-pdf-")
    file.seek(0)
    pdf = Path(folder.name) / "file.pdf"
    with pdf.open("wb") as out:
        for chunk in file.chunks():
            out.write(chunk)
    made = api.apply_change(partial(_create, workshop, title, by))
    run_in_thread(partial(_read, made, pdf, folder))
    return made


def run_in_thread(work: Callable[[], None]) -> None:
    """Do it in a thread of its own, with a database connection of its own."""

    def run() -> None:
        try:
            work()
        finally:
            connections.close_all()

    threading.Thread(target=run, name="pdf", daemon=True).start()


def _create(workshop: Workshop, title: str, by: int, touched: list[Invalidation]) -> Presentation:
    touched.append(panels.desk_presentation.ref(workshop.pk))
    return Presentation.objects.create(workshop=workshop, title=title, by_id=by)


def _read(made: Presentation, pdf: Path, folder: "tempfile.TemporaryDirectory[str]") -> None:
    try:
        with folder:
            count, why = _keep_pages(made, pdf)
        kept = Page.objects.filter(presentation=made).count()
        is_whole = count > 0 and kept == count
        fields = {"state": State.READY, "count": count} if is_whole else _failed(why)
    except Exception:
        log.exception("presentation %s could not be read", made.pk)
        fields = _failed("")
    api.apply_change(partial(_tell, made, fields))


def _failed(why: str) -> dict[str, object]:
    return {"state": State.FAILED, "why": why if why in WHY else ""}


def _keep_pages(made: Presentation, pdf: Path) -> tuple[int, str]:
    """How many pages there should be; else why there are none, as one of WHY's keys."""
    count = number = 0
    try:
        for answer in stream(LIMITS, render_pages, str(pdf)):
            told = msgspec.msgpack.decode(answer, type=int | str | RenderedPage)
            if isinstance(told, str):
                return 0, told
            if isinstance(told, int):
                count = told
            else:
                number += 1
                api.apply_change(partial(_keep, made, number, told))
    except Busy:
        return 0, "busy"
    except Exceeded:
        return 0, ""
    return count, ""


def _keep(made: Presentation, number: int, drawn: RenderedPage, touched: list[Invalidation]) -> None:
    if not Presentation.objects.filter(pk=made.pk).exists():
        return  # taken away meanwhile
    Page.objects.create(
        workshop=made.workshop, presentation=made, number=number, text=drawn.text, picture=drawn.picture
    )


def _tell(made: Presentation, fields: dict[str, object], touched: list[Invalidation]) -> None:
    if fields["state"] == State.FAILED:
        Page.objects.filter(presentation=made.pk).delete()
    Presentation.objects.filter(pk=made.pk).update(**fields)
    touched.append(panels.desk_presentation.ref(made.workshop_id))


def failure_text(presentation: Presentation) -> str:
    """What to tell of a PDF that could not be read."""
    return str(WHY.get(presentation.why, WHY[""]))
