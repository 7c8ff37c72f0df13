"""Every action, field, frame, environment variable and command is described in docs/."""

import re
from pathlib import Path

import msgspec
import pytest

from digibarometer.__main__ import command_line
from digibarometer.live import connection, fallback, limits, wire
from digibarometer.live.actions import Action
from digibarometer.screens.house import house

ROOT = Path(__file__).resolve().parents[2]
PROTOCOL = (ROOT / "docs" / "protocol.md").read_text(encoding="utf-8")
ALL = "\n".join(path.read_text(encoding="utf-8") for path in (*(ROOT / "docs").glob("*.md"), ROOT / "README.md"))
ROWS = house().rows
OF_EVERY_ACTION = {field.name for field in msgspec.structs.fields(Action)}


def line_of(do):
    """The action's row in the page's tables."""
    lines = [line for line in PROTOCOL.splitlines() if line.startswith(f"| `{do}` |")]
    assert len(lines) == 1, f"docs/protocol.md has no table row of its own for {do}"
    return lines[0]


@pytest.mark.parametrize("do", sorted(ROWS))
def test_every_action_and_its_fields_are_in_the_protocol(do):
    line = line_of(do)
    fields = {field.name for field in msgspec.structs.fields(ROWS[do].action)} - OF_EVERY_ACTION
    assert fields <= set(re.findall(r"`(\w+)`", line))


@pytest.mark.parametrize("do", sorted(ROWS))
def test_who_may_is_what_the_row_says(do):
    words = {"ParticipantSeat": "phone", "TableSeat": "table", "LeaderSeat": "leader"}
    by = ROWS[do].by
    kinds = {words[kind.__name__] for kind in getattr(by, "__args__", [by])}
    said = {word.strip() for word in line_of(do).split("|")[4].split(",")}
    assert said == kinds


def test_no_action_is_described_that_is_not_there():
    assert set(re.findall(r"^\| `(\w+\.\w+)` \|", PROTOCOL, re.M)) == set(ROWS)


def test_every_frame_is_in_the_protocol():
    typed = (ROOT / "digibarometer" / "ui" / "src" / "frames.ts").read_text(encoding="utf-8")
    frame = re.search(r"export type Frame = \{(.*?)^\};", typed, re.S | re.M)[1]
    senders = ("engine", "hub", "drawing", "wire", "socket", "fallback")
    sent = "".join((ROOT / "digibarometer" / "live" / f"{name}.py").read_text() for name in senders)
    words = {*re.findall(r"^  (\w+)\?:", frame, re.M), *re.findall(r'\{"(\w+)":', sent)} - {
        "type",
        "fast",
        "now",
        "ledger",
    }  # no frames: ASGI's word, the hub's, what is in hello, and the engine's tasks
    assert words >= {"hello", "screen", "panel", "ack", "later", "refused", "gone"}
    assert not [word for word in words if f"`{word}`" not in PROTOCOL]


def test_rates_and_sizes_are_what_the_code_says():
    figures = [value for name, value in vars(limits).items() if name.endswith(("_SECOND", "_ONCE"))]
    figures += [*limits.MAX_LINES_PER_SEAT.values(), limits.MAX_LINES_PER_WORKSHOP, limits.MAX_LINES_PER_ADDRESS]
    figures += [fallback.MOST, connection.MAX_WAITING_FRAMES, connection.MAX_WAITING_ANSWERS]
    sizes = [f"{bytes // 1024} KiB" for bytes in (wire.LARGEST, fallback.LARGEST)]
    for said in [*(f"{number:,.0f}" for number in figures), *sizes]:
        assert re.search(rf"\b{said}\b", PROTOCOL), said


def test_every_environment_variable_is_in_the_docs():
    code = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "digibarometer").glob("**/*.py"))
    settings = (ROOT / "digibarometer" / "settings.py").read_text(encoding="utf-8")
    names = set(re.findall(r"""environ(?:\.get\(|\[)["']([A-Z_]+)["']""", code))
    names |= set(re.findall(r"""\b_(?:number|switch)\(["']([A-Z_]+)["']""", settings))
    assert len(names) > 10
    assert not [name for name in names - {"DJANGO_SETTINGS_MODULE", "NOTIFY_SOCKET"} if f"`{name}" not in ALL]


def test_every_command_is_in_the_docs():
    commands = next(action for action in command_line()._actions if action.choices).choices
    assert "serve" in commands
    assert not [name for name in commands if f"digibarometer {name}" not in ALL]
