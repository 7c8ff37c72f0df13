import { serverNow } from "../countdown";
import { localStore } from "../storage";
import type { Action } from "./protocol";

/** An action that waits to be acknowledged. A newer one of the same identity (what it is about) wins. */
export type PendingAction = { identity: string; action: Action; createdAt: number; isSent: boolean };

/** crypto.randomUUID is only there on https. */
export const newId = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(16).padStart(2, "0")).join("");

/** What has been done here and not yet been acknowledged. Read anew each time, since two tabs may share it. */
export class Outbox {
  onChange: () => void = () => {};

  constructor(private seat: string) {
    addEventListener("storage", ({ key }) => key === this.key && this.onChange());
  }

  pending(): PendingAction[] {
    return localStore.json<PendingAction[]>(this.key, []);
  }

  /** Holds an action until it is acknowledged. One of the same identity is replaced if it was never sent. */
  add(identity: string, action: Action): void {
    const others = this.pending().filter((one) => one.isSent || one.identity !== identity);
    this.save([...others, { identity, action, createdAt: Date.now(), isSent: false }]);
  }

  /** The next rising number. It follows the server's clock, so that a cleared browser does not begin from the start, and
   *  of two devices of one seat the one that was pressed last counts, whatever their own clocks say. */
  nextNumber(): number {
    const key = `${this.key}:number`;
    const next = Math.max(Number(localStore.get(key)) + 1, Math.round(serverNow() * 1000));
    localStore.set(key, String(next));
    return next;
  }

  /** Notes that they have been sent, or are to be sent again. */
  markSent(ids: string[], isSent = true): void {
    this.save(this.pending().map((one) => (ids.includes(one.action.id) ? { ...one, isSent } : one)));
  }

  /** Removes what was acknowledged or refused; what it was. */
  settle(id: string): PendingAction | undefined {
    const all = this.pending();
    const settled = all.find((one) => one.action.id === id);
    if (settled) this.save(all.filter((one) => one !== settled));
    return settled;
  }

  clear(): void {
    localStore.remove(this.key);
    this.onChange();
  }

  private get key(): string {
    return `outbox:${this.seat}`;
  }

  private save(pending: PendingAction[]): void {
    localStore.set(this.key, JSON.stringify(pending));
    this.onChange();
  }
}
