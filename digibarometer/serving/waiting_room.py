"""Whom the door lets in when more come at once than can be served: who came first, also while asked to wait."""

import secrets
import time
from bisect import bisect_left, insort
from dataclasses import dataclass

from django.core.signing import BadSignature, Signer

from digibarometer.serving.request_queue import RequestQueue

COOKIE = "place"
MAX_AGE = 900  # seconds that a ticket keeps its place
SHORT_WAIT = 4.0  # seconds that a browser may wait without being told anything
SOONEST, LATEST = 2, 15  # seconds until it asks again
LATE_SECONDS = 15.0  # seconds past that before somebody with a ticket is taken to have left
FIRST_GUESS, SMOOTHING = 0.03, 0.05  # seconds for each who is let in, until it has been seen; how fast that is learnt


@dataclass(frozen=True, slots=True)
class Ticket:
    """A place among those who wait: when its holder first came (unix seconds)."""

    id: str
    arrived: float


@dataclass(frozen=True, slots=True)
class Waiting:
    """What somebody is told who must wait: how many are before them, and when to ask again (seconds)."""

    cookie: str
    before: int
    seconds: int


class WaitingRoom:
    """Gives tickets. They are signed and hold the time, so any process of the installation honours them."""

    def __init__(self, lane: RequestQueue, rank: int):
        self.lane, self.rank = lane, rank
        self.signer = Signer(salt="place in the queue")
        self.due: dict[Ticket, float] = {}  # who has been asked to wait, and when they are taken to have left
        self.arrivals: list[float] = []  # the same, in order
        self.tidied = 0.0
        self.each, self.let_in_at = FIRST_GUESS, 0.0

    def ticket(self, cookie: str, now: float | None = None) -> Ticket:
        """The ticket that a browser brings, or a new one."""
        now = time.time() if now is None else now
        try:
            id, arrived = self.signer.unsign(cookie).split(".", 1)
            if now - MAX_AGE < float(arrived) <= now:
                return Ticket(id, float(arrived))
        except (BadSignature, ValueError):
            pass
        return Ticket(secrets.token_hex(6), round(now, 3))

    def must_wait(self, ticket: Ticket, now: float | None = None) -> Waiting | None:
        """What its holder is told who must come back; None for who may come in now."""
        now = time.time() if now is None else now
        self._tidy(now)
        self._forget(ticket)
        before = bisect_left(self.arrivals, ticket.arrived)
        if self.lane.waiting:
            before += self.lane.waiting_before((self.rank, ticket.arrived))
        wait = before * self.each
        if wait <= SHORT_WAIT:
            return None
        seconds = round(min(LATEST, max(SOONEST, wait - SHORT_WAIT / 2)))
        self.due[ticket] = now + seconds + LATE_SECONDS
        insort(self.arrivals, ticket.arrived)
        return Waiting(self.signer.sign(f"{ticket.id}.{ticket.arrived}"), before, seconds)

    def let_in(self, now: float | None = None) -> None:
        """Learn how fast it goes: somebody has been let in, and others wait still."""
        now = time.monotonic() if now is None else now
        took = now - self.let_in_at
        if self.lane.waiting and took < SHORT_WAIT:
            self.each += SMOOTHING * (took - self.each)
        self.let_in_at = now

    def _forget(self, ticket: Ticket) -> None:
        if self.due.pop(ticket, None) is not None:
            del self.arrivals[bisect_left(self.arrivals, ticket.arrived)]

    def _tidy(self, now: float) -> None:
        if now < self.tidied + 1:
            return
        self.tidied = now
        for ticket in [ticket for ticket, due in self.due.items() if due < now]:
            self._forget(ticket)
