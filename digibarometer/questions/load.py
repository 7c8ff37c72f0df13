"""Bring question sets from their files into the database."""

import hashlib
from collections.abc import Sequence

import msgspec
from django.db import transaction

from digibarometer.content import QUESTION_SETS
from digibarometer.questions.check import question_set_in
from digibarometer.questions.document import Document, Source
from digibarometer.questions.models import Area, Question, QuestionSet
from digibarometer.questions.problems import Problem, Unreadable
from digibarometer.questions.shape import WrittenArea, WrittenDontKnow, WrittenQuestion, WrittenSet


def load_shipped() -> list[QuestionSet]:
    """The question sets that ship, in the database. Doing it twice changes nothing."""
    return [import_question_set(path) for path in sorted(QUESTION_SETS.glob("*.yaml"))]


def import_question_set(source: Source) -> QuestionSet:
    """A question set from a file (its path, or its bytes), in the database.

    The same file twice changes nothing; a version that no workshop has used may be changed. Raises Unreadable with
    everything to mend in the file, or where it would change a version that is frozen.
    """
    document = Document(source)
    written = question_set_in(document)
    digest = _digest(document)
    with transaction.atomic():
        kept = QuestionSet.objects.filter(key=written.key, version=written.version).first()
        if kept and kept.digest == digest:
            return kept
        if kept and kept.frozen_at:
            raise Unreadable([_frozen(document, written)])
        return _keep(written, digest)


def _keep(written: WrittenSet, digest: str) -> QuestionSet:
    kept, _ = QuestionSet.objects.update_or_create(
        key=written.key,
        version=written.version,
        defaults={
            **{name: getattr(written, name) for name in ("title", "introduction", "origin", "languages", "licence")},
            "scale": msgspec.to_builtins(written.scale.levels),
            "dont_know": msgspec.to_builtins(written.dont_know or _DONT_KNOW),
            "glossary": msgspec.to_builtins(written.glossary),
            "digest": digest,
        },
    )
    chosen = written.short_variant.questions if written.short_variant else []
    order = 0
    if written.trial:
        _keep_question(written.trial, kept, None, order, chosen)
    for number, area in enumerate(written.areas, start=1):
        kept_area = _keep_area(area, kept, number)
        for question in area.questions:
            order += 1
            _keep_question(question, kept, kept_area, order, chosen)
    _forget_others(kept, written)
    return kept


def _keep_area(area: WrittenArea, question_set: QuestionSet, order: int) -> Area:
    fields = {name: msgspec.to_builtins(getattr(area, name)) for name in _AREA_FIELDS}
    return Area.objects.update_or_create(question_set=question_set, key=area.key, defaults={**fields, "order": order})[
        0
    ]


def _keep_question(
    question: WrittenQuestion, question_set: QuestionSet, area: Area | None, order: int, chosen: Sequence[str]
) -> None:
    fields = {name: msgspec.to_builtins(getattr(question, name)) for name in _QUESTION_FIELDS}
    Question.objects.update_or_create(
        question_set=question_set,
        key=question.key,
        defaults={**fields, "area": area, "order": order, "in_short": question.key in chosen},
    )


def _forget_others(question_set: QuestionSet, written: WrittenSet) -> None:
    """Take away what an earlier import of the same version had and this one has not."""
    keys = [question.key for area in written.areas for question in area.questions]
    trial = [written.trial.key] if written.trial else []
    question_set.questions.exclude(key__in=keys + trial).delete()
    question_set.areas.exclude(key__in=[area.key for area in written.areas]).delete()


def _frozen(document: Document, written: WrittenSet) -> Problem:
    used = f"Version {written.version} of “{written.key}” has been used by a workshop and cannot be changed."
    return document.problem("version", f"{used} Give the changed file a new version.")


def _digest(document: Document) -> str:
    """Of what the file says, not of how: comments and line breaks do not matter, nor fields that we invent later."""
    return hashlib.sha256(msgspec.json.encode(document.data, order="deterministic")).hexdigest()


_DONT_KNOW = WrittenDontKnow(label={"sv": "Vet inte", "en": "Don't know"})
_AREA_FIELDS = ("title", "short", "purpose", "plenary_question", "minutes", "short_minutes")
_QUESTION_FIELDS = ("text", "short", "why", "dimension", "levels", "look_for", "roles_hint")
