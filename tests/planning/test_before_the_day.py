"""People rate before the day, by a link: the same answers count on the day, and nothing is left of their addresses."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.utils import timezone

from digibarometer.exercises.assessment.models import Rating
from digibarometer.planning import prework_views
from digibarometer.workshops import attendance
from digibarometer.workshops.models import Attendance, Move, Occasion, PreworkReminder, Workshop
from digibarometer.workshops.snapshot import drop_snapshots, load_snapshot

URL = "/w/{}/ahead/"


@pytest.fixture
def room(room, monkeypatch):
    """Eva's room, a week before the day; changes are made at once."""
    made = []
    monkeypatch.setattr("digibarometer.live.api.apply_change", lambda change: change(made))
    Occasion.objects.filter(workshop=room.pk).update(on=timezone.localdate() + timedelta(days=7))
    Workshop.objects.filter(pk=room.pk).update(state="planned", phase=None)
    drop_snapshots(None)
    return room


@pytest.fixture
def eva(room, signed_in):
    return signed_in(room.users["eva"])


def ids(room, who):
    return [touch.id for touch in room.registry.screen_panels(room.seat(who))]


def newcomer(room):
    person = attendance.join(load_snapshot(room.pk).workshop, "official")
    room.people["new"] = person.pk
    return person


def test_the_leader_opens_it_and_phones_show_all_areas(room, eva):
    assert "room_ahead" not in ids(room, "anna")
    eva.post(f"{URL.format(room.pk)}open/")
    drop_snapshots(None)
    shown = ids(room, "anna")
    assert "room_ahead" in shown and len([one for one in shown if one.startswith("room_ahead_area-")]) == 8
    assert "desk_ahead" in ids(room, "eva")
    assert Move.objects.filter(workshop=room.pk, what="ahead", by=room.users["eva"]).exists()
    eva.post(f"{URL.format(room.pk)}close/")
    drop_snapshots(None)
    assert "room_ahead" not in ids(room, "anna")


@pytest.mark.parametrize("days", [15, 0, None])
def test_not_earlier_than_two_weeks_not_on_the_day_and_not_without_a_day(room, eva, days):
    on = None if days is None else timezone.localdate() + timedelta(days=days)
    Occasion.objects.filter(workshop=room.pk).update(on=on)
    eva.post(f"{URL.format(room.pk)}open/")
    assert Workshop.objects.get(pk=room.pk).ahead_at is None


def test_who_rates_before_is_not_in_the_room_but_the_answers_count_in_the_group_of_the_day(room, eva):
    eva.post(f"{URL.format(room.pk)}open/")
    drop_snapshots(None)
    person = newcomer(room)
    assert not Attendance.objects.filter(participant=person).exists()
    room.act("new", "assessment.rate", question=room.questions[0], level=4)
    assert Rating.objects.get(participant=person).group is None
    html = {touch.id: html for touch, html in room.every_panel_for_every_audience().items()}["desk_ahead"]
    assert "har börjat" in html and "Anna" not in html

    room.act("eva", "room.move_to", to=room.phase("welcome").pk)
    drop_snapshots(None)
    attendance.rejoin_change(room.seat("new"))([])
    room.act("eva", "room.move_to", to=room.phase("alone").pk)
    drop_snapshots(None)
    rating = Rating.objects.get(participant=person)
    assert rating.level == 4
    assert rating.group_id == Attendance.objects.get(participant=person).group_id is not None
    assert "room_questions" in ids(room, "new")


@pytest.mark.parametrize(
    ("do", "how"),
    [("room.move_to", lambda room: {"to": room.phase("welcome").pk}), ("room.set_state", {"state": "open"})],
)
def test_who_rated_before_and_is_connected_takes_part_when_the_leader_begins(room, eva, monkeypatch, do, how):
    eva.post(f"{URL.format(room.pk)}open/")
    drop_snapshots(None)
    here, gone = newcomer(room), newcomer(room)
    monkeypatch.setattr("digibarometer.live.api.connected_seats", lambda _workshop: {f"p{here.pk}"})
    room.act("eva", do, **(how(room) if callable(how) else how))
    assert Attendance.objects.filter(participant=here).exists()
    assert not Attendance.objects.filter(participant=gone).exists()
    assert Workshop.objects.get(pk=room.pk).ahead_at is None


def test_it_closes_by_itself_when_the_day_comes(room, eva):
    eva.post(f"{URL.format(room.pk)}open/")
    prework_views.send_due_reminders()
    assert Workshop.objects.get(pk=room.pk).ahead_at
    Occasion.objects.filter(workshop=room.pk).update(on=timezone.localdate())
    prework_views.send_due_reminders()
    assert Workshop.objects.get(pk=room.pk).ahead_at is None


def test_each_is_reminded_once_and_the_address_is_gone(room, eva, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    eva.post(f"{URL.format(room.pk)}open/")
    wrong = eva.post(URL.format(room.pk) + "reminder/save/", {"addresses": "kim@", "on": str(timezone.localdate())})
    assert "kim@" in wrong.content.decode() and not PreworkReminder.objects.exists()
    said = {
        "addresses": "Kim Ek <kim@salem.se>; alva@salem.se, kim@salem.se",
        "on": str(timezone.localdate()),
    }
    eva.post(URL.format(room.pk) + "reminder/save/", said)
    assert "kim@salem.se" not in eva.get(URL.format(room.pk)).content.decode()
    prework_views.send_due_reminders()
    prework_views.send_due_reminders()
    assert sorted(message.to[0] for message in mail.outbox) == ["alva@salem.se", "kim@salem.se"]
    assert f"/j/{load_snapshot(room.pk).workshop.code}" in mail.outbox[0].body
    kept = PreworkReminder.objects.get()
    assert (kept.addresses, kept.sent) == ([], 2)


class Refuses(EmailBackend):
    """A mail server that wants nothing for one address."""

    def send_messages(self, messages):
        if messages[0].to == ["fel@salem.se"]:
            raise RuntimeError("no")
        return super().send_messages(messages)


def test_one_mail_that_fails_stops_no_other_is_tried_again_and_the_leader_is_told(room, eva, settings, monkeypatch):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend", Refuses)
    eva.post(f"{URL.format(room.pk)}open/")
    said = {"addresses": "fel@salem.se alva@salem.se", "on": str(timezone.localdate())}
    eva.post(URL.format(room.pk) + "reminder/save/", {**said})
    prework_views.send_due_reminders()
    assert [message.to for message in mail.outbox] == [["alva@salem.se"]]
    kept = PreworkReminder.objects.get()
    assert (kept.addresses, kept.sent, kept.failed) == (["fel@salem.se"], 1, 0)
    assert "Nytt försök" in eva.get(URL.format(room.pk)).content.decode()
    for _ in range(3):
        PreworkReminder.objects.exclude(due_at=None).update(due_at=timezone.now())  # the time has come
        prework_views.send_due_reminders()
    kept.refresh_from_db()
    assert (kept.addresses, kept.sent, kept.failed, kept.attempts) == ([], 1, 1, 3)
    assert "1 påminnelse kunde inte skickas" in eva.get(URL.format(room.pk)).content.decode()


def test_one_workshop_whose_reminders_cannot_be_written_stops_no_other(room, settings, monkeypatch):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    today = {"on": timezone.localdate(), "at": timezone.now()}
    for workshop in Workshop.objects.filter(pk__in=[room.pk, room.elsewhere]):
        workshop.update_and_bump_version(ahead_at=timezone.now(), state="planned")
        Occasion.objects.filter(workshop=workshop).update(on=timezone.localdate() + timedelta(days=7))
        PreworkReminder.objects.create(
            workshop=workshop, addresses=[f"kim@{workshop.pk}.se"], due_at=today["at"], **today
        )

    broken_code = Workshop.objects.get(pk=room.pk).code

    def broken(code):
        if code == broken_code:
            raise ValueError
        return "link"

    monkeypatch.setattr(prework_views, "join_url", broken)
    prework_views.send_due_reminders()
    assert [message.to for message in mail.outbox] == [[f"kim@{room.elsewhere}.se"]]
    kept = PreworkReminder.objects.get(workshop=room.pk)
    assert kept.addresses and kept.due_at, "nothing is lost: it is tried again"


def test_a_title_with_line_breaks_is_one_line_and_its_reminder_goes(room, eva, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    Workshop.objects.filter(pk=room.pk).update(title="Vår\r\nBcc: alla@salem.se")
    eva.post(f"{URL.format(room.pk)}open/")
    eva.post(URL.format(room.pk) + "reminder/save/", {"addresses": "kim@salem.se", "on": str(timezone.localdate())})
    prework_views.send_due_reminders()
    assert mail.outbox[0].subject.endswith("Vår Bcc: alla@salem.se")


def test_addresses_do_not_outlive_the_beginning(room, eva):
    eva.post(f"{URL.format(room.pk)}open/")
    later = timezone.localdate() + timedelta(days=3)
    eva.post(URL.format(room.pk) + "reminder/save/", {"addresses": "kim@salem.se", "on": str(later)})
    drop_snapshots(None)
    room.act("eva", "room.move_to", to=room.phase("welcome").pk)
    prework_views.send_due_reminders()
    assert PreworkReminder.objects.get().addresses == []
