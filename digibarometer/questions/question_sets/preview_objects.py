"""A question set as the screens have it, before it is in the database: for seeing what participants will see."""

import msgspec

from digibarometer.questions.models import Area, Question, QuestionSet
from digibarometer.questions.question_sets.schema import AreaSchema, QuestionSchema, QuestionSetSchema
from digibarometer.questions.question_sets.serialization import AREA_FIELDS, DONT_KNOW, QUESTION_FIELDS


def question_set_from(written: QuestionSetSchema) -> QuestionSet:
    """The set itself, unsaved: its scale and its answer that is no level."""
    return QuestionSet(
        key=written.key,
        version=written.version,
        title=written.title,
        scale=msgspec.to_builtins(written.scale.levels),
        dont_know=msgspec.to_builtins(written.dont_know or DONT_KNOW),
        languages=written.languages,
        glossary=msgspec.to_builtins(written.glossary),
    )


def area_from(area: AreaSchema) -> Area:
    """An area, unsaved."""
    return Area(key=area.key, **{name: msgspec.to_builtins(getattr(area, name)) for name in AREA_FIELDS})


def questions_from(written: QuestionSetSchema, questions: list[QuestionSchema]) -> list[Question]:
    """Questions, unsaved, numbered from 1 so that a page can tell them apart."""
    made = []
    for number, question in enumerate(questions, start=1):
        fields = {name: msgspec.to_builtins(getattr(question, name)) for name in QUESTION_FIELDS}
        fields["levels"] = fields["levels"] or [{"level": one.level} for one in written.scale.levels]
        made.append(Question(pk=number, key=question.key, **fields))
    return made
