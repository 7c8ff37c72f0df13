import { all, fillIn, onClick, scrollToTop, setText, shownParticipant } from "./dom";
import { sessionStore } from "./storage";

/** One page at a time: [data-pager] holds [data-page]s and, last, perhaps a [data-pager-end].
 *
 * Pages that are panels of their own lie elsewhere and say whose they are: data-page="12" data-page-of="the pager's id".
 * They come in the order of the pager's own buttons: <button data-to="12">. Several pieces may be of the same page. */
export function startPagers(): void {
  onClick("button:is([data-back], [data-next], [data-to], [data-then])", (button) => {
    const pager = pagerOf(button);
    if (!pager) return;
    const name = destination(pager, button.dataset);
    if (name !== undefined) goTo(pager, name);
  });
  if (!document.body.dataset.live) updatePagers(); // a live screen first hears what has been answered
}

/** Shows again what was shown: after a morph, a reload, a choice. */
export function updatePagers(): void {
  for (const pager of all("[data-pager]")) update(pager);
}

/** A page, or the end: its name and what it is made of. */
type Page = { name: string; parts: HTMLElement[]; isEnd: boolean };

/** Where a button leads: data-to a page by name, data-back, data-next; "left" is the next that is not done.
 *  data-then is for a button that does something as well: the name of a page, or "left". */
function destination(pager: HTMLElement, { to, back, next, then }: DOMStringMap): string | undefined {
  const pages = pagesOf(pager);
  const current = currentIndex(pager, pages);
  if (next === "left" || then === "left") return nextNotDone(pages, current)?.name;
  if (to !== undefined || then !== undefined) return to ?? then;
  return pages[current + (back !== undefined ? -1 : 1)]?.name;
}

/** The next page that is not done, from the start again after the last. */
const nextNotDone = (pages: Page[], current: number): Page | undefined =>
  [...pages.slice(current + 1), ...pages.slice(0, current)].find((page) => !page.isEnd && !isDone(page));

function goTo(pager: HTMLElement, name: string): void {
  sessionStore.set(storageKey(pager), name);
  update(pager);
  const pages = pagesOf(pager);
  const parts = pages[currentIndex(pager, pages)]?.parts ?? [];
  const heading = parts.map((one) => one.querySelector<HTMLElement>("h1, h2, legend")).find(Boolean) ?? parts[0];
  heading?.setAttribute("tabindex", "-1");
  scrollToTop();
  heading?.focus({ preventScroll: true });
}

function update(pager: HTMLElement): void {
  const pages = pagesOf(pager);
  const current = currentIndex(pager, pages);
  const shown = pages[current];
  if (!shown) return;
  if (!sessionStore.get(storageKey(pager))) sessionStore.set(storageKey(pager), shown.name); // an answer turns no page
  for (const page of pages) for (const one of page.parts) one.hidden = page !== shown;
  const done = pages.filter((page) => !page.isEnd).map(isDone);
  const own = (selector: string): HTMLElement[] => all(selector).filter((one) => pagerOf(one) === pager);
  for (const button of own("[data-back]:not([data-of])")) button.hidden = current === 0;
  const last = own('[data-next="last"]')[0];
  for (const button of own("[data-next]")) button.hidden = !isNextShown(button, current, pages, last);
  for (const button of own("button[data-to]")) updatePageButton(button, pages, shown);
  for (const dots of own(".steps")) updateProgressDots(dots, current, done);
  for (const count of own("[data-answered]")) setText(count, counted(count.dataset.answered, current, done));
}

/** data-next="last" is the button on the last page, if it should say something else than the others. */
function isNextShown(button: HTMLElement, current: number, pages: Page[], lastPageButton?: HTMLElement): boolean {
  if (button.dataset.next === "left") return nextNotDone(pages, current) !== undefined;
  const hasEnd = pages.at(-1)?.isEnd;
  const last = pages.length - (hasEnd ? 2 : 1);
  if (current > last || (current === last && !hasEnd)) return false;
  return lastPageButton ? (button === lastPageButton) === (current === last) : true;
}

/** The button of the page that is shown; and how far one has come in a page that has pages of its own. */
function updatePageButton(button: HTMLElement, pages: Page[], shown: Page): void {
  if (button.dataset.to === shown.name) button.setAttribute("aria-current", "true");
  else button.removeAttribute("aria-current");
  const count = button.querySelector<HTMLElement>("[data-inside]");
  const page = count && pages.find(({ name }) => name === button.dataset.to);
  if (page) setText(count, counted(count.dataset.inside, 0, questionsIn(page).map(isAnswered)));
}

function updateProgressDots(dots: HTMLElement, current: number, done: boolean[]): void {
  while (dots.children.length < done.length) dots.append(document.createElement("i"));
  while (dots.children.length > done.length) dots.lastElementChild?.remove();
  [...dots.children].forEach((dot, index) => {
    dot.className = [index === current && "now", done[index] && "done"].filter(Boolean).join(" ");
  });
  if (dots.dataset.label) dots.setAttribute("aria-label", counted(dots.dataset.label, current, done));
}

/** "Question {n} of {of}, {done} answered, {left} left" */
const counted = (pattern: string | undefined, current: number, done: boolean[]): string =>
  fillIn(pattern, {
    n: Math.min(current + 1, done.length),
    of: done.length,
    done: done.filter(Boolean).length,
    left: done.filter((one) => !one).length,
  });

/** A page is done when something is chosen on it; one that has pages of its own, when each of those is. */
const isDone = (page: Page): boolean => {
  const questions = questionsIn(page);
  return questions.length ? questions.every(isAnswered) : page.parts.some(isAnswered);
};

const questionsIn = (page: Page): HTMLElement[] => page.parts.flatMap((one) => all("[data-page]", one));

/** A page of several choices says itself when all of them are made: data-done="yes". */
const isAnswered = (page: HTMLElement): boolean =>
  page.dataset.done
    ? page.dataset.done === "yes"
    : !!(page.querySelector(".group-level, .levels, .pick") ?? page).querySelector('[aria-pressed="true"]') ||
      !!page.querySelector("[data-elsewhere]");

function pagesOf(pager: HTMLElement): Page[] {
  const outside = all(`[data-page-of="${CSS.escape(pager.id)}"]`);
  if (!outside.length) {
    const ends = all("[data-pager-end]", pager);
    const parts = [...all("[data-page]", pager), ...ends];
    return parts.map((one, index) => ({ name: String(index), parts: [one], isEnd: ends.includes(one) }));
  }
  const names = all("button[data-to]", pager).map((button) => button.dataset.to ?? "");
  const partsOf = (name: string): HTMLElement[] => outside.filter((one) => one.dataset.page === name);
  return names.map((name) => ({ name, parts: partsOf(name), isEnd: false })).filter(({ parts }) => parts.length);
}

/** The pager that an element belongs to: the one that it names, lies in, or lies on a page of. */
function pagerOf(element: HTMLElement): HTMLElement | null {
  if (element.dataset.of) return document.getElementById(element.dataset.of);
  const near = element.closest<HTMLElement>("[data-pager], [data-page-of]");
  return near?.dataset.pageOf ? document.getElementById(near.dataset.pageOf) : near;
}

/** Where one was; else the first that is not done, so that whoever has begun elsewhere goes on from there. */
function currentIndex(pager: HTMLElement, pages: Page[]): number {
  const stored = pages.findIndex(({ name }) => name === sessionStore.get(storageKey(pager)));
  if (stored >= 0) return stored;
  return Math.max(
    0,
    pages.findIndex((page) => page.isEnd || !isDone(page)),
  );
}

/** A shared screen goes from hand to hand: each begins where they are themselves. */
const storageKey = ({ id, dataset }: HTMLElement): string =>
  `pager:${document.body.dataset.store ?? ""}:${shownParticipant()}:${id}:${dataset.pager}`;
