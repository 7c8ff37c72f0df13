"""What a horizon scan leaves behind: a picture with its table on the result page and in the report."""

import os
import re
from pathlib import Path

import pytest

from digibarometer.demo import exempelby
from digibarometer.exercises.horizon.models import Placement, Signal
from digibarometer.places.load import load_places
from digibarometer.questions.load_cards import load_cards
from digibarometer.reports import pdf
from digibarometer.results.outcome import outcome

pytestmark = pytest.mark.django_db
SHOTS = os.environ.get("HORIZON_SHOTS")  # a folder to keep the report in, to look at


@pytest.fixture
def held():
    load_places()
    load_cards()
    leader = exempelby.accounts(dict.fromkeys(exempelby.ACCOUNTS, "a long password"))[exempelby.EVA]
    return exempelby.finished_round(2024, 1, leader)


def test_the_radar_its_table_and_what_the_room_does_about_it_are_kept(held, client):
    page = client.get(f"/r/{held.result_secret}/", headers={"accept-language": "sv"}).content.decode()
    answered = Signal.objects.filter(workshop=held).exclude(answer="")
    assert answered.count() == 3
    (section,) = re.findall(r'<section class="card" aria-labelledby="told-horizon-\d+">.*?</section>', page, re.S)
    assert section.count("<svg") == 2
    assert "<table" in section
    for signal in answered:
        assert signal.answer in section


def test_the_report_draws_the_same_picture_with_words_for_who_cannot_see_it(held):
    made = outcome(held)
    (told,) = [one for one in pdf.data(made)["told"] if one["picture"]]
    assert "<svg" in told["picture"]["svg"]
    assert told["picture"]["alt"]
    assert len(told["picture"]["table"]["rows"]) == Signal.objects.filter(workshop=held).count()
    whole = pdf.report(made)
    assert whole.startswith(b"%PDF")
    if SHOTS:
        Path(SHOTS, "report.pdf").write_bytes(whole)


def test_nobody_stands_as_the_writer_of_an_observation_when_the_round_is_closed(held):
    assert not Signal.objects.filter(workshop=held).exclude(author=None).exists()
    assert Placement.objects.filter(workshop=held).exists()
