"""What the invitation says: the leader's own words, then times, places, the page, and how answers are used."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.utils.formats import date_format
from django.utils.translation import gettext, override

from digibarometer.accounts.models import new_secret
from digibarometer.inviting.ics import begins, calendar, ends, page_of
from digibarometer.inviting.models import Letter
from digibarometer.workshops.models import Occasion, Workshop
from digibarometer.workshops.snapshot import Now

NO_EMAIL = "django.core.mail.backends.dummy.EmailBackend"


@dataclass(frozen=True)
class Written:
    """The invitation as it is sent."""

    subject: str
    text: str
    files: tuple[tuple[str, bytes], ...]  # name and calendar file, one for each occasion that has a day


def can_send() -> bool:
    """Whether this installation sends e-mail."""
    return settings.EMAIL_BACKEND != NO_EMAIL


def letter_of(workshop: Workshop) -> Letter:
    """The workshop's letter, made with it. To be called inside a change, for it is made here where it is not there."""
    return Letter.objects.get_or_create(workshop=workshop, defaults={"language": settings.LANGUAGE_CODE})[0]


def begin(workshop: Workshop) -> None:
    """Give a workshop its letter, with the secret of the participants' page. Harmless to do twice."""
    letter_of(workshop)


def renew_page(workshop: Workshop) -> bool:
    """Give the participants' page a new link; False where the workshop has no letter. To be called inside a change."""
    return bool(Letter.objects.filter(workshop=workshop).update(secret=new_secret()))


def our_subject(here: Now) -> str:
    """The subject where the leader has written none, in the language that is on."""
    return gettext("Welcome to %(title)s") % {"title": here.workshop.title}


def our_text(here: Now) -> str:
    """The words where the leader has written none, in the language that is on."""
    return gettext(
        "Hello!\n\nYou are invited to a workshop where politicians, managers and officials of %(who)s together"
        " find out how far we have come with digital planning and building, and agree on what to do next.\n\n"
        "You need to prepare nothing. Bring a phone, a tablet or a laptop."
    ) % {"who": here.workshop.municipality.long_name}


def in_every_language(ours: Callable[[Now], str], here: Now) -> set[str]:
    """Our words in each language that a letter may have."""
    found = set()
    for language in Letter.Language:
        with override(language):
            found.add(ours(here))
    return found


def written(here: Now, letter: Letter) -> Written:
    """The invitation in its own language."""
    with override(letter.language):
        subject = letter.subject or our_subject(here)
        parts = [letter.text.strip() or our_text(here), *(_when(here, one) for one in here.occasions)]
        parts += list(_after(here, letter))
        held = [one for one in here.occasions if one.on]
        files = tuple((f"digibarometern-{one.order}.ics", calendar(here, letter, [one])) for one in held)
    return Written(" ".join(subject.split()), "\n\n".join(parts), files)


def _when(here: Now, occasion: Occasion) -> str:
    name = gettext("When and where")
    if len(here.occasions) > 1:
        name = gettext("When and where, occasion %(n)s") % {"n": occasion.order}
    lines = [name, times(here, occasion)]
    if occasion.place:
        lines.append(occasion.place)
    if occasion.video:
        lines.append(
            gettext("Video meeting for those who take part from elsewhere: %(link)s") % {"link": occasion.video}
        )
    return "\n".join(lines)


def times(here: Now, occasion: Occasion) -> str:
    """Day and times of an occasion in words, as far as they are set."""
    start, end = begins(occasion), ends(here, occasion)
    if occasion.on is None:
        return gettext("The day is not set yet.")
    day = date_format(occasion.on, "l j F Y")
    if start is None or end is None:
        return day
    return gettext("%(day)s, %(begins)s–%(ends)s") % {"day": day, "begins": f"{start:%H:%M}", "ends": f"{end:%H:%M}"}


def _after(here: Now, letter: Letter) -> Iterator[str]:
    yield gettext("What to expect: %(link)s") % {"link": page_of(letter)}
    yield gettext(
        "You need no account. Your group sees how the answers lie, not who answered what; if all answer alike, that"
        " shows. Other figures are shown only when at least %(n)s people have answered. When the workshop is closed,"
        " what you answered is deleted."
    ) % {"n": here.workshop.threshold}
    if letter.contact:
        yield gettext("Questions, or something you need to be able to take part: %(whom)s") % {"whom": letter.contact}


def message(what: Written, to: str, through: BaseEmailBackend | None = None) -> EmailMessage:
    """The invitation to one address, who sees nobody else's."""
    made = EmailMessage(what.subject, what.text, None, [to], connection=through)
    for name, content in what.files:
        made.attach(name, content.decode(), "text/calendar")
    return made
