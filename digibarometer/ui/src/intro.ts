type State = { page: number; plays: boolean; turned: number };

const states = new Map<string, State>();
const calm = matchMedia("(prefers-reduced-motion: reduce)");

/** [data-intro] shows its [data-intro-page]s one at a time and turns them by itself, until somebody does.
 *
 * With data-began (unix seconds) the page follows from the clock, so that two boards show the same. */
export function startIntro(now: () => number): void {
  document.addEventListener("click", ({ target }) => {
    const button = (target as Element).closest<HTMLElement>("[data-intro-do]");
    const intro = button?.closest<HTMLElement>("[data-intro]");
    if (intro) act(intro, button!.dataset.introDo!, now());
  });
  document.addEventListener("keydown", (event) => {
    const intro = document.querySelector<HTMLElement>("[data-intro]");
    if (!intro || event.key !== " " || event.repeat) return;
    if ((event.target as Element).closest("button, a, summary, input, textarea, select, dialog")) return;
    event.preventDefault();
    act(intro, "play", now());
  });
  const show = (): void => showIntro(now());
  setInterval(show, 500);
  show();
}

/** Put the right page in front; also after a morph. */
export function showIntro(now: number): void {
  for (const intro of document.querySelectorAll<HTMLElement>("[data-intro]")) {
    const pages = pagesOf(intro);
    const state = stateOf(intro, now);
    if (state.plays) turnByItself(pages, state, now);
    pages.forEach((page, index) => (page.hidden = index !== state.page));
    tell(intro, pages, state);
  }
}

const pagesOf = (intro: HTMLElement): HTMLElement[] => [...intro.querySelectorAll<HTMLElement>("[data-intro-page]")];
const staysFor = (page?: HTMLElement): number => Number(page?.dataset.seconds ?? 15);

function stateOf(intro: HTMLElement, now: number): State {
  const key = `${intro.id}:${intro.dataset.began ?? ""}`;
  if (!states.has(key)) {
    const follows = intro.dataset.began !== undefined;
    states.set(key, { page: 0, plays: follows || !calm.matches, turned: follows ? Number(intro.dataset.began) : now });
  }
  return states.get(key)!;
}

function turnByItself(pages: HTMLElement[], state: State, now: number): void {
  while (state.page < pages.length - 1 && now - state.turned >= staysFor(pages[state.page])) {
    state.turned += staysFor(pages[state.page]);
    state.page += 1;
  }
  if (state.page === pages.length - 1 && now - state.turned >= staysFor(pages[state.page])) state.plays = false;
}

function act(intro: HTMLElement, what: string, now: number): void {
  const state = stateOf(intro, now);
  const last = pagesOf(intro).length - 1;
  if (what === "play") {
    if (!state.plays && state.page === last) state.page = 0;
    state.plays = !state.plays;
  } else {
    state.plays = false; // who turns the pages wants to read in peace
    state.page = Math.max(0, Math.min(last, state.page + (what === "next" ? 1 : -1)));
  }
  state.turned = now;
  showIntro(now);
}

function tell(intro: HTMLElement, pages: HTMLElement[], state: State): void {
  const tools = intro.querySelector<HTMLElement>("[data-intro-tools]");
  if (!tools) return;
  tools.hidden = false;
  put(tools.querySelector("[data-intro-at]")!, (one) => `${state.page + 1} ${one.dataset.of} ${pages.length}`);
  put(tools.querySelector("[data-intro-do=play]")!, (one) => (state.plays ? one.dataset.pause! : one.dataset.play!));
  pages.forEach((page) => page.setAttribute("aria-live", state.plays ? "off" : "polite"));
}

function put(one: HTMLElement, words: (one: HTMLElement) => string): void {
  const text = words(one);
  if (one.textContent !== text) one.textContent = text;
}
