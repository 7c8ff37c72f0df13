"""Correcting the wording of a version: which text, what it is to say, and what was corrected before."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext

from digibarometer.accounts.permissions import user_of
from digibarometer.live import api
from digibarometer.live.panels import Invalidation
from digibarometer.planning.permissions import for_set_correctors
from digibarometer.planning.question_sets.draft_views import ABOUT, AREA, QUESTION, SCALE, form_of, name_of_part
from digibarometer.planning.question_sets.error_links import page_of
from digibarometer.planning.question_sets.fields import WordsField
from digibarometer.planning.question_sets.forms import TRIAL
from digibarometer.questions.models import QuestionSet
from digibarometer.questions.question_sets.drafts import correct
from digibarometer.questions.question_sets.importer import CannotSave
from digibarometer.questions.question_sets.schema import QuestionSetSchema
from digibarometer.questions.question_sets.serialization import to_schema
from digibarometer.workshops.models import State, Workshop

PARTS = {ABOUT, SCALE, TRIAL, AREA, QUESTION}


@for_set_correctors
def correct_set(request: HttpRequest, question_set: QuestionSet, part: str = "", of: str = "") -> HttpResponse:
    """Choose a part of a version, and correct its words. Workshops that go on show the corrected ones at once."""
    if part and part not in PARTS:
        raise Http404
    written = to_schema(question_set)
    context = {"set": question_set, "written": written, "part": part, "of": of}
    if not part:
        return render(request, "planning/question_sets/correct.html", context)
    form = form_of(written, part, of, request.POST if request.method == "POST" else None)
    for field in form.fields.values():
        field.disabled = not isinstance(field, WordsField)  # only words can be corrected
    if request.method == "POST" and form.is_valid():
        changed, _key = form.changed()
        try:
            number = _correct(question_set, changed, str(user_of(request)))
        except CannotSave as impossible:
            for place, message in impossible.found:
                form.add_error(None, f"{page_of(changed, place)}: {message}".removeprefix(": "))
        else:
            messages.success(request, _said(number))
            return redirect("planning:question_set", question_set=question_set.pk)
    return render(
        request,
        "planning/question_sets/correct.html",
        {**context, "form": form, "name": name_of_part(written, part, of)},
    )


def _said(number: int) -> str:
    if number:
        return gettext("That is corrected. What it said before stands at the end of this page.")
    return gettext("Nothing was changed.")


def _correct(found: QuestionSet, wanted: QuestionSetSchema, by: str) -> int:
    """Correct, and let the rooms that use the version show it. How many texts were changed."""

    def change(touched: list[Invalidation]) -> int:
        rows = correct(found, wanted, by)
        for workshop in Workshop.objects.filter(question_set=found).exclude(state=State.CLOSED) if rows else ():
            touched += workshop.update_and_bump_version()
        return len(rows)

    return api.apply_change(change)
