"""Who should be in the room, the invitation, and what becomes of the addresses."""

from datetime import date, datetime, time, timedelta
from smtplib import SMTPException

import pytest
from django.core import mail
from django.utils import timezone
from icalendar import Calendar

from digibarometer.inviting import delivery_queue
from digibarometer.inviting.models import InvitationText, Invitee, StakeholderFunction
from digibarometer.planning.data_export import export_zip
from digibarometer.results import closing
from digibarometer.workshops.models import Workshop
from digibarometer.workshops.snapshot import drop_snapshots, load_snapshot

WHO, LETTER = "/w/{}/invite/", "/w/{}/invite/letter/"


@pytest.fixture(autouse=True)
def at_once(monkeypatch):
    monkeypatch.setattr("digibarometer.live.api.apply_change", lambda change: change([]))


@pytest.fixture
def page(workshop, eva, signed_in):
    """Eva's page of the invitation, with both days set."""
    for number, occasion in enumerate(workshop.occasions.all()):
        occasion.on, occasion.begins = date(2027, 3, 2 + 7 * number), time(9)
        occasion.save()
    drop_snapshots(None)
    client = signed_in(eva)
    client.get(LETTER.format(workshop.pk))
    return client


@pytest.fixture
def letter(page, workshop):
    return InvitationText.objects.get(workshop=workshop)


def post(client, workshop, button, **what):
    return client.post(LETTER.format(workshop.pk) + button, what, follow=True)


def statuses(workshop):
    return sorted(Invitee.objects.filter(workshop=workshop).values_list("email", "state"))


def test_the_list_begins_with_the_functions_that_should_be_there(workshop, eva, signed_in):
    client = signed_in(eva)
    text = client.get(WHO.format(workshop.pk)).content.decode()
    assert all(word in text for word in ("Bygglov", "Lantmäteri", "GIS", "Politik", "Miljö", "IT"))
    assert "Utan bygglov saknas de som möter sökande varje dag." in text
    client.post(WHO.format(workshop.pk) + "functions/add/", {"name": "Kultur", "role": "official"})
    assert StakeholderFunction.objects.filter(workshop=workshop, name="Kultur").exists()


def test_numbers_tell_what_is_missing_and_what_that_costs(workshop, eva, signed_in):
    client = signed_in(eva)
    client.get(WHO.format(workshop.pk))
    numbers = {"politics": 4, "managers": 6, "planning": 12}
    fields = {}
    for row in workshop.wanted.all():
        fields |= {
            f"{row.pk}-role": row.role,
            f"{row.pk}-invited": "",
            f"{row.pk}-coming": str(numbers.get(row.key, "")),
        }
    text = client.post(WHO.format(workshop.pk), fields, follow=True).content.decode()
    assert "Med färre än 5 politiker visas ingen egen bild för politikerna." in text
    assert "Politiker och ledare slås ihop i en bild" in text
    assert "Utan planerare" not in text and "Utan bygglov" in text
    wrong = client.post(WHO.format(workshop.pk), fields | {f"{workshop.wanted.first().pk}-coming": "-3"})
    assert "Rätta dem" in wrong.content.decode() and workshop.wanted.first().coming == 4


def test_the_invitation_goes_once_to_each_with_a_calendar_file_for_each_occasion(page, workshop, letter, settings):
    post(page, workshop, "addresses/add/", addresses="Anna Ek <anna@ek.se>; Bo <bo@ek.se>\nANNA@ek.se")
    assert mail.outbox == [] and len(statuses(workshop)) == 2
    for _ in range(2):
        post(page, workshop, "addresses/send/")
        delivery_queue.send_pending_invitations()
        delivery_queue.send_pending_invitations()
    assert sorted(letter.to[0] for letter in mail.outbox) == ["anna@ek.se", "bo@ek.se"]
    assert {len(each.to) for each in mail.outbox} == {1}
    sent = mail.outbox[0]
    assert sent.body == page.get(LETTER.format(workshop.pk)).context["written"].text, "it is sent as it was shown"
    assert f"/welcome/{letter.secret}/" in sent.body and "2 mars 2027, 09:00–" in sent.body
    assert workshop.code not in sent.body
    assert [name for name, _, _ in sent.attachments] == ["digibarometern-1.ics", "digibarometern-2.ics"]
    event = Calendar.from_ical(sent.attachments[1][1]).walk("VEVENT")[0]
    assert event.decoded("dtstart") == timezone.make_aware(datetime(2027, 3, 9, 9))
    assert event.decoded("dtend") > event.decoded("dtstart")
    assert {state for _, state in statuses(workshop)} == {"done"}


def test_the_same_address_added_again_is_not_written_to_again(page, workshop):
    post(page, workshop, "addresses/add/", addresses="anna@ek.se")
    post(page, workshop, "addresses/send/")
    delivery_queue.send_pending_invitations()
    post(page, workshop, "addresses/add/", addresses="Anna <ANNA@ek.se>; bo@ek.se")
    post(page, workshop, "addresses/send/")
    delivery_queue.send_pending_invitations()
    assert [letter.to for letter in mail.outbox] == [["anna@ek.se"], ["bo@ek.se"]]


def test_wrong_addresses_are_named_and_none_is_kept(page, workshop):
    answer = post(page, workshop, "addresses/add/", addresses="anna@ek.se; bo@ek; cilla")
    assert "bo@ek, cilla" in answer.content.decode() and statuses(workshop) == []
    assert "anna@ek.se; bo@ek; cilla" in answer.content.decode(), "nothing that was pasted is lost"


def test_five_hundred_addresses_can_be_pasted_and_not_one_more(page, workshop, django_assert_max_num_queries):
    many = "\n".join(f"Person {n} <person{n}@kommun.se>" for n in range(500))
    with django_assert_max_num_queries(40):
        post(page, workshop, "addresses/add/", addresses=many)
    assert len(statuses(workshop)) == 500
    assert "500" in post(page, workshop, "addresses/add/", addresses="one@more.se").content.decode()
    assert len(statuses(workshop)) == 500
    post(page, workshop, "addresses/send/")
    delivery_queue.send_pending_invitations()
    assert 0 < len(mail.outbox) < 500, "other duties get their turn"


def test_what_the_server_refused_can_be_tried_again(page, workshop, monkeypatch):
    post(page, workshop, "addresses/add/", addresses="anna@ek.se\nbo@ek.se")
    real = mail.EmailMessage.send

    def refuses_bo(message, *args):
        if message.to == ["bo@ek.se"]:
            raise SMTPException
        return real(message, *args)

    monkeypatch.setattr("django.core.mail.EmailMessage.send", refuses_bo)
    post(page, workshop, "addresses/send/")
    delivery_queue.send_pending_invitations()
    assert statuses(workshop) == [("anna@ek.se", "done"), ("bo@ek.se", "failed")]
    monkeypatch.setattr("django.core.mail.EmailMessage.send", real)
    assert "Nytt försök" in page.get(LETTER.format(workshop.pk)).content.decode()
    delivery_queue.send_pending_invitations()
    assert len(mail.outbox) == 1, "a server that said no is not asked again at once"
    post(page, workshop, "addresses/send-again/")
    delivery_queue.send_pending_invitations()
    assert [letter.to[0] for letter in mail.outbox] == ["anna@ek.se", "bo@ek.se"]


def test_what_the_server_refused_is_tried_again_by_itself_and_says_so_when_it_is_given_up(page, workshop, monkeypatch):
    post(page, workshop, "addresses/add/", addresses="bo@ek.se")
    tries = []

    def refuses(message, *args):
        tries.append(message.to)
        raise SMTPException

    monkeypatch.setattr("django.core.mail.EmailMessage.send", refuses)
    post(page, workshop, "addresses/send/")
    for _ in range(5):
        delivery_queue.send_pending_invitations()
        Invitee.objects.exclude(due_at=None).update(due_at=timezone.now())  # the time has come
    assert len(tries) == 3 and statuses(workshop) == [("bo@ek.se", "failed")]
    shown = page.get(LETTER.format(workshop.pk)).content.decode()
    assert "e-postservern sa nej" in shown and "Nytt försök" not in shown


def test_while_the_mail_server_is_away_invitations_wait_and_count_no_try(page, workshop, settings):
    post(page, workshop, "addresses/add/", addresses="anna@ek.se")
    post(page, workshop, "addresses/send/")
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "localhost", 1
    delivery_queue.send_pending_invitations()
    waiting = Invitee.objects.get()
    assert (waiting.state, waiting.attempts) == ("waiting", 0) and waiting.due_at


def test_a_sending_that_was_cut_off_is_not_sent_again_by_itself(page, workshop):
    post(page, workshop, "addresses/add/", addresses="anna@ek.se")
    long_ago = timezone.now() - timedelta(hours=1)
    Invitee.objects.update(state="working", at=long_ago)
    delivery_queue.send_pending_invitations()
    assert statuses(workshop) == [("anna@ek.se", "unsure")] and mail.outbox == []


def test_a_line_break_in_the_subject_makes_no_header(page, workshop):
    post(page, workshop, "text/save/", language="sv", subject="Hej\r\nBcc: alla@ek.se", text="", contact="Anna\nBcc: x")
    post(page, workshop, "addresses/add/", addresses="anna@ek.se")
    post(page, workshop, "addresses/send/")
    delivery_queue.send_pending_invitations()
    headers = mail.outbox[0].message()
    assert headers["Bcc"] is None and headers["Subject"] == "Hej Bcc: alla@ek.se"


def test_the_leader_writes_it_and_the_facts_stay_below(page, workshop):
    post(page, workshop, "text/save/", language="en", subject="Come!", text="Dear all", contact="Anna, 08-1")
    text = page.get(LETTER.format(workshop.pk)).context["written"].text
    assert text.startswith("Dear all\n\n") and "Tuesday 2 March 2027" in text and "at least 5 people" in text
    assert "Anna, 08-1" in text


def test_our_words_stand_in_the_fields_and_follow_the_language_until_they_are_changed(page, workshop, letter):
    shown = page.get(LETTER.format(workshop.pk)).context["letter_form"].initial
    assert shown["text"].startswith("Hej!") and shown["subject"] == "Välkommen till Salem 2027"
    in_browser = shown["text"].replace("\n", "\r\n")
    post(page, workshop, "text/save/", language="en", subject=shown["subject"], text=in_browser, contact="")
    text = page.get(LETTER.format(workshop.pk)).context["written"].text
    assert text.startswith("Hello!") and "Hej" not in text


@pytest.mark.parametrize(
    "link",
    ["http://meet.se/1", "javascript:alert(1)", "https://", "https://a@meet.se/1", "meet.se", "https://[", "x" * 600],
)
def test_a_meeting_link_that_is_none_is_refused(page, workshop, link):
    first = workshop.occasions.first()
    answer = post(page, workshop, "places/save/", **{f"occasion-{first.pk}-video": link})
    assert "https://" in answer.content.decode()
    assert not workshop.occasions.exclude(video="").exists()


def test_place_and_meeting_reach_the_letter_the_calendar_and_the_participants_page(page, workshop, letter, client):
    first = workshop.occasions.first()
    said = {f"occasion-{first.pk}-place": "Stadshuset,\n plan 3", f"occasion-{first.pk}-video": "https://meet.se/1?a=2"}
    post(page, workshop, "places/save/", **said)
    drop_snapshots(None)
    text = page.get(LETTER.format(workshop.pk)).context["written"].text
    assert "Stadshuset, plan 3" in text and "https://meet.se/1?a=2" in text
    shown = client.get(f"/welcome/{letter.secret}/").content.decode()
    assert "Stadshuset, plan 3" in shown and "https://meet.se/1?a=2" in shown
    file = client.get(f"/welcome/{letter.secret}/calendar.ics?occasion=1")
    assert "Stadshuset" in str(Calendar.from_ical(file.content).walk("VEVENT")[0]["location"])
    assert file["Content-Type"].startswith("text/calendar")


def test_the_participants_page_tells_no_secret_and_is_kept_from_search(page, workshop, letter, client):
    answer = client.get(f"/welcome/{letter.secret}/")
    text = answer.content.decode()
    assert "noindex" in answer["X-Robots-Tag"] and "noindex" in text
    assert workshop.board_secret not in text and workshop.result_secret not in text
    assert f"/w/{workshop.pk}" not in text
    assert f"/j/{workshop.code}" not in text, "before the day there is nothing to come in to"
    Workshop.objects.filter(pk=workshop.pk).update(state="open")
    drop_snapshots(None)
    assert f"/j/{workshop.code}" in client.get(f"/welcome/{letter.secret}/").content.decode()
    assert client.get("/welcome/guessed/").status_code == 404


def test_without_e_mail_everything_can_be_copied(page, workshop, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    post(page, workshop, "addresses/add/", addresses="anna@ek.se\nbo@ek.se")
    text = page.get(LETTER.format(workshop.pk)).content.decode()
    assert 'data-copy="anna@ek.se; bo@ek.se"' in text and "skickar ingen e-post" in text
    post(page, workshop, "addresses/send/")
    delivery_queue.send_pending_invitations()
    assert {status for _, status in statuses(workshop)} == {"listed"}


def test_nobody_is_invited_to_practice(page, workshop):
    Workshop.objects.filter(pk=workshop.pk).update(is_practice=True)
    answer = post(page, workshop, "addresses/add/", addresses="anna@ek.se")
    assert "Det här är övning" in answer.content.decode() and statuses(workshop) == []


def test_the_addresses_go_when_the_workshop_ends(page, workshop):
    post(page, workshop, "addresses/add/", addresses="anna@ek.se")
    Workshop.objects.filter(pk=workshop.pk).update(state="ended")
    delivery_queue.forget_old_addresses()
    assert statuses(workshop) == []


def test_the_addresses_go_when_the_workshop_is_closed_or_was_never_held(page, workshop, eva):
    post(page, workshop, "addresses/add/", addresses="anna@ek.se")
    delivery_queue.forget_old_addresses()
    assert len(statuses(workshop)) == 1
    workshop.occasions.update(on=timezone.localdate() - timedelta(days=31))
    delivery_queue.forget_old_addresses()
    assert statuses(workshop) == []
    drop_snapshots(None)
    Invitee.objects.create(workshop=workshop, email="bo@ek.se")
    Workshop.objects.filter(pk=workshop.pk).update(state="ended")
    closing.close(Workshop.objects.get(pk=workshop.pk), eva, "Nämnden", "1", "Planen 2")
    assert statuses(workshop) == []


def test_no_address_and_no_link_is_taken_out(page, workshop, letter):
    import io
    import zipfile

    post(page, workshop, "addresses/add/", addresses="anna@ek.se")
    with zipfile.ZipFile(io.BytesIO(export_zip(workshop.municipality))) as taken:
        text = "".join(taken.read(name).decode() for name in taken.namelist())
    assert "anna@ek.se" not in text and letter.secret not in text and "inviting" in " ".join(taken.namelist())


def test_another_municipality_sees_nothing_of_it(page, workshop, dag, signed_in):
    stranger = signed_in(dag)
    assert stranger.get(WHO.format(workshop.pk)).status_code == 404
    assert stranger.post(LETTER.format(workshop.pk) + "addresses/send/").status_code == 404
    assert load_snapshot(workshop.pk).pk


@pytest.mark.parametrize("button_of", [WHO + "functions/{}/remove/", LETTER + "addresses/{}/remove/"])
@pytest.mark.parametrize("number", ["²", "٣", "-1", "9" * 30, "0"])
def test_a_number_that_is_no_number_takes_nothing_away(workshop, page, button_of, number):
    page.get(WHO.format(workshop.pk))
    before = StakeholderFunction.objects.filter(workshop=workshop).count()
    rows = {f"{row.pk}-role": row.role for row in StakeholderFunction.objects.filter(workshop=workshop)}
    known = number.isascii() and number.isdecimal()
    assert page.post(button_of.format(workshop.pk, number), rows).status_code == (302 if known else 404)
    assert StakeholderFunction.objects.filter(workshop=workshop).count() == before
