"""The projector as it is drawn of rows, without a server: to be measured in a browser that only lays it out."""

from base64 import b64encode
from datetime import timedelta
from pathlib import Path

from django.utils import timezone

import digibarometer.ui
from digibarometer.live.rendering import PanelRenderer
from digibarometer.workshops.composition import build_registry
from digibarometer.workshops.models import Group
from digibarometer.workshops.seats import BoardSeat
from tests.results import a_rated_room

BUILT = Path(digibarometer.ui.__file__).parent / "static" / "built"
SIZES = ((1920, 1080), (1280, 720), (1024, 768))
LONG_NAMES = ("Bygglov, mätning och kartor norra", "Kommunledning", "Plan", "Miljö", "IT", "Gata", "Vatten", "Mark")
TOO_MUCH = "[document.documentElement.scrollHeight - innerHeight, document.documentElement.scrollWidth - innerWidth]"
OUTSIDE = """() => {
  const top = document.querySelector(".board-top")?.getBoundingClientRect().bottom ?? 0;
  const foot = document.querySelector(".board-foot")?.getBoundingClientRect().top ?? innerHeight;
  return [...document.querySelectorAll(".board-main, .board-main *")]
    .filter((one) => one.checkVisibility() && !one.closest(".visually-hidden, svg"))
    .filter((one) => { const { top: y, bottom, left, right } = one.getBoundingClientRect();
      return y < top - 1 || bottom > foot + 1 || left < -1 || right > innerWidth + 1; })
    .slice(0, 3).map((one) => `${one.outerHTML.slice(0, 90)} ${JSON.stringify(one.getBoundingClientRect())}`); }"""


def a_room(groups=4, people=24, names=()):
    """People in groups, of which the first ones have names."""
    made = a_rated_room.workshop({"official": people}, groups)
    for number, name in enumerate(names[:groups], start=1):
        Group.objects.filter(workshop=made, number=number).update(name=name)
    return made


def go(made, kind, phase=None, area=True, nth=0, spot=None):
    """To a phase of the first (nth) step of this kind; of the self-assessment, one with an area, or the trial's."""
    steps = [step for step in a_rated_room.fresh(made).steps if step.kind == kind]
    step = [step for step in steps if kind != "assessment" or bool(step.area_id) == area][nth]
    phases = [one for one in a_rated_room.fresh(made).phases_of(step) if phase in (None, one.kind)]
    made.phase, made.spot, made.state = phases[0], spot, "open"
    made.phase_began_at = timezone.now() - timedelta(seconds=70)
    made.save()
    made.update_and_bump_version()
    return a_rated_room.fresh(made)


def page_of(here, language="sv", theme="light"):
    """The board as a page that stands by itself."""
    drawn, _ = PanelRenderer(build_registry()).screen(BoardSeat(here), language)
    letters = b64encode((BUILT / "inter.woff2").read_bytes()).decode()
    style = (BUILT / "style.css").read_text(encoding="utf-8")
    style = style.replace("url(inter.woff2)", f"url(data:font/woff2;base64,{letters})")
    return (
        f'<!doctype html><html lang="{language}" data-theme="{theme}"><meta charset="utf-8"><style>{style}</style>'
        f'<body class="board"><main id="screen">{drawn}</main></body></html>'
    )


def overflows(page, html):
    """What stands outside of its place, at each size of a projector."""
    found = []
    page.set_content(html)
    page.evaluate("document.fonts.ready")
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        too_much, outside = page.evaluate(TOO_MUCH), page.evaluate(OUTSIDE)
        if max(too_much) > 0 or outside:
            found.append((width, height, too_much, outside))
    return found
