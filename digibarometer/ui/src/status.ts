import { announce } from "./messages";
import type { Outbox } from "./outbox";
import type { Line } from "./socket";

const CALM = 700; // milliseconds that may pass before "saving" is worth saying
const BLINK = 1_500; // and before "no contact" is: a server that restarts is back by then

type State = "connecting" | "saved" | "saving" | "offline" | "behind" | "polling";

/** #status says how it stands, in words that its data attributes hold. */
export class Status {
  private since = performance.now(); // when contact was lost, or the page came
  private was: State = "connecting";
  private timer = 0;

  constructor(
    private outbox: Outbox,
    private line: Line,
  ) {}

  show = (): void => {
    if (this.line.contact) this.since = 0;
    else this.since ||= performance.now();
    const waiting = this.outbox.all();
    const oldest = Math.min(...waiting.map((wish) => wish.since));
    this.put(this.state(Date.now() - oldest), waiting.length);
    clearTimeout(this.timer);
    if (waiting.length || this.since) this.timer = setTimeout(this.show, CALM);
  };

  private state(waited: number): State {
    if (this.since) return performance.now() - this.since > BLINK ? "offline" : this.was;
    if (this.line.behind) return "behind";
    if (waited > CALM) return "saving";
    return this.line.contact === "polling" ? "polling" : "saved";
  }

  private put(state: State, waiting: number): void {
    const status = document.getElementById("status");
    if (!status) return;
    const name = state === "offline" && waiting ? "offlineWaiting" : state;
    const sentence = (status.dataset[name] ?? "").replace("{n}", String(waiting));
    const text = status.querySelector("[data-text]") ?? status;
    if (text.textContent !== sentence) text.textContent = sentence;
    status.dataset.state = state;
    if (state !== this.was && (state === "offline" || this.was === "offline")) announce(sentence);
    this.was = state;
  }
}
