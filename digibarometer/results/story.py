"""Today's picture as a told story: one picture a page, a finding above it, and a question to talk about."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext, ngettext

from digibarometer.measures.tally import Counted, Rounded
from digibarometer.pictures import (
    AgreementRow,
    Frame,
    GapRow,
    HeatRow,
    RoleSpread,
    Series,
    Side,
    Unsure,
    by_role,
    dots,
    dumbbell,
    heat,
    radar,
)
from digibarometer.pictures import agreement as bars
from digibarometer.pictures.palette import PaletteName
from digibarometer.pictures.spread import RoleInk
from digibarometer.questions.words import in_language
from digibarometer.results import wording
from digibarometer.results.outcome import AreaOutcome, Outcome, QuestionOutcome, outcome_of
from digibarometer.results.wording import MISSING
from digibarometer.workshops.now import Now

Draw = Callable[[Frame], str]
MOST_ROWS = 8  # in one picture, so that it can be read at ten metres
SOLO: tuple[RoleInk, ...] = ("politician", "manager", "official")
PAIRED: tuple[RoleInk, ...] = ("leading", "official")


@dataclass(frozen=True)
class Page:
    """A page of the story. The table says all that the picture says; without a picture there is a designed page."""

    key: str
    kicker: str
    finding: str
    sentences: tuple[str, ...]
    ask: str
    picture: Draw | None = None
    alt: str = ""
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()

    def svg(self, width: int = 960, palette: PaletteName = "light", prefix: str = "story") -> str:
        """The picture for this width, or nothing; `prefix` keeps its ids apart from others on the page."""
        if self.picture is None:
            return ""
        frame = Frame(
            id=f"{prefix}-{self.key}-{width}",
            title=self.kicker,
            desc=self.alt,
            width=width,
            palette=palette,
            number=wording.number,
            missing=MISSING,
        )
        return self.picture(frame)


def story_of(here: Now) -> list[Page]:
    """The story of the workshop as it stands; the first page is always there."""
    return tell(outcome_of(here))


def tell(came_to: Outcome) -> list[Page]:
    """The story of what a workshop came to. A page without anything to say is left out."""
    pages = [overview(came_to), disagreement(came_to), roles(came_to), groups(came_to), unknown(came_to)]
    return [page for page in pages if page]


def overview(came_to: Outcome) -> Page:
    """The areas' levels today, and the targets."""
    areas, kicker = came_to.areas, gettext("Where we are today")
    known = [area for area in areas if area.level is not None]
    if not known:
        return Page(
            "today",
            kicker,
            gettext("The picture is not ready yet"),
            (gettext("It is drawn when the room has agreed on levels, area by area."),),
            gettext("What do you think that the picture will show?"),
        )
    has_targets = any(area.target is not None for area in areas)
    names = [_area(area) for area in areas]
    series = [Series("today", gettext("Today"), [area.level for area in areas])]
    if has_targets:
        series.append(Series("target", _target_word(came_to), [area.target for area in areas]))
    top = len(came_to.scale)
    told = [_level_in_words(area) for area in areas]
    finding, behind = _furthest(known)
    return Page(
        "today",
        kicker,
        finding,
        tuple(_on_levels(came_to, known)),
        gettext("What must happen first for %(area)s to reach the next level?") % {"area": _area(behind)},
        lambda frame: radar(frame, names, series, top),
        gettext("Levels by area. %(levels)s.") % {"levels": "; ".join(told)},
        (gettext("Area"), gettext("Today"), *((_target_word(came_to),) if has_targets else ())),
        tuple(
            (
                in_language(area.area.title),
                wording.level(area.level),
                *((str(area.target or MISSING),) if has_targets else ()),
            )
            for area in areas
        ),
    )


def _level_in_words(area: AreaOutcome) -> str:
    said = {"area": _area(area), "level": wording.level(area.level), "target": area.target}
    if area.target is None:
        return gettext("%(area)s: %(level)s") % said
    return gettext("%(area)s: %(level)s, target %(target)s") % said


def _target_word(came_to: Outcome) -> str:
    year = came_to.workshop.target_year
    return gettext("Target %(year)s") % {"year": year} if year else gettext("Target")


def _furthest(known: Sequence[AreaOutcome]) -> tuple[str, AreaOutcome]:
    """The heading, and the area to talk about."""
    apart = [area for area in known if area.distance is not None]
    if apart:
        apart.sort(key=lambda area: -(area.distance or 0))
        if (apart[0].distance or 0) <= 0:
            return gettext("Every area with a target has reached it"), min(known, key=_level)
        furthest = [area for area in apart[:2] if (area.distance or 0) > 0]
        names = wording.listed([_area(area) for area in furthest])
        return gettext("Furthest from the target: %(areas)s") % {"areas": names}, apart[0]
    first, last = max(known, key=_level), min(known, key=_level)
    if _level(first) == _level(last):
        if len(known) == 1:
            said = gettext("%(area)s is at level %(level)s")
            return said % {"area": _area(first), "level": wording.level(first.level)}, first
        return gettext("All areas are at level %(level)s") % {"level": wording.level(first.level)}, first
    said = gettext("Furthest ahead: %(first)s. Furthest behind: %(last)s")
    return said % {"first": _area(first), "last": _area(last)}, last


def _on_levels(came_to: Outcome, known: Sequence[AreaOutcome]) -> list[str]:
    middle = (len(came_to.scale) + 1) // 2
    reached = sum(_level(area) >= middle for area in known)
    all_ = len(came_to.areas)
    sentences = [
        ngettext(
            "%(count)s of %(all)s areas is at level %(level)s or higher.",
            "%(count)s of %(all)s areas are at level %(level)s or higher.",
            reached,
        )
        % {"count": reached, "all": all_, "level": middle}
    ]
    apart = [area for area in known if area.distance is not None]
    if apart:
        there = sum((area.distance or 0) <= 0 for area in apart)
        sentences.append(
            ngettext(
                "%(count)s of %(all)s areas has reached its target.",
                "%(count)s of %(all)s areas have reached their targets.",
                there,
            )
            % {"count": there, "all": len(apart)}
            if there
            else gettext("No area has reached its target yet.")
        )
    least = min((area for area in came_to.areas if area.agreement is not None), key=_agreement, default=None)
    if least:
        said = gettext("People agree least on %(area)s: %(agreement)s.")
        sentences.append(said % {"area": _area(least), "agreement": wording.agreement(least.word, least.agreement)})
    return sentences


def disagreement(came_to: Outcome) -> Page | None:
    """The question that people agree least on, by role as far as it may be shown."""
    rated = sorted((one for one in came_to.questions if one.agreement is not None), key=_agreement)
    if not rated:
        return None
    least, *others = rated
    sentences = [
        gettext("%(people)s people rated: %(agreement)s.")
        % {"people": sum(least.counts), "agreement": wording.agreement(least.word, least.agreement)}
    ]
    if least.has_two_camps:
        sentences.append(gettext("The answers fall into two camps."))
    told = [
        f"{wording.ROLES[ink]} {wording.level(_tenth(level))}"
        for ink in _roles_shown(least)
        if (level := least.level_of(ink)) is not None
    ]
    if told:
        sentences.append(gettext("Where they stand: %(roles)s.") % {"roles": "; ".join(told)})
    close = [_question(one) for one in others[:2] if one.word != "large"]
    if close:
        sentences.append(gettext("After that: %(questions)s.") % {"questions": wording.listed(close)})
    columns, rows = spread_table(came_to, least)
    if least.word == "large":
        finding = gettext("People largely agree, also on %(question)s") % {"question": _question(least)}
    else:
        finding = gettext("People agree least on %(question)s") % {"question": _question(least)}
    return Page(
        "disagreement",
        gettext("Where we agree least"),
        finding,
        tuple(sentences),
        gettext("What do those who see it differently know that the rest of us do not?"),
        spread_picture(came_to, least),
        spread_alt(came_to, least),
        columns,
        rows,
    )


def spread_picture(came_to: Outcome, question: QuestionOutcome) -> Draw:
    """How a question's ratings are spread: by role where any role's counts are shown, else all together."""
    shown = _roles_shown(question)
    names = [in_language(name) for name in came_to.level_names]
    if not any(isinstance(question.cell(ink), Counted) for ink in shown):
        hidden = question.tally.dont_know if question.tally else None
        unsure = Unsure(gettext("Don't know"), hidden) if hidden else None
        return lambda frame: dots(frame, question.counts, names, unsure)
    bands = [_band(question, ink) for ink in shown]
    return lambda frame: by_role(frame, bands, len(came_to.scale), names)


def _roles_shown(question: QuestionOutcome) -> tuple[RoleInk, ...]:
    """Roles one by one where politicians or managers may be shown, else the two together against officials."""
    if question.cell("politician") or question.cell("manager"):
        return SOLO
    return PAIRED if question.cell("leading") or question.cell("official") else ()


def _band(question: QuestionOutcome, ink: RoleInk) -> RoleSpread:
    cell, name = question.cell(ink), str(wording.ROLES[ink])
    if isinstance(cell, Counted):
        return RoleSpread(ink, name, counts=cell.counts)
    if isinstance(cell, Rounded):
        note = gettext("rounded, at least %(people)s people") % {"people": cell.at_least}
        return RoleSpread(ink, name, level=cell.level, note=note)
    return RoleSpread(ink, name, note=gettext("too few to show"))


def spread_alt(came_to: Outcome, question: QuestionOutcome) -> str:
    """The spread of everyone's ratings in words."""
    names = [in_language(name) for name in came_to.level_names]
    told = [
        f"{level} {name}: {people}" for level, name, people in zip(came_to.scale, names, question.counts, strict=False)
    ]
    said = gettext("How many chose each level of %(question)s. %(levels)s.")
    return said % {"question": _question(question), "levels": "; ".join(told)}


def spread_table(came_to: Outcome, question: QuestionOutcome) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """People per level for all, and for every role as far as it may be shown."""
    columns = (gettext("Role"), *map(str, came_to.scale), gettext("Middle"))
    none = (MISSING,) * len(came_to.scale)
    rows = [(gettext("Everyone"), *map(str, question.counts or none), MISSING)]
    for ink in _roles_shown(question):
        cell, level = question.cell(ink), question.level_of(ink)
        counts = tuple(map(str, cell.counts)) if isinstance(cell, Counted) else none
        middle = gettext("too few") if cell is None else wording.level(_tenth(level))
        rows.append((str(wording.ROLES[ink]), *counts, middle))
    return columns, tuple(rows)


def roles(came_to: Outcome) -> Page | None:
    """Where roles see things differently; or an honest "too few to say"."""
    released = [one for one in came_to.questions if one.tally is not None and one.tally.counts is not None]
    if not released:
        return None
    kicker = gettext("Where roles see things differently")
    compared = [one for one in released if one.tally and one.tally.gap.word != "too_few"]
    if not compared:
        return Page(
            "roles",
            kicker,
            gettext("We are too few to say whether roles see things differently"),
            (
                gettext("At least five people of a role must have rated a question before it is compared."),
                gettext("That protects each one of you."),
            ),
            gettext("Ask each other: do you see this differently depending on where you work?"),
        )
    firsts = [one.tally.gap.first for one in compared if one.tally]
    first: RoleInk = "leading" if 2 * firsts.count("leading") >= len(firsts) else "politician"
    compared = [one for one in compared if one.tally and one.tally.gap.first == first]
    compared.sort(key=lambda one: -abs(_delta(one)))
    apart = [one for one in compared if one.tally and one.tally.gap.word in {"higher", "lower"}]
    rows = compared[:MOST_ROWS]
    sides = (Side(first, str(wording.ROLES[first])), Side("official", str(wording.ROLES["official"])))
    picture_rows = [
        GapRow(_question(one), _tenth(one.level_of(first)), _tenth(one.level_of("official"))) for one in rows
    ]
    top = len(came_to.scale)
    table = tuple(
        (
            _question(one),
            wording.level(_tenth(one.level_of(first))),
            wording.level(_tenth(one.level_of("official"))),
            _gap_word(one),
        )
        for one in rows
    )
    return Page(
        "roles",
        kicker,
        _gap_finding(apart, first),
        tuple(_on_gaps(apart, compared, released)),
        gettext("What does each role meet in its everyday work that makes it answer so?"),
        lambda frame: dumbbell(frame, picture_rows, sides, top),
        gettext("Levels of two roles. %(rows)s.") % {"rows": "; ".join(f"{q}: {a} – {b}" for q, a, b, _ in table)},
        (gettext("Question"), sides[0].name, sides[1].name, gettext("Difference")),
        table,
    )


def _gap_finding(apart: Sequence[QuestionOutcome], first: str) -> str:
    if not apart:
        return gettext("Roles see much the same thing")
    said = (
        gettext("%(role)s rate %(question)s higher than officials do")
        if _delta(apart[0]) > 0
        else gettext("%(role)s rate %(question)s lower than officials do")
    )
    return said % {"role": wording.ROLES[first], "question": _question(apart[0])}


def _on_gaps(
    apart: Sequence[QuestionOutcome], compared: Sequence[QuestionOutcome], released: Sequence[QuestionOutcome]
) -> list[str]:
    sentences = [
        ngettext(
            "Roles differ clearly on %(count)s of %(all)s questions that can be compared.",
            "Roles differ clearly on %(count)s of %(all)s questions that can be compared.",
            len(apart),
        )
        % {"count": len(apart), "all": len(compared)}
    ]
    if len(apart) > 1:
        names = wording.listed([_question(one) for one in apart[1:3]])
        sentences.append(gettext("Next: %(questions)s.") % {"questions": names})
    if hidden := len(released) - len(compared):
        sentences.append(
            ngettext(
                "On %(count)s question too few of a role have rated to say.",
                "On %(count)s questions too few of a role have rated to say.",
                hidden,
            )
            % {"count": hidden}
        )
    return sentences


def _gap_word(question: QuestionOutcome) -> str:
    word = question.tally.gap.word if question.tally else "too_few"
    return {
        "higher": gettext("higher"),
        "lower": gettext("lower"),
        "none": gettext("no clear difference"),
        "too_few": gettext("too few to say"),
    }[word]


def groups(came_to: Outcome) -> Page | None:
    """Groups beside each other, on the questions where they differ most."""
    columns = came_to.groups
    told = [one for one in came_to.questions if sum(group.level is not None for group in one.groups) >= 2]
    if len(columns) < 2 or not told:
        return None
    widest = sorted(told, key=lambda one: -one.group_spread)
    chosen = {one.question.pk for one in widest[:MOST_ROWS]}
    rows = [one for one in told if one.question.pk in chosen]
    alike = sum(one.group_spread <= 1 for one in told)
    finding = (
        gettext("The groups differ most on %(question)s") % {"question": _question(widest[0])}
        if widest[0].group_spread > 1
        else gettext("The groups see much the same thing")
    )
    return Page(
        "groups",
        gettext("The groups side by side"),
        finding,
        (
            ngettext(
                "On %(count)s of %(all)s questions the groups are at most one level apart.",
                "On %(count)s of %(all)s questions the groups are at most one level apart.",
                alike,
            )
            % {"count": alike, "all": len(told)},
            gettext("Here are the questions where they differ most."),
        ),
        gettext("Which example made your group choose its level?"),
        heat_picture(came_to, rows),
        gettext("The groups' levels on each question. The table has every figure."),
        *heat_table(came_to, rows),
    )


def heat_picture(came_to: Outcome, rows: Sequence[QuestionOutcome]) -> Draw:
    """A row per question, a column per group."""
    drawn = [HeatRow(_question(one), [group.level for group in one.groups]) for one in rows]
    return lambda frame: heat(frame, came_to.groups, drawn, len(came_to.scale))


def heat_table(
    came_to: Outcome, rows: Sequence[QuestionOutcome]
) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """The same as a table."""
    table = tuple((_question(one), *(wording.level(group.level) for group in one.groups)) for one in rows)
    return (gettext("Question"), *came_to.groups), table


def unknown(came_to: Outcome) -> Page | None:
    """Where knowledge is missing: how many answered "vet ej"."""
    told = [(one, share) for one in came_to.questions if (share := one.dont_know_share)]
    if not told:
        return None
    told.sort(key=lambda each: -each[1])
    rows = told[:MOST_ROWS]
    drawn = [AgreementRow(_question(one), share, wording.share(share)) for one, share in rows]
    table = tuple((_question(one), wording.share(share)) for one, share in rows)
    first, most = rows[0]
    return Page(
        "unknown",
        gettext("Where we do not know"),
        gettext("Knowledge is missing most about %(question)s") % {"question": _question(first)},
        (
            gettext("%(share)s answered don't know.") % {"share": wording.share(most)},
            gettext("Shares of fewer than %(people)s people are not shown.") % {"people": came_to.workshop.threshold},
        ),
        gettext("Who in the municipality knows, and how do we find out?"),
        lambda frame: bars(frame, drawn),
        gettext("Shares that answered don't know. %(rows)s.") % {"rows": "; ".join(f"{q}: {s}" for q, s in table)},
        (gettext("Question"), gettext("Don't know")),
        table,
    )


def _area(area: AreaOutcome) -> str:
    return in_language(area.area.short)


def _question(one: QuestionOutcome) -> str:
    return in_language(one.question.short)


def _level(area: AreaOutcome) -> float:
    return area.level or 0


def _agreement(one: AreaOutcome | QuestionOutcome) -> float:
    return one.agreement or 0


def _delta(one: QuestionOutcome) -> float:
    return (one.tally.gap.delta or 0) if one.tally else 0


def _tenth(value: float | None) -> float | None:
    return None if value is None else round(value, 1)
