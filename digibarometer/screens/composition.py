"""The house as the live room knows it: the parts, who sits where, and which panels a seat has before it."""

from collections.abc import Iterable, Sequence
from functools import partial

from digibarometer.agendas.component import agendas, between, first, instead
from digibarometer.exercises.registry import exercises
from digibarometer.hosting import component as hosting
from digibarometer.hosting.connectivity_panel import desk_contact
from digibarometer.hosting.projector import display
from digibarometer.inviting.component import inviting, with_intro
from digibarometer.live.interfaces import House, Part
from digibarometer.live.panels import Touch
from digibarometer.live.rendering import Drawer
from digibarometer.notes.component import notes
from digibarometer.presenting import component as presenting
from digibarometer.results.component import beside, today
from digibarometer.results.followup.component import followup
from digibarometer.workshops import panels
from digibarometer.workshops.attendance import coming_back
from digibarometer.workshops.component import frame, groups_on_desk, over, room, stands_still
from digibarometer.workshops.seats import BoardSeat, DeskSeat, Seat, renew, seat
from digibarometer.workshops.snapshot import Now, forget, now, versions


def parts() -> list[Part]:
    """The room itself, walls, every exercise, the last plan, and today's picture."""
    return [room, agendas, inviting, notes, hosting.hosting, presenting.presenting, *exercises(), followup, today]


def screen(of: Seat) -> Sequence[Touch]:
    """The panels before a seat, top to bottom: the frame, and what the step that is on puts there.

    Only those of the seat's own audiences: a coach who follows is not shown what is for those who lead. On the
    projector only what the leader lets it show, as long as the room goes on.
    """
    touches = [touch for touch in of_the_step(of) if touch.audience in of.audiences]
    if isinstance(of, BoardSeat) and not stands_still(of):
        return display.on_board(of.now, touches)
    return touches


def of_the_step(of: Seat) -> Sequence[Touch]:
    """The same before the leader has hidden anything."""
    if stands_still(of):
        return [*frame(of), *over(of), *between(of)]
    if of.now.is_ahead and (before := [touch for part in parts() if part.ahead for touch in part.ahead(of)]):
        around = room.shown(of) if room.shown and isinstance(of, DeskSeat) else ()
        return [*frame(of), *before, *around]
    kind = of.now.step.kind if of.now.step else "welcome"
    part = next((part for part in parts() if kind in part.kinds), room)
    shown = [*with_intro(of, instead(of, part.shown(of) if part.shown else ())), *beside(of)]
    return [
        *frame(of),
        *hosting.first(of),
        *presenting.first(of),
        *first(of),
        *shown,
        *groups_on_desk(of, shown),
        *presenting.last(of),
        *hosting.last(of),
    ]


def on_the_projector(here: Now) -> Sequence[Touch]:
    """What the step puts on the projector."""
    return of_the_step(BoardSeat(here))


def draw(here: Now, touches: Sequence[Touch], language: str) -> str:
    """Panels as HTML, drawn now."""
    drawer = Drawer(house())
    return "".join(drawer.html(touch, language) for touch in touches)


def came_or_went(workshop: int) -> Iterable[Touch]:
    """What shows who is connected."""
    return [panels.desk_top.of(workshop), desk_contact.of(workshop)]


def house() -> House:
    """All that the live room is handed."""
    return House(
        parts=parts(),
        seat=seat,
        renew=renew,
        versions=partial(versions, lock=True),
        now=now,
        forget=forget,
        screen=screen,
        coming_back=coming_back,
        came_or_went=came_or_went,
    )
