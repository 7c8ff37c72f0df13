"""Check a content file before it is used."""

from collections.abc import Iterable
from pathlib import Path

from digibarometer.questions.agenda_rules import broken_in_agendas
from digibarometer.questions.agendas import AgendaFile
from digibarometer.questions.cards import CardFile, broken_in_cards
from digibarometer.questions.document import Document
from digibarometer.questions.languages import Found
from digibarometer.questions.problems import Problem, Unreadable
from digibarometer.questions.prompts import PromptsFile, broken_in_prompts
from digibarometer.questions.reading import opened
from digibarometer.questions.rules import broken_in_set
from digibarometer.questions.shape import WrittenSet
from digibarometer.questions.workbook_reading import Workbook


def check(path: Path | str) -> list[Problem]:
    """Everything to mend in a content file; nothing if it can be used as it is."""
    try:
        document = opened(path)
        if isinstance(document.data, dict) and "agendas" in document.data:
            return _problems(document, broken_in_agendas(document.read_as(AgendaFile)))
        if isinstance(document.data, dict) and "cards" in document.data:
            return _problems(document, broken_in_cards(document.read_as(CardFile)))
        if isinstance(document.data, dict) and "quadrants" in document.data:
            return _problems(document, broken_in_prompts(document.read_as(PromptsFile)))
        return _problems(document, broken_in_set(document.read_as(WrittenSet)))
    except Unreadable as unreadable:
        return unreadable.problems


def question_set_in(document: Document | Workbook) -> WrittenSet:
    """A question set that holds. Raises Unreadable with everything to mend."""
    written = document.read_as(WrittenSet)
    if problems := _problems(document, broken_in_set(written)):
        raise Unreadable(problems)
    return written


def _problems(document: Document | Workbook, found: Iterable[Found]) -> list[Problem]:
    """One problem a line and message: what many steps have merged in is said once."""
    problems = [document.problem(place, message) for place, message in found]
    return list({(one.line, one.cell, one.message): one for one in reversed(problems)}.values())[::-1]
