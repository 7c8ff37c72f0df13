import { on } from "../dom";
import type { Outbox } from "./outbox";
import { Polling } from "./polling";
import type { Action, Frame } from "./protocol";

const FIRST_RETRY_MS = 300;
const MAX_RETRY_MS = 2_500; // for the first tries: a room is back within 3 s of a restart
const MAX_LATE_RETRY_MS = 5_000; // after LATE_FAILURES in a row
const LATE_FAILURES = 20;
const TOO_MANY_LINES_FAILURES = 1_000; // in a row; nobody has failed so often
const HELLO_TIMEOUT_MS = 6_000; // some proxies let a socket open and then hold everything back
const SILENCE_MS = 10_000; // with something sent and nothing heard, the line is dead whatever the browser thinks
const SILENCE_CHECK_MS = 2_000;
const ASLEEP_MS = 30_000; // hidden for longer than this, a phone's socket may be dead without knowing
const POSTPONED_MS = 3_000; // about so long until what the server could not take is sent again
const TOO_MANY_LINES = 4429; // this seat is open on too many screens: leave the others alone
const UPGRADE_RETRY_MS = 60_000; // while polling, between tries with a socket

/** The connection to the server: a socket that comes back by itself, or plain HTTP where sockets do not get through. */
export class Connection {
  isBehind = false; // the server has more for us than the network takes
  private socket: WebSocket | null = null;
  private isUp = false;
  private isEnded = false;
  private failures = 0; // in a row
  private httpAnswers = 0; // how often in a row HTTP got through where a socket did not
  private reconnectTimer = 0;
  private flushTimer = 0;
  private waitingSince = 0; // for any sign of life
  private askedAgainAt = 0; // for what was never acknowledged
  private hiddenAt = 0;
  private polling: Polling;

  constructor(
    private liveUrl: string,
    private language: string,
    public mark: string, // names the screen that is shown, so that the server need not send it again
    private outbox: Outbox,
    private onFrame: (frame: Frame) => void,
    private onContactChange: () => void,
  ) {
    this.polling = new Polling(
      () => this.url(),
      outbox,
      onFrame,
      () => this.onLost(),
    );
    addEventListener("online", () => this.open());
    addEventListener("pageshow", () => this.open());
    addEventListener("offline", () => this.restart());
    on("visibilitychange", () => this.onVisibilityChange());
    setInterval(() => this.checkSilence(), SILENCE_CHECK_MS);
  }

  get contact(): "socket" | "polling" | null {
    return this.isUp ? "socket" : this.polling.isOn ? "polling" : null;
  }

  open(): void {
    clearTimeout(this.reconnectTimer);
    if (this.isEnded || this.socket) return;
    const socket = new WebSocket(this.url("ws"));
    this.socket = socket;
    const helloTimer = setTimeout(() => this.socket === socket && this.restart(), HELLO_TIMEOUT_MS);
    socket.onmessage = ({ data }) => {
      if (this.socket !== socket) return;
      const frame = JSON.parse(data as string) as Frame;
      this.waitingSince = 0;
      this.onFrame(frame);
      if (frame.hello) {
        clearTimeout(helloTimer);
        this.onHello();
      }
    };
    socket.onclose = ({ code }) => {
      clearTimeout(helloTimer);
      if (this.socket !== socket) return;
      this.socket = null;
      if (code === TOO_MANY_LINES) this.failures = TOO_MANY_LINES_FAILURES;
      void this.onLost();
    };
  }

  /** Sends what waits, now that there is something new. */
  flush(): void {
    const unsent = this.outbox.pending().filter((one) => !one.isSent);
    if (this.isUp) this.send(unsent.map((one) => one.action));
    else if (this.polling.isOn) void this.polling.poll();
  }

  /** Sends what waits in a while: the server has asked for that, and forty phones must not come at once. */
  flushLater(): void {
    this.flushTimer ||= setTimeout(
      () => {
        this.flushTimer = 0;
        this.flush();
      },
      POSTPONED_MS * (0.5 + Math.random()),
    );
  }

  /** Sends an action that must never wait. */
  sendNow(action: Action): void {
    if (this.isUp) this.send([action]);
    else if (this.polling.isOn) void this.polling.poll(action);
  }

  /** The seat is no longer ours. */
  end(): void {
    this.isEnded = true;
    clearTimeout(this.reconnectTimer);
    this.polling.stop();
    this.socket?.close();
  }

  private onHello(): void {
    this.isUp = true;
    this.failures = this.httpAnswers = 0;
    this.polling.stop();
    this.send(this.outbox.pending().map((one) => one.action));
    this.onContactChange();
  }

  private send(actions: Action[]): void {
    if (!actions.length) return;
    for (const action of actions) this.socket?.send(JSON.stringify(action));
    this.waitingSince ||= performance.now();
    this.outbox.markSent(actions.map(({ id }) => id));
  }

  private async onLost(): Promise<void> {
    this.isUp = this.isBehind = false;
    this.waitingSince = 0;
    this.failures += 1;
    this.onContactChange();
    if (this.isEnded) return;
    // A server that restarts answers neither way, so HTTP must get through twice where a socket does not.
    this.httpAnswers = this.failures >= 2 && (await this.polling.ask()) ? this.httpAnswers + 1 : 0;
    if (this.isEnded || this.socket) return;
    if (this.httpAnswers >= 2 && !this.polling.isOn) this.polling.start();
    if (this.httpAnswers === 0) this.polling.stop();
    this.onContactChange();
    clearTimeout(this.reconnectTimer);
    this.reconnectTimer = setTimeout(() => this.open(), this.polling.isOn ? UPGRADE_RETRY_MS : this.retryDelay());
  }

  private retryDelay(): number {
    const late = this.failures > LATE_FAILURES ? MAX_LATE_RETRY_MS : MAX_RETRY_MS;
    const most = this.failures > TOO_MANY_LINES_FAILURES ? UPGRADE_RETRY_MS : late;
    return Math.min(most, FIRST_RETRY_MS * 1.5 ** (this.failures - 1)) * (0.5 + Math.random() / 2);
  }

  /** A dead socket can take minutes to close: leaves it, and begins again. */
  private restart(): void {
    const socket = this.socket;
    this.socket = null;
    socket?.close();
    if (socket) void this.onLost();
  }

  private checkSilence(): void {
    const patience = this.isBehind ? 3 * SILENCE_MS : SILENCE_MS;
    if (this.waitingSince && performance.now() - this.waitingSince > patience) return this.restart();
    // Two tabs share an outbox, and a copy that is a moment old brings back what the other had removed: ask once more.
    const overdue = this.outbox.pending().filter((one) => one.isSent && Date.now() - one.createdAt > SILENCE_MS);
    if (!this.isUp || performance.now() - this.askedAgainAt < SILENCE_MS) return;
    this.askedAgainAt = performance.now();
    this.send(overdue.map((one) => one.action));
  }

  private onVisibilityChange(): void {
    if (document.hidden) {
      this.hiddenAt = Date.now();
    } else if (this.polling.isOn) {
      void this.polling.poll();
    } else {
      if (this.isUp && Date.now() - this.hiddenAt > ASLEEP_MS) this.restart();
      this.open();
    }
  }

  private url(scheme?: "ws"): URL {
    const url = new URL(this.liveUrl, location.href);
    if (scheme) url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
    url.searchParams.set("lang", this.language);
    if (this.mark) url.searchParams.set("seen", this.mark);
    return url;
  }
}
