"""What must hold in a question set beyond its shape."""

from collections import Counter
from collections.abc import Iterable, Iterator

from digibarometer.questions.languages import Found, languages
from digibarometer.questions.shape import WrittenQuestion, WrittenSet


def broken_in_set(written: WrittenSet) -> Iterator[Found]:
    """Every rule that the question set breaks: where, and what to do."""
    yield from languages(written, written.languages)
    yield from _scale(written)
    yield from _keys(written)
    for place, question in questions(written):
        yield from _levels(question, place, [level.level for level in written.scale.levels])
    yield from _short_variant(written)


def questions(written: WrittenSet) -> Iterator[tuple[str, WrittenQuestion]]:
    """Every question with its place, the trial question included."""
    if written.trial:
        yield "trial", written.trial
    for a, area in enumerate(written.areas):
        for q, question in enumerate(area.questions):
            yield f"areas[{a}].questions[{q}]", question


def twice(keys: Iterable[tuple[str, str]]) -> Iterator[Found]:
    """Keys that are used more than once, given as (place, key)."""
    known: dict[str, str] = {}
    for place, key in keys:
        if key in known:
            yield place, f"“{key}” is used already, at {known[key]}. Choose another key."
        known.setdefault(key, place)


def _scale(written: WrittenSet) -> Iterator[Found]:
    levels = [level.level for level in written.scale.levels]
    if levels != list(range(levels[0], levels[0] + len(levels))):
        yield "scale.levels", f"The levels are {_listed(levels)}. Write them lowest first, one step at a time."


def _keys(written: WrittenSet) -> Iterator[Found]:
    yield from twice((f"areas[{number}].key", area.key) for number, area in enumerate(written.areas))
    yield from twice((f"{place}.key", question.key) for place, question in questions(written))


def _levels(question: WrittenQuestion, place: str, scale: list[int]) -> Iterator[Found]:
    described = [entry.get("level") for entry in question.levels]
    for level, times in Counter(described).items():
        if level not in scale:
            yield f"{place}.levels", f"“{level}” is not a level of the scale ({_listed(scale)}). Remove or renumber it."
        elif times > 1:
            yield f"{place}.levels", f"Level {level} is described {times} times. Keep one description."
    for level in scale:
        if level not in described:
            yield f"{place}.levels", f"Level {level} of “{question.key}” is not described. Describe every level."
    if set(described) == set(scale) and len(described) == len(scale) and described != scale:
        yield f"{place}.levels", "The levels are not in order. Write the lowest first."


def _short_variant(written: WrittenSet) -> Iterator[Found]:
    if not written.short_variant:
        return
    place, chosen = "short_variant.questions", written.short_variant.questions
    yield from twice((f"{place}[{number}]", key) for number, key in enumerate(chosen))
    known = {question.key for area in written.areas for question in area.questions}
    for number, key in enumerate(chosen):
        if key not in known:
            yield f"{place}[{number}]", f"No area has a question “{key}”. Correct the key, or remove it."
    for area in written.areas:
        if not any(question.key in chosen for question in area.questions):
            yield place, f"No question of the area “{area.key}” is chosen. Choose at least one of every area."


def _listed(levels: list[int]) -> str:
    return ", ".join(str(level) for level in levels)
