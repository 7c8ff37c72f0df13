"""Question sets that are being written: where they start, what is left to mend, and how they become a version."""

import re

import msgspec
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from msgspec import structs

from digibarometer.places.models import Municipality
from digibarometer.questions.content_files.schema import Text
from digibarometer.questions.content_files.translation_check import Found
from digibarometer.questions.models import Draft, QuestionSet
from digibarometer.questions.question_sets.draft_editing import new_key
from digibarometer.questions.question_sets.importer import CannotKeep, keep, unfit
from digibarometer.questions.question_sets.lineage import version
from digibarometer.questions.question_sets.schema import WrittenLevel, WrittenScale, WrittenSet, WrittenVersion
from digibarometer.questions.question_sets.serialization import as_data, tidy, written_of
from digibarometer.questions.question_sets.shared_core import locked, renewed
from digibarometer.questions.question_sets.validation import broken_in_set

FIRST = "1.0.0"


def content_of(draft: Draft) -> WrittenSet:
    """What the draft says so far."""
    return msgspec.convert(draft.content, WrittenSet)


def start(written: WrittenSet, municipality: Municipality | None, by: str) -> Draft:
    """A new draft with this in it."""
    return Draft.objects.create(municipality=municipality, content=as_data(written), changed_by=by)


def save(draft: Draft, written: WrittenSet, by: str) -> None:
    """Keep what the draft says now, and who wrote."""
    draft.content, draft.changed_at, draft.changed_by = as_data(written), timezone.now(), by
    draft.save(update_fields=["content", "changed_at", "changed_by"])


def from_scratch(title: Text, key: str, languages: list[str], levels: int, origin: Text) -> WrittenSet:
    """An empty question set with a scale of so many levels, still without words."""
    blank = dict.fromkeys(languages, "")
    scale = [WrittenLevel(level=level, name=blank) for level in range(1, levels + 1)]
    return WrittenSet(
        key=key,
        version=FIRST,
        languages=languages,
        title={**blank, **title},
        licence="CC-BY-4.0",
        origin={**blank, **origin},
        scale=WrittenScale(levels=scale),
        areas=[],
    )


def next_version(question_set: QuestionSet) -> WrittenSet:
    """The same set, to become its next version; it knows which one it comes from."""
    written = written_of(question_set)
    return structs.replace(
        written, version=_free_version(written.key, written.version), previous=_name(written), changes=[]
    )


def copy(question_set: QuestionSet, municipality: Municipality | None) -> WrittenSet:
    """The same questions as somebody's own set, free to change; it knows where the questions come from."""
    written = _own(question_set, municipality)
    return structs.replace(written, previous=_name(written_of(question_set)), builds_on=None)


def extension(question_set: QuestionSet, municipality: Municipality | None) -> WrittenSet:
    """Somebody's own set that keeps all of this one as it is, with room for more."""
    return structs.replace(_own(question_set, municipality), builds_on=_name(written_of(question_set)))


def _own(question_set: QuestionSet, municipality: Municipality | None) -> WrittenSet:
    written = written_of(question_set)
    key = free_key(written.title, municipality)
    return structs.replace(written, key=key, version=FIRST, previous=None, changes=[])


def free_key(title: Text, municipality: Municipality | None) -> str:
    """An address that no question set has; a municipality's begins with its code."""
    taken = set(QuestionSet.objects.values_list("key", flat=True))
    taken |= {str(one) for one in Draft.objects.values_list("content__key", flat=True)}
    return new_key([title], taken, before=municipality.pk if municipality else "")


def _name(written: WrittenSet) -> WrittenVersion:
    return WrittenVersion(key=written.key, version=written.version)


def _free_version(key: str, after: str) -> str:
    """The next version in the middle place that nobody has."""
    taken = set(QuestionSet.objects.filter(key=key).values_list("version", flat=True))
    major, minor, _patch = map(int, re.findall(r"\d+", after))
    return next(one for n in range(1, len(taken) + 2) if (one := f"{major}.{minor + n}.0") not in taken)


def core_of(written: WrittenSet) -> frozenset[str]:
    """The addresses that are not to be changed, for they belong to the set that this one builds on."""
    core = version(written.builds_on)
    return locked(written_of(core)) if core else frozenset()


def finished(draft: Draft) -> WrittenSet:
    """What would be published: tidy, and with its core as the core is now."""
    written = tidy(content_of(draft))
    core = version(written.builds_on)
    return renewed(written, written_of(core)) if core else written


def problems(draft: Draft) -> list[Found]:
    """Everything to mend before the draft can be published: where, and what to do."""
    written = finished(draft)
    found = list(broken_in_set(written)) + unfit(written, draft.municipality)
    if QuestionSet.objects.filter(key=written.key, version=written.version).exists():
        said = _("There is a version %(version)s already. Choose a higher number.")
        found.append(("version", said % {"version": written.version}))
    return list(dict.fromkeys(found))


def publish(draft: Draft) -> QuestionSet:
    """Make a version of the draft, which then is no more. Raises CannotKeep with everything to mend."""
    with transaction.atomic():
        kept = Draft.objects.select_for_update().get(pk=draft.pk)
        if found := problems(kept):
            raise CannotKeep(found)
        made = keep(finished(kept), kept.municipality)
        kept.delete()
    return made
