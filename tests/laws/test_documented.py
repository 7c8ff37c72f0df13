"""Every action, field, frame, environment variable and command is described in docs/."""

import re
from pathlib import Path

import msgspec
import pytest

from digibarometer.__main__ import command_line
from digibarometer.live import codec, connection, http_polling, limits
from digibarometer.live.actions import Action
from digibarometer.workshops.composition import build_registry
from tests.protocol import protocol_page

ROOT = Path(__file__).resolve().parents[2]
PROTOCOL = (ROOT / "docs" / "protocol.md").read_text(encoding="utf-8")
ALL = "\n".join(path.read_text(encoding="utf-8") for path in (*(ROOT / "docs").glob("*.md"), ROOT / "README.md"))
ROWS = build_registry().rules
OF_EVERY_ACTION = {field.name for field in msgspec.structs.fields(Action)}


FIELDS = {
    do: [f for f in msgspec.structs.fields(row.action) if f.name not in OF_EVERY_ACTION] for do, row in ROWS.items()
}
UNSAID = {"40"}  # characters of a key, said once for all


def test_the_actions_of_the_protocol_are_those_that_there_are():
    assert set(protocol_page.ACTIONS) == set(ROWS)
    assert OF_EVERY_ACTION | {"do"} == protocol_page.OF_EVERY_ACTION


@pytest.mark.parametrize("do", sorted(ROWS))
def test_the_fields_are_those_that_the_row_says(do):
    row = protocol_page.ACTIONS[do]
    assert row.required == {field.name for field in FIELDS[do] if field.required}
    assert row.optional == {field.name for field in FIELDS[do] if not field.required}, "with a question mark"


@pytest.mark.parametrize("do", sorted(ROWS))
def test_the_limits_and_words_of_a_field_are_in_its_row(do):
    said = protocol_page.ACTIONS[do].said
    for field in FIELDS[do]:
        typed = str(field.type)
        limits = {*re.findall(r"max_length=(\d+)", typed), *re.findall(r"\b[gl]e=-?(\d+)", typed)} - UNSAID
        words = {word for choice in re.findall(r"Literal\[(.*?)\]", typed) for word in re.findall(r"'(\w+)'", choice)}
        assert not [limit for limit in limits if not re.search(rf"\b{limit}\b", said)], field.name
        assert not [word for word in words if f"`{word}`" not in said], field.name


@pytest.mark.parametrize("do", sorted(ROWS))
def test_who_may_is_what_the_row_says(do):
    words = {"ParticipantSeat": "phone", "TableSeat": "table", "LeaderSeat": "leader"}
    by = ROWS[do].allowed_seats
    assert protocol_page.ACTIONS[do].who == {words[kind.__name__] for kind in getattr(by, "__args__", [by])}


def test_what_is_taken_after_the_end_is_what_the_protocol_says():
    lines = (ROOT / "tests" / "laws" / "who_may.txt").read_text(encoding="utf-8").splitlines()
    kept = {line.split()[0] for line in lines if "ended" in line.split()[2:]}
    said = re.search(r"Once the workshop has ended only (.*?) are\s+taken", PROTOCOL, re.S)[1]
    assert set(re.findall(r"`([\w.]+)`", said)) == kept


def test_the_codes_that_close_a_line_and_the_statuses_are_those_of_the_code():
    code = "".join(path.read_text() for path in (ROOT / "digibarometer" / "live").glob("*.py"))
    code += (ROOT / "digibarometer" / "asgi.py").read_text()
    assert set(protocol_page.CLOSES) == {int(found) for found in re.findall(r"\b(44\d\d)\b", code)}
    answered = {int(found) for found in re.findall(r"_reply\(send, (\d+)", code)}
    assert set(protocol_page.STATUSES) - {404} == answered  # an address without a room is a page's own 404


def test_every_frame_is_in_the_protocol():
    typed = (ROOT / "digibarometer" / "ui" / "src" / "live" / "protocol.ts").read_text(encoding="utf-8")
    frame = re.search(r"export type Frame = \{(.*?)^\};", typed, re.S | re.M)[1]
    senders = ("engine", "hub", "rendering", "codec", "websocket", "http_polling")
    sent = "".join((ROOT / "digibarometer" / "live" / f"{name}.py").read_text() for name in senders)
    words = {*re.findall(r"^  (\w+)\?:", frame, re.M), *re.findall(r'\{"(\w+)":', sent)} - {
        "type",
        "fast",
        "now",
        "ledger",
    }  # no frames: ASGI's word, the hub's, what is in hello, and the engine's tasks
    assert words >= {"hello", "screen", "panel", "ack", "later", "refused", "gone"}
    assert words - {"why", "where", "mark", "html"} == protocol_page.FRAMES


def test_rates_and_sizes_are_what_the_code_says():
    figures = [value for name, value in vars(limits).items() if name.endswith(("_SECOND", "_ONCE"))]
    figures += [*limits.MAX_LINES_PER_SEAT.values(), limits.MAX_LINES_PER_WORKSHOP, limits.MAX_LINES_PER_ADDRESS]
    figures += [http_polling.MAX_ACTIONS, connection.MAX_WAITING_FRAMES, connection.MAX_WAITING_ANSWERS]
    sizes = [f"{bytes // 1024} KiB" for bytes in (codec.MAX_FRAME_BYTES, http_polling.MAX_BODY_BYTES)]
    for said in [*(f"{number:,.0f}" for number in figures), *sizes]:
        assert re.search(rf"\b{said}\b", PROTOCOL), said


def test_every_environment_variable_is_in_the_docs():
    code = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "digibarometer").glob("**/*.py"))
    settings = (ROOT / "digibarometer" / "settings.py").read_text(encoding="utf-8")
    names = set(re.findall(r"""os\.environ(?:\.get\(|\[)["']([A-Z_]+)["']""", code))
    names |= set(re.findall(r"""\b(?:_number|_switch|_text|_names|env\.\w+)\(["']([A-Z_]+)["']""", settings))
    assert len(names) > 15
    assert not [name for name in names - {"DJANGO_SETTINGS_MODULE", "NOTIFY_SOCKET"} if f"`{name}" not in ALL]


PAGES = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_what_a_page_points_at_is_there(page):
    text = page.read_text(encoding="utf-8")
    pointed = {there for there in re.findall(r"\]\(([^)#]+)[^)]*\)", text) if "://" not in there}
    assert not [there for there in pointed if not (page.parent / there).exists()]
    assert not [command for command in re.findall(r"^(?:`)?(bin/[\w-]+)", text, re.M) if not (ROOT / command).exists()]


def test_every_command_is_in_the_docs():
    commands = next(action for action in command_line()._actions if action.choices).choices
    assert "serve" in commands
    assert not [name for name in commands if f"digibarometer {name}" not in ALL]
