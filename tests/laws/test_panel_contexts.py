"""What a panel hands its template is what the template asks for: a field that is renamed on one side alone is found."""

import typing
from collections.abc import Iterable, Mapping
from functools import reduce
from inspect import getattr_static
from operator import or_
from types import FunctionType, UnionType

import pytest
from django.db.models import Model
from django.template import Engine, Node, NodeList, base, defaulttags, loader_tags, smartif

from digibarometer.workshops.composition import build_registry
from digibarometer.workshops.models import Group
from digibarometer.workshops.snapshot import WorkshopSnapshot

PANELS = build_registry().panels
UNKNOWN = typing.Any
ENGINE = Engine.get_default()
ALWAYS_THERE = {"now": WorkshopSnapshot, "id": str, "True": bool, "False": bool, "None": None}


def members(kind):
    """The types that a value may have, but for None."""
    parts = typing.get_args(kind) if typing.get_origin(kind) in (typing.Union, UnionType) else (kind,)
    return [part for part in parts if part is not type(None)]


def attribute(kind, name):
    """The type of `value.name`, as far as types say it. Raises LookupError where there is no such attribute."""
    found = [one for part in members(kind) if (one := attribute_of_class(part, name)) is not None]
    if not found:
        raise LookupError(f"{kind} has no {name}.")
    return reduce(or_, found)


def attribute_of_class(kind, name):
    origin, args = typing.get_origin(kind) or kind, typing.get_args(kind)
    if name.isdigit() and origin is tuple and len(args) > int(name):
        return args[int(name)]
    if origin in (UNKNOWN, dict, Mapping) or not isinstance(origin, type) or name.isdigit():
        return UNKNOWN
    if issubclass(origin, Model) and name in (own := {field.name: field for field in origin._meta.get_fields()}):
        return own[name].related_model or UNKNOWN
    if not issubclass(origin, Model) and name in (declared := typing.get_type_hints(origin)):
        return declared[name]
    member = getattr_static(origin, name, None)
    returns = getattr(member, "fget", None) or getattr(member, "func", None) or member
    if isinstance(returns, FunctionType):
        return typing.get_type_hints(returns).get("return", UNKNOWN)
    return None if member is None else UNKNOWN


def item(kind):
    """The type of what a loop over a value gives."""
    of = [(typing.get_origin(part), typing.get_args(part)) for part in members(kind)]
    known = [args[0] for origin, args in of if isinstance(origin, type) and issubclass(origin, Iterable) and args]
    return reduce(or_, known or [UNKNOWN])


class TemplateReader:
    """Reads a template and what it includes, where names have these types. `asked` is the names that it takes."""

    def __init__(self, known):
        self.known, self.asked = known, set()

    def read(self, thing, local):
        """Reads all that a tag holds; answers the type of an expression. Raises LookupError where it leads nowhere."""
        match thing:
            case base.Variable(lookups=[root, *path]):
                self.asked |= {root} - local.keys()
                return reduce(attribute, path, {**self.known, **local}[root])
            case base.FilterExpression():
                kind = self.read(thing.var, local)
                self.read(thing.filters, local)
                return UNKNOWN if thing.filters else kind
            case base.Token(token_type=base.TokenType.VAR):  # in {% blocktranslate %}
                self.read(base.Variable(thing.contents), local)
            case NodeList():
                for node in thing:
                    self.read(node, local)
                    local = local | dict.fromkeys([getattr(node, "asvar", None)], UNKNOWN)
            case list() | tuple() | dict():
                for each in thing.values() if isinstance(thing, dict) else thing:
                    self.read(each, local)
            case Node() | smartif.TokenBase():
                held, within = vars(thing) | {"token": None}, dict(local)
                for name, value in held.pop("extra_context", {}).items():
                    within[name] = self.read(value, local)
                if name := held.pop("countervar", None):
                    within[name] = self.read(held.pop("counter"), local)
                if isinstance(thing, defaulttags.ForNode):
                    each, several = item(self.read(held.pop("sequence"), local)), len(thing.loopvars) > 1
                    within["forloop"] = UNKNOWN
                    within |= {x: attribute(each, str(n)) if several else each for n, x in enumerate(thing.loopvars)}
                if isinstance(thing, loader_tags.IncludeNode):
                    held["included"] = ENGINE.get_template(thing.template.var).nodelist
                self.read(held, within)
        return UNKNOWN


def difference(template, context):
    """What a template asks for that is not there, or else what is there that it does not ask for."""
    fields = typing.get_type_hints(context)
    reader = TemplateReader(ALWAYS_THERE | fields)
    try:
        reader.read(template.nodelist, {})
    except LookupError as error:
        return str(error)
    return ", ".join(fields.keys() - reader.asked)


@pytest.mark.parametrize("key", sorted(PANELS))
def test_a_panel_hands_its_template_what_that_asks_for_and_no_more(key):
    (context,) = members(typing.get_type_hints(PANELS[key].draw)["return"])
    assert typing.is_typeddict(context)
    assert not difference(ENGINE.get_template(PANELS[key].template), context)


def test_it_sees_what_is_renamed_on_one_side():
    context = typing.TypedDict("context", {"words": str, "groups": list[tuple[Group, int]]})
    well = "{{ words|lower }}{{ id }}{% for group, n in groups %}{{ group.number }}{{ n }}{% endfor %}"
    for text, missing in {
        well: "",
        well.replace("words", "word"): "word",
        well.replace("{{ words|lower }}", ""): "words",
        well.replace("group.number", "group.num"): "has no num",
        well.replace("{{ n }}", "{% if n and not m %}!{% endif %}"): "m",
        well.replace("{{ n }}", "{% with m=n %}{{ m }}{% endwith %}{{ m }}"): "m",
        well + "{{ now.workshop.no_such }}": "has no no_such",
        well + "{% url 'planning:plan' workshop=now.no_such %}": "has no no_such",
    }.items():
        found = difference(ENGINE.from_string(text), context)
        assert missing in found if missing else not found
