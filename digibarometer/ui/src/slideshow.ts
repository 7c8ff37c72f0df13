import { all, on, onClick, setText } from "./dom";

type SlideshowState = { slide: number; isPlaying: boolean; turnedAt: number };

const states = new Map<string, SlideshowState>();
const reducedMotion = matchMedia("(prefers-reduced-motion: reduce)");

/** [data-intro] shows its [data-intro-page]s one at a time and turns them by itself, until somebody does.
 *
 * With data-began (unix seconds) the page follows from the clock, so that two boards show the same. */
export function startSlideshows(now: () => number): void {
  onClick("[data-intro] [data-intro-do]", (button) => {
    const slideshow = button.closest<HTMLElement>("[data-intro]");
    if (slideshow) control(slideshow, button.dataset.introDo, now());
  });
  on("keydown", (event) => {
    const slideshow = document.querySelector<HTMLElement>("[data-intro]");
    if (!slideshow || event.key !== " " || event.repeat) return;
    if ((event.target as Element).closest("button, a, summary, input, textarea, select, dialog")) return;
    event.preventDefault();
    control(slideshow, "play", now());
  });
  const show = (): void => showSlides(now());
  setInterval(show, 500);
  show();
}

/** Shows the slide that it is time for; also after a morph. */
export function showSlides(now: number): void {
  for (const slideshow of all("[data-intro]")) {
    const slides = slidesOf(slideshow);
    const state = stateOf(slideshow, now);
    turnWhenDue(slides, state, now);
    slides.forEach((slide, index) => {
      slide.hidden = index !== state.slide;
    });
    showControls(slideshow, slides, state);
  }
}

const slidesOf = (slideshow: HTMLElement): HTMLElement[] => all("[data-intro-page]", slideshow);
const secondsOf = (slide?: HTMLElement): number => Number(slide?.dataset.seconds ?? 15);

function stateOf(slideshow: HTMLElement, now: number): SlideshowState {
  const { began } = slideshow.dataset;
  const key = `${slideshow.id}:${began ?? ""}`;
  const follows = began !== undefined;
  const start = { slide: 0, isPlaying: follows || !reducedMotion.matches, turnedAt: follows ? Number(began) : now };
  const state = states.get(key) ?? start;
  states.set(key, state);
  return state;
}

function turnWhenDue(slides: HTMLElement[], state: SlideshowState, now: number): void {
  while (state.isPlaying && now - state.turnedAt >= secondsOf(slides[state.slide])) {
    state.turnedAt += secondsOf(slides[state.slide]);
    if (state.slide < slides.length - 1) state.slide += 1;
    else state.isPlaying = false;
  }
}

function control(slideshow: HTMLElement, what: string | undefined, now: number): void {
  const state = stateOf(slideshow, now);
  const last = slidesOf(slideshow).length - 1;
  if (what === "play") {
    if (!state.isPlaying && state.slide === last) state.slide = 0;
    state.isPlaying = !state.isPlaying;
  } else {
    state.isPlaying = false; // who turns the pages wants to read in peace
    state.slide = Math.max(0, Math.min(last, state.slide + (what === "next" ? 1 : -1)));
  }
  state.turnedAt = now;
  showSlides(now);
}

function showControls(slideshow: HTMLElement, slides: HTMLElement[], state: SlideshowState): void {
  const tools = slideshow.querySelector<HTMLElement>("[data-intro-tools]");
  if (!tools) return;
  tools.hidden = false;
  const place = tools.querySelector<HTMLElement>("[data-intro-at]");
  setText(place, `${state.slide + 1} ${place?.dataset.of ?? ""} ${slides.length}`);
  const play = tools.querySelector<HTMLElement>("[data-intro-do=play]");
  setText(play, (state.isPlaying ? play?.dataset.pause : play?.dataset.play) ?? "");
  for (const slide of slides) slide.setAttribute("aria-live", state.isPlaying ? "off" : "polite");
}
