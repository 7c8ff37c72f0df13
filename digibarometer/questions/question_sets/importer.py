"""Bring question sets from their files into the database."""

import hashlib
from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec
from django.db import transaction
from django.utils.translation import gettext
from django.utils.translation import gettext as _

from digibarometer.content import QUESTION_SETS
from digibarometer.places.models import Municipality
from digibarometer.questions.content_files.errors import Problem, Unreadable
from digibarometer.questions.content_files.schema import ValidationError
from digibarometer.questions.content_files.yaml_document import ContentFile, Document, Source
from digibarometer.questions.models import Area, Question, QuestionSet
from digibarometer.questions.question_sets.lineage import broken_ancestry, find_version, with_full_changes
from digibarometer.questions.question_sets.schema import AreaSchema, QuestionSchema, QuestionSetSchema
from digibarometer.questions.question_sets.serialization import (
    AREA_FIELDS,
    QUESTION_FIELDS,
    as_data,
    default_dont_know,
    to_schema,
    without_empty_texts,
)
from digibarometer.questions.question_sets.validation import broken_in_set, repeated_keys
from digibarometer.questions.question_sets.workbook_import import Workbook
from digibarometer.serving import child_process

MAX_FILE_BYTES = 2_000_000  # bytes; ours is about 100,000
_ZIP = b"PK\x03\x04"


def open_document(source: Source, name: str = "") -> ContentFile:
    """The file's data, which knows where each thing stands. Raises Unreadable where it is neither YAML nor XLSX."""
    if isinstance(source, bytes):
        return Workbook(source, name) if source.startswith(_ZIP) else Document(source, name)
    path = Path(source)
    if path.is_file():
        with path.open("rb") as file:
            if file.read(4) == _ZIP:
                return Workbook(path.read_bytes(), name or str(source))
    return Document(source, name)


def question_set_in(document: ContentFile) -> QuestionSetSchema:
    """A question set that holds. Raises Unreadable with everything to mend."""
    written = document.read_as(QuestionSetSchema)
    if problems := problems_of(document, broken_in_set(written)):
        raise Unreadable(problems)
    return written


def problems_of(document: ContentFile, found: Iterable[ValidationError]) -> list[Problem]:
    """One problem a line and message: what many steps have merged in is said once."""
    problems = [document.problem(place, message) for place, message in found]
    return list({(one.line, one.cell, one.message): one for one in reversed(problems)}.values())[::-1]


def parse_upload(content: bytes, name: str) -> QuestionSetSchema:
    """The question set of a file that somebody sends, which may have things left to mend.

    It is read in a child process. Raises Unreadable, with line or cell, where it does not have the right shape, an
    address is used twice or it takes too much to read; child_process.Busy when too many files are being read.
    """
    try:
        told = child_process.run(child_process.UPLOAD, _read, content, name)
    except child_process.Exceeded as error:
        raise Unreadable([Problem(name, too_much_to_read())]) from error
    found = msgspec.json.decode(told, type=QuestionSetSchema | list[Problem])
    if isinstance(found, list):
        raise Unreadable(found)
    return found


def too_much_to_read() -> str:
    """What is said of a file that takes more memory or time than any file of ours."""
    return gettext("The file is too much to read. Take out what is not needed, and choose it again.")


def busy_reading() -> str:
    """What is said to who sends a file while as many are being read as may be."""
    return gettext("Many files are being read right now. Wait a minute, and send yours again. Nothing was kept.")


def _read(content: bytes, name: str) -> bytes:
    """The question set as JSON, or the problems that it has."""
    try:
        document = open_document(content, name)
        written = document.read_as(QuestionSetSchema)
        if problems := [document.problem(*found) for found in repeated_keys(written)]:
            raise Unreadable(problems)
        return msgspec.json.encode(written)
    except Unreadable as unreadable:
        return msgspec.json.encode(unreadable.problems)
    except (OverflowError, UnicodeEncodeError):  # a number of hundreds of digits, half of a letter
        problem = Problem(name, gettext("The file holds a number or a letter that cannot be kept."))
        return msgspec.json.encode([problem])


def load_shipped() -> list[QuestionSet]:
    """The question sets that ship, in the database. Doing it twice changes nothing."""
    return [import_question_set(path) for path in sorted(QUESTION_SETS.glob("*.yaml"))]


def import_question_set(source: Source, municipality: Municipality | None = None) -> QuestionSet:
    """A question set from a file (its path, or its bytes), in the database; a municipality's own, or everyone's.

    The same file twice changes nothing; a version that no workshop has used may be changed. Raises Unreadable with
    everything to mend in the file, or where it would change a version that is frozen.
    """
    document = open_document(source)
    written = question_set_in(document)
    try:
        return save_question_set(written, municipality, digest=_digest(document.data))
    except CannotSave as impossible:
        raise Unreadable([document.problem(*found) for found in impossible.found]) from impossible


class CannotSave(Exception):
    """The question set does not fit what the database has. `found` says where and what to do."""

    def __init__(self, found: Sequence[ValidationError]) -> None:
        super().__init__("\n".join(message for _place, message in found))
        self.found = list(found)


def save_question_set(written: QuestionSetSchema, municipality: Municipality | None, digest: str = "") -> QuestionSet:
    """The question set in the database. It must hold by itself (`question_set_in`); raises CannotSave."""
    digest = digest or _digest(as_data(written))
    with transaction.atomic():
        kept = QuestionSet.objects.filter(key=written.key, version=written.version).first()
        if kept and kept.digest == digest and kept.municipality == municipality:
            return kept
        if broken := list(conflicts_with_database(written, municipality)):
            raise CannotSave(broken)
        whole = with_full_changes(without_empty_texts(written))
        if kept and to_schema(kept) == whole:
            return kept
        if kept and kept.frozen_at:
            raise CannotSave([_frozen(written)])
        return write_rows(whole, municipality, digest)


def conflicts_with_database(written: QuestionSetSchema, municipality: Municipality | None) -> list[ValidationError]:
    """What does not fit what the database has: whose the key is, the set that it builds on, the version before it."""
    others = QuestionSet.objects.filter(key=written.key).exclude(municipality=municipality)
    if others.exists():
        taken = _("“%(key)s” is the key of somebody else's question set. Choose another key.") % {"key": written.key}
        return [("key", taken)]
    return list(broken_ancestry(written))


def write_rows(written: QuestionSetSchema, municipality: Municipality | None, digest: str) -> QuestionSet:
    """Make the rows of this version what is written, whatever they were; whoever calls has looked whether it may be."""
    plain = ("title", "introduction", "publisher", "origin", "languages", "licence")
    kept, _made = QuestionSet.objects.update_or_create(
        key=written.key,
        version=written.version,
        defaults={
            **{name: getattr(written, name) for name in plain},
            "municipality": municipality,
            "builds_on": find_version(written.builds_on),
            "previous": find_version(written.previous),
            "changes": msgspec.to_builtins(written.changes),
            "short_title": written.short_variant.title if written.short_variant else {},
            "scale": msgspec.to_builtins(written.scale.levels),
            "dont_know": msgspec.to_builtins(written.dont_know or default_dont_know()),
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


def _keep_area(area: AreaSchema, question_set: QuestionSet, order: int) -> Area:
    fields = {name: msgspec.to_builtins(getattr(area, name)) for name in AREA_FIELDS}
    return Area.objects.update_or_create(question_set=question_set, key=area.key, defaults={**fields, "order": order})[
        0
    ]


def _keep_question(
    question: QuestionSchema, question_set: QuestionSet, area: Area | None, order: int, chosen: Sequence[str]
) -> None:
    fields = {name: msgspec.to_builtins(getattr(question, name)) for name in QUESTION_FIELDS}
    fields["levels"] = fields["levels"] or [{"level": step["level"]} for step in question_set.scale]
    Question.objects.update_or_create(
        question_set=question_set,
        key=question.key,
        defaults={**fields, "area": area, "order": order, "in_short": question.key in chosen},
    )


def _forget_others(question_set: QuestionSet, written: QuestionSetSchema) -> None:
    """Take away what an earlier import of the same version had and this one has not."""
    keys = [question.key for area in written.areas for question in area.questions]
    trial = [written.trial.key] if written.trial else []
    question_set.questions.exclude(key__in=keys + trial).delete()
    question_set.areas.exclude(key__in=[area.key for area in written.areas]).delete()


def _frozen(written: QuestionSetSchema) -> ValidationError:
    used = _("Version %(version)s of “%(key)s” has been used by a workshop and cannot be changed.")
    advice = _("Give the changed file a new version.")
    return "version", f"{used % {'version': written.version, 'key': written.key}} {advice}"


def _digest(said: object) -> str:
    """Of what the file says, not of how: comments and line breaks do not matter, nor fields that we invent later."""
    return hashlib.sha256(msgspec.json.encode(said, order="deterministic")).hexdigest()
