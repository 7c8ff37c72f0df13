"""What a horizon scan leaves behind: a picture with its table on the result page and in the report."""

import os
import re
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from digibarometer.demo import seed_municipality
from digibarometer.exercises.horizon import report_sections
from digibarometer.exercises.horizon.models import Placement, Signal
from digibarometer.exercises.swot import report_sections as swot
from digibarometer.notes.models import Note, Poll
from digibarometer.places.importer import load_places
from digibarometer.questions.horizon_cards import load_cards
from digibarometer.reports import pdf_report
from digibarometer.results.outcome import workshop_result
from digibarometer.workshops.snapshot import load_snapshot

pytestmark = pytest.mark.django_db
SHOTS = os.environ.get("HORIZON_SHOTS")  # a folder to keep the report in, to look at


@pytest.fixture
def held():
    load_places()
    load_cards()
    leader = seed_municipality.accounts(dict.fromkeys(seed_municipality.ACCOUNTS, "a long password"))[
        seed_municipality.EVA
    ]
    return seed_municipality.finished_round(2024, 1, leader)


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
    made = workshop_result(held)
    said: Any = pdf_report.report_context(made)
    (told,) = [one for one in said["told"] if one["picture"]]
    assert "<svg" in told["picture"]["svg"]
    assert told["picture"]["alt"]
    assert len(told["picture"]["table"]["rows"]) == Signal.objects.filter(workshop=held).count()
    whole = pdf_report.report(made)
    assert whole.startswith(b"%PDF")
    if SHOTS:
        Path(SHOTS, "report.pdf").write_bytes(whole)


def test_nobody_stands_as_the_writer_of_an_observation_when_the_round_is_closed(held):
    assert not Signal.objects.filter(workshop=held).exclude(author=None).exists()
    assert Placement.objects.filter(workshop=held).exists()


def test_the_same_stands_in_flat_rows_for_a_table_file(held):
    (section,) = report_sections.sections(load_snapshot(held.pk))
    assert len(section.rows) == Signal.objects.filter(workshop=held).count()
    assert {tuple(row) for row in section.rows} == {tuple(section.rows[0])}
    assert not any(isinstance(value, (list, dict)) for row in section.rows for value in row.values())


def test_swot_has_a_row_for_each_note_and_nobody_has_more_dots_than_they_were_given(held):
    (section,) = swot.sections(load_snapshot(held.pk))
    poll = Poll.objects.get(step__kind="swot", workshop=held)
    assert len(section.rows) == Note.objects.filter(step=poll.step).count()
    assert {"quadrant", "theme", "text", "dots"} <= set(section.rows[0])
    assert max(poll.counts.values()) <= poll.voters * poll.most
    assert sum(poll.counts.values()) <= poll.voters * poll.dots


def test_a_scan_without_cards_says_what_to_do_instead_of_showing_nothing(room):
    Signal.objects.all().update(removed_at=timezone.now())
    room.go("horizon_plenary")
    drawn = {touch.id: html for touch, html in room.every_panel_for_every_audience().items()}
    assert "Inga kort är valda" in drawn["leader_signals"]
    assert "Ledaren väljer" in drawn["board_signal"] and "Ledaren väljer" in drawn["room_signals"]


def test_while_people_observe_the_board_grows_and_says_nothing_of_what_they_wrote(room):
    room.go("horizon_alone")
    for number in range(3):
        room.act("bo", "horizon.write", step=room.scan().pk, signal=f"s{number}", title=f"En hemlighet {number}")
    drawn = {touch.id: html for touch, html in room.every_panel_for_every_audience().items()}
    assert drawn["board_scan"].count("<i>") == 4 and "från 2 av" in drawn["board_scan"]
    assert "hemlighet" not in drawn["board_scan"]
