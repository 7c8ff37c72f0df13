"""The receipt in words: what the room stated is told as it is, the ratings with care, and no cause is claimed.

An activity "was meant to move" something; that it did is for the room to say, in its own words.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext, ngettext

from digibarometer.i18n import reader_language
from digibarometer.results import formatting
from digibarometer.results.followup.models import FollowUpStatus
from digibarometer.results.receipt.facts import ActivityFact, AreaFact, Facts, facts_of
from digibarometer.results.receipt.models import ReceiptEdit
from digibarometer.tables import Level, Step
from digibarometer.workshops.models import Workshop


@dataclass(frozen=True)
class Part:
    """A part of the receipt: its key, its heading and its sentences."""

    key: str
    title: str
    sentences: tuple[str, ...]


def write_receipt(facts: Facts) -> list[Part]:
    """The whole receipt; a part without anything to say is left out."""
    parts = (
        Part("stated", gettext("What the room itself has said"), tuple(agreed_changes_text(facts))),
        Part("done", gettext("What became of the last plan"), tuple(plan_text(facts))),
        Part("ratings", gettext("What people's own ratings can carry"), tuple(ratings_text(facts))),
        Part("remains", gettext("What remains, and where we are going"), tuple(next_steps_text(facts))),
    )
    return [part for part in parts if part.sentences]


def receipt_finding(facts: Facts) -> str:
    """The heading: what the room itself says of the areas; else what is done of the plan."""
    known = [one for one in facts.areas if one.step is not None]
    up, down = sum((one.step or 0) > 0 for one in known), sum((one.step or 0) < 0 for one in known)
    told = {"then": facts.then, "up": up, "down": down, "all": len(known)}
    if up and down:
        said = gettext("%(up)s of %(all)s areas higher than in %(then)s, %(down)s lower")
    elif up or down:
        said = (
            gettext("%(up)s of %(all)s areas higher than in %(then)s, none lower")
            if up
            else gettext("%(down)s of %(all)s areas lower than in %(then)s, none higher")
        )
    elif known:
        said = gettext("All %(all)s areas at the same level as in %(then)s")
    else:
        said = next(plan_summary(facts), gettext("There is no level to compare with yet."))
    return said % told if known else said


def agreed_changes_text(facts: Facts) -> Iterator[str]:
    """Levels then and now, and targets met."""
    yield from _moved(facts)
    known = [one for one in facts.areas if one.step is not None]
    for text, fits in directions():
        if there := join_names(known, fits):
            yield text % {"areas": format_steps(there)}
    yield from targets(facts)
    missing = [one.name for one in facts.areas if one.then is None and one.now is not None]
    if missing and known:
        said = gettext("There is no level from %(then)s to compare with: %(areas)s.")
        yield said % {"then": facts.then, "areas": formatting.format_list(missing)}


def directions() -> list[tuple[str, Callable[[float], bool]]]:
    """The three ways that a level can go, each with its sentence."""
    return [
        (gettext("Higher: %(areas)s."), lambda step: step > 0),
        (gettext("Lower: %(areas)s."), lambda step: step < 0),
        (gettext("The same level: %(areas)s."), lambda step: step == 0),
    ]


def _moved(facts: Facts) -> Iterator[str]:
    known = [one for one in facts.areas if one.step is not None]
    if not known:
        return
    up, down = sum((one.step or 0) > 0 for one in known), sum((one.step or 0) < 0 for one in known)
    told = {"then": facts.then, "up": up, "down": down, "all": len(known)}
    if not up and not down:
        yield gettext("The room puts all %(all)s areas at the same level as in %(then)s.") % told
    else:
        said = gettext("Compared with %(then)s the room puts %(up)s of %(all)s areas higher and %(down)s lower.")
        yield said % told


def join_names(known: Sequence[AreaFact], fits: Callable[[float], bool]) -> list[AreaFact]:
    """Those that have moved so, the farthest first."""
    return sorted((one for one in known if fits(one.step or 0)), key=lambda one: -abs(one.step or 0))


def format_steps(areas: Sequence[AreaFact]) -> str:
    """Areas with how far they have moved."""
    return formatting.format_list([f"{one.name} ({Step(one.step)})" if one.step else one.name for one in areas])


def targets(facts: Facts) -> Iterator[str]:
    """How many of the targets that were set then are reached."""
    aimed = [one for one in facts.areas if one.aimed is not None and one.now is not None]
    if not aimed:
        return
    met = [one.name for one in aimed if one.has_met]
    told = {"count": len(met), "all": len(aimed), "then": facts.then, "areas": formatting.format_list(met)}
    if not met:
        said = ngettext(
            "The target that was set in %(then)s is not reached yet.",
            "None of the %(all)s targets that were set in %(then)s is reached yet.",
            len(aimed),
        )
    else:
        said = ngettext(
            "%(count)s of %(all)s target from %(then)s is reached: %(areas)s.",
            "%(count)s of %(all)s targets from %(then)s are reached: %(areas)s.",
            len(aimed),
        )
    yield said % told


def plan_text(facts: Facts) -> Iterator[str]:
    """The activities of the last plan: first how many, then each that is done or dropped, and what it led to."""
    yield from plan_summary(facts)
    for one in facts.activities:
        if one.became == FollowUpStatus.DONE:
            yield _activity(gettext("Done: %(activity)s."), one)
    for one in facts.activities:
        if one.became == FollowUpStatus.DROPPED:
            yield _activity(gettext("Not relevant any more: %(activity)s."), one)


def plan_summary(facts: Facts) -> Iterator[str]:
    """How many of the last plan's activities are done."""
    if not facts.activities:
        return
    count = sum(one.became == FollowUpStatus.DONE for one in facts.activities)
    told = {"count": count, "all": len(facts.activities)}
    said = ngettext(
        "Of the last plan's %(all)s activity %(count)s is done.",
        "Of the last plan's %(all)s activities %(count)s are done.",
        len(facts.activities),
    )
    yield said % told


def _activity(text: str, one: ActivityFact) -> str:
    said = [text % {"activity": one.name.rstrip(".")}]
    if one.meant:
        said.append(gettext("It was meant to move “%(question)s”.") % {"question": one.meant})
    if one.led_to:
        said.append(gettext("The room says: “%(text)s”") % {"text": one.led_to.strip()})
    return " ".join(said)


def ratings_text(facts: Facts) -> Iterator[str]:
    """One careful sentence for each area, and why."""
    if all(one.ratings == "too_few" for one in facts.areas):
        return
    texts = {
        "forward": gettext("%(area)s: people's ratings probably lie higher than in %(then)s."),
        "back": gettext("%(area)s: people's ratings probably lie lower than in %(then)s."),
        "unclear": gettext("%(area)s: the difference from %(then)s cannot be told from chance."),
        "too_few": gettext("%(area)s: the ratings cannot be compared with those of %(then)s."),
    }
    for one in facts.areas:
        yield texts[one.ratings] % {"area": one.name, "then": facts.then}
    yield gettext("Different people were in the room, so read this with care.")


def next_steps_text(facts: Facts) -> Iterator[str]:
    """How far it is to the next targets, and what of the plan is not done."""
    far = sorted((one for one in facts.areas if one.left is not None), key=lambda one: -(one.left or 0))
    if far:
        named = [f"{one.name} ({Level(one.left)})" for one in far]
        year = {"year": facts.target_year, "areas": formatting.format_list(named)}
        said = (
            gettext("Levels left to the targets for %(year)s: %(areas)s.")
            if facts.target_year
            else gettext("Levels left to the targets: %(areas)s.")
        )
        yield said % year
    if reached := [one.name for one in facts.areas if one.next_target is not None and one.left is None and one.now]:
        yield gettext("Already at the new target: %(areas)s.") % {"areas": formatting.format_list(reached)}
    for became, text in (
        (FollowUpStatus.GOING, gettext("Under way from the last plan: %(activities)s.")),
        (FollowUpStatus.NOT_DONE, gettext("Not done from the last plan: %(activities)s.")),
    ):
        if there := [one.name.rstrip(".") for one in facts.activities if one.became == became]:
            yield text % {"activities": "; ".join(there)}
    if any(one.now is not None for one in facts.areas) and all(one.next_target is None for one in facts.areas):
        yield gettext("No new targets have been set yet.")


MAX_PART_LENGTH = 3_000


@dataclass(frozen=True)
class ReceiptPart:
    """A part as it stands, and who changed it last, when; nobody where it is as it was written."""

    key: str
    title: str
    paragraphs: tuple[str, ...]
    written: tuple[str, ...]
    by: str = ""
    at: datetime | None = None

    @property
    def text(self) -> str:
        """The paragraphs as they are edited: one a line."""
        return "\n".join(self.paragraphs)

    @property
    def is_changed(self) -> bool:
        """Whether it is in someone's own words."""
        return self.at is not None


def current_receipt(workshop: Workshop) -> tuple[Facts, list[ReceiptPart]] | None:
    """The receipt in the reader's language; none where no round came before this workshop."""
    facts = facts_of(workshop)
    if facts is None:
        return None
    edits = _latest(workshop.pk)
    return facts, [_standing(part, edits.get(part.key)) for part in write_receipt(facts)]


def save_edit(workshop: Workshop, part: str, text: str, by: int | None) -> None:
    """Keep a part in someone's own words; empty, or as it is written: the written one again.

    To be called inside a change. Raises KeyError where the receipt has no such part.
    """
    found = current_receipt(workshop)
    standing = {one.key: one for one in found[1]}[part] if found else None
    if standing is None:
        raise KeyError(part)
    kept = "\n".join(line.strip() for line in text.splitlines() if line.strip())[:MAX_PART_LENGTH]
    if kept == standing.text:
        return
    own = "" if kept == "\n".join(standing.written) else kept
    if own or standing.is_changed:
        ReceiptEdit.objects.create(workshop=workshop, part=part, language=reader_language(), text=own, by_id=by)


def _latest(workshop: int) -> dict[str, ReceiptEdit]:
    rows = ReceiptEdit.objects.filter(workshop=workshop, language=reader_language()).select_related("by")
    return {row.part: row for row in rows}


def _standing(part: Part, edit: ReceiptEdit | None) -> ReceiptPart:
    if edit is None or not edit.text:
        return ReceiptPart(part.key, part.title, part.sentences, part.sentences)
    who = str(edit.by) if edit.by else ""
    return ReceiptPart(part.key, part.title, tuple(edit.text.split("\n")), part.sentences, who, edit.at)
