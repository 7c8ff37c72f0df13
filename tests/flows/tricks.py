"""What people who spy do with their screens and their rights."""

import re

from playwright.sync_api import expect

from tests.flows.all_that_can_be_tried import paths
from tests.flows.spies import DOTS, acknowledged


def opens(spy, *questions):
    """Somebody asks to see these questions' spreads: how many were opened."""
    return acknowledged(spy.posts("phone", *({"do": "assessment.open_spread", "question": one} for one in questions)))


def rates(spy, levels, kind="phone"):
    """Somebody rates these questions."""
    actions = [{"do": "assessment.rate", "question": question, "level": level} for question, level in levels.items()]
    assert acknowledged(spy.posts(kind, *actions)) == len(levels)


def spread(spy, question):
    """The spread of a question as it stands on somebody's phone, level by level; none where it is not shown."""
    (drawn,) = [frame["screen"] for frame in spy.posts("phone") if "screen" in frame]
    section = re.search(rf'<section[^>]* data-page="{question}".*?</section>', drawn, re.DOTALL)[0]
    return [row.count("<i></i>") for row in DOTS.findall(section)] or None


def takes_all(room):
    """The leader opens every page and fetches every file; those that hold most are there."""
    found = dict(zip(every := paths(room), room.leader.takes(*every), strict=True))
    open_to_leader = [path for path, status in found.items() if status == 200]
    for one in ("/export/", "report.pdf", "result.json", "result.csv", "plan.xlsx", "/people/", f"/{room.number}/"):
        assert any(path.endswith(one) for path in open_to_leader), found


def looks_at_all_that_was_said(room, *hands):
    """The leader takes the room back to each step, and looks at it on these screens of somebody's: (spy, screen)."""
    for where in ("assessment alone", "assessment groups", "swot alone", "swot plenary", "checkout alone"):
        room.leader.leads("room.move_to", to=room.phases[where])
        for spy, kind in hands:
            frames = spy.posts(kind)
            assert where != "swot alone" or "LAPP-7" not in str(frames), "a note of one's own is its writer's phone's"


def on_veras_page(room, button, asked=True):
    """What the leader does at Vera's page among the people."""
    page = room.leader.opens(f"/w/{room.workshop}/people/{room.number}/")
    page.get_by_role("button", name=button).click()
    if asked:
        page.locator("dialog button[value=yes]").click()
    return page


def merges(room, stays, goes):
    """The leader makes two seats one."""
    page = room.leader.opens(f"/w/{room.workshop}/people/{stays}/")
    page.locator("[name=goes]").select_option(str(goes))
    page.get_by_role("button", name="Slå ihop").click()
    page.locator("dialog button[value=yes]").click()
    expect(page.get_by_text("De två platserna är nu en", exact=False)).to_be_visible()
    room.leader.looks()
