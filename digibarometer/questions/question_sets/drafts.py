"""Question sets that are written: where they start, how they become a version, and how its wording is corrected."""

import re

import msgspec
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _
from msgspec import structs

from digibarometer.i18n import in_every_language
from digibarometer.places.models import Municipality
from digibarometer.questions.content_files.schema import LocalizedText, ValidationError, texts
from digibarometer.questions.models import Correction, Draft, QuestionSet
from digibarometer.questions.question_sets.draft_editing import new_key
from digibarometer.questions.question_sets.importer import (
    CannotSave,
    conflicts_with_database,
    save_question_set,
    write_rows,
)
from digibarometer.questions.question_sets.lineage import core_keys, find_version, with_current_core
from digibarometer.questions.question_sets.schema import LevelSchema, QuestionSetSchema, ScaleSchema, VersionSchema
from digibarometer.questions.question_sets.serialization import as_data, to_schema, without_empty_texts
from digibarometer.questions.question_sets.validation import broken_in_set

FIRST = "1.0.0"


def content_of(draft: Draft) -> QuestionSetSchema:
    """What the draft says so far."""
    return msgspec.convert(draft.content, QuestionSetSchema)


def create_draft(written: QuestionSetSchema, municipality: Municipality | None, by: str) -> Draft:
    """A new draft with this in it, published by the municipality unless it says by whom."""
    if municipality and not any(written.publisher.values()):
        written = structs.replace(written, publisher=dict.fromkeys(written.languages, municipality.long_name))
    return Draft.objects.create(municipality=municipality, content=as_data(written), changed_by=by)


def save_draft(draft: Draft, written: QuestionSetSchema, by: str) -> None:
    """Keep what the draft says now, and who wrote."""
    draft.content, draft.changed_at, draft.changed_by = as_data(written), timezone.now(), by
    draft.save(update_fields=["content", "changed_at", "changed_by"])


def empty_set(
    title: LocalizedText, key: str, languages: list[str], levels: int, origin: LocalizedText
) -> QuestionSetSchema:
    """An empty question set with a scale of so many levels, still without words."""
    blank = dict.fromkeys(languages, "")
    scale = [LevelSchema(level=level, name=blank) for level in range(1, levels + 1)]
    return QuestionSetSchema(
        key=key,
        version=FIRST,
        languages=languages,
        title={**blank, **title},
        licence="CC-BY-4.0",
        origin={**blank, **origin},
        scale=ScaleSchema(levels=scale),
        areas=[],
    )


def next_version(question_set: QuestionSet) -> QuestionSetSchema:
    """A copy of the set, to become its next version; it knows which one it comes from."""
    written = to_schema(question_set)
    return structs.replace(
        written, version=_free_version(written.key, written.version), previous=_name(written), changes=[]
    )


def as_copy(question_set: QuestionSet, municipality: Municipality | None) -> QuestionSetSchema:
    """A copy of the questions as somebody's own set, free to change; it knows where the questions come from."""
    written = _own(question_set, municipality)
    return structs.replace(written, previous=_name(to_schema(question_set)), builds_on=None)


def as_extension(question_set: QuestionSet, municipality: Municipality | None) -> QuestionSetSchema:
    """Somebody's own set that keeps all of this one as it is, with room for more."""
    return structs.replace(_own(question_set, municipality), builds_on=_name(to_schema(question_set)))


def _own(question_set: QuestionSet, municipality: Municipality | None) -> QuestionSetSchema:
    written = to_schema(question_set)
    key = free_key(written.title, municipality)
    whose = in_every_language(lambda: _made_from(question_set, municipality)) if municipality else written.origin
    origin = {language: whose.get(language, "") for language in written.languages}
    return structs.replace(written, key=key, version=FIRST, previous=None, changes=[], publisher={}, origin=origin)


def _made_from(question_set: QuestionSet, municipality: Municipality) -> str:
    said = {"municipality": municipality.long_name, "set": question_set}
    return _("%(municipality)s has made the questions from “%(set)s”.") % said


def free_key(title: LocalizedText, municipality: Municipality | None) -> str:
    """An address that no question set has; a municipality's begins with its code."""
    taken = set(QuestionSet.objects.values_list("key", flat=True))
    taken |= {str(one) for one in Draft.objects.values_list("content__key", flat=True)}
    return new_key([title], taken, before=municipality.pk if municipality else "")


def _name(written: QuestionSetSchema) -> VersionSchema:
    return VersionSchema(key=written.key, version=written.version)


def _free_version(key: str, after: str) -> str:
    """The next version in the middle place that nobody has."""
    taken = set(QuestionSet.objects.filter(key=key).values_list("version", flat=True))
    major, minor, _patch = map(int, re.findall(r"\d+", after))
    return next(one for n in range(1, len(taken) + 2) if (one := f"{major}.{minor + n}.0") not in taken)


def core_of(written: QuestionSetSchema) -> frozenset[str]:
    """The addresses that are not to be changed, for they belong to the set that this one builds on."""
    core = find_version(written.builds_on)
    return core_keys(to_schema(core)) if core else frozenset()


def publishable(draft: Draft) -> QuestionSetSchema:
    """What would be published: tidy, and with its core as the core is now."""
    written = without_empty_texts(content_of(draft))
    core = find_version(written.builds_on)
    return with_current_core(written, to_schema(core)) if core else written


def draft_errors(draft: Draft) -> list[ValidationError]:
    """Everything to mend before the draft can be published: where, and what to do."""
    written = publishable(draft)
    found = list(broken_in_set(written)) + conflicts_with_database(written, draft.municipality)
    if QuestionSet.objects.filter(key=written.key, version=written.version).exists():
        said = _("There is a version %(version)s already. Choose a higher number.")
        found.append(("version", said % {"version": written.version}))
    return list(dict.fromkeys(found))


def publish(draft: Draft) -> QuestionSet:
    """Make a version of the draft, which then is no more. Raises CannotSave with everything to mend."""
    with transaction.atomic():
        kept = Draft.objects.select_for_update().get(pk=draft.pk)
        if found := draft_errors(kept):
            raise CannotSave(found)
        made = save_question_set(publishable(kept), kept.municipality)
        kept.delete()
    return made


def correct(question_set: QuestionSet, wanted: QuestionSetSchema, by: str) -> list[Correction]:
    """Make the texts of the version what is wanted, and keep what they were; to be called inside a change.

    Only texts: nothing else may differ. Raises CannotSave with what does not hold; nothing is changed then.
    """
    with transaction.atomic():
        kept = QuestionSet.objects.select_for_update().get(pk=question_set.pk)
        before, after = to_schema(kept), without_empty_texts(wanted)
        if found := _unfit(before, after):
            raise CannotSave(found)
        rows = [
            Correction(question_set=kept, place=place, language=language, before=was, after=now, by=by)
            for (place, language), (was, now) in differences(before, after).items()
        ]
        if rows:
            write_rows(after, kept.municipality, kept.digest)
            QuestionSet.objects.filter(pk=kept.pk).update(edition=F("edition") + 1)
            Correction.objects.bulk_create(rows)
    return rows


def differences(before: QuestionSetSchema, after: QuestionSetSchema) -> dict[tuple[str, str], tuple[str, str]]:
    """What each text said and says, by its place in the file and its language, where that is not the same."""
    was, now = _by_place(before), _by_place(after)
    both = {
        place: (was.get(place, ""), now.get(place, "")) for place in [*was, *(one for one in now if one not in was)]
    }
    return {place: pair for place, pair in both.items() if pair[0] != pair[1]}


def _by_place(written: QuestionSetSchema) -> dict[tuple[str, str], str]:
    return {(place, language): str(said) for place, text in texts(written) for language, said in text.items()}


def _unfit(before: QuestionSetSchema, after: QuestionSetSchema) -> list[ValidationError]:
    if _shape(before) != _shape(after):
        return [("", _("Only words can be corrected. Make a new version to change anything else."))]
    return list(broken_in_set(after))


def _shape(written: QuestionSetSchema) -> object:
    """All that is not words."""
    areas = [(one.key, one.minutes, one.short_minutes, [each.key for each in one.questions]) for one in written.areas]
    short = written.short_variant.questions if written.short_variant else []
    scale = [one.level for one in written.scale.levels]
    trial = written.trial.key if written.trial else ""
    return (written.key, written.version, written.languages, written.licence, scale, areas, short, trial)
