"""Counties and municipalities, in Swedish order, and a municipality's own colour."""

import re
from collections.abc import Iterable

from django.db import models
from django.utils.translation import gettext_lazy as _

from digibarometer.places.collation import search_key, sort_key

WRITTEN = re.compile(r"#?([0-9a-fA-F]{6})")
MIN_CONTRAST = 4.5  # WCAG 2.2, 1.4.3: text against what it stands on


def parse_colour(text: str) -> str | None:
    """The colour that someone typed, as #rrggbb; none if it is no colour."""
    found = WRITTEN.fullmatch(text.strip())
    return f"#{found[1].lower()}" if found else None


def contrast_with_white(colour: str) -> float:
    """The contrast ratio of #rrggbb against white, 1–21. Source: WCAG 2.2, relative luminance."""
    parts = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


_KIND = re.compile(r"\b(kommun|stad|region|municipality)\b", re.IGNORECASE)


class County(models.Model):
    """A county (län); its code is the first two digits of its municipalities' codes."""

    code = models.CharField(max_length=2, primary_key=True)
    name = models.CharField(max_length=100)

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name


class Coordinator(models.Model):
    """The county's regional geodata coordinator, as the installation has filled it in; no row: not known."""

    county = models.OneToOneField(County, models.CASCADE, primary_key=True, related_name="coordinator")
    name = models.CharField(_("Name"), max_length=80, blank=True)
    email = models.EmailField(_("E-mail"), blank=True)
    phone = models.CharField(_("Phone"), max_length=40, blank=True)

    def __str__(self) -> str:
        return self.name or self.email


class MunicipalityManager(models.Manager["Municipality"]):
    """Municipalities, in Swedish order and by what people type."""

    def in_order(self) -> list["Municipality"]:
        """All of them, with å, ä and ö last. Done here, because SQLite does not know the Swedish alphabet."""
        return _in_order(self.select_related("county"))

    def find(self, text: str) -> list["Municipality"]:
        """Those that someone may mean who types this: whole names first, then beginnings, then the rest.

        Accents, hyphens, capitals and words such as "kommun" do not matter, and a code will do. No text finds all.
        """
        everyone = self.in_order()
        wanted = search_key(_KIND.sub(" ", text)) or search_key(text)
        if not wanted:
            return everyone
        found = _ranked(everyone, wanted)
        return found or _ranked(everyone, wanted.removesuffix("s"))  # "Salems kommun" is listed as Salem


class Municipality(models.Model):
    """A municipality (kommun)."""

    code = models.CharField(max_length=4, primary_key=True)
    name = models.CharField(max_length=100)
    display_name = models.CharField(max_length=100, blank=True)  # its own long form, where we know it
    county = models.ForeignKey(County, models.PROTECT, related_name="municipalities")
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    is_example = models.BooleanField(default=False)  # invented, for the demo; never counted
    colour = models.CharField(max_length=7, blank=True)  # of its documents, #rrggbb; empty: ours
    objects = MunicipalityManager()

    class Meta:
        ordering = ["code"]
        verbose_name_plural = "municipalities"

    def __str__(self) -> str:
        return self.name

    @property
    def long_name(self) -> str:
        """What it calls itself, such as "Region Gotland"; else its short name, for no rule makes the long one."""
        return self.display_name or self.name


def _in_order(municipalities: Iterable[Municipality]) -> list[Municipality]:
    return sorted(municipalities, key=lambda municipality: sort_key(municipality.name))


def _ranked(municipalities: list[Municipality], wanted: str) -> list[Municipality]:
    """Those that match, best first; the order within a rank is kept."""
    ranks = [(_rank(municipality, wanted), municipality) for municipality in municipalities]
    return [municipality for rank, municipality in sorted(ranks, key=lambda pair: pair[0]) if rank < _NO_MATCH]


_NO_MATCH = 3


def _rank(municipality: Municipality, wanted: str) -> int:
    names = [municipality.code, search_key(municipality.name), search_key(municipality.display_name)]
    if wanted in names:
        return 0
    if any(name.startswith(wanted) for name in names):
        return 1
    return 2 if any(wanted in name for name in names[1:]) else _NO_MATCH
