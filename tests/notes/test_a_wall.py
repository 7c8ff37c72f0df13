"""What the wall promises those who write on it."""

import re

import pytest

from digibarometer.live.actions import ActionRefused
from digibarometer.notes import actions, lifecycle, permissions, voting
from digibarometer.notes.models import ActivitySeed, Note, NoteRevision, Poll, Theme, Vote
from digibarometer.workshops.snapshot import drop_snapshots


def seen_by(room, who):
    """All that a screen shows."""
    return "".join(html for touch, html in room.every_panel_for_every_audience().items() if touch in on(room, who))


def on(room, who):
    return set(room.registry.screen_panels(room.seat(who)))


def write(room, who, text, note="n1", **more):
    return room.act(who, "notes.write", step=room.swot().pk, note=note, text=text, **{"column": "threats", **more})


def test_nobody_sees_a_note_before_it_is_opened_and_then_the_group_and_then_all(room):
    room.go("swot_alone")
    write(room, "anna", "Vi är för få")
    assert "Vi är för få" in seen_by(room, "anna")
    for who in ("bo", "cilla", "eva", "board", "table"):
        assert "Vi är för få" not in seen_by(room, who)
    room.go("swot_groups")
    assert "Vi är för få" in seen_by(room, "bo")
    assert "Vi är för få" not in seen_by(room, "cilla")
    room.go("swot_plenary")
    assert "Vi är för få" in seen_by(room, "cilla")


def test_two_who_change_the_same_note_at_once_lose_nothing(room):
    room.go("swot_groups")
    write(room, "anna", "Kartan är ny", note="note-bo", base=1)
    write(room, "bo", "Kartan är gammal", note="note-bo", base=1)  # Bo had read what stood before: it is Bo's own note
    texts = set(Note.objects.visible(room.swot().pk).values_list("text", flat=True))
    assert {"Kartan är ny", "Kartan är gammal"} <= texts


def test_in_plenary_only_the_author_and_the_leader_change_a_note(room):
    room.go("swot_plenary")
    with pytest.raises(ActionRefused):
        write(room, "cilla", "Något annat", note="note-anna", base=1)
    assert write(room, "eva", "Något annat", note="note-anna", base=1)


def test_merging_keeps_both_texts_and_can_be_undone(room):
    room.go("swot_groups")
    room.act("anna", "notes.merge", step=room.swot().pk, note="note-anna", into="note-bo")
    assert "säger anna" in seen_by(room, "bo") and "säger bo" in seen_by(room, "bo")
    last = NoteRevision.objects.filter(note__key="note-anna").latest("pk")
    room.act("eva", "notes.undo", step=room.swot().pk, change=last.pk)
    assert Note.objects.get(key="note-anna").under is None


def test_the_leader_reads_notes_without_authors_and_takes_one_away(room):
    room.go("swot_groups")
    desk = seen_by(room, "eva")
    assert "säger anna" in desk
    unseen = next(
        html for touch, html in room.every_panel_for_every_audience().items() if touch.panel == "notes/leader_unseen"
    )
    assert "Grupp" not in unseen
    room.act("eva", "notes.take_away", step=room.swot().pk, note="note-anna", away=True)
    assert "säger anna" not in seen_by(room, "bo")


def test_a_locked_wall_takes_nothing_but_from_leaders(room):
    room.go("swot_plenary")
    room.act("eva", "notes.lock", step=room.swot().pk, locked=True)
    with pytest.raises(ActionRefused):
        write(room, "anna", "Hej")
    assert write(room, "eva", "Hej")


def test_a_note_that_comes_late_is_kept_until_all_have_seen_the_wall_and_left_it(room):
    room.go("alone")
    assert write(room, "anna", "Från en tunnel") is not None
    from digibarometer.workshops.models import Move

    Move.objects.create(workshop_id=room.pk, phase=room.phase("swot_plenary"), what="to")
    drop_snapshots(None)
    with pytest.raises(ActionRefused):
        write(room, "anna", "För sent", note="n2")


def test_a_leader_writes_and_votes_for_someone_without_a_phone_and_it_is_marked(room):
    room.go("swot_vote")
    write(room, "eva", "Guns tanke", participant=room.people["gun"])
    assert Note.objects.get(key="n1").was_entered
    room.act(
        "eva", "notes.vote", step=room.swot().pk, on="theme", which=room.theme, dots=1, participant=room.people["gun"]
    )
    assert Vote.objects.get(participant=room.people["gun"]).was_entered


def test_votes_are_secret_until_closed_and_never_more_than_given(room):
    room.go("swot_vote")
    step = room.swot().pk
    before = {
        touch: html for touch, html in room.every_panel_for_every_audience().items() if touch.panel != "notes/my_votes"
    }
    touched = room.act("anna", "notes.vote", step=step, on="theme", which=room.theme, dots=2)
    assert "notes/desk_poll" not in {touch.panel for touch in touched}, "the leader's forms are not drawn for each vote"
    after = room.every_panel_for_every_audience()
    told = {touch.panel for touch, html in before.items() if after[touch] != html}
    assert told <= {"notes/desk_poll", "notes/desk_voted", "notes/board_wall"}  # how many have voted
    with pytest.raises(ActionRefused):
        room.act("anna", "notes.vote", step=step, on="theme", which=room.theme, dots=3)
    assert voting.poll_result(room.swot()) == []
    for name in ("bo", "cilla", "gun", "hans"):
        who = {"participant": room.people[name]}
        room.act("eva", "notes.vote", step=step, on="theme", which=room.theme, dots=1, **who)
    room.act("eva", "notes.set_poll", step=step, dots=3, most=2, open=False)
    assert [(one.dots, one.rank) for one in voting.poll_result(room.swot())] == [(6, 1)]
    with pytest.raises(ActionRefused):
        room.act("anna", "notes.vote", step=step, on="theme", which=room.theme, dots=1)


def test_a_theme_becomes_the_seed_of_an_activity_in_one_step(room):
    room.go("swot_plenary")
    room.act("eva", "notes.plant", step=room.swot().pk, on="theme", which=room.theme, planted=True)
    assert ActivitySeed.objects.get(workshop=room.pk, source=f"theme:{room.theme}").text == "Kartan"


def test_closing_cuts_who_wrote_and_votes_become_counts(room):
    room.go("swot_vote")
    for name in ("anna", "bo", "cilla", "gun", "hans"):
        who = {"participant": room.people[name]}
        room.act("eva", "notes.vote", step=room.swot().pk, on="theme", which=room.theme, dots=2, **who)
    lifecycle.delete_at_closing(room.pk)
    kept = Note.objects.filter(workshop=room.pk)
    assert kept.filter(step=room.swot().pk).count() == 3
    assert not kept.exclude(author=None, edited_by=None, writer="").exists()
    assert not Vote.objects.filter(workshop=room.pk).exists()
    assert Poll.objects.get(step=room.swot().pk).counts == {f"theme:{room.theme}": 10}
    assert not Poll.objects.exclude(counted={}).exists()
    assert Theme.objects.filter(workshop=room.pk).exists()


def test_a_wall_of_300_notes_takes_no_more_queries_than_one_of_30(room):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from digibarometer.live.rendering import PanelRenderer
    from digibarometer.notes import panels

    room.go("swot_plenary")
    step = room.swot()
    room.registry.snapshot(room.pk)

    def drawn(notes):
        """The wall's HTML and how many queries it took, when it has so many notes of mine, some merged, in a theme."""
        Note.objects.filter(key__startswith="k").delete()
        of = {"workshop_id": room.pk, "step": step, "column": "threats"}
        put_up = Note.objects.bulk_create(
            Note(**of, key=f"k{number}", text=f"Lapp {number}", theme_id=room.theme if number % 3 else None)
            for number in range(notes)
        )
        Note.objects.filter(pk__in=[note.pk for note in put_up[1::10]]).update(under=put_up[0])
        with CaptureQueriesContext(connection) as asked:
            html = PanelRenderer(room.registry).html(panels.room_wall.ref(room.pk, None, step.pk), "sv")
        return html, len(asked)

    small, few = drawn(30)
    large, many = drawn(300)
    assert small.count('class="note"') >= 27 and large.count('class="note"') >= 270
    assert many == few
    assert len(large) < 150_000


def test_a_column_of_60_notes_fits_the_projector_and_says_how_many_more_there_are(room):
    room.go("swot_plenary")
    column = Theme.objects.get(pk=room.theme).column
    spot = ["strengths", "weaknesses", "opportunities", "threats"].index(column) + 1
    of = {"workshop_id": room.pk, "step": room.swot(), "column": column}
    Note.objects.bulk_create(
        Note(**of, key=f"k{n}", text=f"Lapp {n}", theme_id=room.theme if n % 3 else None) for n in range(60)
    )
    here = room.snapshot_of(room.pk)
    room.act("eva", "room.move_to", version=here.version, to=here.phase.pk, spot=spot)
    board = seen_by(room, "board")
    on_it, more = len(re.findall(r">\s*Lapp |säger ", board)), [int(n) for n in re.findall(r"och (\d+) till", board)]
    assert on_it >= 5  # that they fit is measured in test_the_wall_at_ten_metres.py
    assert on_it + sum(more) >= 60


def test_a_wall_that_is_full_says_so_and_what_hangs_there_can_still_be_changed(room, monkeypatch):
    room.go("swot_groups")
    monkeypatch.setattr(permissions, "MAX_NOTES_PER_AUTHOR", 2)
    write(room, "anna", "Den andra lappen", note="n2")
    with pytest.raises(ActionRefused, match="så många lappar"):
        write(room, "anna", "En lapp för mycket", note="n3")
    assert write(room, "anna", "Den andra lappen, ändrad", note="n2")
    assert write(room, "bo", "Bo har plats kvar", note="n4")
    monkeypatch.setattr(permissions, "MAX_NOTES_PER_WALL", Note.objects.filter(step=room.swot()).count())
    with pytest.raises(ActionRefused, match="Tavlan är full"):
        write(room, "eva", "Ledarens lapp", note="n5", participant=room.people["cilla"])
    monkeypatch.setattr(actions, "MAX_THEMES_PER_WALL", 1)
    with pytest.raises(ActionRefused, match="fler teman"):
        room.act("anna", "notes.gather", step=room.swot().pk, theme="t9", name="Nytt", column="threats", notes=[])


def test_a_note_looks_on_a_whole_wall_as_it_does_alone_also_when_it_has_been_drawn_before(room):
    room.go("swot_plenary")
    step = room.swot().pk
    seen_by(room, "anna")
    room.act("anna", "notes.merge", step=step, note="note-anna", into="note-bo")
    write(room, "bo", "Bo har ändrat sin", note="note-bo", base=1)
    panels = room.every_panel_for_every_audience()
    alone = [html.strip() for touch, html in panels.items() if touch.panel == "notes/room_note"]
    walls = "".join(html for touch, html in panels.items() if touch.panel == "notes/room_wall")
    assert "Bo har ändrat sin" in walls
    assert all(html in walls for html in alone)


def test_the_leader_is_told_when_there_are_fewer_things_to_vote_on_than_dots(room):
    poll = Poll.objects.filter(step=room.swot()).latest("pk")
    for dots, is_told in ((len(poll.choices) + 1, True), (len(poll.choices), False)):
        Poll.objects.filter(pk=poll.pk).update(dots=dots)
        room.go("swot_vote")
        assert ("att rösta på, och" in seen_by(room, "eva")) is is_told


def test_what_a_button_of_the_vote_does_stands_on_it_and_its_row_says_on_what(room):
    room.go("swot_vote")
    html = seen_by(room, "anna")
    first = re.search(r'<div class="row" role="group" .*?</div>', html, re.S)[0]
    assert re.findall(r">\s*([^<>]+?)\s*</button>", first)[:2] == ["Ingen", "1 prick"]
    row = re.search(r'aria-labelledby="([^"]+)"', first)[1]
    assert f'id="{row}"' in html
