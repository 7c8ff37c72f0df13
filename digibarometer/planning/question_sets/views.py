"""Question sets: which there are, what is in them, taking them out, and where a new one starts."""

from collections.abc import Callable, Mapping

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from msgspec import structs

from digibarometer.accounts.models import User
from digibarometer.accounts.permissions import View, for_everyone_signed_in, user_of
from digibarometer.files import file_response
from digibarometer.i18n import in_every_language, language_choices
from digibarometer.links import button_of
from digibarometer.live.actions import StrOrPromise
from digibarometer.places.models import Municipality
from digibarometer.planning import permissions
from digibarometer.planning.question_sets.change_views import KINDS, names
from digibarometer.planning.question_sets.error_links import page_of
from digibarometer.questions.content_files.errors import Unreadable
from digibarometer.questions.models import QuestionSet
from digibarometer.questions.question_sets.drafts import (
    as_copy,
    as_extension,
    create_draft,
    empty_set,
    free_key,
    next_version,
)
from digibarometer.questions.question_sets.importer import MAX_FILE_BYTES, busy_reading, parse_upload
from digibarometer.questions.question_sets.schema import QuestionSetSchema
from digibarometer.questions.question_sets.serialization import as_yaml, to_schema
from digibarometer.questions.question_sets.validation import FEWEST_LEVELS, MOST_LEVELS
from digibarometer.questions.question_sets.workbook_export import as_workbook
from digibarometer.serving import child_process
from digibarometer.serving.child_process import Busy
from digibarometer.serving.page_server import makes_document, takes_file
from digibarometer.ui.form_renderer import LineField

EVERYONES = "everyone"
USUAL_LEVELS = 5
EXPORTED = ("yaml", "xlsx")  # kinds of files


class WhoseForm(forms.Form):
    """Whose the new set is: one of the user's municipalities', or everyone's for who looks after the installation."""

    def __init__(
        self,
        data: Mapping[str, object] | None = None,
        files: "MultiValueDict[str, UploadedFile[bytes]] | None" = None,
        *,
        user: User,
    ) -> None:
        super().__init__(data, files)
        own = permissions.owners(user)
        choices: list[tuple[str, StrOrPromise]] = [(one.pk, one.long_name) for one in own]
        if user.is_superuser:
            choices.append((EVERYONES, _("Everyone's, in this installation")))
        self._owners: dict[str, Municipality | None] = {one.pk: one for one in own} | {EVERYONES: None}
        self.fields["whose"] = forms.ChoiceField(label=_("Whose"), choices=choices)

    def owner(self) -> Municipality | None:
        """Whose it is; none is everyone's."""
        return self._owners[self.cleaned_data["whose"]]


class NewSetForm(WhoseForm):
    """A question set from nothing."""

    field_order = ["title", "whose", "languages", "levels"]
    title = LineField(label=_("Title"), max_length=120, help_text=_("Leaders and participants see it."))
    languages = forms.MultipleChoiceField(
        label=_("Languages"),
        choices=language_choices,
        initial=[settings.LANGUAGE_CODE],
        widget=forms.CheckboxSelectMultiple,
    )
    levels = forms.TypedChoiceField(
        label=_("Number of levels"),
        coerce=int,
        choices=[(n, str(n)) for n in range(FEWEST_LEVELS, MOST_LEVELS + 1)],
        initial=USUAL_LEVELS,
    )


class UploadForm(WhoseForm):
    """A file with a question set."""

    field_order = ["file", "whose"]
    file = forms.FileField(label=_("File"), help_text=_("A file that ends in .yaml or .xlsx."))

    def clean_file(self) -> object:
        """Not larger than any question set is."""
        file = self.cleaned_data["file"]
        if file.size > MAX_FILE_BYTES:
            raise forms.ValidationError(_("The file is larger than any question set. Choose another one."))
        return file


@for_everyone_signed_in
def question_sets(request: HttpRequest) -> HttpResponse:
    """The list: the newest of each set, drafts, and where a new one starts."""
    user = user_of(request)
    newest: dict[str, QuestionSet] = {}
    for one in permissions.sets_of(user).annotate(used=Count("workshops")).order_by("pk"):
        newest[one.key] = one
    sets = sorted(newest.values(), key=lambda one: (one.municipality is not None, one.pk))
    context = {"sets": sets, "drafts": permissions.drafts_of(user), "may_write": permissions.writes_anything(user)}
    return render(request, "planning/question_sets/list.html", context)


@permissions.for_set_readers
def question_set(request: HttpRequest, question_set: QuestionSet) -> HttpResponse:
    """One version: its questions, where it comes from, what was corrected, and what may be done with it."""
    written = to_schema(question_set)
    context = {
        "set": question_set,
        "written": written,
        "versions": QuestionSet.objects.filter(key=question_set.key).annotate(used=Count("workshops")).order_by("-pk"),
        "may_write": permissions.sets_written_by(user_of(request)).contains(question_set),
        "whose": WhoseForm(user=user_of(request)),
        **_changes(question_set, written),
        "corrections": [(one, page_of(written, one.place)) for one in question_set.corrections.all()],
    }
    return render(request, "planning/question_sets/set.html", context)


def _changes(found: QuestionSet, written: QuestionSetSchema) -> dict[str, object]:
    """What became of the questions since the version before, by name: those that differ, and how many do not."""
    if not found.previous:
        return {}
    called = names(to_schema(found.previous)), names(written)
    rows = [
        (
            [called[0].get(key, key) for key in one["before"]],
            KINDS[one["kind"]],
            [called[1].get(key, key) for key in one["after"]],
        )
        for one in found.changes
        if one["kind"] != "same"
    ]
    return {"changes": rows, "same": len(found.changes) - len(rows)}


@permissions.for_set_correctors
@button_of("planning:question_set")
def start_next_version(request: HttpRequest, question_set: QuestionSet) -> HttpResponse:
    """Start the set's next version as a draft."""
    return _started(request, next_version(question_set), question_set.municipality)


def _start(make: Callable[[QuestionSet, Municipality | None], QuestionSetSchema]) -> View:
    """The view of a button that starts somebody's own set from this one."""

    @permissions.for_set_readers
    @button_of("planning:question_set")
    def view(request: HttpRequest, question_set: QuestionSet) -> HttpResponse:
        form = WhoseForm(request.POST, user=user_of(request))
        if not form.is_valid():
            raise Http404
        return _started(request, make(question_set, form.owner()), form.owner())

    return view


BUTTONS = [  # their addresses under a set's, and their names
    ("next-version/start/", start_next_version, "start_next_version"),
    ("copy/start/", _start(as_copy), "start_copy"),
    ("extension/start/", _start(as_extension), "start_extension"),
]


def _started(request: HttpRequest, written: QuestionSetSchema, owner: Municipality | None) -> HttpResponse:
    made = create_draft(written, owner, str(user_of(request)))
    return redirect("planning:draft", draft=made.pk)


@permissions.for_set_starters
def new_set(request: HttpRequest) -> HttpResponse:
    """A question set from nothing."""
    form = NewSetForm(request.POST or None, user=user_of(request))
    if request.method == "POST" and form.is_valid():
        given, owner = form.cleaned_data, form.owner()
        title = dict.fromkeys(given["languages"], "") | {given["languages"][0]: given["title"]}
        whose = in_every_language(lambda: _origin(owner)) if owner else {}
        origin = {language: whose.get(language, "") for language in given["languages"]}
        written = empty_set(title, free_key(title, owner), given["languages"], given["levels"], origin)
        return _started(request, written, owner)
    return render(request, "planning/question_sets/new.html", {"form": form})


def _origin(owner: Municipality) -> str:
    return gettext("The questions are %(municipality)s's own.") % {"municipality": owner.long_name}


@permissions.for_set_starters
@takes_file(MAX_FILE_BYTES)
def import_set(request: HttpRequest) -> HttpResponse:
    """Read a file as a draft. What cannot be read is told of by line or cell; the rest is mended there."""
    form = UploadForm(request.POST or None, request.FILES or None, user=user_of(request))
    unreadable = None
    if request.method == "POST" and form.is_valid():
        owner, file = form.owner(), form.cleaned_data["file"]
        try:
            written = parse_upload(file.read(), file.name)
        except Unreadable as found:
            unreadable = found.problems
        except Busy:
            form.add_error("file", busy_reading())
        else:
            return _started(request, _with_own_key(request, written, owner), owner)
    context = {"form": form, "problems": unreadable}
    return render(request, "planning/question_sets/import.html", context)


def _with_own_key(request: HttpRequest, written: QuestionSetSchema, owner: Municipality | None) -> QuestionSetSchema:
    """The set with a key of the owner's, where the file has somebody else's."""
    messages.success(request, gettext("The file is read. Look through it, and publish it when it is as you want."))
    if not QuestionSet.objects.filter(key=written.key).exclude(municipality=owner).exists():
        return written
    return structs.replace(written, key=free_key(written.title, owner))


@permissions.for_set_readers
@makes_document
def export_set(request: HttpRequest, question_set: QuestionSet, kind: str) -> HttpResponse:
    """Take a version out as a file."""
    return as_file(to_schema(question_set), kind)


def as_file(written: QuestionSetSchema, kind: str) -> HttpResponse:
    """The set as a file to keep. Raises Http404 for a kind of file that we do not write."""
    if kind not in EXPORTED:
        raise Http404
    body = (
        as_yaml(written).encode() if kind == "yaml" else child_process.run(child_process.DOCUMENT, as_workbook, written)
    )
    return file_response(body, f"{written.key}-{written.version}.{kind}")
