"""Writing a question set: the whole of it on one page, and a page for each part. Each page is saved by itself."""

import hashlib
from collections.abc import Callable, Mapping
from functools import partial

import msgspec
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext

from digibarometer.accounts.permissions import View, user_of
from digibarometer.links import button_of
from digibarometer.planning.permissions import for_draft_writers
from digibarometer.planning.question_sets.error_links import error_link, name_of
from digibarometer.planning.question_sets.forms import (
    TRIAL,
    AboutForm,
    AreaForm,
    GlossaryForm,
    PartForm,
    QuestionForm,
    ScaleForm,
)
from digibarometer.planning.question_sets.views import as_file
from digibarometer.questions.models import Draft
from digibarometer.questions.question_sets import draft_editing
from digibarometer.questions.question_sets.drafts import content_of, core_of, draft_errors, publish, save_draft
from digibarometer.questions.question_sets.importer import CannotSave
from digibarometer.questions.question_sets.schema import QuestionSetSchema
from digibarometer.questions.question_sets.serialization import without_empty_texts
from digibarometer.serving.page_server import makes_document

WORDS = "words"
ABOUT, SCALE, AREA, QUESTION, NEW_AREA, NEW_QUESTION = "about", "scale", "area", "question", "new-area", "new-question"


@for_draft_writers
def draft(request: HttpRequest, draft: Draft) -> HttpResponse:
    """The whole draft: what is left to mend, its parts in order, and publishing it."""
    written = content_of(draft)
    context = {
        "draft": draft,
        "written": written,
        "to_mend": [error_link(draft.pk, written, one) for one in draft_errors(draft)],
        "core": core_of(written),
        "short": set(draft_editing.short_keys(written)),
        "moved": request.GET.get("moved", ""),
        "number": sum(len(area.questions) for area in written.areas),
    }
    return render(request, "planning/question_sets/draft.html", context)


@for_draft_writers
@button_of("planning:draft")
def publish_draft(request: HttpRequest, draft: Draft) -> HttpResponse:
    """Publish the draft, if nothing is left to mend."""
    try:
        made = publish(draft)
    except CannotSave:
        messages.error(request, gettext("It cannot be published yet. Mend what stands in the list first."))
        return redirect("planning:draft", draft=draft.pk)
    messages.success(request, gettext("The question set is published. It can be chosen for workshops now."))
    return redirect("planning:question_set", question_set=made.pk)


@for_draft_writers
@button_of("planning:draft")
def throw_draft_away(request: HttpRequest, draft: Draft) -> HttpResponse:
    """Throw the draft away."""
    draft.delete()
    messages.success(request, gettext("The draft is thrown away."))
    return redirect("planning:question_sets")


def _of_item(change: Callable[[QuestionSetSchema, str], QuestionSetSchema], moved: str = "") -> View:
    """The view of a button of an area or question; `moved` says on the page which way it went."""

    @for_draft_writers
    @button_of("planning:draft")
    def view(request: HttpRequest, draft: Draft, key: str) -> HttpResponse:
        with transaction.atomic():
            kept = Draft.objects.select_for_update().get(pk=draft.pk)
            written = content_of(kept)
            if key in core_of(written):
                messages.error(request, gettext("That belongs to the core, and stays as it is."))
            else:
                save_draft(kept, change(written, key), str(user_of(request)))
        return redirect(reverse("planning:draft", args=[draft.pk]) + (f"?moved={moved}:{key}" if moved else ""))

    return view


def _moved(by: int, written: QuestionSetSchema, key: str) -> QuestionSetSchema:
    if draft_editing.area_of(written, key):
        return draft_editing.moved_area(written, key, by)
    return draft_editing.moved_question(written, key, by)


BUTTONS = [  # their addresses under the page's, and their names
    ("publish/", publish_draft, "publish_draft"),
    ("throw-away/", throw_draft_away, "throw_draft_away"),
    ("items/<str:key>/move-up/", _of_item(partial(_moved, -1), "up"), "move_item_up"),
    ("items/<str:key>/move-down/", _of_item(partial(_moved, 1), "down"), "move_item_down"),
    ("items/<str:key>/remove/", _of_item(draft_editing.without), "remove_item"),
]


@for_draft_writers
def part(request: HttpRequest, draft: Draft, part: str, of: str = "") -> HttpResponse:
    """One part: read, write, save. Nothing that is typed is lost, also when somebody else has been here meanwhile."""
    written = content_of(draft)
    form = form_of(written, part, of, request.POST if request.method == "POST" else None)
    seen = _mark(written, part, of)
    if request.method == "POST" and form.is_valid():
        if request.POST.get("seen") == seen:
            return _keep(request, draft, part, of)
        said = gettext("Somebody else has changed this since you opened it. Your text is here: save again to keep it.")
        messages.warning(request, said)
    elif request.method == "POST":
        messages.error(request, gettext("Nothing was saved yet. Look at what is marked."))
    context = {"draft": draft, "written": written, "form": form, "part": part, "of": of, "seen": seen}
    return render(request, "planning/question_sets/part.html", context | _around(written, part, of, form))


@for_draft_writers
@makes_document
def export_draft(request: HttpRequest, draft: Draft, kind: str) -> HttpResponse:
    """Take the draft out as a file, as far as it is written."""
    return as_file(without_empty_texts(content_of(draft)), kind)


def form_of(written: QuestionSetSchema, part: str, of: str, given: Mapping[str, object] | None) -> PartForm:
    """The form of a part of a set. Raises Http404 where the set has no such part."""
    core = core_of(written)
    if part in {ABOUT, SCALE, WORDS} and not of:
        return {ABOUT: AboutForm, SCALE: ScaleForm, WORDS: GlossaryForm}[part](given, written=written, core=core)
    if part == TRIAL and not of:
        if core and not written.trial:
            raise Http404
        return QuestionForm(given, written=written, of=written.trial.key if written.trial else "", core=core)
    if part == NEW_AREA and not of:
        return AreaForm(given, written=written, core=core)
    if part == AREA and draft_editing.area_of(written, of):
        return AreaForm(given, written=written, of=of, core=core)
    into = of if part == NEW_QUESTION else area_with(written, of) if part == QUESTION else ""
    if into and draft_editing.area_of(written, into):
        return QuestionForm(given, written=written, of=of if part == QUESTION else "", into=into, core=core)
    raise Http404


def area_with(written: QuestionSetSchema, question: str) -> str:
    """The key of the area that has the question; empty where none has."""
    return next((area.key for area in written.areas if question in {one.key for one in area.questions}), "")


def _keep(request: HttpRequest, found: Draft, part: str, of: str) -> HttpResponse:
    """Write the part into the draft as it stands now, and go where the pressed button goes."""
    with transaction.atomic():
        kept = Draft.objects.select_for_update().get(pk=found.pk)
        form = form_of(content_of(kept), part, of, request.POST)
        form.full_clean()
        changed, key = form.changed()
        save_draft(kept, changed, str(user_of(request)))
    messages.success(request, gettext("Saved."))
    then = request.POST.get("then", "")
    if then == "back":
        return redirect(reverse("planning:draft", args=[found.pk]) + (f"#{key}" if key else ""))
    if then == "see":
        area = area_with(changed, key) or key
        return redirect(reverse("planning:draft_preview", args=[found.pk]) + (f"?area={area}" if area else ""))
    if then == "next" and (after := _next(changed, key)):
        return redirect("planning:draft_part_of", found.pk, *after)
    if key and part != TRIAL:
        return redirect(
            "planning:draft_part_of", found.pk, AREA if draft_editing.area_of(changed, key) else QUESTION, key
        )
    return redirect("planning:draft_part", found.pk, part)


def _next(written: QuestionSetSchema, key: str) -> tuple[str, str] | None:
    """What comes after an area or question: the next question, or a new one in the same area."""
    area = draft_editing.area_of(written, key) or draft_editing.area_of(written, area_with(written, key))
    if area is None:
        return None
    keys = [one.key for one in area.questions]
    after = keys.index(key) + 1 if key in keys else 0
    return (QUESTION, keys[after]) if after < len(keys) else (NEW_QUESTION, area.key)


def _around(written: QuestionSetSchema, part: str, of: str, form: PartForm) -> dict[str, object]:
    """What stands above the form: the part's name and the area that it belongs to."""
    into = form.into
    area = draft_editing.area_of(written, into) if into else None
    return {
        "area": area,
        "name": name_of_part(written, part, of),
        "goes_on": bool(into) or part in {AREA, NEW_AREA},
    }


def name_of_part(written: QuestionSetSchema, part: str, of: str) -> str:
    """What an area or question is called; other parts have names of their own."""
    one = draft_editing.area_of(written, of) if part == AREA else draft_editing.question_of(written, of)
    return name_of(one.short, one.key) if one and part in {AREA, QUESTION} else ""


def _mark(written: QuestionSetSchema, part: str, of: str) -> str:
    """A mark of the part as it stands, to see whether somebody else has changed it meanwhile."""
    parts = {ABOUT: (written.title, written.origin, written.introduction, written.version), SCALE: written.scale}
    parts[WORDS] = written.glossary
    stands = parts.get(part) or (written.trial if part == TRIAL else None)
    if part == AREA and (area := draft_editing.area_of(written, of)):
        stands = (area.title, area.short, area.purpose, area.plenary_question, area.minutes, area.short_minutes)
    elif part == QUESTION:
        stands = draft_editing.question_of(written, of)
    return hashlib.sha256(msgspec.json.encode(stands)).hexdigest()[:16]
