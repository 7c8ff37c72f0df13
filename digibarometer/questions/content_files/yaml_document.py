"""A YAML file that has been read: its data, and on which line each thing stands."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeVar

import msgspec
import yaml
from django.utils.translation import gettext as _

from digibarometer.questions.content_files.errors import Problem, Unreadable, explain_error

Source = Path | str | bytes
Shape = TypeVar("Shape")

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
NO_VALUE = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)  # PyYAML, of `2024-99-99` and the like
_PART = re.compile(r"([^.\[\]]+)|\[(\d+)\]")


class ContentFile:
    """A content file that has been read: where it is from, and its data."""

    path: str
    data: Any

    def read_as(self, shape: type[Shape]) -> Shape:
        """The data as typed structs. Raises Unreadable with the first thing that does not fit."""
        try:
            return msgspec.convert(self.data, shape)
        except msgspec.ValidationError as error:
            raise Unreadable([self.problem(*explain_error(str(error)))]) from error

    def problem(self, place: str, message: str) -> Problem:
        """Something to mend at a place in the file."""
        return Problem(self.path, message, place)


class Document(ContentFile):
    """The data of one YAML file (a path, or the bytes of an upload). Raises Unreadable where it is not YAML."""

    def __init__(self, source: Source, name: str = "") -> None:
        self.path = name or (_("(the file)") if isinstance(source, bytes) else str(source))
        try:
            loader = _LOADER(source if isinstance(source, bytes) else Path(source).read_bytes())
            self._node: yaml.Node | None = loader.get_single_node()
            if twice := list(self._written_twice(self._node)):
                raise Unreadable(twice)
            self.data = loader.construct_document(self._node) if self._node else None
        except NO_VALUE as error:
            raise Unreadable([self._no_value()]) from error
        except OSError as error:
            said = _("The file cannot be opened (%(why)s).") % {"why": error.strerror}
            raise Unreadable([Problem(self.path, said)]) from error
        except yaml.YAMLError as error:
            raise Unreadable([self._not_yaml(error)]) from error

    def problem(self, place: str, message: str) -> Problem:
        """Something to mend at a place in the file, with its line."""
        return Problem(self.path, message, place, self._line(place))

    def _line(self, place: str) -> int | None:
        """The line of a place, or of the nearest thing around it."""
        node = self._node
        for name, number in _PART.findall(place):
            inner = _inner(node, name, number)
            if inner is None:
                break
            node = inner
        return node.start_mark.line + 1 if node is not None and node.start_mark else None

    def _written_twice(self, node: yaml.Node | None, seen: set[int] | None = None) -> Iterator[Problem]:
        """Names that stand twice in the same place; YAML itself would keep the last and say nothing."""
        seen = set() if seen is None else seen
        if node is None or id(node) in seen:
            return
        seen.add(id(node))
        if isinstance(node, yaml.SequenceNode):
            for inner in node.value:
                yield from self._written_twice(inner, seen)
        elif isinstance(node, yaml.MappingNode):
            names = set()
            for name, inner in node.value:
                if isinstance(name, yaml.ScalarNode) and name.value in names:
                    message = _("“%(name)s” is written twice in the same place. Keep one of them.")
                    yield Problem(self.path, message % {"name": name.value}, line=name.start_mark.line + 1)
                names.add(str(name.value))
                yield from self._written_twice(inner, seen)

    def _no_value(self) -> Problem:
        """What looks like a number or a day and is none, with its line; YAML itself names neither."""
        wrong = next((node for node in _scalars(self._node) if not _has_value(node)), None)
        message = _("“%(value)s” looks like a number or a day, but is none. Put quotes around it, or correct it.")
        said = wrong.value[:40] if wrong else ""
        return Problem(self.path, message % {"value": said}, line=wrong.start_mark.line + 1 if wrong else None)

    def _not_yaml(self, error: yaml.YAMLError) -> Problem:
        mark = getattr(error, "problem_mark", None)
        said = getattr(error, "problem", None) or getattr(error, "reason", None) or "it cannot be read"
        message = _(
            "This is not YAML: %(why)s. Look at the indentation, and put quotes around texts that contain a colon."
        )
        return Problem(self.path, message % {"why": said}, line=mark.line + 1 if mark else None)


def _scalars(node: yaml.Node | None) -> Iterator[yaml.ScalarNode]:
    """Every value and name, each once, however often it is referred to."""
    waiting, seen = [node], set[int]()
    while waiting:
        one = waiting.pop()
        if one is None or id(one) in seen:
            continue
        seen.add(id(one))
        if isinstance(one, yaml.ScalarNode):
            yield one
        elif isinstance(one, yaml.MappingNode):
            waiting += [part for pair in reversed(one.value) for part in reversed(pair)]
        elif isinstance(one, yaml.SequenceNode):
            waiting += reversed(one.value)


def _has_value(node: yaml.ScalarNode) -> bool:
    try:
        _LOADER("").construct_object(node)
    except NO_VALUE:
        return False
    return True


def _inner(node: yaml.Node | None, name: str, number: str) -> yaml.Node | None:
    if isinstance(node, yaml.SequenceNode) and number:
        return node.value[int(number)] if int(number) < len(node.value) else None
    if isinstance(node, yaml.MappingNode):
        named = [inner for key, inner in node.value if key.value == name]
        return named[-1] if named else None  # what stands last wins over what is merged in
    return None
