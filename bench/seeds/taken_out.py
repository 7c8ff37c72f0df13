"""Each mending of the live room taken out again, to see that the runs find what it mended."""

from collections.abc import Callable
from typing import Any


def recipients() -> None:
    """Who gets a drawing is fixed when it is asked for, not when it is delivered."""
    from digibarometer.live.hub import Hub

    ask_for = Hub._draw

    def draw_for_those_who_are_here(self: Any, *given: Any) -> None:
        here, later = set(self.connections()), self.render_queue.enqueue

        def later_for_them(draw: Any, then: Any, **how: Any) -> None:
            def deliver(frames: Any) -> None:
                late = {connection: connection.shown for connection in self.connections() if connection not in here}
                for connection in late:
                    connection.shown = frozenset()
                then(frames)
                for connection, shown in late.items():
                    connection.shown = shown

            later(draw, deliver, **how)

        self.render_queue.enqueue = later_for_them
        try:
            ask_for(self, *given)
        finally:
            del self.render_queue.enqueue

    Hub._draw = draw_for_those_who_are_here  # type: ignore[method-assign]


def commit() -> None:
    """What the transaction came to is not asked: an action that has not failed by itself is acknowledged."""
    from django.db import transaction

    from digibarometer.live.writer import Writer

    def in_one_transaction(self: Any, batch: Any) -> Any:
        with transaction.atomic():
            return self.attempt(batch)

    def is_settled(self: Any, one: Any, versions: dict[int, int]) -> bool:
        try:
            with transaction.atomic():
                self._change(one) if hasattr(one, "change") else self._wish(one, versions)
        except Exception as error:
            self._failed(one, error)
        return True

    Writer._in_one_transaction, Writer._is_settled = in_one_transaction, is_settled  # type: ignore[method-assign]


def later() -> None:
    """What fails for the machine's sake is refused."""
    from digibarometer.live import writer

    writer.is_machine_failure = lambda error: False


def connection() -> None:
    """The reading thread keeps its connection, whatever has become of it."""
    from digibarometer.live import render_queue

    render_queue.close_connection = lambda: None


def understanding() -> None:
    """A message that is not understood ends the hearing, and nobody begins it again."""
    import msgspec

    from digibarometer.live import engine
    from digibarometer.live.bus import BusMessage, RedisBus

    take = RedisBus.take

    def take_or_fail(self: Any, data: bytes) -> None:
        msgspec.msgpack.decode(data, type=BusMessage)
        take(self, data)

    async def run_once(name: str, run: Callable[[], Any], *_: Any) -> None:
        await run()

    RedisBus.take, engine.keep_running = take_or_fail, run_once  # type: ignore[method-assign, assignment]


def presence() -> None:
    """Who is connected to a process that has fallen silent counts on; a process that begins is not told of others."""
    from digibarometer.live.engine import Engine
    from digibarometer.live.presence import Presence

    Presence.look = lambda self: None  # type: ignore[method-assign]
    Engine.heard_new = lambda self, process: None  # type: ignore[method-assign]
    Engine.heard_gone = lambda self, process: None  # type: ignore[method-assign]


def sharing() -> None:
    """Everything is drawn in the order in which it was asked for, however often it is asked for."""
    from digibarometer.live.render_queue import RenderQueue, Urgency

    later = RenderQueue.enqueue

    def in_one_queue(self: Any, draw: Any, then: Any = None, **given: Any) -> None:
        later(self, draw, then, **{**given, "key": None, "workshop": 0, "urgency": Urgency.URGENT, "first": False})

    RenderQueue.enqueue = in_one_queue  # type: ignore[method-assign]


def turning_out() -> None:
    """A line whose seat another device has taken is told so, and stays where it is."""
    from digibarometer.live.hub import GONE_FRAME, Hub

    Hub.close_seat = lambda self, connection: connection.push(GONE_FRAME)  # type: ignore[method-assign]


def own_panels() -> None:
    """What only the sender's own screen shows is never drawn: the acknowledgement says it all."""
    from digibarometer.live.write_queue import WriteQueue

    answer = WriteQueue._answer

    def answer_without(self: Any, settled: Any) -> None:
        kept = self.kept
        told = iter([getattr(one, "sender", None) for one in settled])
        self.kept = lambda touches, urgent, _: kept(touches, urgent, next(told))
        answer(self, settled)
        self.kept = kept

    WriteQueue._answer = answer_without  # type: ignore[method-assign]


def silence() -> None:
    """When a process falls silent, nobody asks what it may have kept and not told."""
    from digibarometer.live.presence import Presence

    look = Presence.look

    def look_only(self: Any) -> None:
        self.died = lambda: None
        look(self)

    Presence.look = look_only  # type: ignore[method-assign]


MENDINGS = {
    take.__name__: take
    for take in (
        recipients, commit, later, connection, understanding, presence, sharing, turning_out, own_panels, silence
    )
}  # fmt: skip


def take_out(name: str) -> None:
    """Take a mending out of this process. Raises KeyError for one that there is not."""
    MENDINGS[name]()
