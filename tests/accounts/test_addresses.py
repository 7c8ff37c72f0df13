"""An e-mail address counts when it is proved to be its owner's, and an invitation makes one account."""

import re
import sys

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client

from digibarometer.accounts.models import Invitation, Membership, User
from digibarometer.places.importer import load_places
from digibarometer.places.models import Municipality
from digibarometer.running import create_admin
from digibarometer.support.models import CoachInvitation

WORD = "a long enough passphrase"
THEIRS, VICTIM = "new@salem.se", "victim@kommun.example"


@pytest.fixture
def bo(db):
    """Looks after Salem."""
    if not Municipality.objects.exists():
        load_places()
    user = User.objects.create_user("bo@salem.se", WORD)
    Membership.objects.create(user=user, municipality_id="0128", is_administrator=True)
    return user


def signed_in(user):
    client = Client()
    client.force_login(user, "allauth.account.auth_backends.AuthenticationBackend")
    session = client.session  # as if the password had just been typed
    session["account_authentication_methods"] = [{"method": "password", "at": 1e11}]
    session.save()
    return client


def sign_up(client, email=THEIRS):
    return client.post("/accounts/signup/", {"email": email, "password1": WORD, "password2": WORD})


def address_of(email):
    return EmailAddress.objects.get(email=email)


def invite(bo, email=THEIRS):
    signed_in(bo).post("/municipality/0128/", {"email": email})
    return Invitation.objects.latest("pk")


def mailed_link():
    return re.search(r"https://digibarometer.example.se(/\S+)", str(mail.outbox[-1].body))[1]


def test_who_signs_up_by_the_link_in_the_mail_has_proved_the_address(bo, mailing):
    made, visitor = invite(bo), Client()
    assert visitor.get(mailed_link()).status_code == 200
    answer = sign_up(visitor)
    assert address_of(THEIRS).verified
    assert len(mail.outbox) == 1, "nothing more is mailed"
    assert visitor.get("/workshops/").status_code == 200, answer.headers
    made.refresh_from_db()
    assert made.account == User.objects.get(email=THEIRS)


def test_a_link_that_is_handed_over_proves_nothing_so_the_address_is_asked(bo, mailing):
    made, visitor = invite(bo), Client()
    page = signed_in(bo).get("/municipality/0128/").content.decode()
    assert made.secret in page and made.mail_key not in page, "who invites cannot pass for who is invited"
    visitor.get(f"/invitation/{made.secret}/?m=0000")
    sign_up(visitor)
    assert not address_of(THEIRS).verified
    assert visitor.get("/workshops/").status_code == 302
    asked = Client()
    asked.post(mailed_link())
    assert address_of(THEIRS).verified


def test_an_invitation_makes_an_account_with_the_address_that_was_invited(bo, mailing):
    invite(bo)
    visitor = Client()
    visitor.get(mailed_link())
    sign_up(visitor, VICTIM)
    assert not User.objects.filter(email=VICTIM).exists()
    assert User.objects.filter(email=THEIRS).exists()


def test_an_invitation_makes_one_account(bo, mailing):
    invite(bo)
    first, second, third = Client(), Client(), Client()
    for visitor in (first, second):
        visitor.get(mailed_link())
    sign_up(first)
    EmailAddress.objects.all().delete()
    User.objects.filter(email=THEIRS).update(email="moved@salem.se")
    sign_up(second)
    third.get(f"/invitation/{Invitation.objects.get().secret}/")
    assert b'name="password1"' not in third.get("/accounts/signup/").content
    assert User.objects.count() == 2


def test_a_coachs_invitation_makes_one_account_too(room, mailing):
    made = CoachInvitation.objects.create(workshop_id=room.pk, email="gina@region.example", rights=["follow"])
    before = User.objects.count()
    for visitor in (Client(), Client()):
        assert visitor.get(f"/coach/{made.secret}/").status_code == 200
        sign_up(visitor, VICTIM)
    assert User.objects.count() == before + 1
    assert not address_of("gina@region.example").verified


def test_nobody_adds_the_address_of_another_account(bo, mailing):
    User.objects.create_user(VICTIM, WORD)
    page = signed_in(bo).post("/accounts/email/", {"action_add": "", "email": VICTIM.title()})
    assert "annat konto" in page.content.decode()
    assert [one.user.email for one in EmailAddress.objects.filter(email=VICTIM)] == [VICTIM]


def test_an_address_that_is_only_claimed_is_not_shown_signed_in_with_or_in_its_owners_way(bo, mailing):
    client = signed_in(bo)
    client.post("/accounts/email/", {"action_add": "", "email": THEIRS})
    client.post("/accounts/email/", {"action_primary": "", "email": THEIRS})
    bo.refresh_from_db()
    assert bo.email == "bo@salem.se"
    Client().post("/accounts/password/reset/", {"email": THEIRS})
    assert "/password/reset/key/" not in mail.outbox[-1].body, "who owns it is not given the account that claims it"
    invite(bo)
    owner = Client()
    owner.get(mailed_link())
    sign_up(owner)
    assert address_of(THEIRS).user.email == THEIRS


def test_without_mail_no_address_is_added_and_the_page_says_why(bo):
    page = signed_in(bo).post("/accounts/email/", {"action_add": "", "email": THEIRS})
    assert "skickas ingen e-post" in page.content.decode()
    assert not EmailAddress.objects.filter(email=THEIRS).exists()


def test_without_mail_an_invitation_that_is_handed_over_is_enough_to_come_in(bo):
    made, visitor = invite(bo), Client()
    visitor.get(f"/invitation/{made.secret}/")
    sign_up(visitor)
    assert visitor.get("/workshops/").status_code == 200
    assert not address_of(THEIRS).verified, "it is asked for when there is mail"


def test_no_account_is_made_without_a_password(monkeypatch):
    monkeypatch.setattr("digibarometer.running.migrate.bring_up_to_date", lambda: None)
    monkeypatch.setattr(sys.stdin, "isatty", lambda: False, raising=False)
    monkeypatch.delenv("DJANGO_SUPERUSER_PASSWORD", raising=False)
    with pytest.raises(SystemExit, match="set DJANGO_SUPERUSER_PASSWORD"):
        create_admin.main("anna@example.se")
    assert not User.objects.filter(email="anna@example.se").exists()


def test_nobody_is_promised_a_letter_where_none_is_sent(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    for ask in (Client().get, Client().post):
        page = ask("/accounts/password/reset/", {"email": "anna@example.se"}).content.decode()
        assert "skickar ingen e-post" in page and "Fråga den som" in page


def test_an_account_that_is_made_on_the_machine_signs_in_at_once(mailing, monkeypatch, capsys):
    monkeypatch.setattr("digibarometer.running.migrate.bring_up_to_date", lambda: None)
    monkeypatch.setattr(sys.stdin, "isatty", lambda: False, raising=False)
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", WORD)
    create_admin.main("Anna@Example.SE")
    visitor = Client()
    visitor.post("/accounts/login/", {"login": "anna@example.se", "password": WORD})
    assert visitor.get("/workshops/").status_code == 200
    with pytest.raises(SystemExit, match="belongs to an account"):
        create_admin.main("anna@example.se")
