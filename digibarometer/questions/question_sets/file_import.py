"""A question set from a file, YAML or a workbook: told apart by what is in it."""

from collections.abc import Iterable
from pathlib import Path

import msgspec
from django.utils.translation import gettext

from digibarometer.questions.content_files.errors import Problem, Unreadable
from digibarometer.questions.content_files.schema import ValidationError
from digibarometer.questions.content_files.yaml_document import ContentFile, Document, Source
from digibarometer.questions.question_sets.schema import QuestionSetSchema
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
