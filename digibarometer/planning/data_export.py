"""All that is a municipality's own: take it out, and delete it. One rule for every row: it has a workshop."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from django.apps import apps
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Max, ProtectedError, Q
from django.utils import timezone

from digibarometer.accounts.models import User
from digibarometer.files import deterministic_zip
from digibarometer.live.models import LatestAction
from digibarometer.places.models import Municipality
from digibarometer.questions.models import Area, Card, Correction, Draft, OwnAgenda, Question, QuestionSet
from digibarometer.results.models import Release
from digibarometer.workshops.models import Group, LeaderRole, Participant, ParticipantsField, Workshop

Model = type[models.Model]


def workshop_models() -> list[Model]:
    """Every model whose rows belong to a workshop."""
    return [model for model in apps.get_models() if _points_at(model, Workshop, "workshop")]


def _points_at(model: Model, at: Model, name: str = "") -> bool:
    fields = [field for field in model._meta.concrete_fields if field.related_model is at]
    return any(not name or field.name == name for field in fields)


def is_personal_data(model: Model) -> bool:
    """Whether its rows are someone's own, which no export holds: participants and what hangs on them."""
    return model is Participant or (model is not Group and _points_at(model, Participant))


def is_exported(field: "models.Field[Any, Any]") -> bool:
    """Whether an export holds the field.

    It holds no secrets, addresses or pictures, no name but for who leads, and nothing that tells which participant
    said, was counted or was shown what.
    """
    is_secret = field.name in {"code", "addresses"} or "secret" in field.name or "sitting" in field.name
    if is_secret or isinstance(field, models.EmailField | models.BinaryField | ParticipantsField):
        return False
    return field.related_model is not Participant and field.related_model is not User


def export_zip(municipality: Municipality) -> bytes:
    """A zip of JSON: the workshops, their agendas and results, and the questions that their numbers mean."""
    workshops = Workshop.objects.filter(municipality=municipality, is_practice=False)
    files = {
        f"{name}.json": json.dumps(told, cls=DjangoJSONEncoder, ensure_ascii=False, indent=1).encode()
        for name, told in _files(municipality, workshops)
    }
    return deterministic_zip(files, timezone.localtime())


def _files(municipality: Municipality, workshops: "models.QuerySet[Workshop]") -> Iterator[tuple[str, Any]]:
    sets = QuestionSet.objects.filter(Q(workshops__in=workshops) | Q(municipality=municipality)).distinct()
    yield "about", {"municipality": municipality.pk, "name": municipality.name, "taken_out_at": timezone.now()}
    yield "workshops.workshop", _told(Workshop, workshops)
    yield "questions.questionset", _told(QuestionSet, sets)
    yield "questions.area", _told(Area, Area.objects.filter(question_set__in=sets))
    yield "questions.correction", _told(Correction, Correction.objects.filter(question_set__in=sets))
    yield "questions.draft", _told(Draft, Draft.objects.filter(municipality=municipality))
    yield "questions.ownagenda", _told(OwnAgenda, OwnAgenda.objects.filter(municipality=municipality))
    yield "questions.question", _told(Question, Question.objects.filter(question_set__in=sets))
    cards = Card.objects.filter(Q(municipality=municipality) | Q(signals__workshop__in=workshops)).distinct()
    yield "questions.card", _told(Card, cards)
    leadings = LeaderRole.objects.filter(workshop__in=workshops).order_by("pk")
    yield "leaders", list(leadings.values("workshop_id", "kind", "user__email"))
    yield "results.release", _told(Release, Release.objects.filter(pk__in=_latest(workshops)))
    for model in workshop_models():
        if not is_personal_data(model) and model not in {LeaderRole, Release}:
            yield model._meta.label_lower, _told(model, model._default_manager.filter(workshop__in=workshops))


def _latest(workshops: "models.QuerySet[Workshop]") -> "models.QuerySet[Any, Any]":
    """Numbers of the releases that count: older ones beside them would tell what a few late answers were."""
    found = Release.objects.filter(workshop__in=workshops).order_by().values("workshop", "question", "area")
    return found.annotate(latest=Max("pk")).values("latest")


def _told(model: Model, found: "models.QuerySet[Any]") -> list[dict[str, Any]]:
    names = [field.attname for field in model._meta.concrete_fields if is_exported(field)]
    return list(found.order_by("pk").values(*names))


def delete_workshops(workshops: Iterable[Workshop]) -> None:
    """Delete workshops with all that belongs to them. To be called inside a change."""
    for workshop in workshops:
        _empty(workshop.pk)
        LatestAction.objects.filter(workshop=workshop.pk).delete()
        Workshop.objects.filter(pk=workshop.pk).delete()


def _empty(workshop: int) -> None:
    """Delete the rows of a workshop, those that protect others first."""
    waiting = workshop_models()
    while waiting:
        left = [model for model in waiting if not _emptied(model, workshop)]
        if len(left) == len(waiting):
            raise RuntimeError(f"These protect each other: {left}")
        waiting = left


def _emptied(model: Model, workshop: int) -> bool:
    try:
        model._default_manager.filter(workshop=workshop).delete()
    except ProtectedError:
        return False
    return True
