"""Each municipality sees only its own."""

import pytest
from django.urls import reverse

from digibarometer.accounts.models import Invitation, Membership, User
from digibarometer.planning.urls import urlpatterns
from digibarometer.questions.agenda_templates.schema import find_template
from digibarometer.workshops.attendance import join
from digibarometer.workshops.factory import create_workshop
from digibarometer.workshops.models import LeaderRole


@pytest.fixture
def numbers(workshop, bo):
    return {
        "workshop": workshop.pk,
        "person": join(workshop, "official").pk,
        "leading": workshop.leadings.get().pk,
        "code": workshop.municipality_id,
        "membership": Membership.objects.get(user=bo).pk,
        "invitation": Invitation.objects.create(municipality=workshop.municipality, email="x@salem.se").pk,
    }


def addresses(numbers):
    """Every page of a workshop or a municipality, with their numbers."""
    for page in urlpatterns:
        wanted = page.pattern.converters
        if {"workshop", "code"} & set(wanted):
            yield reverse(f"planning:{page.name}", kwargs={name: numbers.get(name, 0) for name in wanted})


EVERY_MEMBERS = {"agendas", "rounds"}  # of a municipality's pages, those that are not its administrator's alone


def opened(answer):
    """Whether the page is theirs to open: it came, wants a button, or led to the page that it lies under."""
    to = answer.get("Location", "none")
    return answer.status_code in {200, 405} or answer.wsgi_request.path.startswith(to)


def test_someone_of_another_municipality_finds_none_of_its_pages(dag, signed_in, numbers):
    client, tried = signed_in(dag), list(addresses(numbers))
    assert len(tried) > 8
    for address in tried:
        assert client.post(address, {"do": "remove"}).status_code == 404, address
        assert client.get(address).status_code in {404, 405}, address


def test_someone_who_is_not_signed_in_is_asked_to(client, numbers):
    for address in [*addresses(numbers), "/workshops/", "/workshops/new/", "/municipalities/"]:
        assert client.get(address).status_code in {302, 405}, address
        assert client.post(address).status_code == 302, address


def test_a_member_plans_but_does_not_look_after_the_municipality(eva, signed_in, numbers):
    client = signed_in(eva)
    for address in addresses(numbers):
        answer = client.get(address)
        looks_after = address.startswith("/municipality/") and not EVERY_MEMBERS & set(address.split("/"))
        assert answer.status_code in {404, 405} if looks_after else opened(answer), address
        if looks_after:
            assert client.post(address, {"do": "remove"}).status_code == 404, address


def test_who_looks_after_the_municipality_opens_all_its_pages(bo, signed_in, numbers):
    for address in addresses(numbers):
        assert opened(signed_in(bo).get(address)), address


def test_a_coach_follows_and_plans_nothing(dag, signed_in, workshop):
    LeaderRole.objects.create(workshop=workshop, user=dag, kind=LeaderRole.Kind.COACH)
    assert signed_in(dag).get(f"/w/{workshop.pk}/plan/").status_code == 404
    assert "Salem 2027" in signed_in(dag).get("/workshops/").content.decode()


def test_the_list_shows_ones_own_only(eva, dag, signed_in, workshop):
    assert "Salem 2027" in signed_in(eva).get("/workshops/").content.decode()
    assert "Salem 2027" not in signed_in(dag).get("/workshops/").content.decode()


def test_the_list_asks_no_more_of_the_database_when_it_grows(
    eva, signed_in, workshop, question_set, django_assert_num_queries
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client = signed_in(eva)
    client.get("/workshops/")
    with CaptureQueriesContext(connection) as few:
        client.get("/workshops/")
    for number in range(5):
        create_workshop(workshop.municipality, f"Number {number}", question_set, find_template("heldag"), eva)
    with django_assert_num_queries(len(few)):
        client.get("/workshops/")


def test_only_the_installation_sees_all_municipalities(bo, signed_in):
    assert signed_in(bo).get("/municipalities/").status_code == 404
    frida = User.objects.create_superuser("frida@host.se", None)
    assert "Kiruna" in signed_in(frida).get("/municipalities/?q=kiru").content.decode()
    signed_in(frida).post("/municipalities/", {"municipality": "2584"})
    assert frida.memberships.get(municipality="2584").is_administrator


def test_who_looks_after_the_installation_sees_no_room_before_becoming_a_member(workshop, signed_in):
    frida = User.objects.create_superuser("frida@host.se", None)
    browser = signed_in(frida)
    listed = browser.get("/workshops/", headers={"accept-language": "en"}).content.decode()
    assert workshop.title not in listed
    assert "their own" in listed
    pages = ["plan/", "people/", "desk/", "board/", "result/"]
    assert {browser.get(f"/w/{workshop.pk}/{page}").status_code for page in pages} == {404}
    of = f"/municipality/{workshop.municipality_id}/"
    invites = browser.get(of)
    assert invites.status_code == 200
    assert workshop.title not in invites.content.decode()
    taken = [f"{of}export/", f"{of}delete/", f"{of}delete/{workshop.pk}/"]
    assert {browser.post(page, {"name": workshop.title}).status_code for page in taken} == {404}
    assert {browser.get(page).status_code for page in taken} == {404}
    browser.post("/municipalities/", {"municipality": workshop.municipality_id})
    assert browser.get(f"{of}export/").status_code == 200
    assert workshop.title in browser.get(of).content.decode()
    assert workshop.title in browser.get("/workshops/").content.decode()
    assert browser.get(f"/w/{workshop.pk}/plan/").status_code == 200
