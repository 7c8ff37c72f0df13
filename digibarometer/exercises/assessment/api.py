"""What pages outside the room may do: key in what was said on paper while there was no network.

By the rules of the room, and marked as such.
"""

from collections.abc import Mapping

from django.utils import timezone

from digibarometer.exercises.assessment.actions.base import level_or_refuse, until_area_opened
from digibarometer.exercises.assessment.actions.individual import Rate, rate
from digibarometer.exercises.assessment.actions.small_groups import SetGroupLevel, save_group_rating
from digibarometer.exercises.assessment.models import GroupRating, Rating
from digibarometer.exercises.assessment.rules import PaperAnswer
from digibarometer.live.actions import ActionRefused
from digibarometer.live.panels import Invalidation
from digibarometer.workshops.models import Attendance, Participant
from digibarometer.workshops.seats import ParticipantSeat, TableSeat
from digibarometer.workshops.snapshot import WorkshopSnapshot


def enter_sheet(
    snapshot: WorkshopSnapshot, group: int, said: Mapping[int, PaperAnswer], by: int | None
) -> list[Invalidation]:
    """Keep what a group wrote on its sheet, by question; `by` is the leader who keys it in, none: the group itself.

    What is said on a screen already and stands on the sheet too is left as it is. Raises ActionRefused, and then keeps
    nothing, where an area has been opened to everyone.
    """
    seat, touches = TableSeat(snapshot, group), dict[Invalidation, None]()
    held = {row.question_id: row for row in GroupRating.objects.filter(group=group, question__in=list(said))}
    for question, sheet in said.items():
        row = held.get(question)
        if row and PaperAnswer(row.level, row.reason, row.minority) == sheet:
            continue
        if why := until_area_opened(SetGroupLevel(id="paper", number=0, question=question, level=None), seat):
            raise ActionRefused(why)
        level_or_refuse(snapshot.question_or_refuse(question), sheet.level)
        mark = {} if row and row.level == sheet.level else {"from_paper_at": timezone.now(), "entered_by_id": by}
        words = {"reason": sheet.reason, "minority": sheet.minority}
        touches |= dict.fromkeys(save_group_rating(seat, question, level=sheet.level, **words, **mark))
    return list(touches)


def enter_card(
    snapshot: WorkshopSnapshot, person: Participant, levels: Mapping[int, int | None], by: int
) -> list[Invalidation]:
    """Keep the ratings of someone without a phone, by question, from their question cards. Raises ActionRefused."""
    attending = Attendance.objects.filter(participant=person, occasion=snapshot.occasion)
    group, touches = attending.values_list("group", flat=True).first(), dict[Invalidation, None]()
    group = group if group in snapshot.groups else None
    seat = ParticipantSeat(snapshot, person.pk, person.sitting, person.role, group, person.epoch)
    for question, level in levels.items():
        wanted = Rate(id="paper", number=0, question=question, level=level)
        if why := until_area_opened(wanted, seat):
            raise ActionRefused(why)
        touches |= dict.fromkeys(rate(wanted, seat))
    Rating.objects.filter(participant=person, question__in=list(levels)).update(entered_by=by, sitting=None)
    return list(touches)


def rejection_reason(snapshot: WorkshopSnapshot, group: int, area: int) -> str:
    """Why nothing can be keyed in on an area any more; empty where something can."""
    question = snapshot.questions_of(area)[0].pk
    wanted = SetGroupLevel(id="paper", number=0, question=question, level=None)
    return str(until_area_opened(wanted, TableSeat(snapshot, group)) or "")
