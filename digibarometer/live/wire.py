"""The frames: what comes in is decoded and checked in one step, what goes out is made here."""

from typing import Any, Union

import msgspec
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from digibarometer.live.actions import Action, On, StrOrPromise
from digibarometer.live.shape import House

ILL_FORMED = _("The screen sent something that could not be understood. Reload the page and try again.")

encode = msgspec.json.Encoder().encode


class _Marked(msgspec.Struct):
    id: str = ""


class Unreadable(Exception):
    """A frame that is no action; `id` is the one it gave, if any, and `where` what was wrong with it."""

    def __init__(self, id: str, where: str):
        super().__init__(where)
        self.id, self.where = id, where


class Wire:
    """Reads actions and writes answers."""

    def __init__(self, house: House):
        self.rows = house.rows
        kinds = tuple(row.action for row in self.rows.values())
        self.decoder: msgspec.json.Decoder[Action] = msgspec.json.Decoder(
            Union[kinds],  # noqa: UP007
            strict=False,
        )
        self.marked = msgspec.json.Decoder(_Marked)

    def read(self, text: str | bytes) -> tuple[On[Any, Any], Action]:
        """The action in a frame and its row. Raises Unreadable."""
        try:
            action = self.decoder.decode(text)
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
            try:
                id = self.marked.decode(text).id[:40]
            except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
                id = ""
            raise Unreadable(id, str(error)) from error
        return self.rows[str(action.__struct_config__.tag)], action


def refusal(id: str, why: StrOrPromise, language: str, where: str = "") -> dict[str, Any]:
    """The answer to an action that is not kept: which, why in words, and for a programmer where."""
    with translation.override(language):
        return {"refused": id, "why": str(why)} | ({"where": where} if where else {})
