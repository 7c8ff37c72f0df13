"""From proposals to the short list, and from secret votes to figures that everyone may see."""

from django.db.models import Max
from django.utils import timezone

from digibarometer.exercises.activities.models import Activity, EffectEffortVote
from digibarometer.exercises.activities.queries import candidates, number_of, origins
from digibarometer.exercises.activities.rules import MAX_SHORTLISTED, tally, top
from digibarometer.live.actions import ActionRefused, StrOrPromise
from digibarometer.measures.disclosure_control import may_release_again
from digibarometer.notes.models import MAX_NOTE_LENGTH, Note
from digibarometer.notes.wall_registry import Choice
from digibarometer.workshops import headcounts
from digibarometer.workshops.models import Step
from digibarometer.workshops.snapshot import WorkshopSnapshot


def add_to_shortlist(snapshot: WorkshopSnapshot, step: Step, choice: Choice, dots: int = 0) -> None:
    """Put a proposal, or a bundle of them, on the short list, with the texts that lay under it."""
    held = Activity.objects.filter(workshop=snapshot.pk, source=choice.key).first()
    if held is not None:
        if held.taken_at is None:
            Activity.objects.filter(pk=held.pk).update(taken_at=timezone.now(), dots=dots or held.dots)
        return
    under = Note.objects.visible(step.pk)
    notes = under.filter(theme=choice.number, under=None) if choice.on == "bundle" else under.filter(pk=choice.number)
    mine = list(notes.values_list("pk", "text"))
    merged = list(under.filter(under__in=[pk for pk, _ in mine]).values_list("pk", "text"))
    texts = [text for _, text in ([*mine, *merged] if choice.on == "bundle" else merged)]
    grew = origins(snapshot, step)
    sources = [grew[pk] for pk, _ in [*mine, *merged] if pk in grew]
    asked = next((pk for source in sources if (pk := number_of(source, "question")) is not None), None)
    last = Activity.objects.filter(workshop=snapshot.pk).aggregate(last=Max("number"))["last"] or 0
    Activity.objects.create(
        workshop=snapshot.workshop,
        step=step,
        number=last + 1,
        source=choice.key,
        name=str(choice)[:MAX_NOTE_LENGTH],
        merged=texts,
        grew_from=sources[0] if sources else "",
        question_id=asked if asked in {question.pk for question in snapshot.questions} else None,
        dots=dots,
    )


def add_top_to_shortlist(snapshot: WorkshopSnapshot, step: Step) -> None:
    """Take up those with most dots, where nothing has been taken up by hand; without dots, what groups hold highest."""
    if Activity.objects.filter(workshop=snapshot.pk).exists():
        return
    choices, counts = candidates(snapshot, step)
    among = {choice.key: choice for choice in choices}
    chosen = top({key: counts.get(key, 0) for key in among})
    if not chosen and not counts and len(among) <= MAX_SHORTLISTED:
        chosen = list(among)
    for key in chosen:
        add_to_shortlist(snapshot, step, among[key], counts.get(key, 0))


def remove_from_shortlist(snapshot: WorkshopSnapshot, source: str) -> None:
    """Take something off the short list. What was said of it is kept, in case it comes back."""
    Activity.objects.filter(workshop=snapshot.pk, source=source).update(taken_at=None, chosen_at=None)


def has_room(snapshot: WorkshopSnapshot) -> bool:
    """Whether one more can be taken up."""
    return Activity.objects.filter(workshop=snapshot.pk, taken_at__isnull=False).count() < MAX_SHORTLISTED


def open_weights(snapshot: WorkshopSnapshot) -> None:
    """Let everyone see how the votes lie, where enough have voted; again only when enough new ones have come."""
    for activity in Activity.objects.filter(workshop=snapshot.pk, taken_at__isnull=False):
        both = list(EffectEffortVote.objects.filter(activity=activity, effect__isnull=False, effort__isnull=False))
        shown = activity.weighed_by if activity.effect else None
        keyed_in = {each.participant_id for each in both if each.was_entered}
        weighed_by = headcounts.minimum_people([each.participant_id for each in both], keyed_in)
        if not may_release_again(shown, weighed_by, snapshot.workshop.threshold):
            continue
        activity.weighed_by = len(both)
        if weighed_by >= snapshot.workshop.threshold:
            activity.effect, activity.effort = tally(w.effect for w in both), tally(w.effort for w in both)
        activity.save(update_fields=["weighed_by", "effect", "effort"])


def activity_or_refuse(snapshot: WorkshopSnapshot, pk: int, why: StrOrPromise) -> Activity:
    """What is on the short list by this number. Raises ActionRefused."""
    found = Activity.objects.filter(workshop=snapshot.pk, pk=pk, taken_at__isnull=False).first()
    if found is None:
        raise ActionRefused(why)
    return found
