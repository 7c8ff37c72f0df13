"""A question set that builds on another keeps all of it as it is, so that those who add to it stay comparable; pure.

Added may be questions, last or between, and areas; minutes and the short variant are the set's own.
"""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from msgspec import structs

from digibarometer.questions.content_files.schema import ValidationError
from digibarometer.questions.question_sets.schema import AreaSchema, MinutesSchema, QuestionSetSchema

_ANY = MinutesSchema(alone=1, groups=1, plenary=1)


def broken_core(written: QuestionSetSchema, core: QuestionSetSchema) -> Iterator[ValidationError]:
    """What is not as it is in the set that this one builds on: where, and what to do."""
    if set(written.languages) != set(core.languages):
        yield "languages", _("The languages are not those of the question set that this one builds on. Use the same.")
        return
    if written.scale != core.scale:
        yield "scale.levels", _("The scale is not that of the question set that this one builds on. Use the same.")
    if written.trial != core.trial:
        yield "trial", _("The trial question is not that of the question set that this one builds on. Use the same.")
    areas = {area.key: (number, area) for number, area in enumerate(written.areas)}
    for wanted in core.areas:
        if wanted.key not in areas:
            yield (
                "areas",
                _("The area “%(key)s” is missing: it belongs to the core. Put it back.") % {"key": wanted.key},
            )
        else:
            yield from _broken_area(*areas[wanted.key], wanted)
    yield from _order([area.key for area in written.areas], [area.key for area in core.areas], "areas")


def core_keys(core: QuestionSetSchema | None) -> frozenset[str]:
    """The keys of the core's areas and questions, the trial question too: they are not to be changed."""
    if core is None:
        return frozenset()
    keys = {key for area in core.areas for key in (area.key, *(question.key for question in area.questions))}
    return frozenset(keys | ({core.trial.key} if core.trial else set()))


def with_current_core(written: QuestionSetSchema, core: QuestionSetSchema) -> QuestionSetSchema:
    """The set with the words that its core has now: a mistake in them may have been corrected."""
    areas = {area.key: area for area in core.areas}
    questions = {question.key: question for area in core.areas for question in area.questions}

    def renewed_area(area: AreaSchema) -> AreaSchema:
        same = areas.get(area.key, area)
        return structs.replace(
            same,
            minutes=area.minutes,
            short_minutes=area.short_minutes,
            questions=[questions.get(one.key, one) for one in area.questions],
        )

    return structs.replace(
        written, scale=core.scale, trial=core.trial, areas=[renewed_area(area) for area in written.areas]
    )


def _broken_area(number: int, area: AreaSchema, wanted: AreaSchema) -> Iterator[ValidationError]:
    place = f"areas[{number}]"
    if _itself(area) != _itself(wanted):
        said = _("The texts of the area “%(key)s” belong to the core. Write them as they are there.")
        yield place, said % {"key": area.key}
    questions = {question.key: (n, question) for n, question in enumerate(area.questions)}
    for question in wanted.questions:
        if question.key not in questions:
            said = _("The question “%(key)s” is missing: it belongs to the core. Put it back.")
            yield f"{place}.questions", said % {"key": question.key}
        elif questions[question.key][1] != question:
            said = _("The question “%(key)s” belongs to the core. Write it as it is there.")
            yield f"{place}.questions[{questions[question.key][0]}]", said % {"key": question.key}
    keys = [question.key for question in wanted.questions]
    yield from _order([question.key for question in area.questions], keys, f"{place}.questions")


def _itself(area: AreaSchema) -> AreaSchema:
    return structs.replace(area, questions=[], minutes=_ANY, short_minutes=_ANY)


def _order(keys: list[str], core: list[str], place: str) -> Iterator[ValidationError]:
    if [key for key in keys if key in core] != [key for key in core if key in keys]:
        yield (
            place,
            _("What belongs to the core is not in the core's order. Put it in that order; yours may lie between."),
        )
