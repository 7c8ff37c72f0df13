"""A mistake in the wording of a version that is used is put right, and what it said before is kept beside it."""

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from digibarometer.questions.content_files.schema import ValidationError, texts
from digibarometer.questions.models import Correction, QuestionSet
from digibarometer.questions.question_sets.importer import CannotSave, write_rows
from digibarometer.questions.question_sets.schema import QuestionSetSchema
from digibarometer.questions.question_sets.serialization import to_schema, without_empty_texts
from digibarometer.questions.question_sets.validation import broken_in_set


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
