"""However many people, notes and rounds there are: a page or a panel asks the database as often as before."""

from collections import defaultdict

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from digibarometer.accounts.models import Membership
from digibarometer.live.rendering import PanelRenderer
from digibarometer.workshops.snapshot import drop_snapshots
from tests.laws.more_of_everything import add
from tests.laws.pages import client_of, drawn_at_once, paths
from tests.people import SEATS, WHERE, reader_of


def asked_by_panels(room):
    """(where, panel) → how often the dearest of its drawings asks."""
    found = defaultdict(int)
    for where in WHERE:
        room.go(where)
        drawer, touches = (
            PanelRenderer(room.registry),
            {t for name in SEATS for t in room.registry.screen_panels(room.seat(name))},
        )
        for touch in touches:
            room.registry.snapshot(touch.workshop)
            with CaptureQueriesContext(
                connection,
            ) as asked:
                drawer.html(touch, "sv", reader_of(touch))
            found[where, touch.panel] = max(found[where, touch.panel], len(asked))
    return dict(found)


def asked_by_pages(room, known):
    """Page → how often it asks when Eva opens it."""
    client, found = client_of(room, "eva"), {}
    for name, path in known:
        drop_snapshots(None)
        with room.then_as_before(), CaptureQueriesContext(connection) as asked:
            client.get(path)
        found[name] = len(asked)
    return found


def what_grew(few, many):
    return {name: (few[name], number) for name, number in many.items() if number > few.get(name, number)}


def test_a_panel_asks_no_more_often_in_a_full_room(room):
    add(room, 2)
    few = asked_by_panels(room)
    add(room, 5)
    assert what_grew(few, asked_by_panels(room)) == {}


@pytest.fixture
def live():
    with drawn_at_once():
        yield


@pytest.mark.slow
def test_a_page_asks_no_more_often_when_there_is_more_to_show(room, live):
    known = list(paths(room))
    Membership.objects.filter(user=room.users["eva"]).update(is_administrator=True)
    add(room, 2)
    few = asked_by_pages(room, known)
    add(room, 5)
    assert what_grew(few, asked_by_pages(room, known)) == {}
