"""Guessing a password is slow, and nobody elsewhere keeps its owner out; mail has no address but our own."""

import os
import re
import secrets

import pytest
from allauth.core.internal import ratelimit
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.cache import cache

from digibarometer.accounts.models import User
from digibarometer.screens import door_limits
from digibarometer.serving.cache_serializer import JsonSerializer
from digibarometer.settings import counts_cache

EVA, WORD = "eva@example.se", "a long enough passphrase"


@pytest.fixture
def eva(db):
    return User.objects.create_user(EVA, WORD)


def sign_in(client, password=WORD, email=EVA):
    client.cookies.pop("sessionid", None)
    return client.post("/accounts/login/", {"login": email, "password": password}).status_code == 302


def guess(client, times, email=EVA):
    for _ in range(times):
        assert not sign_in(client, "wrong", email)


def test_wrong_passwords_from_elsewhere_do_not_keep_the_owner_out(eva, browser):
    guess(browser("198.51.100.9"), 6)
    assert not sign_in(browser("198.51.100.9")), "who guesses must wait, even with the right one"
    assert sign_in(browser("192.0.2.7"))


def test_wrong_passwords_from_the_same_hall_do_not_keep_a_known_device_out(eva, browser):
    laptop = browser()
    assert sign_in(laptop)
    guess(browser(), 6)
    guess(browser(), 30, "somebody@else.se")
    assert not sign_in(browser())
    assert sign_in(laptop)


def test_wrong_passwords_from_everywhere_do_not_keep_a_known_device_out_and_are_bounded(eva, browser):
    laptop = browser()
    assert sign_in(laptop)
    for network in range(10):
        guess(browser(f"198.51.100.{network}"), 5)
    assert not sign_in(browser("203.0.113.5")), "fifty an hour, wherever they come from"
    assert sign_in(laptop)


def test_a_known_device_guesses_no_faster(eva, browser):
    laptop = browser()
    assert sign_in(laptop)
    guess(laptop, 5)
    assert not sign_in(laptop)


def test_a_device_is_known_for_its_own_account_only(eva, browser):
    User.objects.create_user("mallory@example.se", WORD)
    theirs = browser("198.51.100.9")
    assert sign_in(theirs, email="mallory@example.se")
    guess(theirs, 5)
    assert not sign_in(theirs)
    forged = browser("198.51.100.9")
    forged.cookies[f"known_{eva.pk}"] = next(
        value.value for name, value in theirs.cookies.items() if name.startswith("known_")
    )
    assert not sign_in(forged)


def test_addresses_of_one_ipv6_network_count_as_one(eva, browser):
    for number in range(5):
        guess(browser(f"2001:db8:1:2::{number + 1:x}"), 1)
    assert not sign_in(browser("2001:db8:1:2:ffff::1"))
    assert sign_in(browser("2001:db8:1:3::1"))


def test_hundreds_of_other_addresses_do_not_push_a_count_out(eva, browser):
    guess(browser(), 5)
    for number in range(1000):
        cache.set(f"somebody-else-{number}", [1.0], 300)
    assert not sign_in(browser())


@pytest.mark.postgres
def test_processes_share_their_counts_by_the_bus(eva, browser, settings):
    shared = counts_cache(os.environ["TEST_BUS_URL"], secrets.token_hex(16))
    settings.CACHES = {"default": shared}
    assert sign_in(browser())
    guess(browser(), 5)
    for _ in range(door_limits.MAX_WRONG):
        door_limits.count_wrong("192.0.2.7")
    door_limits.note_right("192.0.2.7", "123456")
    settings.CACHES = {"default": dict(shared)}  # another connection, as another process has
    assert not sign_in(browser())
    assert door_limits.has_many("192.0.2.7")
    assert door_limits.has_been_right("192.0.2.7", "123456")
    settings.CACHES = {"default": shared | {"LOCATION": "redis://127.0.0.1:1/0"}}
    assert browser().post("/accounts/login/", {"login": EVA, "password": WORD}).status_code == 503
    assert not door_limits.has_many("192.0.2.7"), "people come into rooms as ever"
    settings.CACHES = {"default": counts_cache("", "")}


def test_counts_are_shared_as_json_and_not_as_programs():
    written = JsonSerializer(5).dumps([1.5, True])
    assert JsonSerializer().loads(written) == [1.5, True]
    with pytest.raises(ValueError):
        JsonSerializer().loads(b"cos\nsystem\n(S'true'\ntR.")


def test_beginning_with_passkeys_is_limited_since_each_keeps_a_session(browser):
    visitor = [browser() for _ in range(70)]
    answers = {
        one.get("/accounts/2fa/webauthn/login/", headers={"accept": "application/json"}).status_code for one in visitor
    }
    assert answers == {200, 429}
    assert Session.objects.count() == 60


def test_a_new_password_by_mail_signs_in_and_makes_the_device_known(eva, browser, mailing):
    for network in range(10):
        guess(browser(f"198.51.100.{network}"), 5)
    owner = browser("203.0.113.5")
    owner.post("/accounts/password/reset/", {"email": EVA})
    page = owner.get(re.search(r"https://[^/]+(/\S+)", str(mail.outbox[-1].body))[1], follow=True)
    new = "another long enough passphrase"
    owner.post(page.redirect_chain[-1][0], {"password1": new, "password2": new})
    assert owner.get("/workshops/").status_code == 200
    assert sign_in(owner, new)


@pytest.mark.parametrize("host", ["evil.example", "localhost"])
def test_mail_has_our_own_address_whatever_the_request_says(eva, browser, mailing, settings, host):
    settings.ALLOWED_HOSTS = ["*"]
    browser().post("/accounts/password/reset/", {"email": EVA}, headers={"host": host})
    browser().post("/accounts/password/reset/", {"email": "nobody@example.se"}, headers={"host": host})
    assert len(mail.outbox) == 2
    for letter in mail.outbox:
        assert "https://digibarometer.example.se/accounts/" in letter.body
        assert host not in f"{letter.body}{letter.subject}"


def test_the_limits_have_room_for_a_hall_and_none_for_guessing(settings):
    assert ratelimit.parse_rate(settings.ACCOUNT_RATE_LIMITS["login_failed_to"]).amount <= 100  # NIST SP 800-63B 5.2.2
