"""See a question set as a participant does: the phone's own panel, where nothing that is tapped is kept."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from digibarometer.planning.permissions import for_draft_writers, for_set_readers
from digibarometer.planning.question_sets.error_links import name_of
from digibarometer.questions.models import Draft, QuestionSet
from digibarometer.questions.question_sets.drafts import content_of
from digibarometer.questions.question_sets.schema import QuestionSetSchema
from digibarometer.questions.question_sets.serialization import (
    area_from,
    question_set_from,
    questions_from,
    to_schema,
    without_empty_texts,
)

TRIAL = "trial"


@for_draft_writers
def draft_preview(request: HttpRequest, draft: Draft) -> HttpResponse:
    """A draft, as far as it is written."""
    return _preview(request, content_of(draft), reverse("planning:draft", args=[draft.pk]))


@for_set_readers
def set_preview(request: HttpRequest, question_set: QuestionSet) -> HttpResponse:
    """A version that is published."""
    return _preview(request, to_schema(question_set), reverse("planning:question_set", args=[question_set.pk]))


def _preview(request: HttpRequest, written: QuestionSetSchema, back: str) -> HttpResponse:
    written = without_empty_texts(written)
    parts = [(TRIAL, "")] if written.trial else []
    parts += [(area.key, name_of(area.short, area.key)) for area in written.areas if area.questions]
    keys = [key for key, _name in parts]
    wanted = request.GET.get("area", "")
    at = wanted if wanted in keys else next((key for key in keys if key != TRIAL), TRIAL)
    area = next((one for one in written.areas if one.key == at), None)
    asked = area.questions if area else [written.trial] if written.trial else []
    asked_of = question_set_from(written)
    context = {
        "back": back,
        "parts": parts,
        "at": at,
        "written": written,
        "now": {  # as while rating alone
            "phase": {"kind": "alone"},
            "step": {"pk": f"preview-{at}"},
            "content": {"question_set": asked_of},
        },
        "id": "room_questions",
        "question_set": asked_of,
        "scale": [one.level for one in written.scale.levels],
        "questions": questions_from(written, asked),
        "area": area_from(area) if area else None,
        "number": keys.index(at) + (0 if written.trial else 1) if at in keys else 0,
        "areas": len(written.areas),
    }
    return render(request, "planning/question_sets/preview.html", context)
