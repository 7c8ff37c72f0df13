import type { Action, Frame } from "./frames";
import type { Outbox } from "./outbox";

const SEEN = 2_000;
const HIDDEN = 5_000; // milliseconds between questions
const PATIENCE = 10_000;
const AT_ONCE = 100; // the server takes 500 actions or 256 kB

/** The same room over plain HTTP, for networks that block WebSockets. */
export class Polling {
  on = false;
  private timer = 0;
  private busy: Promise<boolean> | null = null;
  private urgent: Action[] = [];

  constructor(
    private address: () => URL,
    private outbox: Outbox,
    private take: (frame: Frame) => void,
    private lost: () => void,
  ) {}

  start(): void {
    this.on = true;
    this.later();
  }

  stop(): void {
    this.on = false;
    clearTimeout(this.timer);
  }

  /** Ask now, with this action that is never kept, if any; whether the server answered. */
  async ask(action?: Action): Promise<boolean> {
    if (action) this.urgent.push(action);
    if (this.busy) await this.busy; // what was added while a question was on its way goes with the next
    this.busy ??= this.post().finally(() => (this.busy = null));
    return this.busy;
  }

  /** Ask now if this is how we talk; a question that fails ends it. */
  async round(action?: Action): Promise<void> {
    clearTimeout(this.timer);
    const answered = await this.ask(action);
    if (!this.on) return;
    if (answered) return this.later();
    this.stop();
    this.lost();
  }

  private later(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.round(), document.hidden ? HIDDEN : SEEN);
  }

  private async post(): Promise<boolean> {
    const kept = this.outbox.all().slice(0, AT_ONCE).map((wish) => wish.action);
    const body = JSON.stringify([...kept, ...this.urgent.splice(0)]);
    this.outbox.markSent(kept.map((action) => action.id));
    const ends = new AbortController();
    const timer = setTimeout(() => ends.abort(), PATIENCE);
    try {
      const headers = { "content-type": "application/json" };
      const answer = await fetch(this.address(), { method: "POST", headers, body, signal: ends.signal });
      if (!answer.ok && answer.status !== 401) return false;
      for (const frame of (await answer.json()) as Frame[]) this.take(frame);
      return true;
    } catch {
      return false;
    } finally {
      clearTimeout(timer);
    }
  }
}
