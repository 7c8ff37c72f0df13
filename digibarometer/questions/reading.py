"""A question set from a file, YAML or a workbook: told apart by what is in it."""

from pathlib import Path

from digibarometer.questions.document import Document, Source
from digibarometer.questions.problems import Problem, Unreadable
from digibarometer.questions.rules import repeated_keys
from digibarometer.questions.shape import WrittenSet
from digibarometer.questions.workbook_reading import Workbook

LARGEST = 2_000_000  # bytes; ours is about 100,000
_ZIP = b"PK\x03\x04"


def opened(source: Source, name: str = "") -> Document | Workbook:
    """The file's data, which knows where each thing stands. Raises Unreadable where it is neither YAML nor XLSX."""
    if isinstance(source, bytes):
        return Workbook(source, name) if source.startswith(_ZIP) else Document(source, name)
    path = Path(source)
    if path.is_file():
        with path.open("rb") as file:
            if file.read(4) == _ZIP:
                return Workbook(path.read_bytes(), name or str(source))
    return Document(source, name)


def read_upload(content: bytes, name: str) -> WrittenSet:
    """The question set of a file that somebody sends, which may have things left to mend.

    Raises Unreadable, with line or cell, where it does not have the right shape or an address is used twice.
    """
    document = opened(content, name)
    written = document.read_as(WrittenSet)
    problems: list[Problem] = [document.problem(*found) for found in repeated_keys(written)]
    if problems:
        raise Unreadable(problems)
    return written
