"""Check a content file before it is used."""

import sys
from pathlib import Path

from django.utils.translation import override

from digibarometer.questions.agenda_templates.schema import AgendaFile, broken_in_agendas
from digibarometer.questions.content_files.errors import Problem, Unreadable
from digibarometer.questions.horizon_cards import CardFile, broken_in_cards
from digibarometer.questions.question_sets.importer import open_document, problems_of
from digibarometer.questions.question_sets.schema import QuestionSetSchema
from digibarometer.questions.question_sets.validation import broken_in_set
from digibarometer.questions.swot_prompts import PromptsFile, broken_in_prompts
from digibarometer.workshops.extension_points import step_kinds


def main(file: str) -> None:
    """Print everything to mend in a content file. Exits with 1 when there is something."""
    with override(None):  # as all that the command line says
        problems = check(file)
        for problem in problems:
            print(problem)
    if problems:
        sys.exit(1)
    print(f"{file} can be used as it is.")


def check(path: Path | str) -> list[Problem]:
    """Everything to mend in a content file; nothing if it can be used as it is."""
    try:
        document = open_document(path)
        if isinstance(document.data, dict) and "agendas" in document.data:
            return problems_of(document, broken_in_agendas(document.read_as(AgendaFile), step_kinds()))
        if isinstance(document.data, dict) and "cards" in document.data:
            return problems_of(document, broken_in_cards(document.read_as(CardFile)))
        if isinstance(document.data, dict) and "quadrants" in document.data:
            return problems_of(document, broken_in_prompts(document.read_as(PromptsFile)))
        return problems_of(document, broken_in_set(document.read_as(QuestionSetSchema)))
    except Unreadable as unreadable:
        return unreadable.problems
