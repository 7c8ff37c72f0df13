"""What no decoder takes is still answered by its own name, and takes nothing else with it."""

import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digibarometer.live.codec import read_id, split_list

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4), inner, max_size=4),
    max_leaves=12,
)


@pytest.mark.parametrize(
    ("frame", "id"),
    [
        (b'{"id":"a1","text":"\\ud800"}', "a1"),
        (b'{"text":"\xff\xfe","id":"a1"}', "a1"),
        (b'{"text":' + b"[" * 990 + b"]" * 990 + b',"id":"a1"}', "a1"),
        (b'{"id" : "a1", "text":', "a1"),
        (b'{"id":"a1","text":"cut o', "a1"),
        (b'{"in":{"id":"not mine"},"id":"a1"}', "a1"),
        (b'{"say":"id","id":"a1"}', "a1"),
        (b'{"id":"\xc3\xa5\\u00e4"}', "åä"),
        (b'{"id":"' + b"a" * 300 + b'"}', "a" * 300),
        (b'{"in":{"id":"not mine"}}', ""),
        (b'["id",":","a1"]', ""),
        (b'{"id":12}', ""),
        (b'{"id":"\\ud800"}', ""),
        (b"", ""),
    ],
)
def test_the_id_is_read_if_it_can_be(frame, id):
    assert read_id(frame) == id


@pytest.mark.parametrize(
    ("body", "parts"),
    [
        (b"[]", []),
        (b" [ ] ", []),
        (b'[{"a":"\\ud800"}, {"b":[1,2]}]', [b'{"a":"\\ud800"}', b'{"b":[1,2]}']),
        (b"[[[[[],1", None),
        (b"[1],[2]", None),
        (b'{"a":1}', None),
        (b'["],[",2]', [b'"],["', b"2"]),
        (b'["a', None),
        (b"[,]", [b"", b""]),
    ],
)
def test_a_list_is_cut_at_its_own_commas(body, parts):
    assert split_list(body) == parts


@given(st.lists(JSON, max_size=5))
def test_whatever_is_json_is_cut_as_json_says(items):
    assert [json.loads(part) for part in split_list(json.dumps(items).encode())] == items


@given(st.text(min_size=1, max_size=20), st.dictionaries(st.text(max_size=4).filter(lambda key: key != "id"), JSON))
def test_whatever_is_json_has_the_id_that_json_says(id, fields):
    assert read_id(json.dumps({**fields, "id": id}).encode()) == id
    assert read_id(json.dumps({**fields, "id": id}, ensure_ascii=False).encode()) == id


RUBBISH = [b"[" * 262_144, b'"' + b'\\"' * 131_000, b'{"a":"\\', b"[" + b'"\\",' * 60_000 + b"]"]


@pytest.mark.parametrize("rubbish", RUBBISH)
def test_rubbish_keeps_nobody_waiting(rubbish):
    began = time.process_time()
    read_id(rubbish)
    split_list(rubbish)
    assert time.process_time() - began < 5, "it grows by the square"
