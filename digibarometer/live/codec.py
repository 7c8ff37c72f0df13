"""The frames: what comes in is decoded and checked in one step, what goes out is made here."""

import json
import re
from collections.abc import Iterator
from itertools import islice
from typing import Final, Union

import msgspec
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from digibarometer.live.actions import Action, Rule, StrOrPromise
from digibarometer.live.interfaces import Registry

MAX_TOKENS = 10_000  # of a frame that are looked at: nobody may keep the loop busy by rubbish
MAX_TOKENS_IN_LIST = 100_000

_TOKEN = re.compile(rb'"(?:[^"\\]|\\.)*+(?:"|\\?\Z)|[\[\]{}:,]', re.S)
_DEPTH = {b"[": 1, b"{": 1, b"]": -1, b"}": -1}


def read_id(frame: bytes) -> str:
    """The text that an object has as its own `id`, however ill-formed, deep or cut off the rest is; else empty."""
    found, two_before, before = "", (0, b""), (0, b"")
    for depth, token, _end in islice(_tokens(frame), MAX_TOKENS):
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


MAX_FRAME_BYTES = 32 * 1024  # bytes in a frame: the longest text of any action, each letter escaped, has room

LATER: Final = _("The server cannot save just now. Wait a moment and try again.")
ILL_FORMED = _("The screen sent something that could not be understood. Reload the page and try again.")
TOO_LONG = _("That is too long to be sent in one piece. Make it shorter.")
NO_SUCH_LETTER = _("There is a character in the text that cannot be kept. Write it again, or paste it as plain text.")

_NUL = re.compile(rb"(?<!\\)(?:\\\\)*\\u0000")
_HALF_A_LETTER = re.compile(  # half of a surrogate pair, as when a text is cut in the midst of a picture
    rb"(?<!\\)(?:\\\\)*(?:\\u[dD][89abAB]..(?!\\u[dD][c-fC-F])|(?<!\\u[dD][89abAB]..)\\u[dD][c-fC-F])"
)

encode = msgspec.json.Encoder().encode


class Unreadable(Exception):
    """A frame that is no action. `id` is the one it gave, if any, `why` what the person is told, `where` what was wrong
    with it, for the programmer.
    """

    def __init__(self, id: str, where: str, why: StrOrPromise = ILL_FORMED):
        super().__init__(where)
        self.id, self.where, self.why = id, where, why


class ActionCodec:
    """Reads actions and writes answers."""

    def __init__(self, registry: Registry):
        self.rules = registry.rules
        kinds = tuple(row.action for row in self.rules.values())
        self.decoder: msgspec.json.Decoder[Action] = msgspec.json.Decoder(
            Union[kinds],  # noqa: UP007
            strict=False,
        )

    def read(self, text: str | bytes) -> tuple[Rule, Action]:
        """The action in a frame and its row. Raises Unreadable."""
        frame = text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text
        if len(frame) > MAX_FRAME_BYTES:
            raise Unreadable(read_id(frame), f"A frame may hold {MAX_FRAME_BYTES} bytes.", TOO_LONG)
        if b"\\u0000" in frame and _NUL.search(frame):
            raise Unreadable(read_id(frame), "No text may hold \\u0000.", NO_SUCH_LETTER)
        try:
            action = self.decoder.decode(frame)
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
            why = NO_SUCH_LETTER if _HALF_A_LETTER.search(frame) else ILL_FORMED
            raise Unreadable(read_id(frame), str(error), why) from error
        return self.rules[str(action.__struct_config__.tag)], action


def answer_frame(id: str, why: StrOrPromise | None, language: str) -> dict[str, str]:
    """What came of an action: kept (None), to be sent again later (LATER), or refused for this reason."""
    if why is None:
        return {"ack": id}
    if why is LATER:
        with translation.override(language):
            return {"later": id, "why": str(why)}
    return refused_frame(id, why, language)


def refused_frame(id: str, why: StrOrPromise, language: str, where: str = "") -> dict[str, str]:
    """The answer to an action that is not kept: which, why in words, and for a programmer where."""
    with translation.override(language):
        return {"refused": id, "why": str(why)} | ({"where": where} if where else {})
