"""The forms in which paper is keyed in: a number, Enter, the next number."""

from collections.abc import Mapping, Sequence

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from digibarometer.exercises.assessment.rules import PaperAnswer
from digibarometer.live.actions import StrOrPromise
from digibarometer.notes.models import MAX_NOTE_LENGTH
from digibarometer.notes.wall_registry import Column
from digibarometer.questions.models import Question
from digibarometer.ui.form_renderer import LineField
from digibarometer.workshops.models import Role
from digibarometer.workshops.snapshot import WorkshopSnapshot

UNKNOWN = {"-", "–", "?", "v", "vet ej", "vet inte", "0"}  # what people type for "don't know"
MOST_WORDS = 500  # characters of a reason


class LevelField(forms.CharField):
    """A level by its number, a dash for "don't know", or nothing: then nothing is said."""

    def __init__(self, scale: Sequence[int], label: StrOrPromise, initial: int | str) -> None:
        keys = {"class": "key", "inputmode": "numeric", "autocomplete": "off", "size": 3}
        widget = forms.TextInput(attrs=keys)
        super().__init__(required=False, max_length=10, widget=widget, label=str(label), initial=initial)
        self.scale = scale

    def clean(self, value: object) -> int | str | None:
        """A level, None for "don't know", or an empty string for nothing."""
        given = str(super().clean(value)).lower()
        if given == "" or given in UNKNOWN:
            return None if given else ""
        if not given.isdecimal() or int(given) not in self.scale:
            names = {"least": self.scale[0], "most": self.scale[-1]}
            raise ValidationError(gettext("Type a level from %(least)s to %(most)s, or – for “don't know”.") % names)
        return int(given)


class LevelsForm(forms.Form):
    """The levels of an area's questions, one under the other."""

    def __init__(
        self, data: Mapping[str, object] | None, *, questions: Sequence[Question], held: Mapping[int, PaperAnswer]
    ) -> None:
        super().__init__(data)
        self.questions, self.held = questions, held
        for question in questions:
            level = held[question.pk].level if question.pk in held else ""
            name = _("Level, question %(number)s") % {"number": question.order or "0"}
            initial = "–" if level is None else level
            self.fields[f"level-{question.pk}"] = LevelField(question.scale, label=name, initial=initial)

    def rows(self) -> list[tuple[Question, forms.BoundField, list[forms.BoundField], bool]]:
        """Each question with its level, its other fields, and whether these say something or are wrong."""
        return [(question, self[f"level-{question.pk}"], *self._words(question)) for question in self.questions]

    def _words(self, question: Question) -> tuple[list[forms.BoundField], bool]:
        names = [f"{kind}-{question.pk}" for kind in ("reason", "minority")]
        words = [self[name] for name in names if name in self.fields]
        return words, any(field.value() or field.errors for field in words)

    def levels(self) -> dict[int, int | None]:
        """What was typed, by question; without those where nothing was."""
        typed = {question.pk: self.cleaned_data[f"level-{question.pk}"] for question in self.questions}
        return {question: level for question, level in typed.items() if level != ""}


class SheetForm(LevelsForm):
    """A group sheet: level, reason and the other view. What is left empty changes nothing."""

    def __init__(
        self, data: Mapping[str, object] | None, *, questions: Sequence[Question], held: Mapping[int, PaperAnswer]
    ) -> None:
        super().__init__(data, questions=questions, held=held)
        for question in questions:
            said = self.held.get(question.pk, PaperAnswer(None))
            for kind, name, initial in (
                ("reason", _("Why this level"), said.reason),
                ("minority", _("We do not agree: the other view"), said.minority),
            ):
                self.fields[f"{kind}-{question.pk}"] = LineField(
                    required=False, max_length=MOST_WORDS, label=name, initial=initial
                )

    def answers(self) -> dict[int, PaperAnswer]:
        """What the sheet says, by question, where it says anything."""
        found, levels = {}, self.levels()
        for question in self.questions:
            before = self.held.get(question.pk, PaperAnswer(None))
            words = {kind: self.cleaned_data[f"{kind}-{question.pk}"] for kind in ("reason", "minority")}
            reason, minority = words["reason"] or before.reason, words["minority"] or before.minority
            sheet = PaperAnswer(levels.get(question.pk, before.level), reason, minority)
            if question.pk in levels or sheet != before:
                found[question.pk] = sheet
        return found


class WallForm(forms.Form):
    """The notes of a wall, one on each line, column by column."""

    def __init__(self, data: Mapping[str, object] | None, *, columns: Sequence[Column]) -> None:
        super().__init__(data)
        for column in columns:
            self.fields[column.key] = forms.CharField(
                required=False, label=str(column), widget=forms.Textarea(attrs={"rows": 5})
            )

    def clean(self) -> None:
        """No note is too long; says which one is."""
        for column, text in list(self.cleaned_data.items()):
            for line in lines_of(text):
                if len(line) > MAX_NOTE_LENGTH:
                    said = gettext("This note is too long, at most %(most)s characters: “%(start)s …”")
                    self.add_error(column, said % {"most": MAX_NOTE_LENGTH, "start": line[:40]})
                    break

    def lines(self) -> list[tuple[str, str]]:
        """(column, text) of each note."""
        return [(column, line) for column, text in self.cleaned_data.items() for line in lines_of(text)]


def lines_of(text: str) -> list[str]:
    """The lines that say something, without the bullets that people put before them."""
    return [line for each in text.splitlines() if (line := each.strip().lstrip("-–•*").strip())]


class NewPersonForm(forms.Form):
    """Someone without a phone, who filled in question cards."""

    role = forms.ChoiceField(label=_("Role"), choices=Role)
    first_name = LineField(label=_("First name"), max_length=30, required=False)
    group = forms.TypedChoiceField(label=_("Group"), coerce=int)

    def __init__(self, data: Mapping[str, object] | None, *, snapshot: WorkshopSnapshot) -> None:
        super().__init__(data)
        choice = self.fields["group"]
        assert isinstance(choice, forms.ChoiceField)
        choice.choices = [(pk, str(group)) for pk, group in snapshot.groups.items()]
        if not snapshot.groups:
            del self.fields["group"]
