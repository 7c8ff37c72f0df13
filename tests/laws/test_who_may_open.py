"""Every address of ours × everyone who may ask: kept as a text file, so that a change of rights is a visible diff.

To write it anew after a change that is meant: WRITE_WHO_MAY=1 pytest tests/laws/test_who_may_open.py
"""

import os
from pathlib import Path

import pytest
from django.test import Client
from django.urls import get_resolver
from people import Room

from digibarometer.accounts.models import Invitation, Membership, User
from digibarometer.live import doing
from digibarometer.workshops.models import Leading, Participant
from digibarometer.workshops.seats import COOKIE, token

KEPT = Path(__file__).with_name("who_may_open.txt")
WHO = ("anonymous", "anna", "eva", "greta", "frans", "superuser")
PLACES = {"screens", "planning", "reports"}
OPEN = {"planning:invitation", "planning:test_room"}  # by its secret link; and before anybody has signed in


class Drawn:
    """Stands in for the live room of a running server: every screen is drawn at once."""

    def screen(self, seat, language):
        return "", ""

    def present(self, workshop):
        return set()

    def health(self):
        return {"connections": 0}

    def do(self, change):
        return change([])


@pytest.fixture
def live():
    doing.start_with(Drawn())
    yield
    doing.start_with(None)


def addresses():
    """(name, names of what stands in it) of every page of ours, from the URL map."""
    found = {}
    for resolver in get_resolver().url_patterns:
        for space, (_, inner) in getattr(resolver, "namespace_dict", {}).items():
            found[space] = inner
        if getattr(resolver, "namespace", None) in PLACES:
            found[resolver.namespace] = resolver
    assert set(found) == PLACES
    for space, resolver in sorted(found.items()):
        for pattern in resolver.url_patterns:
            yield f"{space}:{pattern.name}", sorted(pattern.pattern.converters)


def numbers(room):
    """What stands in addresses: all of them Eva's workshop's."""
    workshop = room.now.workshop
    invitation = Invitation.objects.create(municipality=workshop.municipality, email="new@example.se")
    return {
        "workshop": room.pk,
        "person": room.people["anna"],
        "group": room.groups["a"],
        "leading": Leading.objects.filter(workshop=room.pk).first().pk,
        "membership": Membership.objects.get(user=room.users["eva"]).pk,
        "invitation": invitation.pk,
        "secrets": {
            "screens:sit_at_table": room.now.groups[room.groups["a"]].secret,
            "screens:back": Participant.objects.get(pk=room.people["anna"]).secret,
            "planning:invitation": invitation.secret,
        },
        "result": workshop.result_secret,
        "code": {"screens": workshop.code, "planning": workshop.municipality_id},
    }


def client_of(room, who):
    client = Client(raise_request_exception=True)
    if who == "anna":
        client.cookies[COOKIE] = token(Participant.objects.get(pk=room.people["anna"]))
    elif who != "anonymous":
        user = User.objects.create_superuser("su@example.se") if who == "superuser" else room.users[who]
        client.force_login(user, "allauth.account.auth_backends.AuthenticationBackend")
    return client


def answer(client, method, path):
    response = getattr(client, method)(path)
    if response.status_code == 302:
        to = response["Location"].split("?")[0]
        return "sign-in" if to.startswith("/accounts/login") else "on"
    return str(response.status_code)


def matrix(room):
    from django.urls import reverse

    known = numbers(room)
    clients = {who: client_of(room, who) for who in WHO}
    for name, wanted in addresses():
        space = name.split(":")[0]
        given = {}
        for one in wanted:
            if one == "secret":
                given[one] = known["secrets"].get(name, known["result"])
            else:
                given[one] = known["code"][space] if one == "code" else known[one]
        path = reverse(name, kwargs=given)
        for method in ("get", "post"):
            cells = []
            for who in WHO:
                with room.then_as_before():
                    cells.append(answer(clients[who], method, path))
            yield f"{name:28} {method:5} {' '.join(f'{cell:9}' for cell in cells)}".rstrip()


@pytest.fixture
def found(db, live):
    head = f"{'':28} {'':5} {' '.join(f'{who:9}' for who in WHO)}".rstrip()
    return "\n".join([head, *matrix(Room())]) + "\n"


def test_who_may_open_what_is_as_it_was_agreed(found):
    if os.environ.get("WRITE_WHO_MAY"):
        KEPT.write_text(found, encoding="utf-8")
    assert found == KEPT.read_text(encoding="utf-8")
    rows = [line.split() for line in found.splitlines()[1:]]
    assert len(rows) > 50
    for name, _, *cells in rows:
        by = dict(zip(WHO, cells, strict=True))
        assert not any(cell.startswith("5") for cell in cells), name
        if name.startswith("planning:") and name not in OPEN:
            assert by["anonymous"] in {"sign-in", "405"}, name
            assert by["anna"] == by["anonymous"], "a participant's cookie opens no page for leaders"
