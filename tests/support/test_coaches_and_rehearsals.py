"""How a coach comes in from outside, and what a rehearsal may cost the server."""

import subprocess
from datetime import timedelta

import pytest
from django.utils import timezone

from digibarometer.accounts.models import User
from digibarometer.planning import rehearsal_views
from digibarometer.questions.models import Card
from digibarometer.results.closing import close
from digibarometer.support import coach_invitations, simulation_processes
from digibarometer.support.models import CoachInvitation, Rehearsal
from digibarometer.workshops.models import LeaderRole, Participant, Right, Workshop

INVITE = {"email": "gina@region.example", "rights": ["follow", "cards"]}
LAST = timezone.localdate() + timedelta(days=9)
CARD = {"title_sv": "Drönare överallt", "what_happens_sv": "De flyger.", "kind": "technology", "horizon": "1"}
CARD |= {"source": "Regionen", "as_of": "2026", "review_by": "2099-01-01"}


def test_an_invitation_opens_the_way_to_an_account_and_works_once(eva, signed_in, client, workshop):
    page = f"/w/{workshop.pk}/support/"
    signed_in(eva).post(f"{page}coaches/invite/", {**INVITE, "ends_on": LAST.isoformat()})
    made = CoachInvitation.objects.get()
    assert f"/coach/{made.secret}/" in signed_in(eva).get(page).content.decode()
    assert b'name="email"' not in client.get("/accounts/signup/").content
    assert client.get(f"/coach/{made.secret}/").status_code == 200
    assert b'name="email"' in client.get("/accounts/signup/").content
    gina = User.objects.create_user("gina@region.example", None)
    signed_in(gina).post(f"/coach/{made.secret}/")
    assert LeaderRole.objects.get(user=gina).rights == ["cards", "follow"]
    assert workshop.title in signed_in(gina).get("/coach/").content.decode()
    assert signed_in(User.objects.create_user("hugo@x.example", None)).get(f"/coach/{made.secret}/").status_code == 404


@pytest.mark.parametrize(
    "bad",
    [
        {"email": "gina"},
        {"rights": []},
        {"rights": ["everything"]},
        {"ends_on": ""},
        {"ends_on": "2020-01-01"},
        {"begins_on": (LAST + timedelta(days=1)).isoformat()},
    ],
)
def test_a_wrong_invitation_is_not_made(eva, signed_in, workshop, bad):
    answer = signed_in(eva).post(
        f"/w/{workshop.pk}/support/coaches/invite/", {**INVITE, "ends_on": LAST.isoformat(), **bad}
    )
    assert answer.context["coach"].errors
    assert not CoachInvitation.objects.exists()


def test_what_is_taken_back_or_too_late_lets_nobody_in(eva, signed_in, workshop, client):
    made = coach_invitations.invite(workshop, eva, "gina@region.example", ["follow"], None, LAST)
    signed_in(eva).post(f"/w/{workshop.pk}/support/coaches/invitations/{made.pk}/take-back/")
    assert client.get(f"/coach/{made.secret}/").status_code == 404
    yesterday = timezone.localdate() - timedelta(days=1)
    late = coach_invitations.invite(workshop, eva, "gina@region.example", ["follow"], None, yesterday)
    assert client.get(f"/coach/{late.secret}/").status_code == 404


def test_a_coach_brings_a_card_to_that_workshop_only(dag, signed_in, workshop):
    LeaderRole.objects.create(workshop=workshop, user=dag, kind=LeaderRole.Kind.COACH, rights=[Right.CARDS])
    answer = signed_in(dag).post(f"/w/{workshop.pk}/cards/new/", CARD)
    assert answer.status_code == 302, answer.context["form"].errors
    card = Card.objects.get(municipality=workshop.municipality)
    assert card.signals.filter(workshop=workshop).exists()
    assert signed_in(dag).get(f"/cards/{card.pk}/edit/").status_code == 404


@pytest.fixture
def processes(monkeypatch, settings, tmp_path):
    """Processes that do nothing, in the place of companies of people."""
    settings.DATA = tmp_path
    began, real = [], subprocess.Popen

    def begin(command, **options):
        began.append(real(["sleep", "60"], stdin=subprocess.PIPE))
        return began[-1]

    monkeypatch.setattr("subprocess.Popen", begin)
    yield began
    for number in list(simulation_processes._started):
        simulation_processes.stop_simulation(number)


def begin(browser, workshop):
    browser.post(f"/w/{workshop.pk}/practice/", {"people": "5", "pace": "real"})
    return Workshop.objects.filter(is_practice=True).latest("pk")


@pytest.mark.parametrize("bad", [{"people": "4"}, {"people": "41"}, {"people": "many"}, {"pace": "0.001"}])
def test_too_few_too_many_or_too_fast_is_no_rehearsal(eva, signed_in, workshop, processes, bad):
    answer = signed_in(eva).post(f"/w/{workshop.pk}/practice/", {"people": "5", "pace": "real", **bad})
    assert answer.context["form"].errors
    assert not processes


def test_a_server_holds_three_rehearsals_at_once(eva, signed_in, workshop, processes, monkeypatch):
    monkeypatch.setattr(rehearsal_views, "AT_ONCE", 9)
    for _ in range(simulation_processes.MAX_SIMULATIONS + 1):
        last = begin(signed_in(eva), workshop)
    assert len(processes) == simulation_processes.MAX_SIMULATIONS
    assert not simulation_processes.is_running(last.pk)
    first = Rehearsal.objects.earliest("pk").workshop
    signed_in(eva).post(f"/w/{first.pk}/practice/people/send-home/")
    assert processes[0].poll() is not None
    signed_in(eva).post(f"/w/{last.pk}/practice/people/call/")
    assert simulation_processes.is_running(last.pk)
    assert Participant.objects.filter(workshop=last).count() == 5


def test_a_rehearsal_goes_by_itself_and_the_workshop_stays(eva, signed_in, workshop, processes, tmp_path):
    made = begin(signed_in(eva), workshop)
    (seats,) = tmp_path.glob("rehearsal-*.json")
    assert seats.stat().st_mode & 0o077 == 0
    rehearsal_views.delete_expired_rehearsals()
    assert Workshop.objects.filter(pk=made.pk).exists()
    Rehearsal.objects.update(goes_on=timezone.localdate())
    rehearsal_views.delete_expired_rehearsals()
    assert not Workshop.objects.filter(is_practice=True).exists()
    assert processes[0].poll() is not None
    assert not list(tmp_path.glob("rehearsal-*.json"))
    assert Workshop.objects.filter(pk=workshop.pk).exists()


def test_a_real_workshop_cannot_be_thrown_away(eva, signed_in, workshop, processes):
    signed_in(eva).post(f"/w/{workshop.pk}/practice/throw-away/")
    assert Workshop.objects.filter(pk=workshop.pk).exists()


def test_closing_forgets_the_addresses_of_invited_coaches(eva, workshop):
    coach_invitations.invite(workshop, eva, "gina@region.example", ["follow"], None, LAST)
    Workshop.objects.filter(pk=workshop.pk).update(state="ended")
    workshop.refresh_from_db()
    close(workshop, eva, "Nämnden", "KS 1", "Plan §2")
    assert not CoachInvitation.objects.exists()


def test_a_coach_whose_time_begins_is_shown_on_open_screens_once(eva, workshop):
    gina = User.objects.create_user("gina@region.example", None)
    tomorrow = timezone.localdate() + timedelta(days=1)
    made = coach_invitations.invite(workshop, eva, "gina@region.example", ["follow"], tomorrow, LAST)
    coach_invitations.accept(made, gina)
    coach_invitations.expire_coaches()
    then = Workshop.objects.get(pk=workshop.pk).version
    LeaderRole.objects.filter(user=gina).update(begins_on=timezone.localdate())
    coach_invitations.expire_coaches()
    coach_invitations.expire_coaches()
    assert Workshop.objects.get(pk=workshop.pk).version == then + 1  # so that all screens are drawn anew, once
