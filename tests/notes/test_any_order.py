"""Whatever many people do on a wall, in whatever order: every screen shows what a fresh load would show."""

from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from digibarometer.live.actions import ActionRefused
from digibarometer.live.rendering import PanelRenderer
from digibarometer.workshops.snapshot import drop_snapshots
from tests.as_a_browser import Page
from tests.people import reader_of

COLUMNS = ("strengths", "weaknesses")
KEYS = ("note-anna", "note-bo", "note-cilla", "n1", "n2", "n3")
THEMES = ("theme-anna", "t1", "t2")
WHO = ("anna", "bo", "cilla", "table", "eva")

key, theme, column = st.sampled_from(KEYS), st.sampled_from(THEMES), st.sampled_from(COLUMNS)
text = st.sampled_from(["Kartan är bra", "Vi är för få", "Kartan är gammal", "Alla pratar"])
ACT = st.one_of(
    st.fixed_dictionaries({
        "do": st.just("notes.write"), "note": key, "text": text, "column": column,
        "base": st.none() | st.integers(1, 3),
    }),
    st.fixed_dictionaries({"do": st.just("notes.move"), "note": key, "column": column, "theme": theme | st.just("")}),
    st.fixed_dictionaries({"do": st.just("notes.merge"), "note": key, "into": key | st.just("")}),
    st.fixed_dictionaries({"do": st.just("notes.lift"), "note": key, "lifted": st.booleans()}),
    st.fixed_dictionaries({"do": st.just("notes.take_away"), "note": key, "away": st.booleans()}),
    st.fixed_dictionaries({
        "do": st.just("notes.gather"), "theme": theme, "column": column, "name": text,
        "notes": st.lists(key, max_size=3, unique=True),
    }),
    st.fixed_dictionaries({"do": st.just("notes.drop_theme"), "theme": theme, "into": theme | st.just("")}),
    st.fixed_dictionaries({"do": st.just("notes.lock"), "locked": st.booleans()}),
    st.just({"do": "notes.undo"}),
    st.fixed_dictionaries({"do": st.just("notes.vote"), "nth": st.integers(0, 3), "dots": st.integers(0, 2)}),
    st.fixed_dictionaries({
        "do": st.just("notes.set_poll"), "open": st.booleans(), "dots": st.sampled_from([2, 3]), "most": st.just(2),
    }),
    st.fixed_dictionaries({"do": st.just("notes.plant"), "nth": st.integers(0, 3), "planted": st.booleans()}),
)  # fmt: skip

# Two orders that chance seldom finds, and that have parts of their own in what is touched.
MERGED_AND_WRITTEN = [
    ("bo", {"do": "notes.merge", "note": "note-bo", "into": "note-anna"}),
    ("bo", {"do": "notes.write", "note": "note-bo", "text": "Alla pratar", "column": "strengths", "base": 1}),
    ("eva", {"do": "notes.write", "note": "note-bo", "text": "Vi är för få", "column": "strengths", "base": 2}),
]
STRUCK_FROM_THE_BALLOT = [
    ("eva", {"do": "notes.set_poll", "open": True, "dots": 3, "most": 2}),
    ("cilla", {"do": "notes.vote", "nth": 1, "dots": 1}),
    ("cilla", {"do": "notes.take_away", "note": "note-cilla", "away": True}),
    ("eva", {"do": "notes.take_away", "note": "note-anna", "away": True}),
    ("eva", {"do": "notes.set_poll", "open": False, "dots": 3, "most": 2}),
]


class Screens:
    """What each screen of the cast shows, kept up to date by frames alone."""

    def __init__(self, room):
        self.room = room
        self.shown = {who: self.fresh(who) for who in (*WHO, "board")}

    def fresh(self, who):
        """A screen that has just been loaded: its panels, and which they are."""
        drop_snapshots(None)
        touches = self.room.registry.screen_panels(self.room.seat(who))
        drawer = PanelRenderer(self.room.registry)
        return {touch: Page(drawer.html(touch, "sv", reader_of(touch))) for touch in touches}

    def take(self, touched, chance):
        """Let the frames of what was touched come to every screen, in any order; or the whole screens."""
        drop_snapshots(None)
        if any(touch.panel.startswith("live/") for touch in touched):  # all screens change: each comes whole
            self.shown = {who: self.fresh(who) for who in self.shown}
            return
        drawer = PanelRenderer(self.room.registry)
        panels = self.room.registry.panels
        for pages in self.shown.values():
            frames = [touch for touch in touched if panels[touch.panel].container(touch) in pages]
            for touch in chance.sample(sorted(frames), len(frames)):
                pages[panels[touch.panel].container(touch)].take(touch.id, drawer.html(touch, "sv", reader_of(touch)))

    def differ(self):
        """Panels that are not as a fresh load would show them."""
        return [
            (who, touch.id)
            for who, pages in self.shown.items()
            for touch, page in self.fresh(who).items()
            if pages[touch].shape() != page.shape()
        ]


def last_change(room):
    from digibarometer.notes.models import NoteRevision

    return NoteRevision.objects.filter(workshop=room.pk).values_list("pk", flat=True).first() or 0


def one_of(room, nth):
    """Something that may be on the ballot: the nth of its themes and notes, as they are now."""
    from digibarometer.notes.models import Poll

    poll = Poll.objects.filter(step=room.swot()).last()
    choices = poll.choices if poll else []
    choice = choices[nth % len(choices)] if choices else {"on": "theme", "number": 0}
    return {"on": choice["on"], "which": choice["number"]}


def fields_of(room, act):
    """The act as fields of an action, with the numbers that only the room knows."""
    fields = {**act, "step": room.swot().pk}
    if fields["do"] == "notes.undo":
        fields["change"] = last_change(room)
    if "nth" in fields:
        fields.update(one_of(room, fields.pop("nth")))
    return fields.pop("do"), fields


def is_as_a_fresh_load_shows(room, where, acts, chance):
    """Every screen, after each of these acts, is as a fresh load shows it."""
    with room.then_as_before():
        room.go(where)
        screens = Screens(room)
        for who, act in acts:
            do, fields = fields_of(room, act)
            try:
                touched = room.act(who, do, **fields)
            except ActionRefused:
                continue
            screens.take(touched, chance)
            assert screens.differ() == [], (who, act)


in_every_phase = pytest.mark.parametrize("where", ["swot_alone", "swot_groups", "swot_plenary", "swot_vote"])
many_acts = given(acts=st.lists(st.tuples(st.sampled_from(WHO), ACT), min_size=1, max_size=14), chance=st.randoms())
no_smaller: dict[str, Any] = {
    "deadline": None,
    "phases": [Phase.explicit, Phase.reuse, Phase.generate],
    "suppress_health_check": list(HealthCheck),
}


@in_every_phase
@example(acts=MERGED_AND_WRITTEN, chance=Random(1))
@example(acts=STRUCK_FROM_THE_BALLOT, chance=Random(1))
@many_acts
@settings(max_examples=4, **no_smaller)
def test_every_screen_comes_to_what_a_fresh_load_shows(room, where, acts, chance):
    is_as_a_fresh_load_shows(room, where, acts, chance)


@pytest.mark.slow
@in_every_phase
@many_acts
@settings(max_examples=15, **no_smaller)
def test_so_it_is_after_many_more_acts(room, where, acts, chance):
    is_as_a_fresh_load_shows(room, where, acts, chance)
