"""Agendas that municipalities have saved, as templates."""

from collections.abc import Iterable

from msgspec import convert, structs, to_builtins

from digibarometer.i18n import untranslated
from digibarometer.questions.agenda_templates.schema import AgendaTemplate
from digibarometer.questions.models import OwnAgenda

OWN = "own-"


def key_of(kept: OwnAgenda) -> str:
    """What the template is called among the others."""
    return f"{OWN}{kept.pk}"


def template_of(kept: OwnAgenda) -> AgendaTemplate:
    """The saved agenda as a template, with the name that it has now."""
    return structs.replace(convert(kept.agenda, AgendaTemplate), key=key_of(kept), title=untranslated(kept.title))


def own_agendas(municipalities: Iterable[str]) -> list[OwnAgenda]:
    """Those of these municipalities, by their codes."""
    found = OwnAgenda.objects.filter(municipality__in=list(municipalities))
    return list(found.select_related("municipality").order_by("municipality__name", "title"))


def save_agenda(municipality: str, title: str, agenda: AgendaTemplate) -> OwnAgenda:
    """Save an agenda. Raises ValidationError of msgspec where it does not have the shape of a template."""
    written = to_builtins(agenda)
    convert(written, AgendaTemplate)
    return OwnAgenda.objects.create(municipality_id=municipality, title=title, agenda=written)
