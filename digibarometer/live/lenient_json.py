"""What can be read of JSON that no decoder takes, so that each action is answered by its own name.

A screen keeps an action until it is answered: an answer that does not say to what would never set it free.
"""

import json
import re
from collections.abc import Iterator
from itertools import islice

MAX_TOKENS = 10_000  # of a frame that are looked at: nobody may keep the loop busy by rubbish
MAX_TOKENS_IN_LIST = 100_000

_TOKEN = re.compile(rb'"(?:[^"\\]|\\.)*+(?:"|\\?\Z)|[\[\]{}:,]', re.S)
_DEPTH = {b"[": 1, b"{": 1, b"]": -1, b"}": -1}


def read_id(frame: bytes) -> str:
    """The text that an object has as its own `id`, however ill-formed, deep or cut off the rest is; else empty."""
    found, two_before, before = "", (0, b""), (0, b"")
    for depth, token, _ in islice(_tokens(frame), MAX_TOKENS):
        if two_before == (1, b'"id"') and before == (1, b":") and token[:1] == b'"':
            found = _text(token)
        two_before, before = before, (depth, token)
    return found


def split_list(body: bytes) -> list[bytes] | None:
    """The parts between the commas of a JSON list, whatever they hold; None where the body is no list."""
    body = body.strip()
    if not (body.startswith(b"[") and body.endswith(b"]")):
        return None
    parts, depth, part_began, at = [], 0, 1, 0
    for depth, token, at in islice(_tokens(body), MAX_TOKENS_IN_LIST):
        if depth == 0 and at < len(body):
            return None  # the list ends, and something follows
        if depth == 1 and token == b",":
            parts.append(body[part_began : at - 1])
            part_began = at
    if depth or at < len(body):
        return None
    last = body[part_began:-1].strip()
    return [*parts, last] if parts or last else []


def _tokens(given: bytes) -> Iterator[tuple[int, bytes, int]]:
    """Each string, bracket, colon and comma: how deep one is inside after it, the token, and where it ends."""
    depth = 0
    for found in _TOKEN.finditer(given):
        token = found.group()
        depth += _DEPTH.get(token, 0)
        yield depth, token, found.end()


def _text(literal: bytes) -> str:
    try:
        text = str(json.loads(literal.decode("utf-8", "replace"), strict=False))
        text.encode()
    except ValueError:
        return ""  # it could not be sent back either
    return text
