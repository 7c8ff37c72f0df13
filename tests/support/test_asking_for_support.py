"""A workshop asks its county's coordinator for support; the coordinator answers by a link, and may think again."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from digibarometer.places.models import Coordinator
from digibarometer.support.models import SupportRequest

DAY = timezone.localdate() + timedelta(days=20)
ASK = {"wishes": ["coaching", "horizon"], "day_1": DAY.isoformat(), "message": "Vi är nya på det här."}


@pytest.fixture
def carin(workshop):
    return Coordinator.objects.create(county=workshop.municipality.county, name="Carin", email="carin@lan.example")


@pytest.fixture
def page(workshop):
    return f"/w/{workshop.pk}/support/"


def test_the_coordinator_gets_one_letter_however_often_one_asks(eva, signed_in, carin, page, said):
    browser = signed_in(eva)
    browser.post(f"{page}request/make/", ASK)
    again = browser.post(f"{page}request/make/", ASK, follow=True)
    browser.post(f"{page}request/send/")
    assert SupportRequest.objects.count() == len(mail.outbox) == 1
    assert mail.outbox[0].to == ["carin@lan.example"]
    assert mail.outbox[0].reply_to == [eva.email]
    assert SupportRequest.objects.get().secret in mail.outbox[0].body
    assert any("redan" in one or "already" in one for one in said(again))


def test_without_an_address_there_is_a_text_to_copy(eva, signed_in, page):
    html = signed_in(eva).post(f"{page}request/make/", ASK, follow=True).content.decode()
    assert not mail.outbox
    assert SupportRequest.objects.get().secret in html
    assert 'id="letter"' in html


def test_where_no_mail_can_be_sent_there_is_a_text_to_copy(eva, signed_in, carin, page, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    assert 'id="letter"' in signed_in(eva).post(f"{page}request/make/", ASK, follow=True).content.decode()
    assert SupportRequest.objects.get().sent_at is None


@pytest.mark.parametrize(
    "bad", [{"wishes": []}, {"wishes": ["money"]}, {"day_1": "snart"}, {"day_1": "2020-01-01"}, {"message": "x" * 2001}]
)
def test_what_is_wrong_is_said_and_what_was_written_stays(eva, signed_in, page, bad):
    answer = signed_in(eva).post(f"{page}request/make/", {**ASK, **bad})
    assert answer.context["form"].errors
    assert not SupportRequest.objects.exists()
    assert "x" in bad.get("message", "x") and (bad.get("message") or "Vi är nya") in answer.content.decode()


def asked(eva, signed_in, page):
    signed_in(eva).post(f"{page}request/make/", ASK)
    return SupportRequest.objects.get()


def test_the_answer_stands_beside_the_workshop_and_can_be_changed(eva, signed_in, client, page):
    link = f"/support/{asked(eva, signed_in, page).secret}/"
    assert "Vi är nya" in client.get(link).content.decode()
    client.post(link, {"answer": "yes", "on": DAY.isoformat()})
    other = DAY + timedelta(days=1)
    client.post(link, {"answer": "other", "on": other.isoformat(), "text": "Torsdag går bättre."})
    kept = SupportRequest.objects.get()
    assert (kept.answer, kept.answer_on) == ("other", other)
    assert "Torsdag går bättre." in signed_in(eva).get(page).content.decode()
    assert f'href="{page}"' in signed_in(eva).get("/workshops/").content.decode()


@pytest.mark.parametrize("bad", [{}, {"answer": "maybe"}, {"answer": "other"}, {"answer": "other", "on": "2020-01-01"}])
def test_an_answer_that_says_nothing_is_not_kept(eva, signed_in, client, page, bad):
    made = asked(eva, signed_in, page)
    assert client.post(f"/support/{made.secret}/", bad).status_code == 200
    assert SupportRequest.objects.get().answer == ""


def test_after_a_no_or_when_taken_back_one_can_ask_again(eva, signed_in, client, page):
    link = f"/support/{asked(eva, signed_in, page).secret}/"
    client.post(link, {"answer": "no"})
    signed_in(eva).post(f"{page}request/make/", ASK)
    assert SupportRequest.objects.count() == 2
    client.post(link, {"answer": "yes", "on": DAY.isoformat()})  # thinks again, but another is asked meanwhile
    assert SupportRequest.objects.filter(answer="no").count() == 1
    signed_in(eva).post(f"{page}request/withdraw/")
    late = SupportRequest.objects.get(answer="")
    client.post(f"/support/{late.secret}/", {"answer": "yes", "on": DAY.isoformat()})
    late.refresh_from_db()
    assert late.answer == ""


def test_after_the_day_nothing_is_answered(eva, signed_in, client, page):
    made = asked(eva, signed_in, page)
    SupportRequest.objects.update(dates=["2020-01-01"])
    client.post(f"/support/{made.secret}/", {"answer": "no"})
    assert SupportRequest.objects.get().answer == ""
    assert client.get("/support/not-a-secret/").status_code == 404
