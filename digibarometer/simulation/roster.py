"""Who comes: a believable room of a building and planning administration."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count

POLITICIANS = ["Birgitta", "Lars-Göran", "Samira"]
MANAGERS = ["Kerstin", "Johan", "Malin", "Anders", "Fatima", "Per-Olof"]
OFFICIALS = [
    *["Emelie", "Gustav", "Linnea", "Ahmed", "Sofia", "Oskar", "Ingrid", "Daniel"],
    *["Hanna", "Mikael", "Yasmin", "Elin", "Viktor", "Marie", "Jonas"],
]
COMMITTEES = ["Samhällsbyggnadsnämnden", "Kommunstyrelsen"]
UNITS = ["Bygglov", "Plan", "Geodata", "Miljö", "Mark och exploatering", "IT", "Kundtjänst"]


@dataclass(frozen=True)
class SimulatedParticipant:
    """A participant to be."""

    first_name: str
    role: str
    unit: str


def roster(people: int) -> list[SimulatedParticipant]:
    """So many people, one politician and two managers to five officials; of 24 they are 3, 6 and 15."""
    politicians, managers = round(people / 8), round(people / 4)
    makes = {
        "politician": (politicians, POLITICIANS, COMMITTEES),
        "manager": (managers, MANAGERS, UNITS),
        "official": (people - politicians - managers, OFFICIALS, UNITS),
    }
    return [
        member
        for role, (number, names, units) in makes.items()
        for member, _ in zip(_members(role, names, units), range(number), strict=False)
    ]


def _members(role: str, names: list[str], units: list[str]) -> Iterator[SimulatedParticipant]:
    for place in count():
        again = place // len(names)
        yield SimulatedParticipant(
            names[place % len(names)] + (f" {again + 1}" if again else ""), role, units[place % len(units)]
        )
