"""A round as it is written in a file, once all of it has been found right."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from digibarometer.questions.models import QuestionSet


@dataclass(frozen=True)
class PaperForm:
    """One person's paper form: a role (empty: not known), and the answers by question address; None is "vet ej"."""

    role: str
    answers: Mapping[str, int | None]


@dataclass(frozen=True)
class PlannedActivitySchema:
    """An activity of that round's plan."""

    name: str
    owner: str = ""
    due_on: date | None = None
    status: str = "waiting"
    question: str = ""
    from_level: int | None = None
    to_level: int | None = None


@dataclass(frozen=True)
class RoundSchema:
    """All of it, by the addresses of questions and areas."""

    question_set: QuestionSet
    title: str
    on: date
    target_year: int | None = None
    people: Mapping[str, int] = field(default_factory=dict)  # by role
    levels: Mapping[str, int] = field(default_factory=dict)
    motivations: Mapping[str, str] = field(default_factory=dict)
    question_targets: Mapping[str, int] = field(default_factory=dict)
    area_targets: Mapping[str, int] = field(default_factory=dict)
    forms: Sequence[PaperForm] = ()
    activities: Sequence[PlannedActivitySchema] = ()

    @property
    def attended(self) -> Mapping[str, int]:
        """People by role: as it is said, else as the forms have it."""
        roles = [form.role for form in self.forms if form.role]
        return self.people or {role: roles.count(role) for role in dict.fromkeys(roles)}
