"""Whether a page can be read in the dark, in one's own colours, on the smallest phone and zoomed in."""

UNFOLD = "document.querySelectorAll('details').forEach((one) => { one.open = true; })"  # all that can be seen
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
# What is chosen and can be seen, but has no outline of its own: under forced colours nothing else tells it apart.
UNTOLD = """() => {
  const tells = (one) => one.matches(":checked") && one.offsetWidth > 8 && getComputedStyle(one).appearance !== "none"
    && getComputedStyle(one).opacity !== "0";  // a box or a button of the browser's own
  return [...document.querySelectorAll("[aria-pressed=true], [aria-current=step], label:has(> :checked)")]
  .filter((one) => one.checkVisibility() && !one.matches(".check"))
  .filter((one) => ["none", ""].includes(getComputedStyle(one).outlineStyle) && ![...one.children].some(tells))
  .map((one) => one.outerHTML.slice(0, 120)); }"""
MOVES = """() => [...document.querySelectorAll("*")].filter((one) => {
  const style = getComputedStyle(one);
  return parseFloat(style.transitionDuration) > 0.01 || style.animationName !== "none";
}).map((one) => one.outerHTML.slice(0, 120))"""


def fits(page, where, size):
    """Nothing hangs out at the side on the smallest phone, nor at 400 % zoom, which is 320 pixels."""
    for width in (360, 320):
        page.set_viewport_size({"width": width, "height": 640})
        too_much = page.evaluate(SIDEWAYS)
        assert too_much <= 0, f"{where} at {width} pixels: {too_much} too wide, {page.evaluate(WIDE)}"
    page.set_viewport_size(size)


WIDE = """() => [...document.querySelectorAll("body *")]
  .filter((one) => one.getBoundingClientRect().right > innerWidth + 1 && !one.closest(".scroll, .visually-hidden"))
  .slice(0, 4).map((one) => one.outerHTML.slice(0, 100))"""


def tells_what_is_chosen(page, where):
    """In the reader's own colours, what is chosen still looks chosen."""
    page.emulate_media(forced_colors="active")
    assert page.evaluate(UNTOLD) == [], where
    page.emulate_media(forced_colors="none")
