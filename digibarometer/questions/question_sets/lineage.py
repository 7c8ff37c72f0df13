"""Where a question set comes from: the version before it, the set that it builds on, and what became of questions."""

from collections.abc import Hashable, Iterator

import msgspec
from django.utils.translation import gettext as _
from msgspec import structs

from digibarometer.i18n import SOURCE_LANGUAGE
from digibarometer.questions.content_files.schema import ValidationError
from digibarometer.questions.models import Question, QuestionSet
from digibarometer.questions.question_sets.schema import ChangeSchema, QuestionSetSchema, VersionSchema
from digibarometer.questions.question_sets.serialization import to_schema
from digibarometer.questions.question_sets.shared_core import broken_core
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
