import type { Outbox } from "./outbox";
import type { Action, Frame } from "./protocol";

const VISIBLE_INTERVAL_MS = 2_000;
const HIDDEN_INTERVAL_MS = 5_000;
const ANSWER_TIMEOUT_MS = 10_000;
const MAX_ACTIONS_PER_POST = 100; // the server takes 500 actions or 256 kB

/** The same room over plain HTTP, for networks that block WebSockets. */
export class Polling {
  isOn = false;
  private timer = 0;
  private request: Promise<boolean> | null = null;
  private urgent: Action[] = [];

  constructor(
    private url: () => URL,
    private outbox: Outbox,
    private onFrame: (frame: Frame) => void,
    private onLost: () => void,
  ) {}

  start(): void {
    this.isOn = true;
    this.schedule();
  }

  stop(): void {
    this.isOn = false;
    clearTimeout(this.timer);
  }

  /** Asks now, with this action that is never stored, if any; whether the server answered. */
  async ask(action?: Action): Promise<boolean> {
    if (action) this.urgent.push(action);
    if (this.request) await this.request; // what was added while a request was on its way goes with the next
    this.request ??= this.post().finally(() => {
      this.request = null;
    });
    return this.request;
  }

  /** Asks now and then again in a while; a request that fails ends the polling. */
  async poll(action?: Action): Promise<void> {
    clearTimeout(this.timer);
    const isAnswered = await this.ask(action);
    if (!this.isOn) return;
    if (isAnswered) return this.schedule();
    this.stop();
    this.onLost();
  }

  private schedule(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.poll(), document.hidden ? HIDDEN_INTERVAL_MS : VISIBLE_INTERVAL_MS);
  }

  private async post(): Promise<boolean> {
    const pending = this.outbox.pending().slice(0, MAX_ACTIONS_PER_POST);
    const actions = pending.map((one) => one.action);
    const body = JSON.stringify([...actions, ...this.urgent.splice(0)]);
    this.outbox.markSent(actions.map(({ id }) => id));
    const abort = new AbortController();
    const timeout = setTimeout(() => abort.abort(), ANSWER_TIMEOUT_MS);
    try {
      const headers = { "content-type": "application/json" };
      const answer = await fetch(this.url(), { method: "POST", headers, body, signal: abort.signal });
      if (!answer.ok && answer.status !== 401) return false;
      for (const frame of (await answer.json()) as Frame[]) this.onFrame(frame);
      return true;
    } catch {
      return false;
    } finally {
      clearTimeout(timeout);
    }
  }
}
