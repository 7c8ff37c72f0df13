"""A guest's PDF is taken in, shown a page at a time, read on phones, and gone when the workshop is closed."""

import io

import pytest
import typst
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from digibarometer.live.actions import ActionRefused
from digibarometer.live.rendering import PanelRenderer
from digibarometer.planning import data_export
from digibarometer.presenting import pdf_import
from digibarometer.presenting.component import delete_at_closing
from digibarometer.presenting.models import Page, Presentation, State

PAGES = "#set page(width: 16cm, height: 9cm)\n= Våra planer\nAlla i 3D.\n#pagebreak()\n= Åtta lärdomar"


@pytest.fixture
def at_once(monkeypatch):
    monkeypatch.setattr(pdf_import, "run_in_thread", lambda work: work())


def pdf(source=PAGES):
    return typst.compile(source.encode())


def file(content, name="Vara planer.pdf"):
    return SimpleUploadedFile(name, content, content_type="application/pdf")


def seen_by(room, name):
    return PanelRenderer(room.registry).screen(room.seat(name), "sv")[0]


def taken_in(room, content):
    workshop = room.snapshot.workshop
    made = pdf_import.import_pdf(workshop, "Våra planer", file(content), room.users["eva"].pk)
    made.refresh_from_db()
    return made


def test_every_page_becomes_a_picture_with_its_words(room, at_once):
    made = taken_in(room, pdf())
    assert (made.state, made.count) == (State.READY, 2)
    first, second = Page.objects.filter(presentation=made)
    assert "Alla i 3D." in first.text
    assert "Åtta lärdomar" in second.text
    picture = Image.open(io.BytesIO(bytes(first.picture)))
    assert (picture.format, picture.size) == ("WEBP", (1920, 1080))
    assert len(picture.getcolors(1 << 24)) > 2  # something is drawn on it


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"%PDF-1.7\nnothing more", "gick inte att läsa"),
        (pdf("#for n in range(61) [#n #pagebreak(weak: true)]"), "fler än 60 sidor"),
    ],
)
def test_a_pdf_that_cannot_be_shown_says_why_and_leaves_nothing(room, at_once, content, says):
    made = taken_in(room, content)
    assert made.state == State.FAILED
    assert says in pdf_import.failure_text(made)
    assert not Page.objects.exists()


def test_a_file_that_is_no_pdf_or_too_large_is_said_no_to_at_once(room, monkeypatch):
    workshop = room.snapshot.workshop
    assert "ingen pdf" in pdf_import.rejection_reason(file(b"PK\x03\x04"), workshop)
    monkeypatch.setattr(pdf_import, "MAX_PDF_BYTES", 10)
    assert "större än 20 MB" in pdf_import.rejection_reason(file(pdf()), workshop)


def test_the_projector_shows_the_page_and_phones_its_words_until_the_leader_goes_back(room):
    room.go("alone")
    one = room.presentation()
    room.act("eva", "presenting.show_page", presentation=one, page=2)
    secret = Presentation.objects.get().secret
    assert f"/presented/{secret}/2.webp" in seen_by(room, "board")
    assert "board_progress" not in seen_by(room, "board")
    assert "Gästens sida 2" in seen_by(room, "anna")
    assert "Nästa sida" in seen_by(room, "eva")
    room.act("eva", "presenting.show_page", presentation=one, page=3)
    assert f"/presented/{secret}/3.webp" in seen_by(room, "board")
    assert "Nästa sida" not in seen_by(room, "eva")  # it was the last
    room.act("eva", "presenting.show_page", presentation=one, page=0)
    assert "/presented/" not in seen_by(room, "board")
    assert "Gästens sida" not in seen_by(room, "anna")


def test_a_projector_that_stands_still_goes_on_showing_the_page(room):
    room.go("alone")
    one = room.presentation()
    room.act("eva", "presenting.show_page", presentation=one, page=1)
    room.act("eva", "hosting.freeze_projector", frozen=True)
    room.act("eva", "presenting.show_page", presentation=one, page=2)
    assert "/1.webp" in seen_by(room, "board")
    room.act("eva", "hosting.freeze_projector", frozen=False)
    assert "/2.webp" in seen_by(room, "board")


def test_a_page_that_is_not_there_and_another_workshops_presentation_are_refused(room):
    room.go("alone")
    with pytest.raises(ActionRefused):
        room.act("eva", "presenting.show_page", presentation=room.presentation(), page=4)
    with pytest.raises(ActionRefused):
        room.act("eva", "presenting.show_page", presentation=room.presentation(room.elsewhere), page=1)


def test_it_goes_when_the_workshop_is_closed_and_is_in_no_export(room):
    room.presentation()
    assert not data_export.is_exported(Page._meta.get_field("picture"))
    delete_at_closing(room.pk)
    assert not Presentation.objects.exists()
    assert not Page.objects.exists()


def test_it_is_brought_and_taken_away_on_its_page_by_those_who_lead(room, at_once, client):
    path = f"/w/{room.pk}/presentations/"
    client.force_login(room.users["eva"])
    assert "Presentationen" not in client.get(path).content.decode()
    client.post(path, {"file": file(pdf()), "title": ""})
    made = Presentation.objects.get()
    assert (made.title, made.state) == ("Vara planer", State.READY)
    assert "2 sidor" in client.get(path).content.decode()
    picture = client.get(f"/presented/{made.secret}/1.webp")
    assert (picture["Content-Type"], picture.content[:4]) == ("image/webp", b"RIFF")
    assert client.get(f"/presented/{made.secret}/3.webp").status_code == 404
    no = client.post(path, {"file": file(b"PK", "bilder.pptx")})
    assert (no.status_code, "ingen pdf" in no.content.decode()) == (422, True)
    client.post(f"{path}{made.pk}/remove/")
    assert not Presentation.objects.exists()


def test_the_projector_goes_back_to_the_step_when_what_it_shows_is_taken_away(room, client):
    room.go("alone")
    shown = room.presentation()
    unused = Presentation.objects.create(workshop_id=room.pk, title="Reserv", state=State.READY, count=1).pk
    room.act("eva", "presenting.show_page", presentation=shown, page=1)
    client.force_login(room.users["eva"])
    client.post(f"/w/{room.pk}/presentations/{unused}/remove/")
    assert "/1.webp" in seen_by(room, "board")
    client.post(f"/w/{room.pk}/presentations/{shown}/remove/")
    assert "board_progress" in seen_by(room, "board")
    assert "room_page" not in seen_by(room, "anna")
