"""What the projector promises of a wall: all of it stands on one screen, as large as there is room for."""

import json
import re

import pytest

from bench.walling import COUNTED, ON_BOARD
from digibarometer.notes.models import Note, Poll, Theme
from digibarometer.workshops.rules import BoardSpot
from tests.a_browser import a_chromium
from tests.ten_metres import drawn, what_is_cut_off

COLUMNS = ("strengths", "weaknesses", "opportunities", "threats")
TEXTS = (
    "Baskartan är aktuell, nya hus är inmätta inom en månad.",
    "Konkurrens om GIS-folk.",
    "Ingen äger helheten mellan plan, mark och bygglov, och det märks när ett ärende går från den ena till den andra.",
    "Vi satsar, men får sällan veta vad det gav.",
    "Äldre hamnar utanför om allt ska göras i mobilen.",
)
LONG = "Samma uppgift skrivs in i fyra system och kontrolleras av tre personer innan någon litar på den. " * 3
MORE = r"och \d+ till"
STEPS = (1, 9, 60, 300)


def hang(room, how_many, step=None, columns=COLUMNS, themes=0, longest=False):
    """So many notes on the wall, every fifth of them lifted, and some in themes."""
    step = step or room.swot()
    Note.objects.filter(step=step).delete()
    Theme.objects.filter(step=step).delete()
    of = {"workshop_id": room.pk, "step": step}
    made = [
        Theme.objects.create(
            **of, key=f"t{step.pk}-{n}", column=columns[n % len(columns)], name=f"Hänger på en person {n}"
        )
        for n in range(themes)
    ]
    lies_in = [made[n // 2 % themes] if themes and n % 2 == 0 else None for n in range(how_many)]
    Note.objects.bulk_create(
        Note(
            **of,
            key=f"{step.pk}-{n}",
            column=theme.column if theme else columns[n % len(columns)],
            text=(LONG if longest else TEXTS[n % len(TEXTS)])[:280],
            theme=theme,
            lifted_at=room.began_at if n % 5 == 0 else None,
            writer="p1",
        )
        for n, theme in enumerate(lies_in)
    )


def vote_on(room, how_many, closed=False, tied=1, long=False):
    """A vote on so many things, as it goes on or as it came to."""
    words = LONG[:200] if long else "Samma uppgift i fyra system"
    choices = [
        {"on": "note", "number": n, "text": f"{n}. {words}", "column": COLUMNS[n % 4]} for n in range(1, how_many + 1)
    ]
    counts = {f"note:{n}": 40 if n <= tied else max(1, 38 - 2 * n) for n in range(1, how_many + 1)}
    Poll.objects.filter(step=room.swot()).update(
        choices=choices, counts=counts if closed else {}, voters=6, closed_at=room.began_at if closed else None
    )


def test_while_people_write_the_projector_asks_and_counts_and_shows_no_note(room):
    hang(room, 9)
    Note.objects.filter(step=room.swot()).update(author=room.people["anna"])
    room.go("swot_alone")
    html = drawn(room)
    assert "Var väntar ett ärende längst" in html and "9 lappar" in html
    assert re.search(r"från 1 av\s+6 personer", html) and not any(text in html for text in TEXTS)


def test_few_notes_are_large_and_all_shown_many_are_small_and_the_rest_is_counted(room):
    room.go("swot_plenary")
    hang(room, 4)
    assert "size-1" in drawn(room) and not re.search(MORE, text_of(drawn(room)))
    hang(room, 300)
    html = drawn(room)
    assert "size-1" not in html and re.search(MORE, text_of(html))


def test_themes_come_first_with_how_many_notes_they_hold_then_what_was_lifted(room):
    room.go("swot_plenary")
    hang(room, 6, columns=("threats",), themes=1)
    words = text_of(drawn(room))
    theme, lifted = words.index("Hänger på en person 0"), words.index("★")
    assert theme < lifted < words.index(TEXTS[3])


def test_only_a_wall_that_declares_signs_has_colours(room):
    room.go("swot_plenary")
    assert "hue-4" in drawn(room)
    room.go("activities_gather")
    assert "hue-" not in drawn(room)


@pytest.mark.parametrize(("where", "number"), [("swot_groups", COUNTED), ("swot_plenary", ON_BOARD)])
def test_the_bench_reads_the_number_of_notes_in_a_frame_of_the_projector(room, where, number):
    hang(room, 9)
    room.go(where)
    frame = json.dumps(drawn(room), ensure_ascii=False).encode()
    assert number.search(frame)[1] == b"9"


def test_a_vote_shows_what_it_is_about_and_how_many_have_voted_but_not_on_what(room):
    room.go("swot_vote")
    vote_on(room, 3)
    words = text_of(drawn(room))
    assert "3. Samma uppgift i fyra system" in words and "av 6 har röstat" in words
    assert "Ingen ser vad du röstar på" in words


def test_a_place_that_is_shared_says_so_and_the_longest_bar_is_the_winners(room):
    room.go("swot_plenary", spot=BoardSpot.VOTE_RESULT)
    vote_on(room, 14, closed=True, tied=2)
    html = drawn(room)
    assert html.count("delad") == 2 and html.count('<rect width="100"') == 2 and "won-2" in html
    assert html.count('<div class="track">') == 11 and re.search(r"och\s+3\s+till", text_of(html))


def text_of(html):
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


@pytest.fixture
def screens(room):
    """Every look of the wall, with few and with many notes: HTML by name."""
    found = {}
    room.snapshot.workshop.update_and_bump_version(phase_began_at=room.began_at)
    for many in STEPS:
        hang(room, many)
        for where in ("swot_alone", "swot_groups", "swot_plenary"):
            room.go(where)
            found[f"{where}-{many}"] = drawn(room)
        room.go("swot_plenary", spot=2)
        found[f"column-{many}"] = drawn(room)
        hang(room, many, themes=min(many, 16))
        room.go("swot_plenary")
        found[f"themes-{many}"] = drawn(room)
        room.go("swot_plenary", spot=1)
        found[f"column-themes-{many}"] = drawn(room)
    hang(room, 40, longest=True)
    room.go("swot_plenary")
    found["longest"] = drawn(room)
    hang(room, 11, columns=("weaknesses", "weaknesses", "weaknesses", "strengths"), themes=2)
    room.go("swot_plenary")
    found["uneven"] = drawn(room)
    step = next(step for step in room.snapshot.steps if step.kind == "activities")
    for many in STEPS:
        hang(room, many, step, ("proposals",))
        room.go("activities_gather")
        found[f"proposals-{many}"] = drawn(room)
    for many in (1, 5, 9, 14, 60):
        room.go("swot_vote")
        vote_on(room, many)
        found[f"vote-{many}"] = drawn(room)
        room.go("swot_plenary", spot=BoardSpot.VOTE_RESULT)
        for tied in (1, 2, 5):
            vote_on(room, many, closed=True, tied=tied, long=tied == 2)
            found[f"result-{many}-{tied}"] = drawn(room)
    return found


@pytest.mark.browser
def test_all_of_it_stands_on_one_screen_however_much_there_is(screens, tmp_path):
    with a_chromium() as chromium:
        page = chromium.new_context(reduced_motion="reduce").new_page()
        cut = {name: found for name, html in screens.items() if (found := what_is_cut_off(page, tmp_path, name, html))}
    assert not cut
