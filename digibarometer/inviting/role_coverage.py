"""What too few people of a role cost: sentences that follow from the privacy rule and the workshop's threshold.

The rule is `measures.privacy`; tests hold these sentences against what it shows.
"""

from collections.abc import Iterator, Mapping

from django.utils.translation import gettext, ngettext

from digibarometer.measures.disclosure_control import FEWEST_IN_ROLE
from digibarometer.workshops.models import Role

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
