import { keptInTab } from "./keeping";

/** One page at a time: [data-pager] holds [data-page]s and, last, perhaps a [data-pager-end]. */
export function startPagers(): void {
  document.addEventListener("click", ({ target }) => {
    const button = (target as Element).closest<HTMLElement>("[data-back], [data-next], [data-to]");
    const pager = button?.closest<HTMLElement>("[data-pager]");
    if (!button || !pager) return;
    const { to, back } = button.dataset;
    turn(pager, to !== undefined ? Number(to) : at(pager) + (back !== undefined ? -1 : 1));
  });
  applyPagers();
}

/** Show again what was shown: after a morph, a reload, a choice. */
export function applyPagers(): void {
  for (const pager of document.querySelectorAll<HTMLElement>("[data-pager]")) apply(pager);
}

function turn(pager: HTMLElement, to: number): void {
  keptInTab.set(keyOf(pager), String(to));
  apply(pager);
  const page = placesOf(pager)[at(pager)];
  const heading = page?.querySelector<HTMLElement>("h1, h2, legend") ?? page;
  heading?.setAttribute("tabindex", "-1");
  scrollTo(0, 0);
  heading?.focus({ preventScroll: true });
}

function apply(pager: HTMLElement): void {
  const places = placesOf(pager);
  const now = at(pager);
  places.forEach((page, index) => (page.hidden = index !== now));
  for (const button of pager.querySelectorAll<HTMLElement>("[data-back]")) button.hidden = now === 0;
  for (const button of pager.querySelectorAll<HTMLElement>("[data-next]")) button.hidden = !fits(button, now, places);
  const pages = places.filter((place) => place.matches("[data-page]"));
  const done = pages.map((page) => !!page.querySelector('[aria-pressed="true"]'));
  for (const steps of pager.querySelectorAll<HTMLElement>(".steps")) fillSteps(steps, now, done);
  for (const count of pager.querySelectorAll<HTMLElement>("[data-answered]")) {
    count.textContent = filled(count.dataset.answered!, now, done);
  }
}

/** data-next="last" is the button on the last page, if it should say something else than the others. */
function fits(button: HTMLElement, now: number, places: HTMLElement[]): boolean {
  const ends = places.at(-1)?.matches("[data-pager-end]");
  const last = places.length - (ends ? 2 : 1);
  if (now > last || (now === last && !ends)) return false;
  const own = button.closest("[data-pager]")!.querySelector('[data-next="last"]');
  return own ? (button === own) === (now === last) : true;
}

function fillSteps(steps: HTMLElement, now: number, done: boolean[]): void {
  while (steps.children.length < done.length) steps.append(document.createElement("i"));
  while (steps.children.length > done.length) steps.lastElementChild!.remove();
  [...steps.children].forEach((step, index) => {
    step.className = [index === now && "now", done[index] && "done"].filter(Boolean).join(" ");
  });
  if (steps.dataset.label) steps.setAttribute("aria-label", filled(steps.dataset.label, now, done));
}

/** "Question {n} of {of}, {done} answered" */
const filled = (text: string, now: number, done: boolean[]): string =>
  text
    .replace("{n}", String(Math.min(now + 1, done.length)))
    .replace("{of}", String(done.length))
    .replace("{done}", String(done.filter(Boolean).length));

const placesOf = (pager: HTMLElement): HTMLElement[] => [
  ...pager.querySelectorAll<HTMLElement>("[data-page]"),
  ...pager.querySelectorAll<HTMLElement>("[data-pager-end]"),
];

const at = (pager: HTMLElement): number =>
  Math.max(0, Math.min(Number(keptInTab.get(keyOf(pager))) || 0, placesOf(pager).length - 1));

const keyOf = (pager: HTMLElement): string => `pager:${document.body.dataset.store ?? ""}:${pager.id}`;
