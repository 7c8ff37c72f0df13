"""What people want to be so: the shape of an action, who may do it when, and how it is refused."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from types import UnionType
from typing import Annotated, Any, ClassVar, Generic, TypeVar

import msgspec
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from digibarometer.live.panels import Invalidation

StrOrPromise = str | Promise
MAX_KEY = 80  # characters
ClientKey = Annotated[str, msgspec.Meta(min_length=1, max_length=40)]  # that a screen has made for something new
NOT_YOURS = _("You cannot do that from this screen.")


class Action(msgspec.Struct, frozen=True, kw_only=True, tag_field="do", forbid_unknown_fields=True):
    """What someone wants to be so. Sending it twice is harmless: it carries the wanted state, never a change."""

    id: ClientKey
    number: Annotated[int, msgspec.Meta(ge=0, lt=1 << 44)]
    phase: int | None = None

    about: ClassVar[tuple[str, ...]] = ()  # the fields that tell what it is about

    def dedupe_key(self) -> str:
        """Which wish this is: a newer action about the same thing replaces an older one."""
        of = [getattr(self, name) for name in self.about]
        return ":".join([str(self.__struct_config__.tag), *("" if one is None else str(one) for one in of)])[:MAX_KEY]


class Refusal(Exception):
    """Something cannot be done; the sentence is shown to the one who asked."""

    def __init__(self, why: StrOrPromise):
        super().__init__(why)
        self.why = why


class ActionRefused(Refusal):
    """The action cannot be done."""


A = TypeVar("A", bound=Action)
S = TypeVar("S")
Condition = Callable[[A, S], StrOrPromise | None]


@dataclass(frozen=True)
class ActionRule(Generic[A, S]):
    """One row of a part's table of contents: this action, done so, by these seats, when this holds.

    `when` answers None where the action is welcome, else the sentence that tells why not.
    """

    action: type[A]
    handler: Callable[[A, S], Iterable[Invalidation]]
    allowed_seats: type[S] | UnionType
    precondition: Condition[A, S] | None = None
    urgent: bool = False  # what it touches is drawn at once: the leader's own moves and openings
    is_told_by_ack: bool = False  # the sender's own panel is as docs/protocol.md says of `ack`; it need not be drawn

    @property
    def name(self) -> str:
        """The action's name on the wire, such as assessment.rate."""
        return str(self.action.__struct_config__.tag)

    def check(self, action: A, seat: S) -> None:
        """Raise ActionRefused where this seat may not do this now."""
        if not isinstance(seat, self.allowed_seats):
            raise ActionRefused(NOT_YOURS)
        if self.precondition and (why := self.precondition(action, seat)):
            raise ActionRefused(why)


Rule = ActionRule[Any, Any]  # of whatever action and seats
