import { keptInTab } from "./keeping";

/** One page at a time: [data-pager] holds [data-page]s and, last, perhaps a [data-pager-end].
 *
 * Pages that are panels of their own lie elsewhere and say whose they are: data-page="12" data-page-of="the pager's id".
 * They come in the order of the pager's own buttons: <button data-to="12">. Several pieces may be of the same page. */
export function startPagers(): void {
  document.addEventListener("click", ({ target }) => {
    const button = (target as Element).closest<HTMLElement>("button:is([data-back], [data-next], [data-to], [data-then])");
    const pager = button && pagerOf(button);
    if (!pager) return;
    const to = goal(pager, button.dataset);
    if (to !== undefined) turn(pager, to);
  });
  if (!document.body.dataset.live) applyPagers(); // a live screen first hears what has been answered
}

/** Show again what was shown: after a morph, a reload, a choice. */
export function applyPagers(): void {
  for (const pager of document.querySelectorAll<HTMLElement>("[data-pager]")) apply(pager);
}

/** A page, or the end: its name and what it is made of. */
type Place = { name: string; parts: HTMLElement[]; isEnd: boolean };

/** Where a button leads: data-to a page by name, data-back, data-next; "left" is the next that is not done.
 *  data-then is for a button that does something as well: the name of a page, or "left". */
function goal(pager: HTMLElement, { to, back, next, then }: DOMStringMap): string | undefined {
  const places = placesOf(pager);
  const now = at(pager, places);
  if (next === "left" || then === "left") return left(places, now)?.name;
  if (to !== undefined || then !== undefined) return to ?? then;
  return places[now + (back !== undefined ? -1 : 1)]?.name;
}

/** The next page that is not done, from the start again after the last. */
const left = (places: Place[], now: number): Place | undefined =>
  [...places.slice(now + 1), ...places.slice(0, now)].find((place) => !place.isEnd && !isDone(place));

function turn(pager: HTMLElement, to: string): void {
  keptInTab.set(keyOf(pager), to);
  apply(pager);
  const places = placesOf(pager);
  const parts = places[at(pager, places)]?.parts ?? [];
  const heading = parts.map((part) => part.querySelector<HTMLElement>("h1, h2, legend")).find(Boolean) ?? parts[0];
  heading?.setAttribute("tabindex", "-1");
  scrollTo(0, 0);
  heading?.focus({ preventScroll: true });
}

function apply(pager: HTMLElement): void {
  const places = placesOf(pager);
  if (!places.length) return;
  const now = at(pager, places);
  if (!keptInTab.get(keyOf(pager))) keptInTab.set(keyOf(pager), places[now]!.name); // an answer does not turn the page
  places.forEach(({ parts }, index) => parts.forEach((part) => (part.hidden = index !== now)));
  const pages = places.filter((place) => !place.isEnd);
  const done = pages.map(isDone);
  const mine = (what: string): HTMLElement[] =>
    [...document.querySelectorAll<HTMLElement>(what)].filter((one) => pagerOf(one) === pager);
  for (const button of mine("[data-back]")) button.hidden = now === 0;
  for (const button of mine("[data-next]")) button.hidden = !fits(button, now, places, mine('[data-next="last"]')[0]);
  for (const button of mine("button[data-to]")) mark(button, button.dataset.to === places[now]!.name, places);
  for (const steps of mine(".steps")) fillSteps(steps, now, done);
  for (const count of mine("[data-answered]")) write(count, filled(count.dataset.answered!, now, done));
}

/** data-next="last" is the button on the last page, if it should say something else than the others. */
function fits(button: HTMLElement, now: number, places: Place[], own?: HTMLElement): boolean {
  if (button.dataset.next === "left") return left(places, now) !== undefined;
  const ends = places.at(-1)?.isEnd;
  const last = places.length - (ends ? 2 : 1);
  if (now > last || (now === last && !ends)) return false;
  return own ? (button === own) === (now === last) : true;
}

/** The button of the page that is shown; and how far one has come in a page that has pages of its own. */
function mark(button: HTMLElement, isNow: boolean, places: Place[]): void {
  if (isNow) button.setAttribute("aria-current", "true");
  else button.removeAttribute("aria-current");
  const count = button.querySelector<HTMLElement>("[data-inside]");
  const place = count && places.find((one) => one.name === button.dataset.to);
  if (place) write(count, filled(count.dataset.inside!, 0, questionsIn(place).map(isAnswered)));
}

function fillSteps(steps: HTMLElement, now: number, done: boolean[]): void {
  while (steps.children.length < done.length) steps.append(document.createElement("i"));
  while (steps.children.length > done.length) steps.lastElementChild!.remove();
  [...steps.children].forEach((step, index) => {
    step.className = [index === now && "now", done[index] && "done"].filter(Boolean).join(" ");
  });
  if (steps.dataset.label) steps.setAttribute("aria-label", filled(steps.dataset.label, now, done));
}

/** "Question {n} of {of}, {done} answered, {left} left" */
const filled = (text: string, now: number, done: boolean[]): string =>
  text
    .replace("{n}", String(Math.min(now + 1, done.length)))
    .replace("{of}", String(done.length))
    .replace("{done}", String(done.filter(Boolean).length))
    .replace("{left}", String(done.filter((one) => !one).length));

const write = (element: HTMLElement, text: string): void => {
  if (element.textContent !== text) element.textContent = text;
};

/** A page is done when something is chosen on it; one that has pages of its own, when each of those is. */
const isDone = (place: Place): boolean => {
  const asked = questionsIn(place);
  return asked.length ? asked.every(isAnswered) : place.parts.some(isAnswered);
};

const questionsIn = (place: Place): HTMLElement[] =>
  place.parts.flatMap((part) => [...part.querySelectorAll<HTMLElement>("[data-page]")]);

/** A page of several choices says itself when all of them are made: data-done="yes". */
const isAnswered = (page: HTMLElement): boolean =>
  page.dataset.done
    ? page.dataset.done === "yes"
    : !!(page.querySelector(".group-level, .levels") ?? page).querySelector('[aria-pressed="true"]') ||
      !!page.querySelector("[data-elsewhere]");

function placesOf(pager: HTMLElement): Place[] {
  const outside = [...document.querySelectorAll<HTMLElement>(`[data-page-of="${CSS.escape(pager.id)}"]`)];
  if (outside.length) {
    const names = [...pager.querySelectorAll<HTMLElement>("button[data-to]")].map((button) => button.dataset.to!);
    const places = names.map((name) => ({ name, parts: outside.filter((one) => one.dataset.page === name), isEnd: false }));
    return places.filter(({ parts }) => parts.length);
  }
  const pages = [...pager.querySelectorAll<HTMLElement>("[data-page]")];
  const ends = [...pager.querySelectorAll<HTMLElement>("[data-pager-end]")];
  return [...pages, ...ends].map((page, index) => ({ name: String(index), parts: [page], isEnd: page.matches("[data-pager-end]") }));
}

/** The pager that an element belongs to: the one that it names, lies in, or lies on a page of. */
function pagerOf(element: HTMLElement): HTMLElement | null {
  if (element.dataset.of) return document.getElementById(element.dataset.of);
  const near = element.closest<HTMLElement>("[data-pager], [data-page-of]");
  return near?.dataset.pageOf ? document.getElementById(near.dataset.pageOf) : near;
}

/** Where one was; else the first that is not done, so that whoever has begun elsewhere goes on from there. */
function at(pager: HTMLElement, places: Place[]): number {
  const kept = places.findIndex(({ name }) => name === keptInTab.get(keyOf(pager)));
  if (kept >= 0) return kept;
  const first = places.findIndex((place) => place.isEnd || !isDone(place));
  return Math.max(first, 0);
}

/** A shared screen goes from hand to hand: each begins where they are themselves. */
const keyOf = (pager: HTMLElement): string => {
  const who = document.querySelector<HTMLElement>("[data-who]")?.dataset.who ?? "";
  return `pager:${document.body.dataset.store ?? ""}:${who}:${pager.id}:${pager.dataset.pager}`;
};
