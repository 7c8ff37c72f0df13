"""An example of every action: who does it, where the room must be, and its fields. A row without one fails the laws."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Example:
    """Someone who may, where it is welcome, and what is said; the fields are made from the room."""

    who: str
    where: str
    fields: Callable[[Any], dict[str, Any]]
    other: Callable[[Any], dict[str, Any]]  # another wish about the same thing


def on_wall(room, **fields):
    return {"step": room.swot().pk, **fields}


def scanned(room, **fields):
    return {"step": room.scan().pk, **fields}


def q(room, place=0):
    return room.questions[place]


def fist(room, **fields):
    return {"step": room.phase("fist").step_id, **fields}


def proposed(room, **fields):
    return {"step": room.activities_step().pk, **fields}


EXAMPLES = {
    "room.move_to": Example(
        "eva", "alone",
        lambda room: {"to": room.phase("groups").pk},
        lambda room: {"to": room.phase("plenary").pk, "spot": q(room)},
    ),
    "room.extend": Example("eva", "alone", lambda room: {"extra_minutes": 4}, lambda room: {"extra_minutes": 6}),
    "room.pause": Example("eva", "alone", lambda room: {"paused": True}, lambda room: {"paused": False}),
    "room.set_state": Example("eva", "alone", lambda room: {"state": "ended"}, lambda room: {"state": "open"}),
    "room.make_groups": Example("eva", "welcome", lambda room: {"groups": 3}, lambda room: {"groups": 2}),
    "room.place": Example(
        "eva", "welcome",
        lambda room: {"participant": room.people["anna"], "group": room.groups["b"]},
        lambda room: {"participant": room.people["anna"], "group": room.groups["a"]},
    ),
    "room.name_group": Example(
        "eva", "welcome",
        lambda room: {"group": room.groups["a"], "name": "Eken"},
        lambda room: {"group": room.groups["a"], "name": "Linden"},
    ),
    "room.show_names": Example("eva", "welcome", lambda room: {"shown": True}, lambda room: {"shown": False}),
    "room.leader_note": Example(
        "eva", "alone",
        lambda room: {"step": room.phase("alone").step_id, "text": "Fråga Bo"},
        lambda room: {"step": room.phase("alone").step_id, "text": "Fråga Cilla"},
    ),
    "room.replan": Example(
        "eva", "alone", lambda room: {"rest": "proposed"}, lambda room: {"rest": "proposed", "ends": "23:45"}
    ),
    "hosting.tell": Example(
        "eva", "groups",
        lambda room: {"group": room.groups["a"], "text": "2 minuter kvar"},
        lambda room: {"group": room.groups["a"], "text": "Dags att avrunda"},
    ),
    "hosting.confirm": Example(
        "anna", "groups", lambda room: {"message": room.message("a")}, lambda room: {"message": room.message("a")}
    ),
    "hosting.raise_hand": Example("anna", "groups", lambda room: {"what": "help"}, lambda room: {"what": "done"}),
    "hosting.see_hand": Example(
        "eva", "groups",
        lambda room: {"group": room.groups["b"], "seen": True},
        lambda room: {"group": room.groups["b"], "seen": False},
    ),
    "hosting.pause_projector": Example(
        "eva", "alone", lambda room: {"paused": True}, lambda room: {"paused": False}
    ),
    "hosting.freeze_projector": Example(
        "eva", "alone", lambda room: {"frozen": True}, lambda room: {"frozen": False}
    ),
    "hosting.ask": Example(
        "eva", "alone",
        lambda room: {"key": "new", "kind": "choice", "text": "Vad först?", "choices": "Kartan\nAdresserna"},
        lambda room: {"key": "new", "kind": "words", "text": "Ett ord?"},
    ),
    "hosting.answer": Example(
        "anna", "alone", lambda room: {"ask": room.ask, "value": 4}, lambda room: {"ask": room.ask, "value": 2}
    ),
    "hosting.close_ask": Example("eva", "alone", lambda room: {"ask": room.ask}, lambda room: {"ask": room.ask}),
    "hosting.show_words": Example(
        "eva", "alone",
        lambda room: {"words": room.words, "shown": True},
        lambda room: {"words": room.words, "shown": False},
    ),
    "presenting.show_page": Example(
        "eva", "alone",
        lambda room: {"presentation": room.presentation(), "page": 2},
        lambda room: {"presentation": room.presentation(), "page": 0},
    ),
    "hosting.show_instead": Example("eva", "alone", lambda room: {"what": "parking"}, lambda room: {"what": ""}),
    "hosting.open_parking": Example("eva", "alone", lambda room: {"opened": False}, lambda room: {"opened": True}),
    "hosting.park": Example(
        "anna", "alone",
        lambda room: {"parked": "q1", "text": "Vem äger kartan?"},
        lambda room: {"parked": "q1", "text": "Vem betalar kartan?"},
    ),
    "hosting.set_parked": Example(
        "eva", "alone",
        lambda room: {"parked": "parked-bo", "state": "answered"},
        lambda room: {"parked": "parked-bo", "state": "away"},
    ),
    "hosting.decide": Example(
        "eva", "alone",
        lambda room: {"decision": "d1", "text": "Vi börjar med kartan"},
        lambda room: {"decision": "d1", "text": "Vi börjar med adresserna"},
    ),
    "hosting.hide_panel": Example(
        "eva", "alone",
        lambda room: {"panel": "workshops/board_corner", "hidden": True},
        lambda room: {"panel": "workshops/board_corner", "hidden": False},
    ),
    "room.ready": Example("anna", "alone", lambda room: {"ready": True}, lambda room: {"ready": False}),
    "room.hand_over": Example(
        "table", "alone", lambda room: {"to": room.people["hans"]}, lambda room: {"to": room.people["gun"]}
    ),
    "room.lend": Example(
        "cilla", "alone",
        lambda room: {"group": room.groups["b"], "lend": True},
        lambda room: {"group": room.groups["b"], "lend": False},
    ),
    "room.check_out": Example(
        "anna", "checkout",
        lambda room: {"question": "talked", "answer": 3},
        lambda room: {"question": "talked", "answer": 1},
    ),
    "assessment.rate": Example(
        "anna", "alone", lambda room: {"question": q(room), "level": 4}, lambda room: {"question": q(room), "level": 1}
    ),
    "assessment.write_own_reason": Example(
        "anna", "alone",
        lambda room: {"question": q(room), "reason": "Jag har sett det"},
        lambda room: {"question": q(room), "reason": "Jag har inte sett det"},
    ),
    "assessment.share_own_reason": Example(
        "anna", "alone",
        lambda room: {"question": q(room), "shared": True},
        lambda room: {"question": q(room), "shared": False},
    ),
    "assessment.be_secretary": Example(
        "anna", "groups", lambda room: {"writes": True}, lambda room: {"writes": False}
    ),
    "assessment.open_spread": Example(
        "anna", "groups", lambda room: {"question": q(room)}, lambda room: {"question": q(room)}
    ),
    "assessment.set_group_level": Example(
        "anna", "groups", lambda room: {"question": q(room), "level": 4}, lambda room: {"question": q(room), "level": 2}
    ),
    "assessment.write_reason": Example(
        "anna", "groups",
        lambda room: {"question": q(room), "reason": "Vi har provat"},
        lambda room: {"question": q(room), "reason": "Vi har inte provat"},
    ),
    "assessment.write_minority": Example(
        "anna", "groups",
        lambda room: {"question": q(room), "minority": "En vill högre"},
        lambda room: {"question": q(room), "minority": "En vill lägre"},
    ),
    "assessment.set_plenary_level": Example(
        "eva", "plenary", lambda room: {"question": q(room), "level": 4}, lambda room: {"question": q(room), "level": 2}
    ),
    "assessment.write_motivation": Example(
        "eva", "plenary",
        lambda room: {"question": q(room), "motivation": "Alla grupper säger det"},
        lambda room: {"question": q(room), "motivation": "En grupp säger det"},
    ),
    "assessment.accept_easy": Example(
        "eva", "plenary", lambda room: {"area": room.area}, lambda room: {"area": room.area}
    ),
    "notes.write": Example(
        "anna", "swot_alone",
        lambda room: on_wall(room, note="n1", column="threats", text="Vi är för få"),
        lambda room: on_wall(room, note="n1", column="threats", text="Vi är två"),
    ),
    "notes.move": Example(
        "anna", "swot_groups",
        lambda room: on_wall(room, note="note-anna", column="strengths", theme="theme-anna"),
        lambda room: on_wall(room, note="note-anna", column="threats"),
    ),
    "notes.merge": Example(
        "anna", "swot_groups",
        lambda room: on_wall(room, note="note-anna", into="note-bo"),
        lambda room: on_wall(room, note="note-anna", into=""),
    ),
    "notes.lift": Example(
        "anna", "swot_groups",
        lambda room: on_wall(room, note="note-bo", lifted=True),
        lambda room: on_wall(room, note="note-bo", lifted=False),
    ),
    "notes.take_away": Example(
        "anna", "swot_groups",
        lambda room: on_wall(room, note="note-anna", away=True),
        lambda room: on_wall(room, note="note-anna", away=False),
    ),
    "notes.gather": Example(
        "anna", "swot_groups",
        lambda room: on_wall(room, theme="t1", column="weaknesses", name="Folk", notes=["note-anna"]),
        lambda room: on_wall(room, theme="t1", column="weaknesses", name="Människor"),
    ),
    "notes.drop_theme": Example(
        "anna", "swot_groups",
        lambda room: on_wall(room, theme="theme-anna"),
        lambda room: on_wall(room, theme="theme-anna", into="t1"),
    ),
    "notes.lock": Example(
        "eva", "swot_plenary", lambda room: on_wall(room, locked=True), lambda room: on_wall(room, locked=False)
    ),
    "notes.undo": Example(
        "eva", "swot_plenary",
        lambda room: on_wall(room, change=room.change),
        lambda room: on_wall(room, change=room.change),
    ),
    "notes.set_poll": Example(
        "eva", "swot_plenary",
        lambda room: on_wall(room, dots=5, most=2, open=True),
        lambda room: on_wall(room, dots=5, most=2, open=False),
    ),
    "notes.vote": Example(
        "anna", "swot_vote",
        lambda room: on_wall(room, on="theme", which=room.theme, dots=2),
        lambda room: on_wall(room, on="theme", which=room.theme, dots=0),
    ),
    "notes.plant": Example(
        "eva", "swot_plenary",
        lambda room: on_wall(room, on="theme", which=room.theme, planted=True),
        lambda room: on_wall(room, on="theme", which=room.theme, planted=False),
    ),
    "activities.link": Example(
        "anna", "activities_propose",
        lambda room: proposed(room, note="proposal-anna", source=f"area:{room.area}"),
        lambda room: proposed(room, note="proposal-anna", source=f"raised:{room.pk}"),
    ),
    "activities.shortlist": Example(
        "eva", "activities_gather",
        lambda room: proposed(room, on="proposal", which=room.proposal("cilla"), taken=True),
        lambda room: proposed(room, on="proposal", which=room.proposal("cilla"), taken=False),
    ),
    "activities.weigh": Example(
        "anna", "activities_weigh",
        lambda room: {"activity": room.activity(2), "on": "effect", "level": 4},
        lambda room: {"activity": room.activity(2), "on": "effect", "level": 1},
    ),
    "activities.set_weight": Example(
        "eva", "activities_choose",
        lambda room: {"activity": room.activity(), "on": "effort", "level": 5},
        lambda room: {"activity": room.activity(), "on": "effort", "level": 1},
    ),
    "activities.choose": Example(
        "eva", "activities_choose",
        lambda room: {"activity": room.activity(2), "chosen": True},
        lambda room: {"activity": room.activity(2), "chosen": False},
    ),
    "activities.write": Example(
        "eva", "activities_choose",
        lambda room: {"activity": room.activity(), "what": "owner", "text": "Kartchefen"},
        lambda room: {"activity": room.activity(), "what": "owner", "text": "Planchefen"},
    ),
    "activities.set_due": Example(
        "eva", "activities_choose",
        lambda room: {"activity": room.activity(), "on": "2027-03-01"},
        lambda room: {"activity": room.activity(), "on": "2027-04-01"},
    ),
    "activities.aim": Example(
        "eva", "activities_choose",
        lambda room: {"activity": room.activity(), "question": q(room), "from_level": 2, "to_level": 4},
        lambda room: {"activity": room.activity(), "question": q(room, 1), "from_level": 2, "to_level": 3},
    ),
    "followup.set_became": Example(
        "eva", "followup",
        lambda room: {"activity": room.earlier_activity(), "became": "done"},
        lambda room: {"activity": room.earlier_activity(), "became": "dropped"},
    ),
    "followup.write_led_to": Example(
        "eva", "followup",
        lambda room: {"activity": room.earlier_activity(), "text": "Alla använder samma karta"},
        lambda room: {"activity": room.earlier_activity(), "text": "Inget än"},
    ),
    "results.set_target": Example(
        "eva", "today", lambda room: {"area": room.area, "level": 4}, lambda room: {"area": room.area, "level": 5}
    ),
    "results.set_target_year": Example("eva", "today", lambda room: {"year": 2031}, lambda room: {"year": 2032}),
    "horizon.choose": Example(
        "eva", "horizon_plenary",
        lambda room: scanned(room, card=room.other_card.pk, chosen=True),
        lambda room: scanned(room, card=room.other_card.pk, chosen=False),
    ),
    "horizon.write": Example(
        "anna", "horizon_alone",
        lambda room: scanned(room, signal="s-new", title="Grannen delar sina kartor"),
        lambda room: scanned(room, signal="s-new", title="Grannen säljer sina kartor", link="https://example.se/"),
    ),
    "horizon.take_away": Example(
        "anna", "horizon_alone",
        lambda room: {"signal": room.signals["anna"]}, lambda room: {"signal": room.signals["anna"]},
    ),
    "horizon.place": Example(
        "anna", "horizon_groups",
        lambda room: {"signal": room.signals["anna"], "on": "horizon", "level": 2},
        lambda room: {"signal": room.signals["anna"], "on": "horizon", "level": 0},
    ),
    "horizon.answer": Example(
        "eva", "horizon_talk",
        lambda room: {"signal": room.signals["card-anna"], "text": "Vi frågar grannen"},
        lambda room: {"signal": room.signals["card-anna"], "text": "Vi väntar"},
    ),
    "horizon.plant": Example(
        "eva", "horizon_talk",
        lambda room: {"signal": room.signals["card-anna"], "planted": True},
        lambda room: {"signal": room.signals["card-anna"], "planted": False},
    ),
    "fist.ask": Example(
        "eva", "fist",
        lambda room: fist(room, text="Är kartan rätt?"),
        lambda room: fist(room, text="Är kartan klar?"),
    ),
    "fist.show": Example("anna", "fist", lambda room: fist(room, fingers=4), lambda room: fist(room, fingers=1)),
    "fist.open": Example("eva", "fist", lambda room: fist(room), lambda room: fist(room)),
}  # fmt: skip
