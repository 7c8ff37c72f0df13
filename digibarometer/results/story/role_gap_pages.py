"""Where roles see things differently: area by area, then the questions where they differ most."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext, ngettext

from digibarometer.pictures.dot_plot import RoleInk
from digibarometer.pictures.dumbbell import GapRow, Side, dumbbell
from digibarometer.results import formatting
from digibarometer.results.outcome import AreaResult, QuestionResult, WorkshopResult
from digibarometer.results.story.page import MOST_ROWS, Page, area_name, question_name, sort_by_delta, tenth
from digibarometer.tables import Level


@dataclass(frozen=True)
class RoleGap:
    """The questions on which one role (or politicians and managers together) may be set against officials."""

    first: RoleInk
    questions: list[QuestionResult]
    released: int

    @property
    def sides(self) -> tuple[Side, Side]:
        """The two roles, as pictures and tables name them."""
        return Side(self.first, str(formatting.ROLES[self.first])), Side("official", str(formatting.ROLES["official"]))

    def gap_of_area(self, area: AreaResult) -> list[QuestionResult]:
        """Those of an area."""
        own = {one.question.pk for one in area.questions}
        return [one for one in self.questions if one.question.pk in own]


def role_gaps(came_to: WorkshopResult) -> RoleGap | None:
    """What may be compared; none where nothing is released."""
    released = [one for one in came_to.questions if one.tally is not None and one.tally.counts is not None]
    if not released:
        return None
    able = [one for one in released if one.tally and one.tally.gap.word != "too_few"]
    firsts = [one.tally.gap.first for one in able if one.tally]
    first: RoleInk = "leading" if 2 * firsts.count("leading") >= len(firsts) else "politician"
    return RoleGap(first, [one for one in able if one.tally and one.tally.gap.first == first], len(released))


def role_gap_page(came_to: WorkshopResult) -> Page | None:
    """The two sides' levels area by area; or an honest "too few to say"."""
    found = role_gaps(came_to)
    if found is None:
        return None
    if not found.questions:
        return _too_few()
    areas = [(area, of) for area in came_to.areas if (of := found.gap_of_area(area))]
    rows = [GapRow(area_name(area), _mean(of, found.first), _mean(of, "official")) for area, of in areas]
    words = [_direction(of) for _, of in areas]
    table = tuple(
        (row.name, Level(row.first), Level(row.second), _gap_word(word)) for row, word in zip(rows, words, strict=True)
    )
    first, second = found.sides
    return Page(
        "roles",
        gettext("Where roles see things differently"),
        _finding(words, found.first),
        (_reading(words, found.first), *_left_out(found)),
        (
            gettext("What does each role meet in its everyday work that makes it answer so?"),
            gettext("What do you need to hear from each other?"),
        ),
        lambda frame: dumbbell(frame, rows, found.sides, len(came_to.scale)),
        gettext("Levels of two roles. %(rows)s.") % {"rows": "; ".join(f"{a}: {b} – {c}" for a, b, c, _ in table)},
        (gettext("Area"), first.name, second.name, gettext("Difference")),
        table,
    )


def _too_few() -> Page:
    return Page(
        "roles",
        gettext("Where roles see things differently"),
        gettext("We are too few to say whether roles see things differently"),
        (
            gettext("At least five people of a role must have rated a question before it is compared."),
            gettext("That protects each one of you."),
        ),
        (gettext("Ask each other: do you see this differently depending on where you work?"),),
    )


def _mean(questions: Sequence[QuestionResult], role: str) -> float | None:
    levels = [level for one in questions if (level := one.level_of(role)) is not None]
    return round(sum(levels) / len(levels), 1) if levels else None


def _direction(questions: Sequence[QuestionResult]) -> str:
    """An area's gap: as at least half of its compared questions clearly say, and none clearly against.

    One clear question of four is what chance makes in every third area.
    """
    words = [one.tally.gap.word for one in questions if one.tally]
    for word, against in (("higher", "lower"), ("lower", "higher")):
        if 2 * words.count(word) >= max(2, len(words)) and against not in words:  # type: ignore[arg-type]
            return word
    return "none"


def _finding(words: Sequence[str], first: str) -> str:
    higher, lower = words.count("higher"), words.count("lower")
    if not higher and not lower:
        return gettext("Roles see much the same thing")
    if higher and lower:
        return gettext("Roles see different areas differently")
    said = (
        gettext("%(role)s see us as more mature than officials do")
        if higher
        else gettext("%(role)s see us as less mature than officials do")
    )
    return said % {"role": formatting.ROLES[first]}


def _reading(words: Sequence[str], first: str) -> str:
    """In how many areas; and plainly, where the answers do not say."""
    higher, lower, said = (
        words.count("higher"),
        words.count("lower"),
        {"role": formatting.ROLES[first], "all": len(words)},
    )
    up = gettext("%(role)s see us as more mature than officials do in %(count)s of %(all)s areas.")
    down = gettext("%(role)s see us as less mature than officials do in %(count)s of %(all)s areas.")
    told = [text % {**said, "count": count} for text, count in ((up, higher), (down, lower)) if count]
    return " ".join(told) or gettext("In no area is the difference larger than chance may make it.")


def _left_out(found: RoleGap) -> list[str]:
    hidden = found.released - len(found.questions)
    if not hidden:
        return []
    said = ngettext(
        "On %(count)s question too few of a role have rated to say.",
        "On %(count)s questions too few of a role have rated to say.",
        hidden,
    )
    return [said % {"count": hidden}]


def most_different_questions(came_to: WorkshopResult) -> Page | None:
    """The questions where the two sides differ most, the widest gap first; none where no gap is clear."""
    found = role_gaps(came_to)
    apart = [one for one in found.questions if _is_clear(one)] if found else []
    if found is None or not apart:
        return None
    apart.sort(key=lambda one: -abs(sort_by_delta(one)))
    rows = [
        GapRow(question_name(one), tenth(one.level_of(found.first)), tenth(one.level_of("official")))
        for one in apart[:MOST_ROWS]
    ]
    table = tuple(
        (row.name, Level(row.first), Level(row.second), _gap_word(_word(one)))
        for row, one in zip(rows, apart, strict=False)
    )
    said = (
        gettext("%(role)s rate %(question)s higher than officials do")
        if _word(apart[0]) == "higher"
        else gettext("%(role)s rate %(question)s lower than officials do")
    )
    reading = ngettext(
        "Roles differ clearly on %(count)s of %(all)s questions that can be compared.",
        "Roles differ clearly on %(count)s of %(all)s questions that can be compared.",
        len(apart),
    )
    first, second = found.sides
    return Page(
        "differing",
        gettext("Where roles differ most"),
        said % {"role": formatting.ROLES[found.first], "question": question_name(apart[0])},
        (reading % {"count": len(apart), "all": len(found.questions)}, *_by_chance(found)),
        (
            gettext("What would make the two agree: more facts, or other words?"),
            gettext("Who pays for it that we see this differently?"),
        ),
        lambda frame: dumbbell(frame, rows, found.sides, len(came_to.scale)),
        gettext("Levels of two roles. %(rows)s.") % {"rows": "; ".join(f"{a}: {b} – {c}" for a, b, c, _ in table)},
        (gettext("Question"), first.name, second.name, gettext("Difference")),
        table,
    )


def _by_chance(found: RoleGap) -> list[str]:
    """With a limit of one in ten, so many would look clear though nobody differed."""
    by_chance = round(len(found.questions) / 10)
    if by_chance < 1:
        return []
    said = ngettext("About %(count)s of them may be chance.", "About %(count)s of them may be chance.", by_chance)
    return [said % {"count": by_chance}]


def _word(question: QuestionResult) -> str:
    return question.tally.gap.word if question.tally else "too_few"


def _is_clear(question: QuestionResult) -> bool:
    return _word(question) in {"higher", "lower"}


def _gap_word(word: str) -> str:
    return {
        "higher": gettext("higher"),
        "lower": gettext("lower"),
        "none": gettext("no clear difference"),
        "too_few": gettext("too few to say"),
    }[word]
