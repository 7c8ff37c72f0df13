"""axe finds nothing where a form has been sent empty, nor on any page in English; tests/flows reads the rest."""

import hashlib
import json
import re
from pathlib import Path

import pytest

from tests.a_browser import a_chromium
from tests.laws.pages import client_of, drawn_at_once, paths

pytestmark = pytest.mark.browser

ROOT = Path(__file__).resolve().parents[2]
AXE = (ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text()
STYLE = ROOT / "digibarometer" / "ui" / "static" / "built" / "style.css"
LIVE = {"screens:phone", "screens:desk", "screens:board", "screens:table"}  # tests/flows look at them in every state


@pytest.fixture
def collected(room):
    """HTML of every page as its owner sees it, by what it is; a page that reads the same is kept once."""
    found, known = {}, list(paths(room))
    with drawn_at_once():
        for language, where, method in (("sv", "alone", "post"), ("en", "alone", "get")):
            room.go(where)
            clients = [client_of(room, who, HTTP_ACCEPT_LANGUAGE=language) for who in ("eva", "frans", "superuser")]
            for name, path in known:
                for client in clients if name not in LIVE else []:
                    with room.then_as_before():
                        answer = getattr(client, method)(path)
                    if answer.get("Content-Type", "").startswith("text/html") and answer.content:
                        html = answer.content.decode()
                        mark = hashlib.sha1(plain(html).encode(), usedforsecurity=False).hexdigest()
                        found.setdefault(mark, (f"{method} {name} {where} {language}", html))
                        break  # the first who may open it
    return list(found.values())


def plain(html):
    """The page without what is new each time."""
    return re.sub(r'value="[A-Za-z0-9]{30,}"', "", html)


def styled(html):
    """The page by itself: style inside it, no script."""
    html = re.sub(r"<script\b.*?</script>", "", html, flags=re.S)
    return re.sub(r'<link rel="stylesheet"[^>]*>', lambda _: f"<style>{STYLE.read_text()}</style>", html, count=1)


@pytest.fixture
def page():
    """A page of a browser that fetches nothing: pictures and fonts are not what is looked at."""
    with a_chromium() as chromium:
        context = chromium.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
        context.route("**/*", lambda route: route.abort())
        yield context.new_page()


def violations(page, html):
    """What axe finds on a page, light and dark: in the dark nothing but colours is another."""
    page.set_content(styled(html))
    page.evaluate(AXE)
    for scheme, rules in (("light", {}), ("dark", {"runOnly": ["color-contrast"]})):
        page.emulate_media(color_scheme=scheme)
        for one in page.evaluate("(rules) => axe.run(rules)", rules)["violations"]:
            yield scheme, one["id"], [node["html"][:160] for node in one["nodes"][:2]]


@pytest.mark.slow
def test_axe_finds_nothing_on_any_page(collected, page):
    assert len(collected) > 60
    said = [(what, *found) for what, html in collected for found in violations(page, html)]
    assert not said, json.dumps(said[:20], indent=1, ensure_ascii=False)


@pytest.fixture
def fifth_exercise(room):
    """The room's screens while an exercise goes on that only the tests install."""
    with room.then_as_before():
        room.go("fist")
        return dict(live_screens(room))


def live_screens(room):
    with drawn_at_once():
        for name, path in list(paths(room)):
            for who in ("anna", "eva", "table") if name in LIVE else []:
                answer = client_of(room, who).get(path)
                if answer.status_code == 200:
                    yield f"{name} {who}", answer.content.decode()


def test_axe_finds_nothing_in_an_exercise_that_only_the_tests_install(fifth_exercise, page):
    assert {name.split()[0] for name in fifth_exercise} == LIVE
    assert 'data-do="fist.show"' in "".join(fifth_exercise.values())
    said = [(what, *found) for what, html in fifth_exercise.items() for found in violations(page, html)]
    assert not said, json.dumps(said, indent=1, ensure_ascii=False)


@pytest.fixture
def signing_in(db, client):
    return client.get("/accounts/login/").content.decode()


def test_axe_would_find_what_is_wrong_in_the_dark(signing_in, page):
    bad = signing_in.replace("</main>", '<p style="color: #222">Syns inte i mörker</p><input></main>')
    found = {(scheme, rule) for scheme, rule, _ in violations(page, bad)}
    assert found >= {("dark", "color-contrast"), ("light", "label")}
