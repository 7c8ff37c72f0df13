import { all, fillIn, on, setText } from "./dom";

/** The plan's clock times and lengths follow the minutes as they are typed; what is saved is worked out by the server. */
export function startAgendaTimes(): void {
  on("input", ({ target }) => {
    const day = (target as Element).closest<HTMLElement>("[data-day]");
    if (day) updateTimes(day);
  });
  const screen = document.querySelector(".desk #screen");
  if (screen) new MutationObserver(showReplanning).observe(screen, { childList: true });
}

/** Who asked for a new plan of the rest is taken to it: on a long desk it would come out of sight. */
function showReplanning(): void {
  const proposal = document.querySelector<HTMLElement>(".desk-rest details[open]");
  if (!proposal || document.activeElement?.id !== "replan") return;
  proposal.scrollIntoView({ block: "start" });
  proposal.querySelector("summary")?.focus({ preventScroll: true });
}

function updateTimes(day: HTMLElement): void {
  const [hour, minute] = day.querySelector<HTMLInputElement>('input[type="time"]')?.value.split(":").map(Number) ?? [];
  let clock = hour === undefined || minute === undefined ? undefined : hour * 60 + minute;
  let total = 0;
  for (const step of all("[data-step]", day)) {
    const fields = all<HTMLInputElement>('input[name^="minutes-"]', step);
    const minutes = fields.reduce((sum, field) => sum + (Number(field.value) || 0), 0);
    setText(step.querySelector("[data-clock]"), clockTime(clock));
    setText(step.querySelector("[data-step-length]"), duration(day, minutes));
    total += minutes;
    if (clock !== undefined) clock += minutes;
  }
  setText(day.querySelector("[data-day-length]"), duration(day, total));
  setText(day.querySelector("[data-ends]"), clockTime(clock));
}

const twoDigits = (number: number): string => String(number).padStart(2, "0");

const clockTime = (minute: number | undefined): string =>
  minute === undefined ? "" : `${twoDigits(Math.floor(minute / 60) % 24)}.${twoDigits(minute % 60)}`;

function duration({ dataset }: HTMLElement, minutes: number): string {
  const [h, m] = [Math.floor(minutes / 60), minutes % 60];
  return fillIn(h ? (m ? dataset.hm : dataset.h) : dataset.m, { h, m });
}
