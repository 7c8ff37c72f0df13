let pageBegan = 0; // by the server's clock, in unix seconds; performance.now() counts from there whatever the device's does

export const setClock = (serverNow: number): void => {
  pageBegan = serverNow - performance.now() / 1000;
};

/** What the server's clock says, in unix seconds: as the line told it last, and before that the page. */
export const clockNow = (): number => pageBegan + performance.now() / 1000;

setClock(Number(document.body.dataset.now) || Date.now() / 1000);

export function startClocks(): void {
  setInterval(tick, 500);
  tick();
}

/** [data-until="unix seconds"] counts down and then over; [data-left="seconds"] stands still. Also after each morph.
 *  What stands around it with data-last (seconds) shows (class on) for so many seconds before, and a minute after. */
export function tick(): void {
  for (const clock of document.querySelectorAll<HTMLElement>("[data-until], [data-left]")) {
    const { until, left } = clock.dataset;
    const seconds = left ? Number(left) : Number(until) - clockNow();
    const text = clock.querySelector("[data-time]") ?? clock;
    const shown = minutes(seconds);
    if (text.textContent !== shown) text.textContent = shown;
    clock.classList.toggle("over", seconds < 0);
    const cue = clock.closest<HTMLElement>("[data-last]");
    cue?.classList.toggle("on", seconds <= Number(cue.dataset.last) && seconds > -60);
  }
}

function minutes(seconds: number): string {
  const whole = Math.abs(seconds < 0 ? Math.floor(seconds) : Math.ceil(seconds));
  return `${seconds < 0 ? "+" : ""}${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}
