"""What breaks in a run: which statement fails, which connection dies, when the disk is full or the file is locked."""

import random
import sqlite3
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bench.seeds.lockstep import Thread
    from bench.seeds.sqlite.base import DatabaseWrapper

LOST = "SQLITE_IOERR"  # stands for a connection that is gone
MESSAGES = {
    "SQLITE_IOERR": "server closed the connection unexpectedly",
    "SQLITE_FULL": "database or disk is full",
    "SQLITE_BUSY": "database is locked",
}


def error_of(name: str) -> sqlite3.OperationalError:
    """The error that SQLite would raise, with its code."""
    error = sqlite3.OperationalError(MESSAGES[name])
    error.sqlite_errorname, error.sqlite_errorcode = name, getattr(sqlite3, name)
    return error


@dataclass
class Faults:
    """Drawn from a source of its own, so that nothing else in a run changes with what is looked for."""

    chance: random.Random
    dying: dict[str, float] = field(default_factory=dict)  # by name of thread: how likely its connection dies
    commit_fails: float = 0.0  # how likely: half of them before, half after it was done
    disk_is_full: bool = False
    database_is_down: bool = False
    is_quiet: bool = False  # nothing breaks any more
    happened: list[str] = field(default_factory=list)

    def _happens(self, likely: float) -> bool:
        return not self.is_quiet and likely > 0 and self.chance.random() < likely

    def note(self, thread: "Thread", what: str) -> None:
        """Remember that something broke."""
        self.happened.append(what)
        thread.run.trace(thread, "FAULT", what)

    def on_connect(self, connection: "DatabaseWrapper") -> None:
        """Raise where the database takes no connections."""
        if self.database_is_down:
            raise error_of(LOST)

    def on_statement(self, connection: Any, thread: "Thread", is_write: bool) -> None:
        """Raise where this statement fails."""
        if self.database_is_down or self._happens(self.dying.get(thread.name, 0.0)):
            self.note(thread, f"the connection of {thread.name} died")
            connection.die()
            raise error_of(LOST)
        if self.disk_is_full and is_write:
            self.note(thread, "the disk was full")
            raise error_of("SQLITE_FULL")

    def before_commit(self, connection: Any, thread: "Thread") -> None:
        """Raise where the commit is not done."""
        if self.disk_is_full:
            self.note(thread, "the disk was full")
            raise error_of("SQLITE_FULL")
        if self._happens(self.commit_fails / 2):
            self.note(thread, "a commit failed")
            connection.die()
            raise error_of(LOST)

    def after_commit(self, connection: Any, thread: "Thread") -> None:
        """Raise where the commit was done and the answer is lost."""
        if self._happens(self.commit_fails / 2):
            self.note(thread, "a commit was done, and its answer lost")
            connection.die()
            raise error_of(LOST)
