"""What must hold in a question set beyond its shape."""

from collections import Counter
from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from digibarometer.questions.content_files.schema import ValidationError, languages, repeated
from digibarometer.questions.question_sets.schema import ChangeSchema, QuestionSchema, QuestionSetSchema
from digibarometer.questions.question_sets.version_mapping import QuestionChange, broken

FEWEST_LEVELS, MOST_LEVELS = 2, 7  # more than seven cannot be told apart on a phone


def broken_in_set(written: QuestionSetSchema) -> Iterator[ValidationError]:
    """Every rule that the question set breaks: where, and what to do."""
    yield from languages(written, written.languages)
    yield from _scale(written)
    yield from _something_to_answer(written)
    yield from repeated_keys(written)
    for place, question in questions(written):
        yield from _levels(question, place, [level.level for level in written.scale.levels])
    yield from _short_variant(written)
    yield from _versions(written)


def questions(written: QuestionSetSchema) -> Iterator[tuple[str, QuestionSchema]]:
    """Every question with its place, the trial question included."""
    if written.trial:
        yield "trial", written.trial
    for a, area in enumerate(written.areas):
        for q, question in enumerate(area.questions):
            yield f"areas[{a}].questions[{q}]", question


def _scale(written: QuestionSetSchema) -> Iterator[ValidationError]:
    levels = [level.level for level in written.scale.levels]
    if levels != list(range(1, len(levels) + 1)):
        said = _("The levels are %(levels)s. Number them 1, 2, 3 and so on, the lowest first.")
        yield "scale.levels", said % {"levels": _listed(levels)}
    if not FEWEST_LEVELS <= len(levels) <= MOST_LEVELS:
        said = _("A scale has %(fewest)s to %(most)s levels; this one has %(levels)s.")
        yield "scale.levels", said % {"fewest": FEWEST_LEVELS, "most": MOST_LEVELS, "levels": len(levels)}


def _something_to_answer(written: QuestionSetSchema) -> Iterator[ValidationError]:
    if not written.areas:
        yield "areas", _("There is no area. Add at least one.")
    for number, area in enumerate(written.areas):
        if not area.questions:
            said = _("The area “%(area)s” has no questions. Add one, or remove the area.")
            yield f"areas[{number}].questions", said % {"area": area.key}


def repeated_keys(written: QuestionSetSchema) -> Iterator[ValidationError]:
    """Addresses of areas or of questions that are used more than once."""
    yield from repeated((f"areas[{number}].key", area.key) for number, area in enumerate(written.areas))
    yield from repeated((f"{place}.key", question.key) for place, question in questions(written))


def _levels(question: QuestionSchema, place: str, scale: list[int]) -> Iterator[ValidationError]:
    described = [entry.get("level") for entry in question.levels]
    if not described:
        return  # the names of the scale say enough
    for level, times in Counter(described).items():
        if level not in scale:
            said = _("“%(level)s” is not a level of the scale (%(scale)s). Remove or renumber it.")
            yield f"{place}.levels", said % {"level": level, "scale": _listed(scale)}
        elif times > 1:
            said = _("Level %(level)s is described %(times)s times. Keep one description.")
            yield f"{place}.levels", said % {"level": level, "times": times}
    for level in scale:
        if level not in described:
            said = _("Level %(level)s of “%(question)s” is not described. Describe every level, or none.")
            yield f"{place}.levels", said % {"level": level, "question": question.key}
    if set(described) == set(scale) and len(described) == len(scale) and described != scale:
        yield f"{place}.levels", _("The levels are not in order. Write the lowest first.")


def _short_variant(written: QuestionSetSchema) -> Iterator[ValidationError]:
    if not written.short_variant:
        return
    place, chosen = "short_variant.questions", written.short_variant.questions
    yield from repeated((f"{place}[{number}]", key) for number, key in enumerate(chosen))
    known = {question.key for area in written.areas for question in area.questions}
    for number, key in enumerate(chosen):
        if key not in known:
            said = _("No area has a question “%(key)s”. Correct the key, or remove it.")
            yield f"{place}[{number}]", said % {"key": key}
    for area in written.areas:
        if area.questions and not any(question.key in chosen for question in area.questions):
            said = _("No question of the area “%(area)s” is in the short variant. Choose at least one of every area.")
            yield place, said % {"area": area.key}


def _versions(written: QuestionSetSchema) -> Iterator[ValidationError]:
    if written.changes and not written.previous:
        yield "changes", _("“previous” is missing: which version has changed? Add it, or remove the changes.")
        return
    after = [question.key for area in written.areas for question in area.questions]
    before = {key for one in written.changes for key in one.before}  # whether they are there only the database knows
    yield from broken_changes(written.changes, before, after)


def broken_changes(
    changes: Iterable[ChangeSchema], before: Iterable[str], after: Iterable[str], only_before: bool = False
) -> Iterator[ValidationError]:
    """What cannot be in the changes: where, and what to do. Only what is known of the version before, if so wanted."""
    said = {
        "unknown": _("“%(about)s” is no question of that version. Correct the key."),
        "twice": _("“%(about)s” is told of twice. Keep one."),
        "shape": _("“%(about)s” does not fit how many questions there are. docs/content.md says what each kind has."),
    }
    listed = [as_change(one) for one in changes]
    for place, rule, about in broken(listed, set(before), set(after)):
        if not only_before or (rule == "unknown" and about in listed[place].before):
            yield f"changes[{place}]", said[rule] % {"about": about}


def as_change(written: ChangeSchema) -> QuestionChange:
    """A change as the mapping takes it."""
    return QuestionChange(written.kind, tuple(written.before), tuple(written.after))


def _listed(levels: list[int]) -> str:
    return ", ".join(str(level) for level in levels)
