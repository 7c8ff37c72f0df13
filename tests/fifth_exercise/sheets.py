"""The numbers to hold up, for those who are without a phone."""

from pathlib import Path

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from digibarometer.workshops.sheets import Sheet
from tests.fifth_exercise.rules import NUMBERS

SHEETS = [
    Sheet(
        key="fist-numbers",
        title=_("Numbers to hold up"),
        use=_("One for each person without a phone."),
        paper=_("A4"),
        template=Path(__file__).parent / "templates" / "fifth_exercise" / "numbers.typ",
        data=lambda snapshot: {"words": {"heading": gettext("Fist of five")}, "numbers": list(NUMBERS)},
        copies=lambda room: room.people,
    )
]
