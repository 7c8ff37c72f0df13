"""A municipality's own colour on its documents."""

import io

import pytest
from django.utils import translation
from pptx import Presentation

from digibarometer.accounts.models import Membership, User
from digibarometer.places.models import contrast_with_white, parse_colour
from digibarometer.reports.documents.document_types import DOCUMENT_TYPES
from digibarometer.results.outcome import workshop_result
from tests.results import a_rated_room


@pytest.mark.parametrize(("colour", "ratio"), [("#000000", 21), ("#ffffff", 1), ("#767676", 4.54), ("#ff0000", 4.0)])
def test_contrast_is_as_published(colour, ratio):
    assert contrast_with_white(colour) == pytest.approx(ratio, abs=0.01)


def test_a_colour_is_taken_as_people_write_it():
    assert (parse_colour(" 0B5A4A "), parse_colour("#0b5a4a"), parse_colour("green")) == ("#0b5a4a", "#0b5a4a", None)


@pytest.mark.django_db
def test_only_a_colour_that_can_be_read_is_taken_and_it_is_on_the_slides(client):
    made = a_rated_room.workshop()
    user = User.objects.create_user("eva@example.se", name="Eva")
    Membership.objects.create(user=user, municipality=made.municipality, is_administrator=True)
    client.force_login(user, "allauth.account.auth_backends.AuthenticationBackend")
    page = f"/municipality/{made.municipality_id}/colour/"
    assert "för ljus" in client.post(page, {"colour": "#ffee00"}, headers={"accept-language": "sv"}).content.decode()
    assert client.post(page, {"colour": "#7A1F5C"}).status_code == 302
    a_rated_room.fresh(made)
    with translation.override("sv"):
        deck = Presentation(io.BytesIO(DOCUMENT_TYPES["slides"].make(workshop_result(made))))
    [run] = deck.slides[0].shapes.title.text_frame.paragraphs[0].runs
    assert str(run.font.color.rgb) == "7A1F5C"
    assert client.post(page, {"colour": ""}).status_code == 302
