"""Members come by invitation and go; the municipality's data is its own."""

import io
import json
import zipfile

import pytest
from django.core import mail

from digibarometer.accounts.models import Invitation, User
from digibarometer.exercises.assessment.models import PublishedFigure, Rating
from digibarometer.notes.models import Poll
from digibarometer.planning import data_export
from digibarometer.results.models import Release
from digibarometer.workshops.actions.groups import MakeGroups, make_groups
from digibarometer.workshops.attendance import join
from digibarometer.workshops.models import Group, Participant, State, Workshop
from digibarometer.workshops.seats import LeaderSeat, Viewer
from digibarometer.workshops.snapshot import load_snapshot

PAGE = "/municipality/0128/"


@pytest.fixture
def room(workshop, eva):
    """A workshop with someone in a group, who has rated."""
    cilla = join(workshop, "official", first_name="Cilla")
    snapshot = load_snapshot(workshop.pk)
    make_groups(MakeGroups(id="g", number=1, version=snapshot.version, groups=1), LeaderSeat(snapshot, eva.pk, "Eva"))
    question = snapshot.questions[0]
    Rating.objects.set_rating(workshop.pk, Viewer(cilla.pk, cilla.sitting), Group.objects.get().pk, question.pk, 4)
    return workshop


def test_an_invitation_lets_a_colleague_in_once(bo, dag, client, signed_in):
    signed_in(bo).post(PAGE, {"email": "new@salem.se"})
    link = f"/invitation/{Invitation.objects.get().secret}/"
    assert link in signed_in(bo).get(PAGE).content.decode()
    signed_in(dag).get(link)  # to look does not use it up
    signed_in(dag).post(link)
    assert dag.memberships.filter(municipality="0128", is_administrator=False).exists()
    other = User.objects.create_user("late@salem.se", None)
    assert signed_in(other).post(link).status_code == 404
    assert not other.memberships.exists()


def test_a_colleague_without_an_account_makes_one_and_comes_in(bo, client):
    invitation = Invitation.objects.create(municipality_id="0128", email="new@salem.se", by=bo, as_administrator=True)
    link = f"/invitation/{invitation.secret}/"
    signup = client.get(link).context["signup"]
    word = "a long enough passphrase"
    made = client.post(signup, {"email": "new@salem.se", "password1": word, "password2": word, "next": link})
    assert made.headers["location"] == link
    client.post(link)
    assert User.objects.get(email="new@salem.se").memberships.get().is_administrator


def test_someone_who_loses_the_way_finds_the_invitation_among_the_workshops(client):
    invitation = Invitation.objects.create(municipality_id="0128", email="new@salem.se")
    client.get(f"/invitation/{invitation.secret}/")
    word = "a long enough passphrase"
    signed_up = {"email": "new@salem.se", "password1": word, "password2": word}
    page = client.post("/accounts/signup/", signed_up, follow=True)
    assert f"/invitation/{invitation.secret}/" in page.content.decode()


def test_an_invitation_is_sent_where_e_mail_is_set_up(bo, signed_in, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    signed_in(bo).post(PAGE, {"email": "new@salem.se"})
    assert Invitation.objects.get().secret in mail.outbox[0].body


def test_an_invitation_can_be_taken_back(bo, signed_in, client):
    invitation = Invitation.objects.create(municipality_id="0128", email="new@salem.se")
    signed_in(bo).post(f"{PAGE}invitations/{invitation.pk}/take-back/")
    assert client.get(f"/invitation/{invitation.secret}/").status_code == 404


def test_a_wrong_e_mail_gets_a_message_and_invites_nobody(bo, signed_in):
    page = signed_in(bo).post(PAGE, {"email": "nobody"})
    assert "email" in page.context["form"].errors
    assert not Invitation.objects.exists()


def test_a_removed_member_leads_nothing_there_any_more(bo, eva, workshop, signed_in):
    signed_in(bo).post(f"{PAGE}members/{eva.memberships.get().pk}/remove/")
    assert not eva.memberships.exists()
    assert not workshop.leadings.filter(user=eva).exists()
    assert signed_in(eva).get(f"/w/{workshop.pk}/plan/").status_code == 404


def test_somebody_always_looks_after_the_municipality(bo, signed_in):
    for button in ("remove", "make-member"):
        signed_in(bo).post(f"{PAGE}members/{bo.memberships.get().pk}/{button}/")
        assert bo.memberships.get().is_administrator


def taken_out(client):
    file = zipfile.ZipFile(io.BytesIO(client.get(f"{PAGE}export/").content))
    return {name.removesuffix(".json"): json.loads(file.read(name)) for name in file.namelist()}


def test_the_municipality_takes_out_its_own_and_no_secrets(bo, room, signed_in):
    told = taken_out(signed_in(bo))
    assert [row["title"] for row in told["workshops.workshop"]] == ["Salem 2027"]
    assert len(told["workshops.step"]) == room.steps.count()
    assert told["workshops.group"]
    whole = json.dumps(told)
    for secret in (room.board_secret, room.result_secret, room.code, Group.objects.get().secret, "Cilla"):
        assert secret not in whole


def test_nobodys_own_answers_are_taken_out(bo, room, signed_in):
    told = taken_out(signed_in(bo))
    personal = [
        model._meta.label_lower for model in data_export.workshop_models() if data_export.is_personal_data(model)
    ]
    assert {"assessment.rating", "assessment.opening", "workshops.participant", "workshops.attendance"} <= set(personal)
    assert not set(personal) & set(told)


def test_what_is_told_by_participants_numbers_is_not_taken_out(bo, room, signed_in):
    """Whose dots a vote counted, whom a figure counts, and which notes one person wrote in one sitting."""
    number = 987_654_321
    step = room.steps.first()
    Poll.objects.create(workshop=room, step=step, dots=3, most=1, counted={str(number): {"theme:1": 2}})
    PublishedFigure.objects.create(workshop=room, question=load_snapshot(room.pk).questions[0], people=[number])
    Group.objects.update(held_sitting=number)
    told = taken_out(signed_in(bo))
    assert told["notes.poll"]
    assert str(number) not in json.dumps(told)


def test_only_the_latest_figures_of_a_question_are_taken_out(bo, room, signed_in):
    question, other = load_snapshot(room.pk).questions[:2]
    for raters in (5, 10):
        Release.objects.create(workshop=room, question=question, raters=raters, data={})
    Release.objects.create(workshop=room, question=other, raters=7, data={})
    assert [row["raters"] for row in taken_out(signed_in(bo))["results.release"]] == [10, 7]


def test_another_municipalitys_workshops_are_not_taken_out(dag, room, signed_in):
    file = zipfile.ZipFile(io.BytesIO(signed_in(dag).get("/municipality/0114/export/").content))
    assert json.loads(file.read("workshops.workshop.json")) == []
    assert json.loads(file.read("workshops.step.json")) == []


def test_a_planned_workshop_is_deleted_once_its_name_is_typed(bo, room, signed_in):
    wrong = signed_in(bo).post(f"{PAGE}delete/{room.pk}/", {"name": "Salem"})
    assert wrong.context["form"].errors
    assert Workshop.objects.exists()
    signed_in(bo).post(f"{PAGE}delete/{room.pk}/", {"name": "salem 2027"})
    assert not Workshop.objects.exists()
    assert not Participant.objects.exists()
    assert not Rating.objects.exists()


def test_a_workshop_with_answers_is_not_deleted_by_itself(bo, room, signed_in):
    room.update_and_bump_version(state=State.ENDED)
    assert signed_in(bo).post(f"{PAGE}delete/{room.pk}/", {"name": "Salem 2027"}).status_code == 404


def test_all_is_deleted_but_not_while_one_is_going_on(bo, room, signed_in):
    room.update_and_bump_version(state=State.OPEN)
    signed_in(bo).post(f"{PAGE}delete/", {"name": "Salem"})
    assert Workshop.objects.exists()
    room.update_and_bump_version(state=State.ENDED)
    signed_in(bo).post(f"{PAGE}delete/", {"name": "Salem"})
    assert not Workshop.objects.exists()
