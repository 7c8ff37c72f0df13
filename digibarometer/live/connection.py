"""One screen at the other end of a socket: what waits to be sent to it, and never more than it can take."""

import asyncio
import types
from collections import deque
from collections.abc import Awaitable, Callable, Coroutine, Generator
from typing import Any

from digibarometer.live.interfaces import Seat

MAX_WAITING_FRAMES = 64  # for a slow screen; past that it gets its whole screen instead
MAX_WAITING_ANSWERS = 512  # for a screen that sends and does not read
TRY_AGAIN_LATER_CODE = 1013  # https://www.iana.org/assignments/websocket
DRAWN = ('{"panel"', '{"screen"')  # frames that the whole screen replaces

Message = dict[str, Any]  # as ASGI has it, and the three below
Scope = Message
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]


def start_eagerly(sending: Coroutine[object, None, None]) -> None:
    """Run a coroutine at once as far as it comes without waiting; only one that must wait becomes a task.

    Almost every frame can be written straight away, and a task for each cost more than the writing (measured).
    """
    try:
        waits_for = sending.send(None)
    except StopIteration:
        return
    asyncio.get_running_loop().create_task(_go_on(sending, waits_for))


@types.coroutine
def _go_on(sending: Coroutine[object, None, None], waits_for: object) -> Generator[object, None, None]:
    while True:
        yield waits_for
        try:
            waits_for = sending.send(None)
        except StopIteration:
            return


class Connection:
    """A connected screen. A slow one slows nobody: its frames wait here, and are dropped for a whole screen."""

    __slots__ = (
        "acked_in_turn", "behind", "closed", "draining", "language", "seat", "send", "shown", "waiting", "wants_whole"
    )  # fmt: skip

    def __init__(self, language: str, send: Send, wants_whole: "Callable[[Connection], None]"):
        self.language, self.send, self.wants_whole = language, send, wants_whole
        self.seat: Seat = None  # type: ignore[assignment]  # until it has been found
        self.shown: frozenset[str] = frozenset()  # ids of the panels before it
        self.acked_in_turn = -1  # the reader's, when an acknowledgement last stood for a drawing
        self.waiting: deque[str | int] = deque()  # frames, and last the code that it is closed with
        self.draining = False
        self.behind = False  # it lost frames and wants its whole screen
        self.closed = False  # nothing more is sent, and nothing that it says is taken

    def push(self, frame: str) -> None:
        """Send a frame as soon as the screen can take it."""
        if self.closed:
            return
        if len(self.waiting) >= MAX_WAITING_FRAMES:
            self._drop_what_the_whole_screen_shows()
            if frame.startswith(DRAWN):
                return
        self.waiting.append(frame)
        if not self.draining:
            start_eagerly(self._drain())

    def close(self, code: int) -> None:
        """Close the line when what waits has been sent; nothing is taken from it any more."""
        if not self.closed:
            self.closed = True
            self.waiting.append(code)
            if not self.draining:
                start_eagerly(self._drain())

    def _drop_what_the_whole_screen_shows(self) -> None:
        """Keep the answers: nobody would say them again."""
        self.behind = True
        answers = [frame for frame in self.waiting if not (isinstance(frame, str) and frame.startswith(DRAWN))]
        self.waiting.clear()
        self.waiting.extend(answers)
        if len(answers) > MAX_WAITING_ANSWERS:
            self.close(TRY_AGAIN_LATER_CODE)

    async def _drain(self) -> None:
        self.draining = True
        try:
            while self.waiting:
                frame = self.waiting.popleft()
                if isinstance(frame, int):
                    await self.send({"type": "websocket.close", "code": frame})
                else:
                    await self.send({"type": "websocket.send", "text": frame})
        except (OSError, RuntimeError):
            self.waiting.clear()  # it has gone; its own loop hears of it
            self.closed = True
        finally:
            self.draining = False
        if self.behind and not self.closed:
            self.wants_whole(self)  # not before: what waits would only push it out again
