"""Every page that there is: light and dark, in the reader's own colours, on the smallest phone and at 400 % zoom.

The pages are those of the URL map, in a workshop where something has happened: a new page is read without being named
here. Each is opened by the first who may: the leader, who looks after the installation, a participant, anyone.
"""

import json
from io import BytesIO

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from tests.a_browser import a_chromium
from tests.faults.a_server import Server
from tests.flows.devices import DESK, is_accessible, make_ready, run_inside, screen
from tests.flows.reading import UNFOLD, fits, tells_what_is_chosen

pytestmark = pytest.mark.browser

DRAWN = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
WHO = ("eva", "ada", "frans", "superuser", "anna", "anonymous")  # Ada looks after the municipality, Frans coaches
FIRST = {"planning:coach": "frans"}  # who has something to see there
NO_PAGE = {  # nobody gets a page there: a calendar and a picture that this workshop has not, and a link that sits down
    "planning:attending_calendar",
    "reports:picture",
    "screens:sit_at_table",
}
WHEN_CLOSED = {"planning:delete_all", "planning:delete_workshop"}
AHEAD = """
import django; django.setup()
from django.utils import timezone
from digibarometer.workshops.models import State, Workshop
found = Workshop.objects.get(pk={workshop})
found.update_and_bump_version(state=State.PLANNED, phase=None, spot=None, ahead_at=timezone.now())
"""
CLOSED = """
import django; django.setup()
from digibarometer.workshops.models import State, Workshop
Workshop.objects.update(state=State.CLOSED, committee="Nämnden", reference="17", disposal_reference="Gallringsplan 4")
"""
NEEDS_A_SCREEN = "header nav, footer, main .button, .skip-link"
LIVE = {"screens:phone", "screens:table", "screens:desk", "screens:board"}  # in all their states: the test of screens
KNOWN = f"""
import django; django.setup()
import json
from tests.laws.pages import client_of, paths
from tests.people import Room
from digibarometer.accounts.models import Membership, User
room = Room()
room.users["ada"] = User.objects.create_user("ada@example.se", None)
salem = room.snapshot.workshop.municipality
Membership.objects.create(user=room.users["ada"], municipality=salem, is_administrator=True)
from digibarometer.support import rehearsals
rehearsal = rehearsals.create_rehearsal(room.snapshot.workshop, 6, 1.0, room.users["eva"]).workshop_id
cookies = {{who: {{key: one.value for key, one in client_of(room, who).cookies.items()}} for who in {WHO}}}
known = [*sorted(paths(room)), ("planning:practice, of a rehearsal", f"/w/{{rehearsal}}/practice/")]
print(json.dumps([known, cookies, room.pk]))
"""


@pytest.fixture(scope="module")
def town(tmp_path_factory):
    """A page for each who may look, and every address by its name."""
    server = Server(tmp_path_factory.mktemp("town"))
    make_ready(server)
    known, cookies, workshop = json.loads(run_inside(server, KNOWN).splitlines()[-1])
    server.start()
    server.wait()
    try:
        with a_chromium() as browser:
            pages = {who: screen(browser, server, **DESK) for who in WHO}
            for who, page in pages.items():
                mine = [{"name": name, "value": value, "url": server.address} for name, value in cookies[who].items()]
                page.context.add_cookies(mine)
            yield pages, known, server, workshop
    finally:
        server.stop()


def opened(pages, name, path):
    """The page of the first who may open it, there now; None for a file, and for the address of a button."""
    answers = []
    for who in [*filter(None, [FIRST.get(name)]), *WHO]:
        answer = pages[who].request.get(path, max_redirects=0)
        answers.append(answer.status)
        if len(to := answer.headers.get("location", "")) > 1 and path.startswith(to):
            return None
        if answer.status == 200:
            if not answer.headers["content-type"].startswith("text/html"):
                return None
            pages[who].goto(path)
            return pages[who]
    assert 405 in answers or name in NO_PAGE, f"nobody here may open {name}: {answers}"
    return None


def reads_well(page, name):
    """All of it; what is wrong, in words."""
    page.evaluate(UNFOLD)
    try:
        for scheme, rules in (("light", None), ("dark", ["color-contrast"])):
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            page.evaluate(DRAWN)
            is_accessible(page, f"{name}, {scheme}", rules)
        tells_what_is_chosen(page, name)
        fits(page, name, DESK["viewport"])
    except AssertionError as error:
        return [str(error)]
    return []


@pytest.mark.slow
def test_every_page_reads_well(town):
    pages, known, *_ = town
    read, wrong = [], []
    for name, path in known:
        if name in LIVE | WHEN_CLOSED or (page := opened(pages, name, path)) is None:
            continue
        wrong += reads_well(page, name)
        read.append(name)
    assert not wrong, "\n".join(wrong)
    assert len(read) > 60, read


@pytest.mark.slow
def test_the_result_is_printed_without_what_only_a_screen_needs(town):
    pages, known, *_ = town
    page = pages["eva"]
    page.goto(dict(known)["reports:result"])
    on_screen = [one for one in page.locator(NEEDS_A_SCREEN).all() if one.is_visible()]
    assert on_screen, "else this test could not fail"
    cells = [one.inner_text() for one in page.locator("main table").locator("th, td").all() if one.is_visible()]
    page.emulate_media(media="print", color_scheme="dark")
    assert not [one.inner_text() for one in page.locator(NEEDS_A_SCREEN).all() if one.is_visible()]
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    printed = PdfReader(BytesIO(page.pdf(format="A4")))
    words = "".join("".join(sheet.extract_text() for sheet in printed.pages).split())
    assert cells and not [cell for cell in cells if "".join(cell.split()) not in words]
    folded = page.locator("main details:not([open]) table th[scope=col]").all_text_contents()
    assert folded and not [head for head in folded if "".join(head.split()) not in words], "they are printed too"
    page.emulate_media(media="screen")


@pytest.mark.slow
def test_a_phone_and_the_desk_before_the_day_read_well(town):
    pages, known, server, workshop = town
    run_inside(server, AHEAD.format(workshop=workshop))
    wrong = []
    for who, name in (("anna", "screens:phone"), ("eva", "screens:desk"), ("eva", "planning:ahead")):
        pages[who].goto(dict(known)[name])
        wrong += reads_well(pages[who], f"{name}, before the day")
        if who == "anna":
            expect(pages[who].locator(".ahead").first).to_be_attached()
    assert not wrong, "\n".join(wrong)


@pytest.mark.slow
def test_the_pages_of_a_closed_workshop_read_well(town):
    pages, known, server, _workshop = town
    run_inside(server, CLOSED)
    wrong = []
    for name in sorted(WHEN_CLOSED | {"planning:close", "planning:people", "planning:plan", "reports:result"}):
        page = opened(pages, name, dict(known)[name])
        wrong += reads_well(page, f"{name}, closed")
    assert not wrong, "\n".join(wrong)
