import { clockNow } from "./clock";
import type { Action } from "./frames";
import { kept } from "./keeping";

/** An action that waits to be acknowledged. `about` is what it is about: a newer wish about the same thing wins. */
export type Wish = { about: string; action: Action; since: number; sent: boolean };

/** crypto.randomUUID is only there on https. */
export const newId = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(16).padStart(2, "0")).join("");

/** What has been done here and not yet been acknowledged. Read anew each time, since two tabs may share it. */
export class Outbox {
  changed: () => void = () => {};

  constructor(private store: string) {
    addEventListener("storage", ({ key }) => key === this.key && this.changed());
  }

  all(): Wish[] {
    return kept.json<Wish[]>(this.key, []);
  }

  /** Keep an action until it is acknowledged. One about the same thing is replaced if it has never left the house. */
  keep(about: string, action: Action): void {
    const older = this.all().filter((wish) => wish.sent || wish.about !== about);
    this.write([...older, { about, action, since: Date.now(), sent: false }]);
  }

  /** The next rising number. It follows the server's clock, so that a cleared browser does not begin from the start, and
   *  of two devices of one seat the one that was pressed last counts, whatever their own clocks say. */
  number(): number {
    const key = `${this.key}:number`;
    const next = Math.max(Number(kept.get(key)) + 1, Math.round(clockNow() * 1000));
    kept.set(key, String(next));
    return next;
  }

  markSent(ids: string[]): void {
    const all = this.all();
    for (const wish of all) if (ids.includes(wish.action.id)) wish.sent = true;
    this.write(all);
  }

  markUnsent(id: string): void {
    const all = this.all();
    for (const wish of all) if (wish.action.id === id) wish.sent = false;
    this.write(all);
  }

  /** It was acknowledged or refused: let go of it. */
  settle(id: string): Wish | undefined {
    const all = this.all();
    const wish = all.find((one) => one.action.id === id);
    if (wish) this.write(all.filter((one) => one !== wish));
    return wish;
  }

  empty(): void {
    kept.drop(this.key);
    this.changed();
  }

  private get key(): string {
    return `outbox:${this.store}`;
  }

  private write(wishes: Wish[]): void {
    kept.set(this.key, JSON.stringify(wishes));
    this.changed();
  }
}
