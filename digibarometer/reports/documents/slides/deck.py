"""A deck of slides: broad, in one language, each with a title of its own, and notes."""

import io
from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from django.conf import settings
from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR
from pptx.util import Inches, Pt

from digibarometer.files import deterministic_office
from digibarometer.places.models import Municipality

INK, MUTED, BRAND = "14231F", "4A5A55", "0B5A4A"
WIDE, HIGH = Inches(13.333), Inches(7.5)
LEFT, TOP, FULL, REST = Inches(0.6), Inches(1.5), Inches(12.13), Inches(5.45)
ONLY_TITLE, FONT = 5, "Inter"


class Box(NamedTuple):
    """A part of a slide, in EMU."""

    left: int = LEFT
    top: int = TOP
    width: int = FULL
    height: int = REST


WHOLE = Box()


def quarters() -> list[Box]:
    """The four parts of a slide below its title, as one reads, with a gap between."""
    gap = Inches(0.3)
    width, height = (FULL - gap) // 2, (REST - gap) // 2
    return [Box(LEFT + x * (width + gap), TOP + y * (height + gap), width, height) for y in (0, 1) for x in (0, 1)]


class Deck:
    """Slides, one after the other."""

    def __init__(self, language: str, municipality: Municipality, title: str, at: datetime) -> None:
        self.file, self.at, self.titles = Presentation(), at, set[str]()
        self.lang = "-".join(filter(None, [language, settings.REGIONS.get(language)]))
        self.file.slide_width, self.file.slide_height = WIDE, HIGH
        said = self.file.core_properties
        said.title, said.language = title, self.lang
        said.author = said.last_modified_by = municipality.long_name
        self.colour = municipality.colour.lstrip("#").upper() or BRAND
        said.created = said.modified = at.replace(tzinfo=None)
        said.revision = 1

    def slide(self, title: str, notes: Sequence[str] = ()) -> "Slide":
        """A new slide; a title that is there already gets a number, so that each can be found by its title."""
        number, wanted = 2, title
        while title in self.titles:
            title, number = f"{wanted} ({number})", number + 1
        self.titles.add(title)
        made = self.file.slides.add_slide(self.file.slide_layouts[ONLY_TITLE])
        shape = made.shapes.title
        shape.left, shape.top, shape.width, shape.height = LEFT, Inches(0.4), FULL, Inches(1.0)
        frame = shape.text_frame
        frame.word_wrap, frame.vertical_anchor = True, MSO_ANCHOR.MIDDLE
        slide = Slide(made, self.lang, self.colour)
        slide.write(frame.paragraphs[0], title, 30 if len(title) < 60 else 24, self.colour, bold=True)
        if notes:
            body = made.notes_slide.notes_text_frame
            body.text = "\n".join(filter(None, notes))
            for paragraph in body.paragraphs:
                for run in paragraph.runs:
                    run._r.get_or_add_rPr().set("lang", self.lang)
        return slide

    def bytes(self) -> bytes:
        """The file, the same for the same slides."""
        kept = io.BytesIO()
        self.file.save(kept)
        return deterministic_office(kept.getvalue(), self.at)


class Slide:
    """One slide below its title."""

    def __init__(self, made: Any, lang: str, brand: str) -> None:
        self.made, self.lang, self.brand = made, lang, brand

    def write(self, paragraph: Any, text: str, size: int, colour: str = INK, bold: bool = False) -> None:
        """Text in the deck's language."""
        paragraph.alignment = 1
        run = paragraph.add_run()
        run.text = text
        run.font.size, run.font.name, run.font.bold = Pt(size), FONT, bold
        run.font.color.rgb = RGBColor.from_string(colour)
        run._r.get_or_add_rPr().set("lang", self.lang)

    def text(self, lines: Sequence[str], box: Box = WHOLE, size: int = 18, colour: str = INK, head: str = "") -> None:
        """Paragraphs, one below the other, with a heading over them."""
        frame = self.made.shapes.add_textbox(*box).text_frame
        frame.word_wrap = True
        for place, line in enumerate(filter(None, (head, *lines))):
            paragraph = frame.paragraphs[0] if not place else frame.add_paragraph()
            paragraph.space_after = Pt(6)
            is_head = bool(head) and not place
            self.write(paragraph, line, size + 2 if is_head else size, self.brand if is_head else colour, is_head)
