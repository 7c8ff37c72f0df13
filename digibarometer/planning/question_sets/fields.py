"""Forms for texts in several languages: what is missing is kept empty, and told of before publishing."""

from collections.abc import Iterator, Mapping, Sequence

from django import forms
from django.conf import settings
from django.utils.translation import gettext

from digibarometer.live.actions import StrOrPromise
from digibarometer.ui.form_renderer import one_line

LONG = 1_000  # characters of a text


def label_in(label: StrOrPromise, language: str) -> str:
    """What the field for a text in one of several languages is called."""
    named = dict(settings.LANGUAGES).get(language, language)
    return gettext("%(text)s, in %(language)s") % {"text": label, "language": named}


class WordsField(forms.CharField):
    """A text that must be there in the end, but may be saved empty; on one line where it is asked for on one."""

    def to_python(self, value: str | None) -> str:
        """The text."""
        said = super().to_python(value) or ""
        return said if isinstance(self.widget, forms.Textarea) else one_line(said)

    def validate(self, value: object) -> None:
        """Anything goes for now."""


class WordsForm(forms.Form):
    """Fields in rows: one row a text, one field a language."""

    use_required_attribute = False

    def __init__(self, data: Mapping[str, object] | None, *, languages: Sequence[str]) -> None:
        super().__init__(data)
        self.languages = list(languages)
        self._rows: list[tuple[StrOrPromise, list[str]]] = []

    def ask(self, name: str, field: forms.Field, heading: StrOrPromise = "", is_beside: bool = False) -> None:
        """Ask for one thing, in a row of its own or beside what was asked for before it."""
        self.fields[name] = field
        if is_beside:
            self._rows[-1][1].append(name)
        else:
            self._rows.append((heading, [name]))

    def ask_words(
        self,
        name: str,
        label: StrOrPromise,
        said: Mapping[str, object] | None = None,
        *,
        help_text: StrOrPromise = "",
        lines: int = 1,
        longest: int = LONG,
        needed: bool = True,
        heading: StrOrPromise = "",
    ) -> None:
        """Ask for a text in each language."""
        names: list[str] = []
        for language in self.languages:
            widget = forms.Textarea(attrs={"rows": lines}) if lines > 1 else forms.TextInput()
            widget.attrs["lang"] = language
            self.fields[f"{name}-{language}"] = WordsField(
                label=self._label(label, language),
                initial=(said or {}).get(language, ""),
                required=needed,
                max_length=longest,
                help_text=str(help_text),
                widget=widget,
            )
            names.append(f"{name}-{language}")
        self._rows.append((heading, names))

    def _label(self, label: StrOrPromise, language: str) -> str:
        if len(self.languages) == 1:
            return str(label)
        return label_in(label, language)

    def words(self, name: str) -> dict[str, str]:
        """What was written, in each language."""
        return {language: self.cleaned_data.get(f"{name}-{language}", "") for language in self.languages}

    def lines(self, name: str) -> list[dict[str, str]]:
        """What was written on each line, in each language; lines that are empty in all go."""
        told = {language: text.splitlines() for language, text in self.words(name).items()}
        most = max((len(rows) for rows in told.values()), default=0)
        rows = [
            {language: (lines[n].strip() if n < len(lines) else "") for language, lines in told.items()}
            for n in range(most)
        ]
        return [row for row in rows if any(row.values())]

    def rows(self) -> Iterator[tuple[StrOrPromise, list[forms.BoundField]]]:
        """A heading, where a group begins, and the fields that lie beside each other."""
        for heading, names in self._rows:
            yield heading, [self[name] for name in names]
