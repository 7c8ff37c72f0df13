"""Every address of ours × everyone who may ask: kept as a text file, so that a change of rights is a visible diff.

To write it anew after a change that is meant: WRITE_WHO_MAY=1 pytest tests/laws/test_who_may_open.py
"""

import os
from pathlib import Path

import pytest

from tests.laws.pages import BY_RIGHT, WHO, client_of, drawn_at_once, paths
from tests.people import Room

KEPT = Path(__file__).with_name("who_may_open.txt")
EVERYONE = (*WHO, *BY_RIGHT, "projector")  # by right: one with the projector's link has that in every address
OPEN = {"planning:invitation", "planning:test_room"}  # by its secret link; and before anybody has signed in
OPEN |= {"planning:intro", "planning:attending", "planning:attending_calendar"}  # by a link that participants pass on
OPEN |= {"planning:presented"}  # by the address that the room's own screens know
OPEN |= {"planning:coach_invitation", "planning:answer"}  # by the secret link of the one who was written to


def answer(client, method, path):
    response = getattr(client, method)(path)
    if response.status_code == 302:
        to = response["Location"].split("?")[0]
        return "sign-in" if to.startswith("/accounts/login") else "on"
    return str(response.status_code)


def matrix(room):
    """One line for each page and method: what everyone is answered."""
    known = list(paths(room))
    for name, (kind, rights) in BY_RIGHT.items():
        room.lets(name, kind, rights)
    clients = {who: client_of(room, "anonymous" if who == "projector" else who) for who in EVERYONE}
    by_link = f"?key={room.snapshot.workshop.board_secret}"
    for name, path in known:
        for method in ("get", "post"):
            cells = []
            for who in EVERYONE:
                asked = path + by_link if who == "projector" else path
                with room.then_as_before():
                    cells.append(answer(clients[who], method, asked))
            yield f"{name:28} {method:5} {' '.join(f'{cell:12}' for cell in cells)}".rstrip()


@pytest.fixture
def live():
    with drawn_at_once():
        yield


@pytest.fixture
def found(db, live):
    head = f"{'':28} {'':5} {' '.join(f'{who:12}' for who in EVERYONE)}".rstrip()
    return "\n".join([head, *matrix(Room())]) + "\n"


def test_who_may_open_what_is_as_it_was_agreed(found):
    if os.environ.get("WRITE_WHO_MAY"):
        KEPT.write_text(found, encoding="utf-8")
    assert found == KEPT.read_text(encoding="utf-8")
    rows = [line.split() for line in found.splitlines()[1:]]
    assert len(rows) > 50
    for name, _, *cells in rows:
        by = dict(zip(EVERYONE, cells, strict=True))
        assert not any(cell.startswith("5") for cell in cells), name
        if name.startswith("planning:") and name not in OPEN:
            assert by["anonymous"] in {"sign-in", "405"}, name
            assert by["anna"] == by["projector"] == by["anonymous"], "only an account opens a page for leaders"
