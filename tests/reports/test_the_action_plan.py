"""The plan after the workshop: letters, links, files, and who may say what."""

import io
from datetime import timedelta

import openpyxl
import pytest
from django.core import mail
from django.utils import timezone
from icalendar import Calendar

from digibarometer.exercises.activities import progress_tracking
from digibarometer.exercises.activities.models import Activity, ActivityReminder, Progress
from digibarometer.reports.plan import owners
from digibarometer.results.followup.models import FollowUp
from digibarometer.workshops.models import Workshop

pytestmark = pytest.mark.django_db
HOSTILE = "=1+1 <b>Rita</b>"


@pytest.fixture
def activity(room, settings):
    """The first activity of the room's plan, with a date in ten days; e-mail is set up."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    held = Activity.objects.get(pk=room.activity())
    soon = timezone.localdate() + timedelta(days=10)
    said = {"chosen_at": timezone.now(), "name": HOSTILE, "due_on": soon, "owner": "Kartan", "owner_name": "Kim Lund"}
    progress_tracking.edit_activity(held, said)
    held.refresh_from_db()
    return held


def page(room, name=""):
    return f"/r/{room.snapshot.workshop.result_secret}/{name}"


def test_the_owner_is_asked_once_and_says_how_it_goes_without_an_account(activity, client):
    progress_tracking.start_reminders(activity, "owner@example.se")
    owners.send_due_reminders()
    owners.send_due_reminders()
    assert [message.to for message in mail.outbox] == [["owner@example.se"]]
    path = "/follow/" + mail.outbox[0].body.split("/follow/")[1].split()[0]
    assert client.get(path).status_code == 200 and not Progress.objects.exists()
    client.post(path, {"status": "going", "text": "Vi har börjat"})
    activity.refresh_from_db()
    assert (activity.status, Progress.objects.get().text, Progress.objects.get().by) == ("going", "Vi har börjat", None)


def test_what_is_done_reminds_nobody_and_the_address_is_deleted(activity, client):
    reminder = progress_tracking.start_reminders(activity, "owner@example.se")
    client.post(f"/follow/{owners.token(reminder)}/", {"status": "done", "text": ""})
    owners.send_due_reminders()
    assert not mail.outbox and ActivityReminder.objects.get().address == ""


def test_what_a_later_workshop_says_stands_in_the_plan_and_ends_the_reminders(activity, room, client):
    progress_tracking.start_reminders(activity, "owner@example.se")
    later = Workshop.objects.exclude(pk=room.pk).first()
    said = FollowUp.objects.create(workshop=later, activity=activity, became="going", led_to="Kartan är ritad")
    client.force_login(room.users["eva"], "allauth.account.auth_backends.AuthenticationBackend")
    page = client.get(f"/w/{room.pk}/action-plan/", headers={"accept-language": "sv"}).content.decode()
    assert "Kartan är ritad" in page and "På gång" in page and later.title in page
    owners.send_due_reminders()
    assert len(mail.outbox) == 1, "it goes on, so its owner is asked"
    ActivityReminder.objects.update(sent_on=None)
    FollowUp.objects.filter(pk=said.pk).update(became="done")
    owners.send_due_reminders()
    assert len(mail.outbox) == 1
    Workshop.objects.filter(pk=later.pk).update(is_practice=True)
    owners.send_due_reminders()
    assert len(mail.outbox) == 2, "what was said in practice counts nowhere"


def test_the_owner_stops_the_letters(activity, client):
    reminder = progress_tracking.start_reminders(activity, "owner@example.se")
    client.post(f"/follow/{owners.token(reminder)}/letters/stop/")
    owners.send_due_reminders()
    assert not mail.outbox and ActivityReminder.objects.get().address == ""
    assert client.get(f"/follow/{owners.token(reminder)}/").status_code == 200


def test_a_link_that_was_changed_or_replaced_says_so(activity, client):
    old = owners.token(progress_tracking.start_reminders(activity, "owner@example.se"))
    progress_tracking.start_reminders(activity, "another@example.se")
    for token in (old, old[:-1] + "x", "nonsense"):
        answer = client.get(f"/follow/{token}/", headers={"accept-language": "sv"})
        assert answer.status_code == 404 and "Länken gäller inte längre" in answer.content.decode()


def test_a_letter_that_cannot_be_sent_is_tried_again(activity, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "localhost", 1
    progress_tracking.start_reminders(activity, "owner@example.se")
    owners.send_due_reminders()
    waiting = ActivityReminder.objects.get()
    assert waiting.sent_on is None and waiting.due_at, "it waits for the mail server"
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    owners.send_due_reminders()
    assert [message.to for message in mail.outbox] == [["owner@example.se"]]


def test_open_files_hold_no_names_and_run_no_formulas(activity, room, client):
    table = client.get(page(room, "plan.csv")).content.decode()
    assert "'=1+1" in table and "Kartan" in table and "Kim Lund" not in table
    book = openpyxl.load_workbook(io.BytesIO(client.get(page(room, "plan.xlsx")).content))
    cells = [cell for row in book.active.iter_rows() for cell in row]
    assert all(cell.data_type != "f" for cell in cells)
    values = {cell.value for cell in cells}
    assert HOSTILE in values and "Kim Lund" not in values
    told = client.get(page(room, "result.json")).json()["activities"]["plan"]
    assert told[0]["name"] == HOSTILE and "Kim Lund" not in str(told)
    assert "Kim Lund" not in client.get(page(room)).content.decode()


def test_the_plan_of_the_account_has_names(activity, room, client):
    client.force_login(room.users["eva"], "allauth.account.auth_backends.AuthenticationBackend")
    book = openpyxl.load_workbook(io.BytesIO(client.get(f"/w/{room.pk}/action-plan.xlsx").content))
    assert "Kim Lund" in {cell.value for row in book.active.iter_rows() for cell in row}


def test_the_calendar_has_the_day(activity, room, client):
    events = Calendar.from_ical(client.get(page(room, "plan.ics")).content).walk("VEVENT")
    assert [event.decoded("dtstart") for event in events] == [activity.due_on]


def test_someone_with_an_account_changes_the_plan_after_the_workshop(activity, room, client):
    room.go("closed")
    client.force_login(room.users["eva"], "allauth.account.auth_backends.AuthenticationBackend")
    fields = {"status": "going", "text": "Igång", "owner": "Plan", "owner_name": "", "first_step": "", "due_on": ""}
    answer = client.post(f"/w/{room.pk}/action-plan/{activity.pk}/", {**fields, "address": ""})
    activity.refresh_from_db()
    assert answer.status_code == 302 and (activity.status, activity.owner, activity.due_on) == ("going", "Plan", None)
    assert Progress.objects.get().by == room.users["eva"]


def test_an_activity_that_was_not_chosen_is_not_in_the_plan(activity, room, client):
    client.force_login(room.users["eva"], "allauth.account.auth_backends.AuthenticationBackend")
    assert client.get(f"/w/{room.pk}/action-plan/{room.activity(2)}/").status_code == 404


def test_the_plan_asks_no_more_of_the_database_when_it_is_longer(activity, room, client, django_assert_max_num_queries):
    Activity.objects.filter(workshop=room.pk).update(chosen_at=timezone.now())
    for _ in range(5):
        progress_tracking.record_progress(activity, "going", "Igång", None)
    client.force_login(room.users["eva"], "allauth.account.auth_backends.AuthenticationBackend")
    client.get(f"/w/{room.pk}/action-plan/")
    with django_assert_max_num_queries(32):
        client.get(f"/w/{room.pk}/action-plan/")
