import { all, setText } from "./dom";

let pageBegan = 0; // by the server's clock, in unix seconds; performance.now() counts from there whatever the device's does

export const setServerNow = (unixSeconds: number): void => {
  pageBegan = unixSeconds - performance.now() / 1000;
};

/** The server's clock in unix seconds: as the connection told it last, and before that the page. */
export const serverNow = (): number => pageBegan + performance.now() / 1000;

setServerNow(Number(document.body.dataset.now) || Date.now() / 1000);

export function startCountdowns(): void {
  setInterval(updateCountdowns, 500);
  updateCountdowns();
}

/** [data-until="unix seconds"] counts down and then over; [data-left="seconds"] stands still. Also after each morph.
 *  What stands around it with data-last (seconds) shows (class on) for so many seconds before, and a minute after. */
export function updateCountdowns(): void {
  for (const clock of all("[data-until], [data-left]")) {
    const { until, left } = clock.dataset;
    const seconds = left ? Number(left) : Number(until) - serverNow();
    setText(clock, formatMinutes(seconds));
    clock.classList.toggle("over", seconds < 0);
    const cue = clock.closest<HTMLElement>("[data-last]");
    cue?.classList.toggle("on", seconds <= Number(cue.dataset.last) && seconds > -60);
  }
}

function formatMinutes(seconds: number): string {
  const whole = Math.abs(seconds < 0 ? Math.floor(seconds) : Math.ceil(seconds));
  return `${seconds < 0 ? "+" : ""}${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}
