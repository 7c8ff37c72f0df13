"""Every page of ours is kept to those who may open it by a decorator of a `permissions` module, or is meant for all."""

import re
from pathlib import Path
from typing import Any

from django.http import HttpResponse
from django.urls import get_resolver
from django.views.decorators.cache import never_cache

from digibarometer.accounts.permissions import for_everyone_signed_in
from digibarometer.planning.permissions import for_planners
from tests.laws.pages import PLACES

HOUSE = Path(__file__).parents[2] / "digibarometer"
FOR_ALL = {"screens:start", "screens:join", "screens:accessibility", "screens:privacy", "screens:about"}
FOR_ALL |= {"planning:intro", "planning:test_room"}
BY_SEAT = {f"screens:{one}" for one in ("phone", "desk", "board", "table", "paper", "move")}  # the screen's cookie
BY_SEAT |= {f"screens:{one}_move" for one in ("start", "allow", "refuse")}
BY_SECRET = {"screens:sit_at_table", "screens:back", "planning:invitation", "planning:coach_invitation"}
BY_SECRET |= {"planning:answer", "planning:attending", "planning:attending_calendar", "planning:presented"}
BY_SECRET |= {"reports:follow", "reports:follow_ics", "reports:stop_letters"}


def is_kept(view):
    """Whether a function of a `permissions` module stands before the view."""
    while view is not None:
        if view.__globals__["__name__"].endswith(".permissions"):
            return True
        view = getattr(view, "__wrapped__", None)
    return False


def views():
    """(name, view) of every page of ours, from the URL map."""
    resolver: Any
    for resolver in get_resolver().url_patterns:
        if getattr(resolver, "namespace", None) in PLACES:
            for pattern in resolver.url_patterns:
                yield f"{resolver.namespace}:{pattern.name}", pattern.callback


def test_every_address_is_kept_by_a_decorator_or_is_meant_for_all():
    found = dict(views())
    assert len(found) > 100
    assert {name for name, view in found.items() if not is_kept(view)} == FOR_ALL | BY_SEAT | BY_SECRET


def test_a_view_that_nobody_keeps_is_seen():
    def view(request, **_parts):
        return HttpResponse()

    assert not is_kept(view) and not is_kept(never_cache(view))
    assert is_kept(for_planners(view)) and is_kept(never_cache(for_everyone_signed_in(view)))


def test_no_form_says_in_a_value_what_is_to_be_done():
    templates = [path for path in HOUSE.rglob("*.html") if 'name="do"' in path.read_text(encoding="utf-8")]
    code = [
        path for path in HOUSE.rglob("*.py") if re.search(r"POST\W+(get\W+)?do\b", path.read_text(encoding="utf-8"))
    ]
    assert not templates and not code
