"""Where we agree least, question by question and the first of them by itself; and where knowledge is missing."""

from collections.abc import Sequence

from django.utils.translation import gettext

from digibarometer.pictures.agreement_bars import AgreementRow
from digibarometer.pictures.agreement_bars import agreement_bars as bars
from digibarometer.results import formatting
from digibarometer.results.outcome import QuestionResult, WorkshopResult
from digibarometer.results.story.distribution import roles_shown, spread_alt, spread_picture, spread_table
from digibarometer.results.story.page import MOST_ROWS, Page, question_name, sort_by_agreement
from digibarometer.tables import Agreement, Level, Share

CHANCE = 0.1  # differences in consensus up to this are within what chance makes


def agreement_page(came_to: WorkshopResult) -> Page | None:
    """The questions that people agree least on, least first."""
    rated = _by_consensus(came_to)
    if len(rated) < 2:
        return None
    rows = rated[:MOST_ROWS]
    table = tuple((question_name(one), Agreement(one.agreement)) for one in rows)
    drawn = [AgreementRow(name, agreement.value, str(agreement)) for name, agreement in table]
    return Page(
        "least-agreed",
        gettext("Where we agree least"),
        _finding(rated),
        (_reading(rated), gettext("Differences of less than 0.10 may be chance: the order says little then.")),
        (
            gettext("Which of these do we need to understand together before we go on?"),
            gettext("Do we see different things, or do we use the words differently?"),
        ),
        lambda frame: bars(frame, drawn),
        gettext("Agreement from 0 to 1. %(rows)s.") % {"rows": "; ".join(f"{name}: {word}" for name, word in table)},
        (gettext("Question"), gettext("Agreement")),
        table,
    )


def _by_consensus(came_to: WorkshopResult) -> list[QuestionResult]:
    return sorted((one for one in came_to.questions if one.agreement is not None), key=sort_by_agreement)


def _finding(rated: Sequence[QuestionResult]) -> str:
    """Names those at the bottom only if they stand apart from the middle of the list by more than chance."""
    middle = sort_by_agreement(rated[len(rated) // 2])
    low = [one for one in rated[:2] if one.word != "large" and middle - sort_by_agreement(one) > CHANCE]
    if rated[0].word == "large":
        return gettext("People largely agree on everything")
    if not low:
        return gettext("People agree about as much on all questions")
    return gettext("People agree least on %(questions)s") % {
        "questions": formatting.format_list(list(map(question_name, low)))
    }


def _reading(rated: Sequence[QuestionResult]) -> str:
    large, small = (sum(one.word == word for one in rated) for word in ("large", "small"))
    said = gettext("Large agreement on %(large)s of %(all)s questions, small agreement on %(small)s.")
    return said % {"large": large, "small": small, "all": len(rated)}


def disagreement_page(came_to: WorkshopResult) -> Page | None:
    """The question that people agree least on, by role as far as it may be shown."""
    rated = _by_consensus(came_to)
    if not rated:
        return None
    least = rated[0]
    columns, rows = spread_table(came_to, least)
    said = (
        gettext("People largely agree, also on %(question)s")
        if least.word == "large"
        else gettext("This is how we see %(question)s")
    )
    return Page(
        "disagreement",
        gettext("How the answers are spread"),
        said % {"question": question_name(least)},
        tuple(_sentences(least)),
        (
            gettext("What do those who see it differently know that the rest of us do not?"),
            gettext("Give an example from the last month that made you choose your level."),
            gettext("What would everyone need to see to choose the same level?"),
        ),
        spread_picture(came_to, least),
        spread_alt(came_to, least),
        columns,
        rows,
    )


def _sentences(least: QuestionResult) -> list[str]:
    sentences = [
        gettext("%(people)s people rated: %(agreement)s.")
        % {"people": sum(least.counts), "agreement": Agreement(least.agreement)}
    ]
    if least.has_two_camps:
        sentences.append(gettext("The answers fall into two camps."))
    told = [
        f"{formatting.ROLES[ink]} {Level(level)}"
        for ink in roles_shown(least)
        if (level := least.level_of(ink)) is not None
    ]
    if told:
        sentences.append(gettext("Where they stand: %(roles)s.") % {"roles": "; ".join(told)})
    return sentences


def dont_know_page(came_to: WorkshopResult) -> Page | None:
    """Shares by question, the largest first; none where nothing may be told."""
    told = [(one, share) for one in came_to.questions if (share := one.dont_know_share)]
    if not told:
        return None
    told.sort(key=lambda each: -each[1])
    rows = told[:MOST_ROWS]
    table = tuple((question_name(one), Share(share)) for one, share in rows)
    drawn = [AgreementRow(name, share.value, str(share)) for name, share in table]
    first, most = rows[0]
    return Page(
        "unknown",
        gettext("Where we do not know"),
        gettext("Knowledge is missing most about %(question)s") % {"question": question_name(first)},
        (
            gettext("%(share)s answered don't know.") % {"share": Share(most)},
            gettext("Shares of fewer than %(people)s people are not shown.") % {"people": came_to.workshop.threshold},
        ),
        (
            gettext("Who in the municipality knows, and how do we find out?"),
            gettext("Who needs to know this to do their work well?"),
        ),
        lambda frame: bars(frame, drawn),
        gettext("Shares that answered don't know. %(rows)s.") % {"rows": "; ".join(f"{q}: {s}" for q, s in table)},
        (gettext("Question"), gettext("Don't know")),
        table,
    )
