import { Idiomorph } from "idiomorph";
import { isField } from "./about";
import { isInUse } from "./drafts";

const LASTS = 200; // milliseconds that a move is shown
const calm = matchMedia("(prefers-reduced-motion: reduce)");
const waiting = new Map<string, string>(); // items whose list has not come yet

/** Takes an item of a long list: it says in data-in where it lies and in data-order at which place. Whether it was one. */
export function takeItem(id: string, html: string): boolean {
  waiting.delete(id);
  const there = document.getElementById(id);
  if (!html.trim()) {
    if (there) remove(there);
    return true;
  }
  const fresh = parsed(html);
  if (!fresh?.dataset.in) return false;
  const before = there?.getBoundingClientRect();
  const item = there ? morphed(there, html) : fresh;
  if (!place(item)) waiting.set(id, html);
  else if (before) showMove(item, before);
  for (const [other, waits] of [...waiting]) if (document.getElementById(parsed(waits)!.dataset.in!)) takeItem(other, waits);
  return true;
}

/** A whole screen has come: nothing waits any more. */
export const forgetItems = (): void => waiting.clear();

function parsed(html: string): HTMLElement | null {
  const template = document.createElement("template");
  template.innerHTML = html;
  return template.content.firstElementChild as HTMLElement | null;
}

/** Lists inside an item are made of items of their own: they stay as they are. */
function morphed(there: HTMLElement, html: string): HTMLElement {
  Idiomorph.morph(there, html, {
    morphStyle: "outerHTML",
    callbacks: {
      beforeNodeMorphed: (node: Node) =>
        !(isField(node) && isInUse(node)) && !(node instanceof Element && node.matches("[data-items]")),
      beforeAttributeUpdated: (name: string, element: Element) => name !== "open" || !element.matches("details"),
    },
  });
  return there.isConnected ? there : document.getElementById(there.id)!;
}

/** Whether its list is there. */
function place(item: HTMLElement): boolean {
  const list = document.getElementById(item.dataset.in!);
  if (!list) {
    item.remove();
    return false;
  }
  const order = Number(item.dataset.order);
  const others = [...list.children].filter((one): one is HTMLElement => one !== item && one.hasAttribute("data-order"));
  const after = others.find((one) => Number(one.dataset.order) > order) ?? null;
  if (item.parentElement === list && nextOrdered(item) === after) return true;
  const focused = item.contains(document.activeElement) ? (document.activeElement as HTMLElement) : null;
  list.insertBefore(item, after);
  focused?.focus({ preventScroll: true }); // moving an element takes its focus
  return true;
}

function nextOrdered(item: Element): Element | null {
  let next = item.nextElementSibling;
  while (next && !next.hasAttribute("data-order")) next = next.nextElementSibling;
  return next;
}

/** Who had their focus on what goes away keeps their place. */
function remove(item: HTMLElement): void {
  if (item.contains(document.activeElement)) {
    const near = item.nextElementSibling ?? item.previousElementSibling ?? item.closest("section");
    const target = near?.querySelector<HTMLElement>("button, textarea, input") ?? null;
    item.remove();
    target?.focus({ preventScroll: true });
  } else {
    item.remove();
  }
}

/** Shows where it went. */
function showMove(item: HTMLElement, before: DOMRect): void {
  const now = item.getBoundingClientRect();
  const [x, y] = [before.left - now.left, before.top - now.top];
  if (calm.matches || !before.width || !now.width || (Math.abs(x) < 2 && Math.abs(y) < 2)) return;
  item.animate([{ transform: `translate(${x}px, ${y}px)` }, { transform: "none" }], { duration: LASTS, easing: "ease-out" });
}
