"""Every page and every screen in every state is valid HTML, in both languages: the W3C's own checker finds nothing."""

import hashlib
import json
import os
import re
import subprocess
from collections import defaultdict
from typing import Any

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.urls import get_resolver, reverse

from tests.laws.pages import WHO, client_of, drawn_at_once, paths
from tests.people import WHERE

pytestmark = pytest.mark.html

LANGUAGES = ("sv", "en")
SCREENS = {"anna": "", "table": "table/", "eva": "desk/", "frans": "desk/", "board": "board/"}
LEAVES_ALONE = {"account_logout", "mfa_webauthn_login"}


class Pages:
    """Pages as files for the checker; the same page is kept once, with all the places where it was seen."""

    def __init__(self, folder):
        self.folder, self.seen = folder, defaultdict(list)

    def keep(self, where, html):
        raw = re.search(r"\w+ object \(\d+\)", html)
        assert not raw, f"{where}: a row is shown, not what it is called: {raw[0]}"
        name = hashlib.sha1(html.encode(), usedforsecurity=False).hexdigest()[:16]
        if name not in self.seen:
            (self.folder / f"{name}.html").write_text(html, encoding="utf-8")
        self.seen[name].append(where)

    def answer(self, where, response):
        if response.get("Content-Type", "").startswith("text/html") and response.content:
            self.keep(where, response.content.decode())

    def check(self):
        """What the checker says, with where."""
        jar = os.environ["DIGIBAROMETER_TEST_VNU"]
        command = ["java", "-Xss4m", "-jar", jar, "--errors-only", "--format", "json", "--exit-zero-always"]
        done = subprocess.run([*command, str(self.folder)], capture_output=True, text=True, check=False)
        said = defaultdict(list)
        for one in json.loads(done.stderr)["messages"]:
            name = one["url"].rsplit("/", 1)[-1].removesuffix(".html")
            about = f"{one['message']} · {one.get('extract', '').strip()[:200]}"
            said[about].append(self.seen[name][0])
        return "\n\n".join(f"{about}\n    {len(places)} × e.g. {places[0]}" for about, places in said.items())


@pytest.fixture
def pages(tmp_path):
    return Pages(tmp_path)


def browsers(room, who):
    """Somebody's browser in each language."""
    return {language: client_of(room, who, HTTP_ACCEPT_LANGUAGE=language) for language in LANGUAGES}


@pytest.mark.slow
def test_every_page_is_valid(room, pages):
    known = list(paths(room))
    with drawn_at_once():
        for where, whose in {"alone": WHO, "ended": ["anonymous", "eva"], "closed": ["anonymous", "eva"]}.items():
            room.go(where)
            for who in whose:
                for language, client in browsers(room, who).items():
                    for name, path in known:
                        for method in ("get", "post"):  # posted empty: the page with its errors
                            with room.then_as_before():
                                answer = getattr(client, method)(path)
                            pages.answer(f"{method} {name} as {who} {where} in {language}", answer)
    assert len(pages.seen) > 50
    assert not (said := pages.check()), said


def test_every_page_about_signing_in_is_valid(room, pages):
    resolver: Any = next(one for one in get_resolver().url_patterns if str(one.pattern) == "accounts/")
    names = {name for name in resolver.reverse_dict if isinstance(name, str)}
    for who in ("anonymous", "eva"):
        for language, client in browsers(room, who).items():
            for name in sorted(names - LEAVES_ALONE):
                if not resolver.reverse_dict[name][0][0][1]:  # nothing stands in its address
                    with room.then_as_before():
                        pages.answer(f"{name} as {who} in {language}", client.get(reverse(name)))
    assert len(pages.seen) > 10
    assert not (said := pages.check()), said


def test_every_page_that_says_what_went_wrong_is_valid(pages, db):
    for template in ("400.html", "403.html", "403_csrf.html", "404.html", "500.html"):
        pages.keep(template, render_to_string(template, request=RequestFactory().get("/")))
    assert len(pages.seen) == 5
    assert not (said := pages.check()), said


@pytest.mark.slow
def test_every_screen_in_every_state_is_valid(room, pages):
    clients = {who: browsers(room, {"board": "eva"}.get(who, who)) for who in SCREENS}
    with drawn_at_once():
        for where in WHERE:
            for spot in (
                (None, room.questions[0], 2, 3, 4, 5, 6, 7, 8, 9) if where == "today" else (None, room.questions[0])
            ):
                room.go(where, spot)
                for who, screen in SCREENS.items():
                    for language, client in clients[who].items():
                        answer = client.get(f"/w/{room.pk}/{screen}")
                        assert answer.status_code == 200
                        pages.answer(f"{screen or 'phone'} of {who} {where} {spot} in {language}", answer)
    assert len(pages.seen) > 60
    assert not (said := pages.check()), said
