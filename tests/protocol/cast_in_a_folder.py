"""Run as a program: seats the cast in the database that the environment names, and prints what a client must know.

That is: each seat's cookie, and for every action of the examples who does it, where, and two wishes about it.
"""

import json

import django

django.setup()

from django.conf import settings  # noqa: E402

from digibarometer.workshops.models import Participant, State  # noqa: E402
from digibarometer.workshops.seats import seat_cookie  # noqa: E402
from tests.laws.examples import EXAMPLES  # noqa: E402
from tests.laws.pages import client_of  # noqa: E402
from tests.people import WHERE, Room  # noqa: E402

KINDS = {"anna": "phone", "bo": "phone", "cilla": "phone", "hans": "phone", "table": "table", "eva": "desk",
         "frans": "desk", "board": "board"}  # fmt: skip
NO_PHASE = {"ahead", State.PAUSED, State.ENDED, State.CLOSED}


def cookie_of(room, name):
    if KINDS[name] == "desk":
        session = client_of(room, name).cookies[settings.SESSION_COOKIE_NAME].value
        return f"{settings.SESSION_COOKIE_NAME}={session}"
    if KINDS[name] == "table":
        return f"table={room.groups['a']}.{room.snapshot.groups[room.groups['a']].secret}"
    if KINDS[name] == "board":
        return ""
    return f"seat={seat_cookie(Participant.objects.get(pk=room.people[name]))}"


def told(room):
    wishes = {}
    for do, example in EXAMPLES.items():
        room.go(example.where)
        wishes[do] = [example.who, example.where, example.fields(room), example.other(room)]
    phases = {where: room.phase(where).pk for where in WHERE if where not in NO_PHASE and not where.endswith("_vote")}
    room.go("alone")
    return {
        "workshop": room.pk,
        "board": room.snapshot.workshop.board_secret,
        "seats": {name: [kind, cookie_of(room, name)] for name, kind in KINDS.items()},
        "wishes": wishes,
        "phases": phases,
    }


if __name__ == "__main__":
    print(json.dumps(told(Room())))
