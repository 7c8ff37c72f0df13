"""What is no action is answered with where it went wrong; it never raises anything else."""

import contextlib
import json

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from digibarometer.live.codec import ActionCodec, Unreadable
from digibarometer.workshops.composition import build_registry
from tests.laws.examples import EXAMPLES

ROWS = sorted(build_registry().rules)
WIRE = ActionCodec(build_registry())
WRONG = [[], {}, {"a": 1}, "x" * 5_000, -1, 1 << 70, 1.5, True, [[[]]]]
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
GARBAGE = [
    "", "x", r'{"id":"\ud800"}', "null", "[]", "{}", "3", '"do"', "{", b"\xff\xfe", b"\x00",
    '{"do":"no.such"}', '{"do":null}', "[" * 5_000,
    '{"do":"assessment.rate"}', '{"do":"assessment.rate","id":"","number":1,"question":1,"level":1}', "9" * 60_000,
]  # fmt: skip


def unreadable(frame):
    with pytest.raises(Unreadable) as no:
        WIRE.read(frame)
    assert str(no.value)
    return no.value


@pytest.mark.parametrize("frame", GARBAGE, ids=lambda frame: repr(frame)[:30])
def test_garbage_is_answered(frame):
    unreadable(frame)


@pytest.mark.parametrize("do", ROWS)
def test_every_field_of_every_action_is_checked(room, do):
    right = json.loads(room.frame(EXAMPLES[do].who, do, **EXAMPLES[do].fields(room)))
    WIRE.read(json.dumps(right))
    unreadable(json.dumps({**right, "unknown": 1}))
    for name in right.keys() - {"do", "id"}:
        refused = 0
        for wrong in WRONG:
            try:
                WIRE.read(json.dumps({**right, name: wrong}))
            except Unreadable as no:
                assert f"$.{name}" in str(no) or "JSON" in str(no), "where it went wrong"
                assert no.id == right["id"] or "JSON" in str(no), "which it was"
                refused += 1
        assert refused >= 6, name
    for field in msgspec.structs.fields(WIRE.rules[do].action):
        if field.required:
            unreadable(json.dumps({key: value for key, value in right.items() if key != field.name}))


@given(fields=st.dictionaries(st.text(max_size=10), JSON, max_size=5), do=st.sampled_from(ROWS))
@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
def test_nothing_that_is_sent_breaks_the_wire(fields, do):
    for frame in (json.dumps({**fields, "do": do, "id": "x", "number": 1}), json.dumps(fields)):
        with contextlib.suppress(Unreadable):
            WIRE.read(frame)


@given(st.binary(max_size=200))
@settings(max_examples=200, deadline=None)
def test_no_bytes_break_the_wire(frame):
    with contextlib.suppress(Unreadable):
        WIRE.read(frame)


@pytest.mark.parametrize("do", ROWS)
def test_wild_numbers_are_refused_in_words(room, do):
    """What has the right shape but names nothing that is there is refused, and is no error of the server's."""
    from digibarometer.live.actions import ActionRefused

    example = EXAMPLES[do]
    room.go(example.where)
    right = example.fields(room)
    before = room.rows_kept()
    for name in right.keys() & {"question", "area", "group", "participant", "step", "to", "spot", "level", "phase"}:
        for wild in (0, -1, 2**31, 2**62, 2**63 - 1):
            with room.then_as_before():
                try:
                    room.act(example.who, do, **{**right, name: wild})
                except ActionRefused:
                    assert room.rows_kept() == before
                except Unreadable:
                    pass
