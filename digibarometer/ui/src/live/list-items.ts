import { Idiomorph } from "idiomorph";
import { isInUse } from "./drafts";
import { isField } from "./form-identity";

const MOVE_MS = 200;
const reducedMotion = matchMedia("(prefers-reduced-motion: reduce)");
const waiting = new Map<string, string>(); // items whose list has not come yet: their HTML by id

/** Puts an item of a long list in its place: it says in data-in which list is its, and in data-order where it lies
 *  there. Empty HTML removes it. Whether it was an item at all. */
export function putItem(id: string, html: string): boolean {
  waiting.delete(id);
  const present = document.getElementById(id);
  if (!html.trim()) {
    if (present) remove(present);
    return true;
  }
  const fresh = parse(html);
  if (!fresh?.dataset.in) return false;
  const before = present?.getBoundingClientRect();
  const item = present ? morph(present, html) : fresh;
  if (!place(item)) waiting.set(id, html);
  else if (before) animateMove(item, before);
  for (const [other, waits] of [...waiting]) {
    if (document.getElementById(parse(waits)?.dataset.in ?? "")) putItem(other, waits);
  }
  return true;
}

/** A whole screen has come, or the seat is no longer ours: nothing waits any more. */
export const forgetWaitingItems = (): void => waiting.clear();

function parse(html: string): HTMLElement | null {
  const template = document.createElement("template");
  template.innerHTML = html;
  return template.content.firstElementChild as HTMLElement | null;
}

/** Lists inside an item are made of items of their own: they stay as they are. */
function morph(present: HTMLElement, html: string): HTMLElement {
  Idiomorph.morph(present, html, {
    morphStyle: "outerHTML",
    callbacks: {
      beforeNodeMorphed: (node: Node) =>
        !(isField(node) && isInUse(node)) && !(node instanceof Element && node.matches("[data-items]")),
      beforeAttributeUpdated: (name: string, element: Element) => name !== "open" || !element.matches("details"),
    },
  });
  return present.isConnected ? present : (document.getElementById(present.id) ?? present);
}

/** Whether its list is there. */
function place(item: HTMLElement): boolean {
  const list = document.getElementById(item.dataset.in ?? "");
  if (!list) {
    item.remove();
    return false;
  }
  const order = Number(item.dataset.order);
  const others = ([...list.children] as HTMLElement[]).filter((one) => one !== item && one.hasAttribute("data-order"));
  const next = others.find((one) => Number(one.dataset.order) > order) ?? null;
  if (item.parentElement === list && nextOrdered(item) === next) return true;
  const focused = item.contains(document.activeElement) ? (document.activeElement as HTMLElement) : null;
  const left = item.nextElementSibling ?? item.previousElementSibling ?? item.closest("section");
  list.insertBefore(item, next);
  focused?.focus({ preventScroll: true }); // moving an element takes its focus
  // it may have gone to where it is not seen (another column, on a phone): then one goes on from where it was
  if (focused && document.activeElement !== focused) focusIn(left);
  return true;
}

function nextOrdered(item: Element): Element | null {
  let next = item.nextElementSibling;
  while (next && !next.hasAttribute("data-order")) next = next.nextElementSibling;
  return next;
}

/** Whoever had their focus on what goes away keeps their place. */
function remove(item: HTMLElement): void {
  const neighbour = item.nextElementSibling ?? item.previousElementSibling ?? item.closest("section");
  const hadFocus = item.contains(document.activeElement);
  item.remove();
  if (hadFocus) focusIn(neighbour);
}

const focusIn = (element: Element | null): void =>
  element?.querySelector<HTMLElement>("button, textarea, input")?.focus({ preventScroll: true });

/** Shows where it went. */
function animateMove(item: HTMLElement, before: DOMRect): void {
  const after = item.getBoundingClientRect();
  const [x, y] = [before.left - after.left, before.top - after.top];
  if (reducedMotion.matches || !before.width || !after.width || (Math.abs(x) < 2 && Math.abs(y) < 2)) return;
  const from = { transform: `translate(${x}px, ${y}px)` };
  item.animate([from, { transform: "none" }], { duration: MOVE_MS, easing: "ease-out" });
}
