"""The projector as a page by itself, to be measured in a browser: what the server draws, with style and no script."""

import os
import re
from pathlib import Path

from digibarometer.live.rendering import PanelRenderer
from digibarometer.workshops.snapshot import drop_snapshots

STYLE = Path(__file__).resolve().parents[1] / "digibarometer" / "ui" / "static" / "built" / "style.css"
SIZES = ((1920, 1080), (1280, 720), (1024, 768))
SHOTS = os.environ.get("BOARD_SHOTS")  # a folder to keep pictures in, to look at
TIME = "6:24"  # as long as what the script would write

# What stands partly outside the screen, or outside a box that cuts it off: its words.
CUT_OFF = """() => {
  const text = (one) => one.className + ': ' + one.textContent.trim().slice(0, 60);
  const page = document.documentElement;
  const found = page.scrollHeight > innerHeight || page.scrollWidth > innerWidth
    ? ['the page: ' + page.scrollWidth + ' x ' + page.scrollHeight] : [];
  const top = document.querySelector('.board-top')?.getBoundingClientRect().bottom ?? 0;
  const foot = document.querySelector('.board-foot')?.getBoundingClientRect().top ?? innerHeight;
  for (const one of document.querySelectorAll('#screen *')) {
    const box = one.getBoundingClientRect(), clamped = getComputedStyle(one).webkitLineClamp !== 'none';
    if (one.closest('.visually-hidden, svg') || !box.width) continue;
    const main = one.closest('.board-main.fills')?.getBoundingClientRect();
    if (main && box.bottom > Math.min(main.bottom, foot) + 1 && !one.closest('.newspaper'))
      found.push('below: ' + text(one));
    else if (main && box.top < top - 1) found.push('above: ' + text(one));
    else if (box.bottom > innerHeight + 1 || box.right > innerWidth + 1 || box.left < -1)
      found.push('outside: ' + text(one));
    else if (one.scrollHeight > one.clientHeight + 2 && getComputedStyle(one).overflowY === 'hidden' && !clamped)
      found.push('cut: ' + one.scrollHeight + ' in ' + one.clientHeight + ' ' + text(one));
  }
  return found;
}"""


def drawn(room, language="sv"):
    """All that the projector shows, as HTML."""
    drop_snapshots(None)
    drawer, seat = PanelRenderer(room.registry), room.seat("board")
    return "".join(drawer.html(touch, language, seat.viewer) for touch in room.registry.screen_panels(seat))


def as_page(html, theme="light"):
    """A page of it."""
    timed = re.sub(r"(data-(?:until|left)=\"\d+\">)", rf"\g<1>{TIME}", html)
    head = f'<meta charset="utf-8"><title>.</title><link rel="stylesheet" href="{STYLE.as_uri()}">'
    return (
        f'<!doctype html><html lang="sv" data-theme="{theme}"><head>{head}</head>'
        f'<body class="board"><main id="screen">{timed}</main></body></html>'
    )


def what_is_cut_off(page, folder, name, html):
    """What does not fit on a projector, by its size; keeps pictures where they are asked for."""
    found = {}
    for theme in ("light", "dark") if SHOTS else ("light",):
        (path := folder / f"{name}-{theme}.html").write_text(as_page(html, theme), encoding="utf-8")
        page.goto(path.as_uri())
        page.evaluate("document.fonts.ready")
        for width, height in SIZES if theme == "light" else SIZES[:1]:
            page.set_viewport_size({"width": width, "height": height})
            if cut := page.evaluate(CUT_OFF):
                found[width, height] = cut
            if SHOTS:
                Path(SHOTS).mkdir(parents=True, exist_ok=True)
                page.screenshot(path=f"{SHOTS}/{name}-{theme}-{width}.png")
    return found
