import { Idiomorph } from "idiomorph";
import { all, scrollToTop, shownPhase } from "../dom";
import { announce } from "../toasts";
import { isInUse } from "./drafts";
import { isField } from "./form-identity";
import { forgetWaitingItems, putItem } from "./list-items";

/** What the script owns: whether something is open, which page of a pager is shown, whether a form is saved.
 *  And style is nobody's: the content security policy forbids it. */
const SCRIPT_OWNED: [attribute: string, of: string][] = [
  ["open", "details, dialog"],
  ["hidden", "[data-page], [data-pager-end]"],
  ["tabindex", "h1, h2, legend, [data-page], [data-pager-end]"], // focus was moved there
  ["data-state", "form"],
  ["aria-expanded", "[data-drawer]"],
];

/** Shows what the server drew, without touching what the person is busy with. */
export class Morpher {
  constructor(
    private beforeMorph: () => void,
    private afterMorph: () => void,
  ) {}

  showScreen(html: string): void {
    const main = document.getElementById("screen");
    if (!main) return;
    const phase = shownPhase();
    forgetWaitingItems();
    this.morph(main, html, "innerHTML");
    if (shownPhase() === phase) return;
    // The room has moved on: begin at the top, and tell those who cannot see that.
    if (!isField(document.activeElement)) scrollToTop();
    announce(whereTheRoomIs(main));
  }

  /** Whether it was an item of a long list, which nothing else on the screen depends on. */
  showPanel(id: string, html: string): boolean {
    if (putItem(id, html)) return true;
    const panel = document.getElementById(id);
    if (panel) this.morph(panel, html, "outerHTML");
    return false;
  }

  private morph(old: Element, html: string, morphStyle: "innerHTML" | "outerHTML"): void {
    const keepInView = holdInView(document.activeElement);
    this.beforeMorph();
    const idsAround = idsFromInside(document.activeElement);
    const born = new WeakSet<Element>(); // made empty by this morph, so nobody has done anything to them yet
    Idiomorph.morph(old, html, {
      morphStyle,
      callbacks: {
        beforeNodeMorphed: (node: Node) => {
          if (node instanceof Element && !node.attributes.length && !node.childNodes.length) born.add(node);
          return !(isField(node) && isInUse(node)) && !isStatus(node);
        },
        beforeAttributeUpdated: (name: string, element: Element) =>
          name !== "style" &&
          (born.has(element) || !SCRIPT_OWNED.some(([attribute, of]) => attribute === name && element.matches(of))),
      },
    });
    this.afterMorph();
    keepInView();
    if (document.activeElement === document.body) focusNearest(idsAround);
  }
}

/** Step and phase in words, as [data-said] has them; else what the heading says, without the clock. */
function whereTheRoomIs(main: HTMLElement): string {
  const said = main.querySelector<HTMLElement>("[data-said]")?.dataset.said;
  if (said) return said;
  const heading = main.querySelector("h1")?.cloneNode(true) as HTMLElement | undefined;
  for (const clock of heading ? all("[data-until], [data-left]", heading) : []) clock.remove();
  return heading?.textContent?.replace(/\s+/g, " ").trim() ?? "";
}

/** How contact is stands in the row at the top, and is what the script last said of it. */
const isStatus = (node: Node): boolean => node instanceof Element && node.id === "status";

const FOCUSABLE = ":is(button, input, select, textarea):not(:disabled), a[href], summary";

/** The ids of the element that has the focus and of what it stands in, from the inside out. */
function idsFromInside(focused: Element | null): string[] {
  const ids: string[] = [];
  for (let one = focused; one && one !== document.body; one = one.parentElement) if (one.id) ids.push(one.id);
  return ids;
}

/** What had the focus is gone: whoever uses a keyboard goes on from what stands nearest, not from the top. */
function focusNearest(ids: string[]): void {
  for (const id of ids) {
    const around = document.getElementById(id);
    if (!around) continue;
    const nearest = around.matches(`${FOCUSABLE}, main`)
      ? around
      : all(FOCUSABLE, around).find((one) => one.checkVisibility?.() !== false);
    if (nearest) return nearest.focus({ preventScroll: true });
  }
}

/** What has the focus stays where it is before the eyes, though something above it has grown: browsers see to that only
 *  when the page has been scrolled. */
function holdInView(focused: Element | null): () => void {
  if (!focused?.closest("#screen") || focused.id === "screen") return () => {};
  const top = focused.getBoundingClientRect().top;
  return () => {
    const moved = focused.isConnected ? focused.getBoundingClientRect().top - top : 0;
    if (moved && focused === document.activeElement) scrollBy(0, moved);
  };
}
