"""Draws the pages of a PDF that somebody has sent, in a process of its own with limits: a file may be anything.

Run as a module with the file and a folder. It writes each page as NNN.webp and NNN.txt, and says on standard output how
many there are and then each one's number; or why it cannot, as one of WHY's keys.
"""

import os
import resource
import sys
from pathlib import Path

import pypdfium2 as pdfium

MOST_PAGES = 60
BOX = (1920, 1080)  # pixels that a page fits in
QUALITY = 80  # of WebP
MEMORY, SECONDS = 2 * 1024**3, 90  # that the process may use
LONGEST_TEXT = 4_000  # characters of a page's words


def main(file: Path, folder: Path) -> None:
    """Draw every page."""
    os.nice(15)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    try:
        document = pdfium.PdfDocument(file)
    except pdfium.PdfiumError as wrong:
        stop("locked" if "assword" in str(wrong) else "unreadable")
    if not 0 < len(document) <= MOST_PAGES:
        stop("empty" if not len(document) else "long")
    print(len(document), flush=True)
    for number, page in enumerate(document, start=1):
        draw(page, folder / f"{number:03}")
        print(number, flush=True)


def draw(page: pdfium.PdfPage, name: Path) -> None:
    """Write a page's picture and words."""
    width, height = page.get_size()
    scale = min(BOX[0] / width, BOX[1] / height)
    picture = page.render(scale=scale).to_pil().convert("RGB")
    picture.save(name.with_suffix(".webp"), "WEBP", quality=QUALITY)
    words = page.get_textpage().get_text_bounded()
    name.with_suffix(".txt").write_text(words[:LONGEST_TEXT], encoding="utf-8", errors="replace")


def stop(why: str) -> None:
    """Say why, and end."""
    print(why, flush=True)
    sys.exit(1)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
