"""What the room said of the workshop itself: released when it ends, and read only from there."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from digibarometer.live.panels import Invalidation
from digibarometer.measures.disclosure_control import may_release_again
from digibarometer.results.models import CheckOutRelease
from digibarometer.workshops import headcounts
from digibarometer.workshops.models import ClosingAnswer, Workshop
from digibarometer.workshops.snapshot import WorkshopSnapshot

QUESTIONS = ("talked", "learned", "goes_on")
ANSWERS = (1, 2, 3)  # no, partly, yes


def release_on_end(snapshot: WorkshopSnapshot) -> Iterable[Invalidation]:
    """The workshop ends, perhaps not for the first time: release what enough people have said since."""
    release_check_out(snapshot.workshop)
    return []


def release_check_out(workshop: Workshop) -> None:
    """Write people per answer, question by question, where the privacy rule lets it be told or told anew."""
    said: dict[str, dict[int, int]] = defaultdict(dict)
    rows = ClosingAnswer.objects.filter(workshop=workshop).values_list("question", "participant", "answer")
    for question, participant, answer in rows:
        said[question][participant] = answer
    before = released_check_out(workshop)
    for question, answers in said.items():
        told, number = before.get(question), headcounts.minimum_people(answers)
        if number < workshop.threshold:
            continue
        if may_release_again(sum(told) if told else None, number, workshop.threshold):
            counts = [list(answers.values()).count(each) for each in ANSWERS]
            CheckOutRelease.objects.update_or_create(workshop=workshop, question=question, defaults={"answers": counts})


def released_check_out(workshop: Workshop) -> dict[str, Sequence[int] | None]:
    """People per answer (no, partly, yes) for each question; None where too few have answered, or it is too soon."""
    rows = CheckOutRelease.objects.filter(workshop=workshop).values_list("question", "answers")
    return {**dict.fromkeys(QUESTIONS), **dict(rows)}
