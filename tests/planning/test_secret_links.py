"""Secret links are given anew, the result's is turned off and on, and both are new when a coach is sent away."""

import pytest
from django.test import Client

from digibarometer.accounts.models import User
from digibarometer.inviting.invitation_email import invitation_text_of
from digibarometer.workshops.models import Group, LeaderRole, Right, Workshop
from digibarometer.workshops.seats import TABLE_COOKIE, find_seat, refresh_seat
from digibarometer.workshops.snapshot import load_snapshot


@pytest.fixture
def press(eva, signed_in, workshop, said):
    """Eva presses a button on the page with the links; what she is told."""

    def pressed(button):
        return " ".join(said(signed_in(eva).post(f"/w/{workshop.pk}/links/{button}/", follow=True)))

    return pressed


@pytest.fixture
def frans(workshop):
    """A coach from outside, who leads too."""
    user = User.objects.create_user("frans@region.example", None)
    rights = [Right.FOLLOW.value, Right.LEAD.value]
    LeaderRole.objects.create(workshop=workshop, user=user, kind=LeaderRole.Kind.COACH, rights=rights)
    return user


def now(workshop):
    return Workshop.objects.get(pk=workshop.pk)


def reads_result(secret):
    return Client().get(f"/r/{secret}/").status_code == 200


def board(workshop, secret):
    return find_seat("board", workshop.pk, {}, f"key={secret}")


def test_the_page_tells_which_links_there_are_and_what_each_opens(eva, signed_in, workshop):
    group = Group.objects.create(workshop=workshop, number=1)
    page = signed_in(eva).get(f"/w/{workshop.pk}/links/").content.decode()
    links = [workshop.result_secret, workshop.board_secret, group.secret, invitation_text_of(workshop).secret]
    assert all(link in page for link in links)
    for found in ("plan", "people", "result"):
        assert f"/w/{workshop.pk}/links/" in signed_in(eva).get(f"/w/{workshop.pk}/{found}/").content.decode()


def test_who_has_the_old_link_to_the_result_reads_nothing_and_who_has_the_new_one_does(workshop, press):
    assert reads_result(workshop.result_secret)
    assert "fungerar inte" in press("result/renew")
    assert now(workshop).result_secret != workshop.result_secret
    assert not reads_result(workshop.result_secret)
    assert reads_result(now(workshop).result_secret)


def test_nobody_reads_the_result_by_a_link_while_it_is_turned_off(workshop, press):
    press("result/turn-off")
    assert now(workshop).result_secret is None
    assert not any(reads_result(secret) for secret in (workshop.result_secret, "None", ""))
    press("result/turn-on")
    assert not reads_result(workshop.result_secret), "turned on again it is a new link"
    assert reads_result(now(workshop).result_secret)


def test_a_page_that_was_left_open_neither_turns_the_link_on_nor_gives_it_twice(workshop, press):
    press("result/turn-on")
    assert now(workshop).result_secret == workshop.result_secret, "it was on, and people have it"
    press("result/turn-off")
    press("result/renew")
    assert now(workshop).result_secret is None


def test_those_who_lead_see_the_result_and_fetch_its_files_also_while_the_link_is_turned_off(
    eva, signed_in, workshop, press
):
    press("result/turn-off")
    for page in ("result/", "action-plan/", "documents/"):
        answer = signed_in(eva).get(f"/w/{workshop.pk}/{page}")
        assert answer.status_code == 200
        assert "/r/" not in answer.content.decode(), "it leads to nothing that does not open"
    assert f"/w/{workshop.pk}/documents/" in signed_in(eva).get(f"/w/{workshop.pk}/result/").content.decode()


def test_a_projector_with_the_old_link_loses_its_seat_and_the_new_link_opens_it(workshop, press):
    old = board(workshop, workshop.board_secret)
    press("board/renew")
    assert refresh_seat(old, -1) is None
    assert board(workshop, workshop.board_secret) is None
    assert refresh_seat(board(workshop, now(workshop).board_secret), -1)


def test_a_table_with_the_old_link_loses_its_seat_and_the_other_tables_keep_theirs(workshop, press):
    groups = [Group.objects.create(workshop=workshop, number=number) for number in (1, 2)]

    def table(group):
        return find_seat("table", workshop.pk, {TABLE_COOKIE: f"{group.pk}.{group.secret}"})

    one, other = map(table, groups)
    press(f"tables/{groups[0].pk}/renew")
    assert refresh_seat(one, -1) is None and table(groups[0]) is None
    assert refresh_seat(other, -1)
    anew = load_snapshot(workshop.pk).groups[groups[0].pk]
    assert table(anew)
    assert Client().get(f"/w/{workshop.pk}/table/{anew.pk}/{groups[0].secret}/").status_code == 404
    assert Client().get(f"/w/{workshop.pk}/table/{anew.pk}/{anew.secret}/").status_code == 302


def test_the_participants_page_gets_a_new_link(workshop, press):
    old = invitation_text_of(workshop).secret
    press("participants-page/renew")
    assert Client().get(f"/welcome/{old}/").status_code == 404
    assert Client().get(f"/welcome/{invitation_text_of(workshop).secret}/").status_code == 200


def test_nothing_of_another_workshop_is_changed_by_a_number_that_is_not_this_ones(workshop, press, eva, question_set):
    from digibarometer.questions.agenda_templates.schema import find_template
    from digibarometer.workshops.factory import create_workshop

    other = create_workshop(workshop.municipality, "En annan", question_set, find_template("heldag"), eva)
    group = Group.objects.create(workshop=other, number=1)
    press(f"tables/{group.pk}/renew")
    for button in ("tables/0/renew", f"tables/{'9' * 30}/renew", "tables/x/renew", "everything/renew"):
        press(button)
    assert Group.objects.get(pk=group.pk).secret == group.secret
    assert now(workshop).result_secret == workshop.result_secret


def test_a_link_is_changed_by_those_who_lead_alone_and_never_by_opening_a_page(eva, dag, frans, signed_in, workshop):
    address = f"/w/{workshop.pk}/links/"
    for user in (dag, frans):
        assert signed_in(user).post(f"{address}result/turn-off/").status_code == 404
        assert signed_in(user).get(address).status_code == 404
    assert signed_in(eva).get(f"{address}result/turn-off/")["Location"] == address
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(eva, "allauth.account.auth_backends.AuthenticationBackend")
    assert strict.post(f"{address}result/turn-off/").status_code == 403
    assert now(workshop).result_secret == workshop.result_secret


def send_away(browser, workshop, user, said):
    leading = workshop.leadings.get(user=user)
    address = f"/w/{workshop.pk}/people/leading/{leading.pk}/stop/"
    return " ".join(said(browser.post(address, {"from": "support"}, follow=True)))


def test_a_coach_who_is_sent_away_has_no_link_left_that_works(eva, frans, signed_in, workshop, said):
    told = send_away(signed_in(eva), workshop, frans, said)
    assert "Projektorn och resultatet har fått nya länkar" in told
    assert not reads_result(workshop.result_secret)
    assert board(workshop, workshop.board_secret) is None
    assert reads_result(now(workshop).result_secret)
    assert board(workshop, now(workshop).board_secret)


def test_a_result_that_is_turned_off_stays_so_when_a_coach_is_sent_away(eva, frans, signed_in, workshop, said, press):
    press("result/turn-off")
    send_away(signed_in(eva), workshop, frans, said)
    assert now(workshop).result_secret is None
    assert now(workshop).board_secret != workshop.board_secret


def test_a_coach_leaves_with_the_links_or_not_at_all(eva, frans, signed_in, workshop, monkeypatch):
    """Both are done in one go: where the links cannot be changed the coach is not half gone."""

    def fails(*_):
        raise RuntimeError

    monkeypatch.setattr("digibarometer.workshops.secret_links.renew_board", fails)
    with pytest.raises(RuntimeError):
        signed_in(eva).post(f"/w/{workshop.pk}/people/leading/{workshop.leadings.get(user=frans).pk}/stop/")
    assert workshop.leadings.filter(user=frans).exists()
    assert now(workshop).result_secret == workshop.result_secret


def test_the_links_stay_when_a_colleague_who_sees_the_workshop_anyway_is_taken_off(eva, bo, signed_in, workshop, said):
    LeaderRole.objects.create(workshop=workshop, user=bo, kind=LeaderRole.Kind.COACH)
    send_away(signed_in(eva), workshop, bo, said)
    assert now(workshop).result_secret == workshop.result_secret
    assert now(workshop).board_secret == workshop.board_secret
