"""Draws the pages of a PDF that somebody has sent. To be done in a child process: a file may be anything."""

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING

import msgspec

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
