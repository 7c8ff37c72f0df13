let offset = 0; // seconds that the server's clock is ahead of ours

export const setClock = (serverNow: number): void => {
  offset = serverNow - Date.now() / 1000;
};

/** What the server's clock says, in unix seconds. */
export const clockNow = (): number => Date.now() / 1000 + offset;

export function startClocks(): void {
  setInterval(tick, 500);
  tick();
}

/** [data-until="unix seconds"] counts down and then over; [data-left="seconds"] stands still. Also after each morph.
 *  What stands around it with data-last="120" shows (class on) for so many seconds before, and a minute after. */
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
