"""The receipt as it stands: as it was written from the figures, or as a leader changed it."""

from dataclasses import dataclass
from datetime import datetime

from digibarometer.i18n import reader_language
from digibarometer.results.receipt.facts import Facts, facts_of
from digibarometer.results.receipt.models import ReceiptEdit
from digibarometer.results.receipt.text import Part, write_receipt
from digibarometer.workshops.models import Workshop

MAX_PART_LENGTH = 3_000


@dataclass(frozen=True)
class ReceiptPart:
    """A part as it stands, and who changed it last, when; nobody where it is as it was written."""

    key: str
    title: str
    paragraphs: tuple[str, ...]
    written: tuple[str, ...]
    by: str = ""
    at: datetime | None = None

    @property
    def text(self) -> str:
        """The paragraphs as they are edited: one a line."""
        return "\n".join(self.paragraphs)

    @property
    def is_changed(self) -> bool:
        """Whether it is in someone's own words."""
        return self.at is not None


def current_receipt(workshop: Workshop) -> tuple[Facts, list[ReceiptPart]] | None:
    """The receipt in the reader's language; none where no round came before this workshop."""
    facts = facts_of(workshop)
    if facts is None:
        return None
    edits = _latest(workshop.pk)
    return facts, [_standing(part, edits.get(part.key)) for part in write_receipt(facts)]


def save_edit(workshop: Workshop, part: str, text: str, by: int | None) -> None:
    """Keep a part in someone's own words; empty, or as it is written: the written one again.

    To be called inside a change. Raises KeyError where the receipt has no such part.
    """
    found = current_receipt(workshop)
    standing = {one.key: one for one in found[1]}[part] if found else None
    if standing is None:
        raise KeyError(part)
    kept = "\n".join(line.strip() for line in text.splitlines() if line.strip())[:MAX_PART_LENGTH]
    if kept == standing.text:
        return
    own = "" if kept == "\n".join(standing.written) else kept
    if own or standing.is_changed:
        ReceiptEdit.objects.create(workshop=workshop, part=part, language=reader_language(), text=own, by_id=by)


def _latest(workshop: int) -> dict[str, ReceiptEdit]:
    rows = ReceiptEdit.objects.filter(workshop=workshop, language=reader_language()).select_related("by")
    return {row.part: row for row in rows}


def _standing(part: Part, edit: ReceiptEdit | None) -> ReceiptPart:
    if edit is None or not edit.text:
        return ReceiptPart(part.key, part.title, part.sentences, part.sentences)
    who = str(edit.by) if edit.by else ""
    return ReceiptPart(part.key, part.title, tuple(edit.text.split("\n")), part.sentences, who, edit.at)
