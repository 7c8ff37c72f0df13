"""The page where a municipality sees exactly what it would share, approves it, fetches the file and takes it back."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.defaultfilters import date as written
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from digibarometer.accounts.models import User
from digibarometer.accounts.permissions import user_of
from digibarometer.files import file_response
from digibarometer.i18n import localized
from digibarometer.links import button_of
from digibarometer.live import api
from digibarometer.questions.models import Area, Question
from digibarometer.reports.documents.models import Approved
from digibarometer.reports.documents.share import file_format
from digibarometer.reports.permissions import for_approvers
from digibarometer.results.outcome import workshop_result
from digibarometer.tables import Level, Table
from digibarometer.ui.form_renderer import LineField
from digibarometer.workshops.models import Workshop
from digibarometer.workshops.snapshot import WorkshopSnapshot


class ApprovalForm(forms.Form):
    """Somebody who may says: share this."""

    by = LineField(label=_("Approved by: name and role"), max_length=120)
    may = forms.BooleanField(label=_("I may approve this for the municipality."))


@for_approvers
@button_of("reports:share")
def take_share_back(request: HttpRequest, snapshot: WorkshopSnapshot) -> HttpResponse:
    """Take back what has been approved to share."""
    approved = Approved.objects.filter(workshop=snapshot.pk)
    api.apply_change(lambda touched: approved.update(taken_back_at=timezone.now()))
    messages.success(request, gettext("Taken back. Ask those who have the file already to delete it."))
    return redirect("reports:share", workshop=snapshot.pk)


@for_approvers
def share(request: HttpRequest, snapshot: WorkshopSnapshot) -> HttpResponse:
    """What would be shared, in full; POST approves it."""
    found, name = snapshot.workshop, user_of(request).name
    latest = Approved.objects.filter(workshop=found, taken_back_at=None).first()
    form = ApprovalForm(request.POST or None, initial={"by": name})
    said = file_format.shared(workshop_result(found), name)
    if request.method == "POST" and found.is_over and form.is_valid():
        said.approved.by = form.cleaned_data["by"]
        _approve(found, user_of(request), file_format.with_fingerprint(said))
        messages.success(request, gettext("Approved. Fetch the file and send it."))
        return redirect(request.path)
    kept = file_format.read(latest.content.encode()) if latest else None
    context = {"workshop": found, "form": form, "shown": share_file_tables(said)}
    context |= {"kept": kept, "approved": latest, "control": file_format.check_fingerprint(kept) if kept else ""}
    return render(request, "documents/share.html", context)


def _approve(workshop: Workshop, user: User, said: file_format.ShareFile) -> None:
    def change(touched: object) -> None:
        Approved.objects.filter(workshop=workshop, taken_back_at=None).update(taken_back_at=timezone.now())
        Approved.objects.create(workshop=workshop, content=file_format.serialize(said).decode(), by=user)

    api.apply_change(change)


def share_file_tables(said: file_format.ShareFile) -> list[Table]:
    """The levels that would be shared, in the reader's words."""
    core = {"question_set__key": said.question_set.key, "question_set__version": said.question_set.version}
    areas = {each.key: localized(each.title) for each in Area.objects.filter(**core)}
    questions = {each.key: localized(each.short) for each in Question.objects.filter(**core)}
    of_areas = tuple((areas.get(each.key, each.key), Level(each.level), Level(each.target)) for each in said.areas)
    of_questions = tuple((questions.get(each.key, each.key), Level(each.level)) for each in said.questions)
    facts = [
        (gettext("Municipality"), f"{said.municipality.name} ({said.municipality.code})"),
        (gettext("Date"), written(said.on, "j F Y")),
        (gettext("Questions"), f"{said.question_set.key} {said.question_set.version}"),
        (gettext("People"), _band(said)),
        (gettext("Software"), said.notice),
        *([(gettext("Example"), gettext("Example: the figures are invented."))] if said.is_example else []),
    ]
    return [
        Table(gettext("The workshop"), (gettext("What"), gettext("Shared")), tuple(facts)),
        Table(gettext("Areas"), (gettext("Area"), gettext("Level"), gettext("Target")), of_areas),
        Table(gettext("Questions"), (gettext("Question"), gettext("The room")), of_questions),
    ]


def _band(said: file_format.ShareFile) -> str:
    if said.people is None:
        return gettext("too few to show")
    least, most = said.people.at_least, said.people.at_most
    if most is None:
        return gettext("%(least)s or more") % {"least": least}
    return gettext("%(least)s to %(most)s") % {"least": least, "most": most}


@for_approvers
@require_safe
def share_file(request: HttpRequest, snapshot: WorkshopSnapshot) -> HttpResponse:
    """The file as it was approved."""
    found = snapshot.workshop
    latest = get_object_or_404(Approved, workshop=found, taken_back_at=None)
    name = f"digibarometern-{found.municipality_id}-{found.pk}.share.json"
    return file_response(latest.content, name)
