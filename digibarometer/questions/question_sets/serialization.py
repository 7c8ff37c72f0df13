"""A question set as its file says it: from the database, and tidied up."""

from typing import Any, TypeVar

import msgspec
import yaml
from django.utils.translation import gettext_noop
from msgspec import Struct, structs

from digibarometer.i18n import translations
from digibarometer.questions.models import Area, Question, QuestionSet
from digibarometer.questions.question_sets.schema import AreaSchema, DontKnowSchema, QuestionSchema, QuestionSetSchema

S = TypeVar("S", bound=Struct)

AREA_FIELDS = ("title", "short", "purpose", "plenary_question", "minutes", "short_minutes")
QUESTION_FIELDS = ("text", "short", "why", "dimension", "levels", "look_for", "roles_hint")


def default_dont_know() -> DontKnowSchema:
    """What not to know is called where a set has no words of its own for it."""
    return DontKnowSchema(label=translations(gettext_noop("Don't know")))


def to_schema(question_set: QuestionSet) -> QuestionSetSchema:
    """What the file of this version would say. Imported again it changes nothing."""
    questions = list(question_set.questions.order_by("order"))
    trial = next((one for one in questions if one.is_trial), None)
    chosen = [one.key for one in questions if one.in_short]
    said: dict[str, object] = {
        **{name: getattr(question_set, name) for name in ("key", "version", "languages", "title", "licence")},
        **{
            name: getattr(question_set, name) for name in ("publisher", "origin", "introduction", "glossary", "changes")
        },
        "scale": {"levels": question_set.scale},
        "areas": [_area(area, questions) for area in question_set.areas.order_by("order")],
        "dont_know": question_set.dont_know,
        "trial": _question(trial) if trial else None,
        "short_variant": {"questions": chosen, "title": question_set.short_title} if chosen else None,
        "builds_on": _version(question_set.builds_on),
        "previous": _version(question_set.previous),
    }
    return without_empty_texts(msgspec.convert(said, QuestionSetSchema))


def _version(question_set: QuestionSet | None) -> dict[str, str] | None:
    return {"key": question_set.key, "version": question_set.version} if question_set else None


def _area(area: Area, questions: list[Question]) -> dict[str, object]:
    own = [_question(one) for one in questions if one.area_id == area.pk]
    return {"key": area.key, "questions": own} | {name: getattr(area, name) for name in AREA_FIELDS}


def _question(question: Question) -> dict[str, object]:
    return {"key": question.key} | {name: getattr(question, name) for name in QUESTION_FIELDS}


def without_empty_texts(written: QuestionSetSchema) -> QuestionSetSchema:
    """The data without what says nothing: empty texts, texts in other languages, levels that nobody describes."""
    told = _only_in(written, set(written.languages))
    ours = default_dont_know()
    plain = told.dont_know in (None, _only_in(ours, set(written.languages)), ours)
    short = told.short_variant if told.short_variant and told.short_variant.questions else None
    return structs.replace(told, dont_know=None if plain else told.dont_know, short_variant=short)


def _only_in(part: S, languages: set[str]) -> S:
    """A part with its texts in these languages only; a text that need not be there and is empty goes."""
    kept: dict[str, object] = {}
    for field in structs.fields(part):
        value = getattr(part, field.name)
        if field.name == "levels" and isinstance(part, QuestionSchema):
            kept[field.name] = _levels(value, languages)
        elif isinstance(value, Struct):
            kept[field.name] = _only_in(value, languages)
        elif isinstance(value, list):
            kept[field.name] = [one for each in value if (one := _inner(each, languages)) != {}]
        elif isinstance(value, dict):
            text = _inner(value, languages)
            kept[field.name] = text if text or not field.required else dict.fromkeys(sorted(languages), "")
    return structs.replace(part, **kept)


def _inner(value: object, languages: set[str]) -> object:
    if isinstance(value, Struct):
        return _only_in(value, languages)
    if not isinstance(value, dict):
        return value
    text = {name: said for name, said in value.items() if name in languages}
    return text if any(str(said).strip() for said in text.values()) else {}


def _levels(levels: list[dict[str, Any]], languages: set[str]) -> list[dict[str, Any]]:
    """The descriptions of a question's levels; none where nobody has written one."""
    told = [{name: said for name, said in one.items() if name == "level" or name in languages} for one in levels]
    empty = not any(str(said).strip() for one in told for name, said in one.items() if name != "level")
    return [] if empty else told


def as_data(written: Struct) -> Any:
    """Plain values, without fields that say nothing."""
    return _without_empty(msgspec.to_builtins(written))


def _without_empty(value: object) -> object:
    if isinstance(value, dict):
        kept = {name: _without_empty(inner) for name, inner in value.items()}
        return {
            name: inner for name, inner in kept.items() if inner not in (None, {}) and (inner != [] or name in _LISTS)
        }
    return [_without_empty(inner) for inner in value] if isinstance(value, list) else value


_LISTS = {"areas", "questions"}  # those that must be there, empty or not


def as_yaml(written: QuestionSetSchema) -> str:
    """The file itself."""
    head = "# The format is described in docs/content.md. Check the file with: digibarometer check FILE\n"
    return head + yaml.safe_dump(as_data(written), allow_unicode=True, sort_keys=False, width=110)


def question_set_from(written: QuestionSetSchema) -> QuestionSet:
    """The set itself, unsaved: its scale and its answer that is no level."""
    return QuestionSet(
        key=written.key,
        version=written.version,
        title=written.title,
        scale=msgspec.to_builtins(written.scale.levels),
        dont_know=msgspec.to_builtins(written.dont_know or default_dont_know()),
        languages=written.languages,
        glossary=msgspec.to_builtins(written.glossary),
    )


def area_from(area: AreaSchema) -> Area:
    """An area, unsaved."""
    return Area(key=area.key, **{name: msgspec.to_builtins(getattr(area, name)) for name in AREA_FIELDS})


def questions_from(written: QuestionSetSchema, questions: list[QuestionSchema]) -> list[Question]:
    """Questions, unsaved, numbered from 1 so that a page can tell them apart."""
    made = []
    for number, question in enumerate(questions, start=1):
        fields = {name: msgspec.to_builtins(getattr(question, name)) for name in QUESTION_FIELDS}
        fields["levels"] = fields["levels"] or [{"level": one.level} for one in written.scale.levels]
        made.append(Question(pk=number, key=question.key, **fields))
    return made
