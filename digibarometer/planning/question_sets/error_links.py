"""From a place in a question set's file, such as areas[0].questions[1].text, to the page where it is mended."""

import re
from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from digibarometer.i18n import localized
from digibarometer.questions.content_files.schema import ValidationError, missing_in
from digibarometer.questions.question_sets.schema import QuestionSetSchema

_AREA = re.compile(r"areas\[(\d+)\](?:\.questions\[(\d+)\])?(.*)")
FIELDS = {
    "text": _("The question"),
    "short": _("Short name"),
    "title": _("Title"),
    "publisher": _("Published by"),
    "origin": _("Whose questions these are"),
    "introduction": _("How to answer"),
    "purpose": _("What it is about"),
    "plenary_question": _("What the room may talk about"),
    "why": _("Why it matters"),
    "dimension": _("The one thing that rises from the lowest level to the highest"),
    "look_for": _("What to look at"),
    "roles_hint": _("Who knows what"),
    "dont_know": _("The answer that is no level"),
    "version": _("Version"),
}


@dataclass(frozen=True)
class ErrorLink:
    """One thing to mend in a draft: where, in people's words, what to do, and the page to do it on; none: this one."""

    where: str
    message: str
    link: str


def error_link(draft: int, written: QuestionSetSchema, found: ValidationError) -> ErrorLink:
    """A problem with the way to it."""
    place, message = found[0], _in_words(written, found[1])
    part, of, _name, _rest = _part(written, place)
    called = page_of(written, place)
    if not part:
        return ErrorLink(called, message, "")
    wanted = ["planning:draft_changes", [draft]] if part == "changes" else ["planning:draft_part", [draft, part]]
    if of:
        wanted = ["planning:draft_part_of", [draft, part, of]]
    return ErrorLink(called, message, reverse(str(wanted[0]), args=list(wanted[1])))


def _in_words(written: QuestionSetSchema, message: str) -> str:
    """What a file says of a missing text, said to who writes in the browser: in which language, by its name."""
    missing = next((code for code in written.languages if message == missing_in(code)), None)
    if missing is None:
        return message
    if len(written.languages) == 1:
        return gettext("The text is missing.")
    named = dict(settings.LANGUAGES).get(missing, missing)
    return gettext("The text in %(language)s is missing.") % {"language": named}


def page_of(written: QuestionSetSchema, place: str) -> str:
    """A place in people's words: which part, and which of its texts."""
    _part_of, _of, name, rest = _part(written, place)
    return " · ".join(word for word in (name, _field(rest)) if word)


def _part(written: QuestionSetSchema, place: str) -> tuple[str, str, str, str]:
    """Which part it is, of what, what people call it, and the rest of the place."""
    if inside := _AREA.fullmatch(place):
        area = written.areas[int(inside[1])]
        if inside[2] is not None:
            question = area.questions[int(inside[2])]
            return "question", question.key, name_of(question.short, question.key), inside[3]
        return "area" if inside[3] != ".questions" else "", area.key, name_of(area.short, area.key), inside[3]
    if place.startswith("scale"):
        return "scale", "", gettext("The scale"), place
    if place.startswith("trial"):
        return "trial", "", gettext("The trial question"), place.removeprefix("trial")
    if place.startswith("glossary"):
        return "words", "", gettext("Words that are explained"), ""
    if place.startswith("changes"):
        return "changes", "", gettext("What has changed"), ""
    if place.startswith(("areas", "short_variant")):
        return "", "", "", ""
    return "about", "", gettext("About the set"), place


def name_of(short: dict[str, str], key: str) -> str:
    """What people call a part: its short name, or its key while it has none."""
    return localized(short) or key


def _field(rest: str) -> str:
    if level := re.search(r"levels\[(\d+)\]", rest):
        return gettext("Level %(level)s") % {"level": int(level[1]) + 1}
    names = [str(FIELDS[name]) for name in re.findall(r"\w+", rest) if name in FIELDS]
    return names[0] if names else ""
