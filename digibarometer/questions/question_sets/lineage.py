"""Where a question set comes from: the version before it, the set that it builds on, and what became of questions.

A set that builds on another keeps all of that core as it is, so that those who add to it stay comparable. Added may be
questions, last or between, and areas; minutes and the short variant are the set's own.
"""

from collections.abc import Hashable, Iterator

import msgspec
from django.utils.translation import gettext as _
from msgspec import structs

from digibarometer.i18n import SOURCE_LANGUAGE
from digibarometer.questions.content_files.schema import ValidationError
from digibarometer.questions.models import Question, QuestionSet
from digibarometer.questions.question_sets.schema import (
    AreaSchema,
    ChangeSchema,
    MinutesSchema,
    QuestionSetSchema,
    VersionSchema,
)
from digibarometer.questions.question_sets.serialization import to_schema
from digibarometer.questions.question_sets.validation import as_change, broken_changes
from digibarometer.questions.question_sets.version_mapping import QuestionChange, complete_changes, compose


def find_version(wanted: VersionSchema | None) -> QuestionSet | None:
    """That version in the database, if there is one."""
    return QuestionSet.objects.filter(key=wanted.key, version=wanted.version).first() if wanted else None


def broken_ancestry(written: QuestionSetSchema) -> Iterator[ValidationError]:
    """What does not fit the sets that this one comes from: where, and what to do."""
    for place in ("builds_on", "previous"):
        wanted: VersionSchema | None = getattr(written, place)
        if wanted and not find_version(wanted):
            said = _("There is no version %(version)s of “%(key)s” here. Import it first, or remove this.")
            yield place, said % {"version": wanted.version, "key": wanted.key}
    if core := find_version(written.builds_on):
        yield from broken_core(written, to_schema(core))
    if before := find_version(written.previous):
        yield from broken_changes(
            written.changes, comparable_texts(to_schema(before)), comparable_texts(written), only_before=True
        )


def with_full_changes(written: QuestionSetSchema) -> QuestionSetSchema:
    """The set with what became of every question since the version before, where it has one."""
    before = find_version(written.previous)
    if before is None:
        return written
    changes = changes_since(written, to_schema(before))
    said = [ChangeSchema(kind=one.kind, before=list(one.before), after=list(one.after)) for one in changes]
    return structs.replace(written, changes=said)


def changes_since(written: QuestionSetSchema, before: QuestionSetSchema) -> list[QuestionChange]:
    """What became of every question: as it is said, else as the addresses suggest."""
    return complete_changes(map(as_change, written.changes), comparable_texts(before), comparable_texts(written))


def comparable_texts(written: QuestionSetSchema) -> dict[str, Hashable]:
    """What each question that counts says in the source language or its own first, levels and all; by address."""
    language = SOURCE_LANGUAGE if SOURCE_LANGUAGE in written.languages else written.languages[0]
    said: dict[str, Hashable] = {}
    for area in written.areas:
        for question in area.questions:
            said[question.key] = (question.text.get(language), *(one.get(language) for one in question.levels))
    return said


def changes_between(earlier: QuestionSet, later: QuestionSet) -> list[QuestionChange] | None:
    """What became of the earlier set's questions in the later one, over any versions between; none if unrelated.

    Two sets that build on the same core, or one on the other, are the same in the core's questions. The direction of
    time does not matter for that, but the version before must lie before.
    """
    if earlier.pk == later.pk:
        return [QuestionChange("same", (key,), (key,)) for key in _keys(earlier)]
    if (steps := _way_back(later, earlier)) is not None:
        found = steps[0]
        for step in steps[1:]:
            found = compose(found, step)
        return found
    return _by_core(earlier, later)


def _way_back(later: QuestionSet, earlier: QuestionSet) -> list[list[QuestionChange]] | None:
    """The changes of each version from the earlier to the later, oldest first."""
    steps: list[list[QuestionChange]] = []
    at: QuestionSet | None = later
    while at is not None and at.pk != earlier.pk and len(steps) < _MOST_VERSIONS:
        steps.insert(0, [as_change(msgspec.convert(one, ChangeSchema)) for one in at.changes])
        at = at.previous
    return steps if at is not None and at.pk == earlier.pk else None


def _by_core(earlier: QuestionSet, later: QuestionSet) -> list[QuestionChange] | None:
    core = earlier.builds_on_id or earlier.pk
    if core != (later.builds_on_id or later.pk):
        return None
    shared = set(_keys(QuestionSet(pk=core)))
    old, new = _keys(earlier), _keys(later)
    changes = [
        QuestionChange("same", (key,), (key,)) if key in shared else QuestionChange("new", (), (key,)) for key in new
    ]
    return [*changes, *(QuestionChange("gone", (key,)) for key in old if key not in shared)]


def _keys(question_set: QuestionSet) -> list[str]:
    found = Question.objects.filter(question_set=question_set.pk).exclude(area=None)
    return list(found.order_by("order").values_list("key", flat=True))


_MOST_VERSIONS = 50  # looked back through


_ANY = MinutesSchema(alone=1, groups=1, plenary=1)


def broken_core(written: QuestionSetSchema, core: QuestionSetSchema) -> Iterator[ValidationError]:
    """What is not as it is in the set that this one builds on: where, and what to do."""
    if set(written.languages) != set(core.languages):
        yield "languages", _("The languages are not those of the question set that this one builds on. Use the same.")
        return
    if written.scale != core.scale:
        yield "scale.levels", _("The scale is not that of the question set that this one builds on. Use the same.")
    if written.trial != core.trial:
        yield "trial", _("The trial question is not that of the question set that this one builds on. Use the same.")
    areas = {area.key: (number, area) for number, area in enumerate(written.areas)}
    for wanted in core.areas:
        if wanted.key not in areas:
            yield (
                "areas",
                _("The area “%(key)s” is missing: it belongs to the core. Put it back.") % {"key": wanted.key},
            )
        else:
            yield from _broken_area(*areas[wanted.key], wanted)
    yield from _order([area.key for area in written.areas], [area.key for area in core.areas], "areas")


def core_keys(core: QuestionSetSchema | None) -> frozenset[str]:
    """The keys of the core's areas and questions, the trial question too: they are not to be changed."""
    if core is None:
        return frozenset()
    keys = {key for area in core.areas for key in (area.key, *(question.key for question in area.questions))}
    return frozenset(keys | ({core.trial.key} if core.trial else set()))


def with_current_core(written: QuestionSetSchema, core: QuestionSetSchema) -> QuestionSetSchema:
    """The set with the words that its core has now: a mistake in them may have been corrected."""
    areas = {area.key: area for area in core.areas}
    questions = {question.key: question for area in core.areas for question in area.questions}

    def renewed_area(area: AreaSchema) -> AreaSchema:
        same = areas.get(area.key, area)
        return structs.replace(
            same,
            minutes=area.minutes,
            short_minutes=area.short_minutes,
            questions=[questions.get(one.key, one) for one in area.questions],
        )

    return structs.replace(
        written, scale=core.scale, trial=core.trial, areas=[renewed_area(area) for area in written.areas]
    )


def _broken_area(number: int, area: AreaSchema, wanted: AreaSchema) -> Iterator[ValidationError]:
    place = f"areas[{number}]"
    if _itself(area) != _itself(wanted):
        said = _("The texts of the area “%(key)s” belong to the core. Write them as they are there.")
        yield place, said % {"key": area.key}
    questions = {question.key: (n, question) for n, question in enumerate(area.questions)}
    for question in wanted.questions:
        if question.key not in questions:
            said = _("The question “%(key)s” is missing: it belongs to the core. Put it back.")
            yield f"{place}.questions", said % {"key": question.key}
        elif questions[question.key][1] != question:
            said = _("The question “%(key)s” belongs to the core. Write it as it is there.")
            yield f"{place}.questions[{questions[question.key][0]}]", said % {"key": question.key}
    keys = [question.key for question in wanted.questions]
    yield from _order([question.key for question in area.questions], keys, f"{place}.questions")


def _itself(area: AreaSchema) -> AreaSchema:
    return structs.replace(area, questions=[], minutes=_ANY, short_minutes=_ANY)


def _order(keys: list[str], core: list[str], place: str) -> Iterator[ValidationError]:
    if [key for key in keys if key in core] != [key for key in core if key in keys]:
        yield (
            place,
            _("What belongs to the core is not in the core's order. Put it in that order; yours may lie between."),
        )
