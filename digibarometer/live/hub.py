"""Who is connected here, and what must be drawn for them: many touches in a tick become one drawing."""

import asyncio
import time
from collections import defaultdict
from collections.abc import Iterable

from digibarometer.live.connection import Connection
from digibarometer.live.drawing import Drawer
from digibarometer.live.panels import SLOW, Audience, Touch
from digibarometer.live.reader import Reader
from digibarometer.live.shape import House, Seat

REMEMBERED = 4 * 3600  # seconds that it is known since when a screen has been gone
TICK = {"fast": 0.05, "slow": 0.4}  # seconds that touches gather: the small group, the desk and the board


class Hub:
    """The connections of this process by workshop and audience."""

    def __init__(self, house: House, reader: Reader):
        self.house, self.reader, self.panels = house, reader, house.panels
        self.rooms: dict[int, set[Connection]] = defaultdict(set)
        self.watching: dict[Audience, set[Connection]] = defaultdict(set)
        self.lost: dict[int, dict[str, float]] = {}  # by workshop: seats without a connection, since when (unix time)
        self.gathered: dict[tuple[int, str], set[Touch]] = {}
        self.loop = asyncio.get_running_loop()

    def come(self, connection: Connection) -> None:
        """A screen has connected."""
        self.rooms[connection.seat.workshop].add(connection)
        self.lost.get(connection.seat.workshop, {}).pop(connection.seat.key, None)
        for audience in connection.seat.audiences:
            self.watching[audience].add(connection)
        self._presence(connection.seat.workshop)

    def go(self, connection: Connection) -> None:
        """A screen has gone."""
        self.rooms[connection.seat.workshop].discard(connection)
        self._note_lost(connection.seat)
        if not self.rooms[connection.seat.workshop]:
            del self.rooms[connection.seat.workshop]
        for audience in connection.seat.audiences:
            self.watching[audience].discard(connection)
            if not self.watching[audience]:
                del self.watching[audience]
        self._presence(connection.seat.workshop)

    def _note_lost(self, seat: Seat) -> None:
        if seat.key in self.present(seat.workshop):
            return
        at = time.time()
        before = self.lost.get(seat.workshop, {})
        kept = {key: since for key, since in before.items() if since > at - REMEMBERED}
        self.lost[seat.workshop] = {**kept, seat.key: at}

    def reseat(self, connection: Connection, seat: Seat) -> None:
        """The seat has changed: another group, or another right."""
        if seat is not connection.seat:
            for audience in connection.seat.audiences:
                self.watching[audience].discard(connection)
            connection.seat = seat
            for audience in seat.audiences:
                self.watching[audience].add(connection)

    def present(self, workshop: int) -> set[str]:
        """Keys of the seats that are connected here."""
        return {connection.seat.key for connection in tuple(self.rooms.get(workshop, ()))}

    def _presence(self, workshop: int) -> None:
        self.touched(self.house.came_or_went(workshop), False)

    def touched(self, touches: Iterable[Touch], urgent: bool, sender: Connection | None = None) -> None:
        """Draw these again for those who see them: at once, or when their tick has gathered.

        What only the sender's own screen shows is not drawn: the acknowledgement says it all.
        """
        by_tick: dict[tuple[int, str], set[Touch]] = defaultdict(set)
        for touch in touches:
            if sender and touch.audience.kind == "my" and self._is_shown_already(touch, sender):
                continue
            tick = "urgent" if urgent else "slow" if touch.audience.kind in SLOW else "fast"
            by_tick[touch.workshop, tick].add(touch)
        for key, some in by_tick.items():
            if key[1] == "urgent":
                self._draw(key[0], some, urgent=True)
            elif key in self.gathered:
                self.gathered[key] |= some
            else:
                self.gathered[key] = some
                self.loop.call_later(TICK[key[1]], self._tick, key)

    def _is_shown_already(self, touch: Touch, sender: Connection) -> bool:
        """Whether only the sender sees it, and their screen shows it before it is acknowledged; never a list's item."""
        return self.watching.get(touch.audience) == {sender} and self.panels[touch.panel].within is None

    def _tick(self, key: tuple[int, str]) -> None:
        if touches := self.gathered.pop(key, None):
            self._draw(key[0], touches, urgent=key[1] == "fast")

    def _draw(self, workshop: int, touches: set[Touch], urgent: bool) -> None:
        if any(touch.panel.startswith("live/") for touch in touches):
            self.reader.later(lambda drawer: drawer.drop_workshop(workshop), urgent=True)
            self.redraw(workshop)
            return
        wanted: dict[tuple[Touch, str], list[Connection]] = defaultdict(list)
        for touch in touches:
            holder = self.panels[touch.panel].holder(touch).id
            for connection in self.watching.get(touch.audience, ()):
                if holder in connection.shown:
                    wanted[touch, connection.language].append(connection)

        def draw(drawer: Drawer) -> list[str | None]:
            drawer.drop(touches, LANGUAGES)
            return [drawer.panel_frame_if_it_can(touch, language) for touch, language in wanted]

        def send(frames: list[str | None]) -> None:
            for frame, connections in zip(frames, wanted.values(), strict=True):
                if frame is not None:
                    self._send(frame, connections)

        self.reader.later(draw, send, urgent=urgent)

    def _send(self, frame: str, connections: list[Connection]) -> None:
        for connection in connections:
            connection.push(frame)
            if connection.behind:
                self._whole(connection)

    def redraw(self, workshop: int | None = None) -> None:
        """Send every screen of a room, or of all rooms, whole."""
        rooms = list(self.rooms) if workshop is None else [workshop]
        everyone = [connection for room in rooms for connection in self.rooms.get(room, ())]
        for connection in sorted(everyone, key=_is_one_of_many):  # what all look at comes first
            self._whole(connection, looked_up_again=True)

    def _whole(self, connection: Connection, looked_up_again: bool = False) -> None:
        def draw(drawer: Drawer) -> tuple[Seat | None, str | None, frozenset[str]]:
            seat: Seat | None = connection.seat
            if looked_up_again:
                seat = self.house.renew(seat, -1)
            if seat is None:
                return None, None, frozenset()
            frame, ids, _ = drawer.screen_frame(seat, connection.language)
            return seat, frame, ids

        def send(drawn: tuple[Seat | None, str | None, frozenset[str]]) -> None:
            seat, frame, ids = drawn
            if seat is None or frame is None:
                connection.push(GONE)
                return
            self.reseat(connection, seat)
            connection.shown, connection.behind = ids, False
            connection.push(frame)

        self.reader.later(draw, send, urgent=True)


def _is_one_of_many(connection: Connection) -> bool:
    return connection.seat.audiences[0].kind not in SLOW


LANGUAGES = ("sv", "en")
GONE = '{"gone":true}'
