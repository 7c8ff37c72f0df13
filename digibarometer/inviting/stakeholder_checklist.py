"""The functions that ship as a checklist, and those of one workshop."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache

import msgspec
from django.utils.translation import gettext, ngettext

from digibarometer.content import FUNCTIONS
from digibarometer.i18n import localized
from digibarometer.inviting.models import StakeholderFunction
from digibarometer.measures.disclosure_control import FEWEST_IN_ROLE
from digibarometer.questions.content_files.yaml_document import Document
from digibarometer.workshops.models import Role, Workshop


class DefaultFunction(msgspec.Struct, frozen=True):
    """A function as content: who most of them are when they come in, and what is lost without them."""

    key: str
    role: str
    name: dict[str, str]
    without: dict[str, str]


class FunctionFile(msgspec.Struct, frozen=True):
    """The file of functions."""

    key: str
    version: str
    functions: list[DefaultFunction]


@cache
def default_functions() -> dict[str, DefaultFunction]:
    """The functions that ship, by key, in order."""
    return {each.key: each for each in Document(FUNCTIONS).read_as(FunctionFile).functions}


def name_of(wanted: StakeholderFunction) -> str:
    """What a function is called, in the language that is on."""
    known = default_functions().get(wanted.key)
    return wanted.name or (localized(known.name) if known else wanted.key)


def consequence_of_missing(wanted: StakeholderFunction) -> str:
    """What the workshop loses without a function, in a sentence; empty for one's own."""
    known = default_functions().get(wanted.key)
    return localized(known.without) if known else ""


def without_attendees(rows: Iterable[StakeholderFunction]) -> list[StakeholderFunction]:
    """The functions that nobody comes from."""
    return [wanted for wanted in rows if not wanted.coming]


def ensure_checklist(workshop: Workshop) -> None:
    """Give a workshop the checklist that ships. Harmless to do twice."""
    if not StakeholderFunction.objects.filter(workshop=workshop).exists():
        rows = [
            StakeholderFunction(workshop=workshop, key=each.key, role=each.role)
            for each in default_functions().values()
        ]
        StakeholderFunction.objects.bulk_create(rows)


FEW = {
    Role.POLITICIAN: lambda: gettext("With fewer than %(n)s politicians, there is no picture of politicians alone."),
    Role.MANAGER: lambda: gettext("With fewer than %(n)s managers, there is no picture of managers alone."),
    Role.OFFICIAL: lambda: gettext("With fewer than %(n)s officials, there is no picture of officials alone."),
}


def role_visibility_warnings(coming: Mapping[str, int], threshold: int) -> list[str]:
    """What is not shown with so many coming of each role; empty where every role has a picture of its own."""
    everyone = sum(coming.get(role, 0) for role in Role)
    if everyone < threshold:
        return [gettext("With fewer than %(n)s people, no figures are shown at all.") % {"n": threshold}]
    return list(_by_role(coming, max(threshold, FEWEST_IN_ROLE)))


def _by_role(coming: Mapping[str, int], threshold: int) -> Iterator[str]:
    politicians, managers = coming.get(Role.POLITICIAN, 0), coming.get(Role.MANAGER, 0)
    officials = coming.get(Role.OFFICIAL, 0)
    for role, number in ((Role.POLITICIAN, politicians), (Role.MANAGER, managers), (Role.OFFICIAL, officials)):
        if number < threshold:
            yield FEW[role]() % {"n": threshold}
    sides = {"leading": politicians + managers, "official": officials}
    if 0 < sides["leading"] < threshold or 0 < sides["official"] < threshold:
        yield gettext("Nothing is then shown by role: what is left of the room would tell what the few answered.")
    elif min(politicians, managers) < threshold and politicians and managers:
        yield gettext("Politicians and managers are set together in one picture, so that nobody can be made out.")


def still_wanted(coming: Mapping[str, int], threshold: int) -> list[str]:
    """How many more of each role it takes to give each a picture of its own, such as "2 more politicians"."""
    more = {
        Role.POLITICIAN: lambda n: ngettext("%(n)s more politician", "%(n)s more politicians", n) % {"n": n},
        Role.MANAGER: lambda n: ngettext("%(n)s more manager", "%(n)s more managers", n) % {"n": n},
        Role.OFFICIAL: lambda n: ngettext("%(n)s more official", "%(n)s more officials", n) % {"n": n},
    }
    lacking = {role: max(threshold, FEWEST_IN_ROLE) - coming.get(role, 0) for role in Role}
    return [more[role](number) for role, number in lacking.items() if number > 0]
