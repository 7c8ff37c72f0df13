"""Every page that a leader may open and every action that a screen may send, so that what is added is tried too."""

import re
from typing import Any

import msgspec
from django.urls import get_resolver, reverse

from digibarometer.workshops.composition import build_registry

PLACES = {"screens", "planning", "reports"}
LEFT_OUT = {"stop_leading"}  # only ever sent, and it would put the leader out
PRINTED = "print_"  # made of the question set and the plan, before anybody has answered
# What would end the room, or move it while others are looked at; each is tried by itself where it may tell something.
MOVES = {"room.set_state", "room.move_to", "room.make_groups", "room.pause", "room.replan", "notes.set_poll"}


def paths(room):
    """The addresses of every page and file of this workshop, its municipality and its result link."""
    secret = re.search(r"/r/([^/]+)/", room.leader.page.context.request.get(f"/w/{room.workshop}/result/").text())[1]
    known = {
        "workshop": room.workshop, "person": room.number, "group": room.groups[0], "area": room.area,
        "step": room.steps["swot"], "municipality": "0128", "secret": secret, "table": "swot", "picture": "level.svg",
        "question_set": 1, "kind": "csv", "presentation": 1, "activity": 1, "document": 1,
    }  # fmt: skip
    found = []
    place: Any
    for place in get_resolver().url_patterns:
        for page in getattr(place, "url_patterns", ()) if getattr(place, "app_name", "") in PLACES else ():
            asked = set(page.pattern.converters)
            values = {**known, "code": room.code if page.name == "join" else "0128"}
            if asked <= set(values) and page.name not in LEFT_OUT and not page.name.startswith(PRINTED):
                found.append(reverse(f"{place.app_name}:{page.name}", kwargs={name: values[name] for name in asked}))
    return found


def actions(room, version, kinds):
    """Each action of these kinds that is about Vera wherever it can be about somebody, and once more where it cannot.

    `kinds` are the words before the point, such as "assessment".
    """
    question, step = room.questions[0], room.steps["swot"]
    values = {
        "version": version, "participant": room.number, "to": room.number, "group": room.groups[0], "step": step,
        "question": question, "level": 2, "area": room.area, "text": "?", "note": "spy", "column": "threats",
        "on": "theme:1", "dots": 1, "most": 1, "open": False, "ask": 1, "value": 2, "answer": 2, "activity": 1,
        "what": "help", "shared": True, "reason": "?", "minority": "?", "motivation": "?", "lend": True, "ready": True,
        "writes": True, "extra_minutes": 1, "name": "?", "shown": True, "parked": "spy", "opened": True,
    }  # fmt: skip
    for name, row in build_registry().rules.items():
        if name.split(".")[0] not in kinds or name in MOVES:
            continue
        has = {field.encode_name for field in msgspec.structs.fields(row.action)}
        said = {"do": name, **{field: values[field] for field in has if field in values}}
        yield said
        yield {**said, "participant": room.number, "person": room.number, "viewer": room.number, "sitting": 1}
