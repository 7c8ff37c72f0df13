"""What the invitation says: the leader's own words, then times, places, the page, and how answers are used."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.formats import date_format
from django.utils.translation import gettext, override

from digibarometer.accounts.models import new_secret
from digibarometer.inviting.ics import invitation_calendar, participant_page_url, session_end, session_start
from digibarometer.inviting.models import InvitationText
from digibarometer.workshops.models import Occasion, Workshop
from digibarometer.workshops.snapshot import WorkshopSnapshot

MAX_ADDRESSES = 500  # addresses of a workshop
IN_BRACKETS = re.compile(r"<([^<>]*)>")
BETWEEN = re.compile(r"[;\r\n]+")
INSIDE = re.compile(r"[\s,]+")


class ParsedAddresses(NamedTuple):
    """What was found: good addresses, each once and in small letters, and what is no address."""

    good: list[str]
    bad: list[str]


def parse_addresses(text: str) -> ParsedAddresses:
    """The addresses in a text, with names or without: `Anna Ek <anna@ek.se>; bo@ek.se, …`."""
    found: dict[str, bool] = {}
    for word in _words(text):
        found.setdefault(word, _is_good(word))
    return ParsedAddresses(
        [word for word, good in found.items() if good], [word for word, good in found.items() if not good]
    )


def _words(text: str) -> Iterator[str]:
    for piece in BETWEEN.split(text):
        inside = IN_BRACKETS.findall(piece)
        if inside:
            around = INSIDE.split(IN_BRACKETS.sub(" ", piece))
            words = [*inside, *(word for word in around if "@" in word)]
        else:
            words = INSIDE.split(piece)
        for word in words:
            if bare := word.strip().strip("\"'()<>.,:").removeprefix("mailto:").strip().lower():
                yield bare


def _is_good(word: str) -> bool:
    try:
        validate_email(word)
    except ValidationError:
        return False
    return True


@dataclass(frozen=True)
class RenderedInvitation:
    """The invitation as it is sent."""

    subject: str
    text: str
    files: tuple[tuple[str, bytes], ...]  # name and calendar file, one for each occasion that has a day

    @property
    def attachments(self) -> list[tuple[str, str, str]]:
        """The files as an e-mail has them: name, text and type."""
        return [(name, content.decode(), "text/calendar") for name, content in self.files]


def invitation_text_of(workshop: Workshop) -> InvitationText:
    """The workshop's letter, made with it. To be called inside a change, for it is made here where it is not there."""
    return InvitationText.objects.get_or_create(workshop=workshop)[0]


def ensure_invitation_text(workshop: Workshop) -> None:
    """Give a workshop its letter, with the secret of the participants' page. Harmless to do twice."""
    invitation_text_of(workshop)


def renew_page(workshop: Workshop) -> bool:
    """Give the participants' page a new link; False where the workshop has no letter. To be called inside a change."""
    return bool(InvitationText.objects.filter(workshop=workshop).update(secret=new_secret()))


def our_subject(snapshot: WorkshopSnapshot) -> str:
    """The subject where the leader has written none, in the language that is on."""
    return gettext("Welcome to %(title)s") % {"title": snapshot.workshop.title}


def our_text(snapshot: WorkshopSnapshot) -> str:
    """The words where the leader has written none, in the language that is on."""
    return gettext(
        "Hello!\n\nYou are invited to a workshop where politicians, managers and officials of %(who)s together"
        " find out how far we have come with digital planning and building, and agree on what to do next.\n\n"
        "You need to prepare nothing. Bring a phone, a tablet or a laptop."
    ) % {"who": snapshot.workshop.municipality.long_name}


def render_invitation(snapshot: WorkshopSnapshot, letter: InvitationText) -> RenderedInvitation:
    """The invitation in its own language."""
    with override(letter.language):
        subject = letter.subject or our_subject(snapshot)
        parts = [letter.text.strip() or our_text(snapshot), *(_when(snapshot, one) for one in snapshot.occasions)]
        parts += list(_after(snapshot, letter))
        held = [one for one in snapshot.occasions if one.on]
        files = tuple((f"digibarometern-{one.order}.ics", invitation_calendar(snapshot, letter, [one])) for one in held)
    return RenderedInvitation(" ".join(subject.split()), "\n\n".join(parts), files)


def _when(snapshot: WorkshopSnapshot, occasion: Occasion) -> str:
    name = gettext("When and where")
    if len(snapshot.occasions) > 1:
        name = gettext("When and where, occasion %(n)s") % {"n": occasion.order}
    lines = [name, times(snapshot, occasion)]
    if occasion.place:
        lines.append(occasion.place)
    if occasion.video:
        lines.append(
            gettext("Video meeting for those who take part from elsewhere: %(link)s") % {"link": occasion.video}
        )
    return "\n".join(lines)


def times(snapshot: WorkshopSnapshot, occasion: Occasion) -> str:
    """Day and times of an occasion in words, as far as they are set."""
    start, end = session_start(occasion), session_end(snapshot, occasion)
    if occasion.on is None:
        return gettext("The day is not set yet.")
    day = date_format(occasion.on, "l j F Y")
    if start is None or end is None:
        return day
    return gettext("%(day)s, %(begins)s–%(ends)s") % {"day": day, "begins": f"{start:%H:%M}", "ends": f"{end:%H:%M}"}


def _after(snapshot: WorkshopSnapshot, letter: InvitationText) -> Iterator[str]:
    yield gettext("What to expect: %(link)s") % {"link": participant_page_url(letter)}
    yield gettext(
        "You need no account. Your group sees how the answers lie, not who answered what; if all answer alike, that"
        " shows. Other figures are shown only when at least %(n)s people have answered. When the workshop is closed,"
        " what you answered is deleted."
    ) % {"n": snapshot.workshop.threshold}
    if letter.contact:
        yield gettext("Questions, or something you need to be able to take part: %(whom)s") % {"whom": letter.contact}
