/** The plan's clock times and lengths follow the minutes as they are typed; what is saved is worked out by the server. */
export function startPlan(): void {
  document.addEventListener("input", ({ target }) => {
    const day = (target as Element).closest<HTMLElement>("[data-day]");
    if (day) follow(day);
  });
  const screen = document.querySelector(".desk #screen");
  if (screen) new MutationObserver(showProposal).observe(screen, { childList: true });
}

/** Who asked for a new plan of the rest is taken to it: on a long desk it would come out of sight. */
function showProposal(): void {
  const proposal = document.querySelector<HTMLElement>(".desk-rest details[open]");
  if (!proposal || document.activeElement?.id !== "replan") return;
  proposal.scrollIntoView({ block: "start" });
  proposal.querySelector("summary")?.focus({ preventScroll: true });
}

function follow(day: HTMLElement): void {
  const begins = day.querySelector<HTMLInputElement>('input[type="time"]')?.value.split(":").map(Number);
  let clock = begins?.length === 2 ? begins[0]! * 60 + begins[1]! : undefined;
  let all = 0;
  for (const step of day.querySelectorAll<HTMLElement>("[data-step]")) {
    const fields = [...step.querySelectorAll<HTMLInputElement>('input[name^="minutes-"]')];
    const minutes = fields.reduce((sum, field) => sum + (Number(field.value) || 0), 0);
    write(step, "[data-clock]", at(clock));
    write(step, "[data-step-length]", length(day, minutes));
    all += minutes;
    if (clock !== undefined) clock += minutes;
  }
  write(day, "[data-day-length]", length(day, all));
  write(day, "[data-ends]", at(clock));
}

function write(within: HTMLElement, what: string, text: string): void {
  const element = within.querySelector(what);
  if (element) element.textContent = text;
}

const two = (number: number): string => String(number).padStart(2, "0");

const at = (minute: number | undefined): string =>
  minute === undefined ? "" : `${two(Math.floor(minute / 60) % 24)}.${two(minute % 60)}`;

function length({ dataset }: HTMLElement, minutes: number): string {
  const [h, m] = [Math.floor(minutes / 60), minutes % 60];
  const said = h ? (m ? dataset.hm : dataset.h) : dataset.m;
  return (said ?? "").replace("{h}", String(h)).replace("{m}", String(m));
}
