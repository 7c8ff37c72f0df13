"""The forms of a question set that is being written: one for each part, each answering with the changed set."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from msgspec import structs

from digibarometer.i18n import LANGUAGES, SOURCE_LANGUAGE, language_choices, localized
from digibarometer.planning.question_sets.fields import WordsForm
from digibarometer.questions.content_files.schema import VERSION
from digibarometer.questions.question_sets import draft_editing
from digibarometer.questions.question_sets.schema import (
    AreaSchema,
    DontKnowSchema,
    LevelSchema,
    MinutesSchema,
    QuestionSchema,
    QuestionSetSchema,
    ScaleSchema,
    TermSchema,
)
from digibarometer.questions.question_sets.serialization import default_dont_know
from digibarometer.questions.question_sets.validation import FEWEST_LEVELS, MOST_LEVELS
from digibarometer.ui.form_renderer import LineField

PHASES = (("alone", _("Alone")), ("groups", _("In small groups")), ("plenary", _("All together")))
TRIAL = "trial"
MORE_TERMS = 3  # empty places for new words
MAX_TERM_LENGTH = 80  # characters of a word
_NEW = AreaSchema(key="new", title={SOURCE_LANGUAGE: ""}, short={SOURCE_LANGUAGE: ""}, questions=[])
_MINUTES = {"minutes": _NEW.minutes, "short_minutes": _NEW.short_minutes}  # until somebody says otherwise


class PartForm(WordsForm):
    """A part of the set. `of` is the key of the area or question, empty for a new one; `core` holds locked keys."""

    def __init__(
        self,
        data: Mapping[str, object] | None,
        *,
        written: QuestionSetSchema,
        of: str = "",
        into: str = "",
        core: frozenset[str] = frozenset(),
    ):
        super().__init__(data, languages=written.languages)
        self.into = into
        self.written, self.of = written, of
        self.is_locked = of in core
        self.build(bool(core))

    def build(self, has_core: bool) -> None:
        """Ask for what there is."""
        raise NotImplementedError

    def changed(self) -> tuple[QuestionSetSchema, str]:
        """The set with what was written, and the key that the part has now."""
        raise NotImplementedError


class AboutForm(PartForm):
    """What the set is called, whose it is, and in which languages."""

    def build(self, has_core: bool) -> None:
        one = self.written
        self.ask_words("title", _("Title"), one.title, longest=120)
        whose = _(
            "It stands where questions are chosen, and in the report. Change it if you change somebody's questions."
        )
        self.ask_words("publisher", _("Published by"), one.publisher, longest=80, needed=False, help_text=whose)
        self.ask_words(
            "origin", _("Whose questions these are"), one.origin, lines=3, help_text=_("Participants see it.")
        )
        self.ask_words("introduction", _("How to answer"), one.introduction, lines=4, needed=False, longest=2000)
        if not has_core:
            choices = [*language_choices(), *((code, code) for code in one.languages if code not in LANGUAGES)]
            languages = forms.MultipleChoiceField(
                label=_("Languages"),
                choices=choices,
                initial=one.languages,
                widget=forms.CheckboxSelectMultiple,
                help_text=_("Every text is written in each of them before the set is published."),
            )
            self.ask("languages", languages)
        version = forms.RegexField(
            VERSION,
            label=_("Version"),
            initial=one.version,
            max_length=20,
            help_text=_("Three numbers. Raise the last for a small change, the first for a large one."),
            error_messages={"invalid": _("Write three numbers, such as 1.0.0.")},
        )
        self.ask("version", version)
        licence = LineField(
            label=_("Licence"), initial=one.licence, max_length=100, help_text=_("Such as CC-BY-4.0: free with a name.")
        )
        self.ask("licence", licence)
        dont_know = one.dont_know or default_dont_know()
        self.ask_words("dont_know", _("The answer that is no level"), dont_know.label, longest=40)
        self.ask_words("dont_know_help", _("What that answer is for"), dont_know.help, lines=2, needed=False)

    def changed(self) -> tuple[QuestionSetSchema, str]:
        given = self.cleaned_data
        changed = structs.replace(
            self.written,
            **{
                name: {**getattr(self.written, name), **self.words(name)}
                for name in ("title", "publisher", "origin", "introduction")
            },
            languages=given.get("languages", self.written.languages),
            version=given["version"],
            licence=given["licence"],
            dont_know=DontKnowSchema(label=self.words("dont_know"), help=self.words("dont_know_help")),
        )
        return changed, ""


class ScaleForm(PartForm):
    """How many levels there are, and what each is called in every question."""

    def build(self, has_core: bool) -> None:
        self.is_locked = has_core
        if has_core:
            return
        levels = self.written.scale.levels
        number = forms.TypedChoiceField(
            label=_("Number of levels"),
            coerce=int,
            choices=[(n, str(n)) for n in range(FEWEST_LEVELS, MOST_LEVELS + 1)],
            initial=len(levels),
            help_text=_("With fewer, the texts of the highest levels go."),
        )
        self.ask("number", number)
        for one in levels:
            heading = _("Level %(level)s") % {"level": one.level}
            self.ask_words(f"name-{one.level}", _("Name"), one.name, longest=60, heading=heading)
            self.ask_words(f"meaning-{one.level}", _("Meaning"), one.meaning, lines=2, needed=False)

    def changed(self) -> tuple[QuestionSetSchema, str]:
        if self.is_locked:
            return self.written, ""
        levels = [
            LevelSchema(
                level=one.level,
                name={**one.name, **self.words(f"name-{one.level}")},
                meaning={**one.meaning, **self.words(f"meaning-{one.level}")},
            )
            for one in self.written.scale.levels
        ]
        named = structs.replace(self.written, scale=ScaleSchema(levels=levels))
        return draft_editing.with_levels(named, self.cleaned_data["number"]), ""


class AreaForm(PartForm):
    """An area: what it is about, and its minutes."""

    def build(self, has_core: bool) -> None:
        self.area = area = draft_editing.area_of(self.written, self.of)
        if not self.is_locked:
            self.ask_words("title", _("Title"), area.title if area else None, longest=120)
            short = _("Two or three words, for pictures and lists.")
            self.ask_words("short", _("Short name"), area.short if area else None, longest=40, help_text=short)
            self.ask_words("purpose", _("What it is about"), area.purpose if area else None, lines=3, needed=False)
            plenary = area.plenary_question if area else None
            self.ask_words("plenary_question", _("What the room may talk about"), plenary, lines=2, needed=False)
        for name, heading in (("minutes", _("Minutes")), ("short_minutes", _("Minutes of the short variant"))):
            said = getattr(area, name) if area else _MINUTES[name]
            for number, (phase, label) in enumerate(PHASES):
                minutes = forms.IntegerField(
                    label=label, min_value=1, max_value=600, initial=getattr(said, phase), widget=_narrow()
                )
                self.ask(f"{name}-{phase}", minutes, heading, is_beside=number > 0)

    def changed(self) -> tuple[QuestionSetSchema, str]:
        given = self.cleaned_data
        minutes = {
            name: MinutesSchema(**{phase: given[f"{name}-{phase}"] for phase, _label in PHASES}) for name in _MINUTES
        }
        if self.is_locked and self.area:
            area = structs.replace(self.area, **minutes)
            return draft_editing.with_area(self.written, area), area.key
        texts: dict[str, Any] = {name: self.words(name) for name in ("title", "short", "purpose", "plenary_question")}
        if self.area:
            texts = {name: {**getattr(self.area, name), **said} for name, said in texts.items()}
            area = structs.replace(self.area, **texts, **minutes)
        else:
            key = draft_editing.new_key([texts["short"], texts["title"]], draft_editing.keys(self.written))
            area = structs.replace(_NEW, key=key, **texts, **minutes)
        return draft_editing.with_area(self.written, area), area.key


class QuestionForm(PartForm):
    """A question with its levels. A new one belongs to the area `into`; of none, it is the trial question."""

    def build(self, has_core: bool) -> None:
        self.question = one = draft_editing.question_of(self.written, self.of)
        if not self.is_locked:
            self.ask_words("text", _("The question"), one.text if one else None, lines=2)
            short = _("Two or three words, for pictures and lists.")
            self.ask_words("short", _("Short name"), one.short if one else None, longest=40, help_text=short)
            self._ask_levels(one)
            why = _("Why it matters")
            rises = _("The one thing that rises from the lowest level to the highest")
            self.ask_words("why", why, one.why if one else None, lines=2, needed=False, heading=_("More about it"))
            self.ask_words("dimension", rises, one.dimension if one else None, needed=False, longest=200)
            look_for = {
                language: "\n".join(str(row.get(language, "")) for row in (one.look_for if one else []))
                for language in self.languages
            }
            rows = _("One a line, in the same order in each language.")
            self.ask_words("look_for", _("What to look at"), look_for, lines=3, needed=False, help_text=rows)
            self.ask_words("roles_hint", _("Who knows what"), one.roles_hint if one else None, needed=False)
        if self.into:
            chosen = forms.BooleanField(
                label=_("It is in the short variant, for a half-day"),
                required=False,
                initial=self.of in draft_editing.short_keys(self.written),
            )
            self.ask("in_short", chosen)

    def _ask_levels(self, one: QuestionSchema | None) -> None:
        told = {row["level"]: row for row in one.levels} if one else {}
        for number, level in enumerate(self.written.scale.levels):
            heading = _("The levels, as something that can be seen") if number == 0 else ""
            label = f"{level.level} {localized(level.name)}".strip()
            self.ask_words(f"level-{level.level}", label, told.get(level.level), lines=2, heading=heading)

    def clean(self) -> None:
        """A new question must say something, for its address is made of it."""
        if not self.of and not any(self.words("text").values()) and not any(self.words("short").values()):
            raise forms.ValidationError(gettext("Write the question first. The rest can wait."))

    def changed(self) -> tuple[QuestionSetSchema, str]:
        question = self.question if self.is_locked and self.question else self._question()
        if not self.into:
            return structs.replace(self.written, trial=question), question.key
        changed = draft_editing.with_question(self.written, self.into, question)
        short = set(draft_editing.short_keys(changed)) - {question.key}
        chosen = short | ({question.key} if self.cleaned_data["in_short"] else set())
        return draft_editing.with_short(changed, chosen), question.key

    def _question(self) -> QuestionSchema:
        texts = {name: self.words(name) for name in ("text", "short", "why", "dimension", "roles_hint")}
        numbers = [level.level for level in self.written.scale.levels]
        levels: list[dict[str, str | int]] = [{"level": n, **self.words(f"level-{n}")} for n in numbers]
        if self.question:
            old = {row["level"]: row for row in self.question.levels}
            levels = [{**old.get(row["level"], {}), **row} for row in levels]
            texts = {name: {**getattr(self.question, name), **said} for name, said in texts.items()}
            return structs.replace(self.question, **texts, levels=levels, look_for=self.lines("look_for"))
        wanted = [texts["short"], texts["text"]] if self.into else [{SOURCE_LANGUAGE: TRIAL}]
        key = draft_editing.new_key(wanted, draft_editing.keys(self.written))
        return QuestionSchema(key=key, **texts, levels=levels, look_for=self.lines("look_for"))


def _narrow() -> forms.NumberInput:
    return forms.NumberInput(attrs={"min": 1, "max": 600})


class GlossaryForm(PartForm):
    """Words and what they mean. A word that is emptied goes."""

    def build(self, has_core: bool) -> None:
        for number, one in enumerate(self._places()):
            heading = _("Word %(number)s") % {"number": number + 1}
            self.ask_words(f"term-{number}", _("Word"), one.term, longest=MAX_TERM_LENGTH, heading=heading)
            self.ask_words(f"meaning-{number}", _("What it means"), one.meaning, lines=2)

    def _places(self) -> list[TermSchema]:
        return [
            *self.written.glossary,
            *[TermSchema(term={SOURCE_LANGUAGE: ""}, meaning={SOURCE_LANGUAGE: ""})] * MORE_TERMS,
        ]

    def changed(self) -> tuple[QuestionSetSchema, str]:
        told = [self._term(number, one) for number, one in enumerate(self._places())]
        return structs.replace(self.written, glossary=[one for one in told if one is not None]), ""

    def _term(self, number: int, old: TermSchema) -> TermSchema | None:
        term, meaning = self.words(f"term-{number}"), self.words(f"meaning-{number}")
        if not any([*term.values(), *meaning.values()]):
            return None
        is_new = number >= len(self.written.glossary)
        before = ({}, {}) if is_new else (old.term, old.meaning)
        return TermSchema(term={**before[0], **term}, meaning={**before[1], **meaning})
