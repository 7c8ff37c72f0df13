"""Changing a question set that is being written: each function answers with a changed one; pure."""

import re
import unicodedata
from collections.abc import Collection, Iterable, Sequence
from typing import TypeVar

from msgspec import structs

from digibarometer.i18n import SOURCE_LANGUAGE
from digibarometer.questions.content_files.schema import LocalizedText
from digibarometer.questions.question_sets.schema import (
    AreaSchema,
    LevelSchema,
    QuestionSchema,
    QuestionSetSchema,
    ScaleSchema,
    ShortVariantSchema,
)

MAX_KEY_LENGTH = 60  # characters of a key

T = TypeVar("T")


def new_key(texts: Iterable[LocalizedText], taken: Collection[str], before: str = "") -> str:
    """An address from the first of these texts that says something, such as "hur-oppna"; unlike those taken."""
    said = next((word for text in texts for word in _words(text) if slug(word)), "")
    start = slug(f"{before} {said}" if said or before else "x")[: MAX_KEY_LENGTH - 4].strip("-")
    tries = (start if number == 1 else f"{start}-{number}" for number in range(1, len(taken) + 2))
    return next(key for key in tries if key not in taken)


def _words(text: LocalizedText) -> list[str]:
    return [text.get(SOURCE_LANGUAGE, ""), *text.values()]


def slug(text: str) -> str:
    """A text as an address: small letters a–z, digits and hyphens."""
    plain = unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def keys(written: QuestionSetSchema) -> set[str]:
    """Every address that is used, of areas and of questions."""
    found = {key for area in written.areas for key in (area.key, *(question.key for question in area.questions))}
    return found | ({written.trial.key} if written.trial else set())


def area_of(written: QuestionSetSchema, key: str) -> AreaSchema | None:
    """The area of this address."""
    return next((area for area in written.areas if area.key == key), None)


def question_of(written: QuestionSetSchema, key: str) -> QuestionSchema | None:
    """The question of this address, the trial question too."""
    every = [question for area in written.areas for question in area.questions]
    return next((one for one in [*every, *([written.trial] if written.trial else [])] if one.key == key), None)


def with_area(written: QuestionSetSchema, area: AreaSchema) -> QuestionSetSchema:
    """With this area in place of the one of its address, or last."""
    return structs.replace(written, areas=_with(written.areas, area, area.key))


def with_question(written: QuestionSetSchema, area: str, question: QuestionSchema) -> QuestionSetSchema:
    """With this question in place of the one of its address, or last in the area."""
    areas = [
        structs.replace(one, questions=_with(one.questions, question, question.key)) if one.key == area else one
        for one in written.areas
    ]
    return structs.replace(written, areas=areas)


def _with(rows: Sequence[T], row: T, key: str) -> list[T]:
    known = [getattr(one, "key", None) for one in rows]
    return [row if one == key else old for one, old in zip(known, rows, strict=True)] + ([] if key in known else [row])


def without(written: QuestionSetSchema, key: str) -> QuestionSetSchema:
    """Without the area or question of this address; also out of the short variant."""
    areas = [
        structs.replace(area, questions=[one for one in area.questions if one.key != key])
        for area in written.areas
        if area.key != key
    ]
    trial = None if written.trial and written.trial.key == key else written.trial
    left = {question.key for area in areas for question in area.questions}
    short = [one for one in short_keys(written) if one in left]
    return with_short(structs.replace(written, areas=areas, trial=trial), short)


def moved_area(written: QuestionSetSchema, key: str, by: int) -> QuestionSetSchema:
    """With an area one place up (-1) or down (1); at an end nothing changes."""
    return structs.replace(written, areas=_moved(written.areas, key, by))


def moved_question(written: QuestionSetSchema, key: str, by: int) -> QuestionSetSchema:
    """With a question one place up (-1) or down (1); over an area's edge it goes to the area before or after."""
    rows = [list(area.questions) for area in written.areas]
    at = next((n for n, row in enumerate(rows) if key in {one.key for one in row}), None)
    if at is None:
        return written
    after = _moved(rows[at], key, by)
    if after == rows[at] and 0 <= at + by < len(rows):
        question = next(one for one in rows[at] if one.key == key)
        rows[at].remove(question)
        rows[at + by].insert(0 if by > 0 else len(rows[at + by]), question)
    else:
        rows[at] = after
    areas = [structs.replace(area, questions=row) for area, row in zip(written.areas, rows, strict=True)]
    return structs.replace(written, areas=areas)


def _moved(rows: Sequence[T], key: str, by: int) -> list[T]:
    moved = list(rows)
    place = next((n for n, row in enumerate(rows) if getattr(row, "key", None) == key), None)
    if place is not None and 0 <= place + by < len(rows):
        moved.insert(place + by, moved.pop(place))
    return moved


def short_keys(written: QuestionSetSchema) -> list[str]:
    """The questions of the short variant, by address."""
    return list(written.short_variant.questions) if written.short_variant else []


def with_short(written: QuestionSetSchema, chosen: Collection[str]) -> QuestionSetSchema:
    """With these questions as the short variant, in the set's order; none of them, and there is no short variant."""
    ordered = [question.key for area in written.areas for question in area.questions if question.key in chosen]
    title = written.short_variant.title if written.short_variant else {}
    return structs.replace(
        written, short_variant=ShortVariantSchema(questions=ordered, title=title) if ordered else None
    )


def with_levels(written: QuestionSetSchema, number: int) -> QuestionSetSchema:
    """With so many levels: new ones without words come on top, and the highest go, in every question too."""
    blank = dict.fromkeys(written.languages, "")
    scale = list(written.scale.levels)[:number]
    scale += [LevelSchema(level=level, name=blank) for level in range(len(scale) + 1, number + 1)]

    def fitted(question: QuestionSchema) -> QuestionSchema:
        told = list(question.levels)[:number]
        if told:
            told += [{"level": level, **blank} for level in range(len(told) + 1, number + 1)]
        return structs.replace(question, levels=told)

    areas = [structs.replace(area, questions=[fitted(one) for one in area.questions]) for area in written.areas]
    trial = fitted(written.trial) if written.trial else None
    return structs.replace(written, scale=ScaleSchema(levels=scale), areas=areas, trial=trial)
