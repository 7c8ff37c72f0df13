import { fillIn, setText } from "../dom";
import { announce } from "../toasts";
import type { Connection } from "./connection";
import type { Outbox } from "./outbox";

const SAVING_SHOWN_AFTER_MS = 700;
const OFFLINE_SHOWN_AFTER_MS = 1_500; // a server that restarts is back by then

type State = "connecting" | "saved" | "saving" | "offline" | "behind" | "polling";

/** #status says whether all is saved, in words that its data attributes hold. What updates it. */
export function statusOf(outbox: Outbox, connection: Connection): () => void {
  let lostAt = performance.now(); // or when the page came; 0 while there is contact
  let shown: State = "connecting";
  let wasOffline = false;
  let timer = 0;

  function state(waitedMs: number): State {
    if (lostAt) return performance.now() - lostAt > OFFLINE_SHOWN_AFTER_MS ? "offline" : shown;
    if (connection.isBehind) return "behind";
    if (waitedMs > SAVING_SHOWN_AFTER_MS) return "saving";
    return connection.contact === "polling" ? "polling" : "saved";
  }

  function show(next: State, pendingCount: number): void {
    const status = document.getElementById("status");
    if (!status) return;
    const name = next === "offline" && pendingCount ? "offlineWaiting" : next;
    const sentence = fillIn(status.dataset[name], { n: pendingCount });
    setText(status.querySelector("[data-text]") ?? status, sentence);
    status.dataset.state = next;
    if (next !== shown && next === "offline") wasOffline = true;
    // after no contact the last word is that all is saved, not that it is being saved
    if (next !== shown && (next === "offline" || (wasOffline && next !== "saving"))) announce(sentence);
    if (next !== "offline" && next !== "saving") wasOffline = false;
    shown = next;
  }

  return function update(): void {
    if (connection.contact) lostAt = 0;
    else lostAt ||= performance.now();
    const pending = outbox.pending();
    const oldest = Math.min(...pending.map((one) => one.createdAt));
    show(state(Date.now() - oldest), pending.length);
    clearTimeout(timer);
    if (pending.length || lostAt) timer = setTimeout(update, SAVING_SHOWN_AFTER_MS);
  };
}
