"""A simulated server process: its engine and what else a real one would have to itself."""

import asyncio
from collections import OrderedDict
from collections.abc import Iterator, MutableMapping
from contextvars import ContextVar
from typing import Any

current: ContextVar["Process | None"] = ContextVar("current", default=None)


class Process:
    """One server process from its start to its end; one that starts again is another."""

    def __init__(self, name: str):
        self.name = name
        self.is_alive = True
        self.is_stopping = False
        self.engine: Any = None
        self.tasks: dict[asyncio.Task[Any], None] = {}
        self.memories: dict[str, Any] = {}  # module globals, by their name


class PerProcess(MutableMapping[Any, Any]):
    """Stands in for a module's global mapping: each process has one of its own."""

    def __init__(self, name: str):
        self.name = name
        self.outside: OrderedDict[Any, Any] = OrderedDict()

    def _own(self) -> OrderedDict[Any, Any]:
        process = current.get()
        return self.outside if process is None else process.memories.setdefault(self.name, OrderedDict())

    def __getitem__(self, key: Any) -> Any:
        return self._own()[key]

    def __setitem__(self, key: Any, value: Any) -> None:
        self._own()[key] = value

    def __delitem__(self, key: Any) -> None:
        del self._own()[key]

    def __iter__(self) -> Iterator[Any]:
        return iter(self._own())

    def __len__(self) -> int:
        return len(self._own())


class EngineOfProcess:
    """Stands in for the engine of this process, wherever it is asked for."""

    def __getattr__(self, name: str) -> Any:
        process = current.get()
        if process is None or process.engine is None:
            raise RuntimeError("No live room runs in this process.")
        return getattr(process.engine, name)
