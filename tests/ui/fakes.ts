/** A server that a test plays: its sockets and its answers over HTTP, with the clock in the test's hands. */
import { vi } from "vitest";
import type { Action, Frame } from "../../digibarometer/ui/src/live/protocol";

export class FakeSocket {
  static opened: FakeSocket[] = [];
  sent: Action[] = [];
  isClosed = false;
  onmessage: (event: { data: string }) => void = () => {};
  onclose: (event: { code: number }) => void = () => {};

  constructor(readonly url: URL) {
    FakeSocket.opened.push(this);
  }

  static get last(): FakeSocket {
    const last = FakeSocket.opened.at(-1);
    if (!last) throw new Error("No socket has been opened");
    return last;
  }

  send(data: string): void {
    this.sent.push(JSON.parse(data));
  }

  close(): void {
    this.isClosed = true;
  }

  /** The server sends a frame. */
  receive(frame: Frame): void {
    this.onmessage({ data: JSON.stringify(frame) });
  }

  hello(): void {
    this.receive({ hello: { now: Date.now() / 1000 } });
  }

  /** The line is lost, or the server closes it. */
  lose(code = 1006): void {
    this.onclose({ code });
  }

  get sentIds(): string[] {
    return this.sent.map(({ id }) => id);
  }
}

/** What each POST held, and what the server answers: frames, or null where nothing gets through. */
export const http = { posts: [] as Action[][], answer: null as Frame[] | null };

/** Fakes clock, sockets and HTTP for one test; nothing is stored from the test before. */
export function fakeServer(): void {
  vi.useFakeTimers();
  vi.spyOn(Math, "random").mockReturnValue(0.5);
  localStorage.clear();
  sessionStorage.clear();
  FakeSocket.opened = [];
  Object.assign(http, { posts: [], answer: null });
  vi.stubGlobal("WebSocket", FakeSocket);
  vi.stubGlobal("fetch", async (_url: URL, { body }: { body: string }) => {
    if (!http.answer) throw new TypeError("Nothing gets through");
    http.posts.push(JSON.parse(body));
    return { ok: true, status: 200, json: async () => http.answer };
  });
}

/** Time passes, and what is due is done. */
export const pass = (milliseconds: number): Promise<unknown> => vi.advanceTimersByTimeAsync(milliseconds);

export const action = (id: string, fields: Record<string, unknown> = {}): Action => ({
  do: "assessment.rate",
  id,
  number: 1,
  ...fields,
});
