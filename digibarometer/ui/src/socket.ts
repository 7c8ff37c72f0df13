import type { Action, Frame } from "./frames";
import type { Outbox } from "./outbox";
import { Polling } from "./polling";

const FIRST = 300; // milliseconds before the first new try
const SOON = 2_500; // at most, for the first tries: a room is back within 3 s of a restart
const LATER = 5_000; // at most, after that
const PATIENT = 1_000; // tries in a row; nobody has failed so often
const PATIENCE = 6_000; // for a socket to say hello: some proxies let it open and then hold everything back
const SILENCE = 10_000; // with something sent and nothing heard, the line is dead whatever the browser thinks
const ASLEEP = 30_000; // hidden for longer than this, a phone's socket may be dead without knowing
const RETRY = 3_000; // about so long until what the server could not keep is sent again
const TOO_MANY_LINES = 4429; // this seat is open on too many screens: leave the others alone
const AGAIN = 60_000; // while polling, between tries with a socket

/** The line to the server: a socket that comes back by itself, or plain HTTP where sockets do not get through. */
export class Line {
  mark: string;
  behind = false;
  private socket: WebSocket | null = null;
  private up = false;
  private over = false;
  private failures = 0; // in a row
  private proofs = 0; // how often in a row HTTP got through where a socket did not
  private timer = 0;
  private delivering = 0;
  private owed = 0; // since when we have waited for any sign of life
  private hiddenAt = 0;
  private polling: Polling;

  constructor(
    private live: string,
    private language: string,
    seen: string,
    private outbox: Outbox,
    private take: (frame: Frame) => void,
    private changed: () => void,
  ) {
    this.mark = seen;
    this.polling = new Polling(() => this.address(), outbox, take, () => this.lost());
    addEventListener("online", () => this.open());
    addEventListener("pageshow", () => this.open());
    addEventListener("offline", () => this.restart());
    document.addEventListener("visibilitychange", () => this.seenOrHidden());
    setInterval(() => this.listen(), 2_000);
  }

  get contact(): "socket" | "polling" | null {
    return this.up ? "socket" : this.polling.on ? "polling" : null;
  }

  open(): void {
    clearTimeout(this.timer);
    if (this.over || this.socket) return;
    const socket = (this.socket = new WebSocket(this.address("ws")));
    const impatient = setTimeout(() => this.socket === socket && this.restart(), PATIENCE);
    socket.onmessage = ({ data }) => {
      if (this.socket !== socket) return;
      const frame = JSON.parse(data as string) as Frame;
      this.owed = 0;
      this.take(frame);
      if (frame.hello) {
        clearTimeout(impatient);
        this.greeted();
      }
    };
    socket.onclose = ({ code }) => {
      clearTimeout(impatient);
      if (this.socket !== socket) return;
      this.socket = null;
      if (code === TOO_MANY_LINES) this.failures = PATIENT;
      void this.lost();
    };
  }

  /** Send what waits, now that there is something new. */
  deliver(): void {
    if (this.up) this.send(this.outbox.all().filter((wish) => !wish.sent).map((wish) => wish.action));
    else if (this.polling.on) void this.polling.round();
  }

  /** Send what waits in a while: the server has asked for that, and forty phones must not come at once. */
  deliverLater(): void {
    this.delivering ||= setTimeout(() => {
      this.delivering = 0;
      this.deliver();
    }, RETRY * (0.5 + Math.random()));
  }

  /** Send an action that must never wait; whether it could be sent. */
  now(action: Action): boolean {
    if (this.up) this.send([action]);
    else if (this.polling.on) void this.polling.round(action);
    return this.contact !== null;
  }

  /** The seat is no longer ours. */
  end(): void {
    this.over = true;
    clearTimeout(this.timer);
    this.polling.stop();
    this.socket?.close();
  }

  private greeted(): void {
    this.up = true;
    this.failures = this.proofs = 0;
    this.polling.stop();
    this.send(this.outbox.all().map((wish) => wish.action));
    this.changed();
  }

  private send(actions: Action[]): void {
    if (!actions.length) return;
    for (const action of actions) this.socket!.send(JSON.stringify(action));
    this.owed ||= performance.now();
    this.outbox.markSent(actions.map((action) => action.id));
  }

  private async lost(): Promise<void> {
    this.up = this.behind = false;
    this.owed = 0;
    this.failures += 1;
    this.changed();
    if (this.over) return;
    // A server that restarts answers neither way, so HTTP must get through twice where a socket does not.
    this.proofs = this.failures >= 2 && (await this.polling.ask()) ? this.proofs + 1 : 0;
    if (this.over || this.socket) return;
    if (this.proofs >= 2 && !this.polling.on) this.polling.start();
    if (this.proofs === 0) this.polling.stop();
    this.changed();
    const most = this.failures > PATIENT ? AGAIN : this.failures > 20 ? LATER : SOON;
    const wait = Math.min(most, FIRST * 1.5 ** (this.failures - 1)) * (0.5 + Math.random() / 2);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.open(), this.polling.on ? AGAIN : wait);
  }

  /** A dead socket can take minutes to close: leave it, and begin again. */
  private restart(): void {
    const socket = this.socket;
    this.socket = null;
    socket?.close();
    if (socket) void this.lost();
  }

  private listen(): void {
    if (this.owed && performance.now() - this.owed > (this.behind ? 3 * SILENCE : SILENCE)) this.restart();
  }

  private seenOrHidden(): void {
    if (document.hidden) {
      this.hiddenAt = Date.now();
    } else if (this.polling.on) {
      void this.polling.round();
    } else {
      if (this.up && Date.now() - this.hiddenAt > ASLEEP) this.restart();
      this.open();
    }
  }

  private address(scheme?: "ws"): URL {
    const url = new URL(this.live, location.href);
    if (scheme) url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
    url.searchParams.set("lang", this.language);
    if (this.mark) url.searchParams.set("seen", this.mark);
    return url;
  }
}
