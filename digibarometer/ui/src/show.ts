import { Idiomorph } from "idiomorph";
import { isField } from "./about";
import { isInUse } from "./drafts";
import { forgetItems, takeItem } from "./items";
import { announce } from "./messages";

/** What the script owns: whether something is open, which page of a pager is shown, whether a form is saved.
 *  And style is nobody's: the content security policy forbids it. */
const OURS: [attribute: string, of: string][] = [
  ["open", "details, dialog"],
  ["hidden", "[data-page], [data-pager-end]"],
  ["tabindex", "h1, h2, legend, [data-page], [data-pager-end]"], // focus was moved there
  ["data-state", "form"],
];

/** Puts what the server drew before the person, without touching what they are busy with. */
export class Show {
  constructor(
    private before: () => void,
    private after: () => void,
  ) {}

  screen(html: string): void {
    const main = document.getElementById("screen");
    if (!main) return;
    const phase = phaseNow();
    forgetItems();
    this.morph(main, html, "innerHTML");
    if (phaseNow() === phase) return;
    // The room has moved on: begin at the top, and tell those who cannot see that.
    if (!isField(document.activeElement)) scrollTo(0, 0);
    announce(main.querySelector("h1")?.textContent?.trim() ?? "");
  }

  /** Whether it was an item of a long list, which nothing else on the screen hangs on. */
  panel(id: string, html: string): boolean {
    if (takeItem(id, html)) return true;
    const panel = document.getElementById(id);
    if (panel) this.morph(panel, html, "outerHTML");
    return false;
  }

  private morph(old: Element, html: string, morphStyle: "innerHTML" | "outerHTML"): void {
    const stays = holdStill();
    this.before();
    const around = idsAround(document.activeElement);
    const born = new WeakSet<Element>(); // made empty by this morph, so nobody has done anything to them yet
    Idiomorph.morph(old, html, {
      morphStyle,
      callbacks: {
        beforeNodeMorphed: (node: Node) => {
          if (node instanceof Element && !node.attributes.length && !node.childNodes.length) born.add(node);
          return !(isField(node) && isInUse(node));
        },
        beforeAttributeUpdated: (name: string, element: Element) =>
          name !== "style" &&
          (born.has(element) || !OURS.some(([attribute, of]) => attribute === name && element.matches(of))),
      },
    });
    this.after();
    stays();
    if (around.length && document.activeElement === document.body) focusNear(around);
  }
}

const FOCUSABLE = "button:enabled, a[href], summary, input:enabled, select:enabled, textarea:enabled";

/** The element that has the focus and what it stands in, from the inside out, by their ids. */
function idsAround(focused: Element | null): string[] {
  const ids: string[] = [];
  for (let one = focused; one && one !== document.body; one = one.parentElement) if (one.id) ids.push(one.id);
  return ids;
}

/** What had the focus is gone: whoever uses a keyboard goes on from what stands nearest, not from the top. */
function focusNear(ids: string[]): void {
  for (const id of ids) {
    const there = document.getElementById(id);
    const near = there?.matches(`${FOCUSABLE}, main`)
      ? there
      : [...(there?.querySelectorAll<HTMLElement>(FOCUSABLE) ?? [])].find((one) => one.checkVisibility?.() !== false);
    if (!near) continue;
    near.focus({ preventScroll: true });
    return;
  }
}

/** What has focus stays where it is before the eyes, though something above it has grown: browsers see to that only
 *  when the page has been scrolled. */
function holdStill(): () => void {
  const held = document.activeElement;
  if (!held?.closest("#screen") || held.id === "screen") return () => {};
  const top = held.getBoundingClientRect().top;
  return () => {
    const moved = held.isConnected ? held.getBoundingClientRect().top - top : 0;
    if (moved && held === document.activeElement) scrollBy(0, moved);
  };
}

const phaseNow = (): string | undefined => document.querySelector<HTMLElement>("[data-phase]")?.dataset.phase;
