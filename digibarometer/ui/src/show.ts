import { Idiomorph } from "idiomorph";
import { isField } from "./about";
import { isInUse } from "./drafts";
import { announce } from "./messages";

/** What the script owns: whether something is open, which page of a pager is shown, whether a form is saved. */
const OURS: [attribute: string, of: string][] = [
  ["open", "details, dialog"],
  ["hidden", "[data-page], [data-pager-end]"],
  ["tabindex", "h1, h2, legend, [data-page], [data-pager-end]"], // focus was moved there
  ["data-state", "form"],
  ["style", "*"], // the content security policy forbids it
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
    this.morph(main, html, "innerHTML");
    if (phaseNow() === phase) return;
    // The room has moved on: begin at the top, and tell those who cannot see that.
    if (!isField(document.activeElement)) scrollTo(0, 0);
    announce(main.querySelector("h1")?.textContent?.trim() ?? "");
  }

  panel(id: string, html: string): void {
    const panel = document.getElementById(id);
    if (panel) this.morph(panel, html, "outerHTML");
  }

  private morph(old: Element, html: string, morphStyle: "innerHTML" | "outerHTML"): void {
    this.before();
    Idiomorph.morph(old, html, {
      morphStyle,
      callbacks: {
        beforeNodeMorphed: (node: Node) => !(isField(node) && isInUse(node)),
        beforeAttributeUpdated: (name: string, element: Element) =>
          !OURS.some(([attribute, of]) => attribute === name && element.matches(of)),
      },
    });
    this.after();
  }
}

const phaseNow = (): string | undefined => document.querySelector<HTMLElement>("[data-phase]")?.dataset.phase;
