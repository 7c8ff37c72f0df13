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

/** [data-until="unix seconds"] counts down and then over; [data-left="seconds"] stands still. Also after each morph. */
export function updateCountdowns(): void {
  for (const clock of all("[data-until], [data-left]")) {
    const { until, left } = clock.dataset;
    const seconds = left ? Number(left) : Number(until) - serverNow();
    const ring = clock.closest<HTMLElement>("[data-minutes]");
    setText(clock, formatMinutes(ring ? Math.max(0, seconds) : seconds));
    clock.classList.toggle("over", seconds < 0);
    if (ring) turnHand(ring, seconds, Number(ring.dataset.minutes));
  }
}

/** The ring is as full as there is time left. It is soon over in the last fifth of its time, at most a minute. */
function turnHand(ring: HTMLElement, seconds: number, minutes: number): void {
  ring.classList.toggle("soon", seconds <= Math.min(60, minutes * 12));
  const share = Math.min(100, Math.max(0, (100 * seconds) / (60 * minutes)));
  ring.querySelector(".hand")?.setAttribute("stroke-dasharray", `${share.toFixed(1)} 100`);
}

function formatMinutes(seconds: number): string {
  const whole = Math.abs(seconds < 0 ? Math.floor(seconds) : Math.ceil(seconds));
  return `${seconds < 0 ? "+" : ""}${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}
