"""Every page of ours from the URL map, who may ask for it, and a stand-in for the live room that draws."""

from contextlib import contextmanager
from datetime import date
from typing import Any

from django.test import Client
from django.urls import get_resolver, reverse

from digibarometer.accounts.models import Invitation, Membership, User
from digibarometer.exercises.activities import progress_tracking
from digibarometer.exercises.activities.models import Activity
from digibarometer.inviting.invitation_email import invitation_text_of
from digibarometer.live import api
from digibarometer.live.rendering import PanelRenderer, etag
from digibarometer.presenting.models import Presentation
from digibarometer.questions.models import Card, QuestionSet
from digibarometer.questions.question_sets.drafts import as_copy, create_draft, next_version
from digibarometer.questions.question_sets.importer import save_question_set
from digibarometer.reports.documents import worker
from digibarometer.reports.documents.models import Approved, Document
from digibarometer.reports.documents.share.file_format import serialize, shared, with_fingerprint
from digibarometer.reports.plan.owners import token as token_of
from digibarometer.results.imported.models import ImportedRound
from digibarometer.results.outcome import workshop_result
from digibarometer.screens.live_views import DOOR_COOKIE
from digibarometer.support.models import CoachInvitation, SupportRequest
from digibarometer.workshops.composition import build_registry
from digibarometer.workshops.models import LeaderRole, Participant, Right, SeatTransfer
from digibarometer.workshops.seats import COOKIE, TABLE_COOKIE, seat_cookie
from tests.people import SALEM

WHO = ("anonymous", "anna", "eva", "greta", "frans", "superuser")
BY_RIGHT = {"lisa": ("co_leader", ()), **{f"coach:{right}": ("coach", (right,)) for right in Right.values}}
PARTED = [f"planning:{one}" for one in ("draft_part", "draft_part_of", "correct_part", "correct_part_of")]
PLACES = {"screens", "planning", "reports"}


class Drawn:
    """Stands in for the live room of a running server: every screen is drawn at once."""

    def render_screen(self, seat, language):
        html, _ = PanelRenderer(build_registry()).screen(seat, language)
        return html, etag(html)

    def connected_seats(self, workshop):
        return set()

    def disconnected_seats(self, workshop):
        return {}

    def apply_change(self, change):
        return change([])


@contextmanager
def drawn_at_once():
    """A live room that draws, for as long as this lasts."""
    api.set_engine(Drawn())
    try:
        yield
    finally:
        api.set_engine(None)


def addresses():
    """(name, names of what stands in it) of every page of ours, from the URL map."""
    found = {}
    resolver: Any
    for resolver in get_resolver().url_patterns:
        for space, (_, inner) in getattr(resolver, "namespace_dict", {}).items():
            found[space] = inner
        if getattr(resolver, "namespace", None) in PLACES:
            found[resolver.namespace] = resolver
    assert set(found) == PLACES
    for space, resolver in sorted(found.items()):
        for pattern in resolver.url_patterns:
            yield f"{space}:{pattern.name}", sorted(pattern.pattern.converters)


def paths(room):
    """(name, path) of every page of ours, of Eva's workshop."""
    known = numbers(room)
    for name, wanted in addresses():
        given = {}
        for one in wanted:
            if one == "secret":
                given[one] = known["secrets"].get(name, known["result"])
            elif one == "part":
                given[one] = known["part"][name]
            else:
                given[one] = known["code"][name.split(":")[0]] if one == "code" else known[one]
        yield name, reverse(name, kwargs=given)


def numbers(room):
    """What stands in addresses: all of them Eva's workshop's."""
    workshop = room.snapshot.workshop
    approved(workshop)
    invitation = Invitation.objects.create(municipality=workshop.municipality, email="new@example.se")
    asked = SupportRequest.objects.create(workshop=workshop, wishes=["coaching"], dates=["2099-05-06"])
    coach = CoachInvitation.objects.create(workshop=workshop, email="coach@example.se", rights=["plan", "follow"])
    planned = Activity.objects.get(pk=room.activity())
    progress_tracking.edit_activity(planned, {"chosen_at": planned.taken_at, "due_on": planned.taken_at.date()})
    transfer = SeatTransfer.objects.create(
        workshop=workshop, participant_id=room.people["anna"], started_by=room.users["eva"]
    )
    reminder = progress_tracking.start_reminders(planned, "owner@example.se")
    return {
        "workshop": room.pk,
        "person": room.people["anna"],
        "transfer": transfer.pk,
        "activity": planned.pk,
        "document": own_document(workshop).pk,
        "picture": "today.svg",
        "table": "activities",
        "page": 1,
        "token": token_of(reminder),
        "group": room.groups["a"],
        "area": room.snapshot.areas[0].pk,
        "step": next((step.pk for step in room.snapshot.steps if step.kind == "swot"), 0),
        "leading": LeaderRole.objects.filter(workshop=room.pk).first().pk,
        "municipality": workshop.municipality_id,
        "brought_in": brought_in(room),
        "phase": room.snapshot.phases[0].pk,
        "occasion": room.snapshot.occasions[0].pk,
        **dict.fromkeys(("removed", "agenda", "function", "invited", "presentation", "coach_invitation"), 0),
        "membership": Membership.objects.get(user=room.users["eva"]).pk,
        "invitation": invitation.pk,
        "question_set": own_set(workshop).pk,
        "draft": create_draft(next_version(own_set(workshop)), workshop.municipality, "Eva").pk,
        "card": own_card(workshop).pk,
        "county": workshop.municipality.county_id,
        "kind": "yaml",
        "part": {name: "question" if name.endswith("_of") else "about" for name in PARTED},
        "of": "ledning-mal",
        "key": "ledning-mal",
        "secrets": {
            "screens:sit_at_table": room.snapshot.groups[room.groups["a"]].secret,
            "screens:back": transfer.secret,
            "planning:invitation": invitation.secret,
            "planning:attending": invitation_text_of(workshop).secret,
            "planning:attending_calendar": invitation_text_of(workshop).secret,
            "planning:answer": asked.secret,
            "planning:coach_invitation": coach.secret,
            "planning:presented": Presentation.objects.get(pk=room.presentation()).secret,
        },
        "result": workshop.result_secret,
        "code": {"screens": workshop.code, "planning": workshop.municipality_id},
    }


def brought_in(room):
    """The round before, as if it had been brought in from paper."""
    return ImportedRound.objects.get_or_create(workshop_id=room.earlier[SALEM])[0].workshop_id


def own_set(workshop):
    """A question set of Eva's municipality's own."""
    kept = QuestionSet.objects.filter(municipality=workshop.municipality).first()
    return kept or save_question_set(as_copy(workshop.question_set, workshop.municipality), workshop.municipality)


def own_document(workshop):
    """A document of the workshop that is ready to be fetched."""
    made = {"state": "done", "version": "0" * 64}
    row = Document.objects.get_or_create(workshop=workshop, kind="workbook", language="sv", defaults=made)[0]
    file = worker.path_of(row)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(b"")
    return row


def approved(workshop):
    """What Eva has approved to share of the workshop."""
    said = with_fingerprint(shared(workshop_result(workshop), "Eva"))
    Approved.objects.get_or_create(workshop=workshop, defaults={"content": serialize(said).decode()})


def own_card(workshop):
    """A horizon card of Eva's municipality's own."""
    said = {"kind": "law", "title": {"sv": "Ett eget kort"}, "what_happens": {"sv": "Något händer."}, "horizon": 1}
    said |= {"source": "Vi själva", "as_of": 2026, "review_by": date(2099, 1, 1)}
    return Card.objects.get_or_create(municipality=workshop.municipality, key="own-1", defaults=said)[0]


def client_of(room, who, **how):
    """The browser of someone of the cast."""
    client = Client(raise_request_exception=True, **how)
    if who == "table":
        client.cookies[TABLE_COOKIE] = f"{room.groups['a']}.{room.snapshot.groups[room.groups['a']].secret}"
    elif who == "anna":
        client.cookies[COOKIE] = client.cookies[DOOR_COOKIE] = seat_cookie(
            Participant.objects.get(pk=room.people["anna"])
        )
    elif who != "anonymous":
        user = room.users.get(who) or User.objects.create_superuser("su@example.se")
        room.users[who] = user
        client.force_login(user, "allauth.account.auth_backends.AuthenticationBackend")
    return client
