import { all, fillIn } from "./dom";

const ANSWER_TIMEOUT_MS = 6_000;
const FAST_ENOUGH_MS = 500;

/** "Test the room": what gets through from here, and how fast. [data-room-test] holds the address to try. */
export async function startNetworkTest(): Promise<void> {
  const list = document.querySelector<HTMLElement>("[data-room-test]");
  if (!list) return;
  const url = new URL(list.dataset.roomTest ?? "", location.href);
  const hasName = /[a-z]/i.test(location.hostname) && !location.hostname.includes(":");
  showCheck("page", isSecureContext && "PublicKeyCredential" in window && hasName);
  showCheck("cookies", keepsCookies());
  showCheck("storage", hasStorage());
  const socketTime = await socketRoundTrip(url);
  showCheck("websocket", socketTime !== null);
  const postTime = await postRoundTrip(url);
  showCheck("post", postTime !== null);
  const fastest = socketTime ?? postTime;
  showCheck("time", fastest !== null && fastest < FAST_ENOUGH_MS, fastest ?? 0);
  showCheck("all", fastest !== null && keepsCookies());
}

/** A check's sentences stand on it: data-ok and data-bad, where {ms} is a time. */
function showCheck(name: string, isOk: boolean, ms = 0): void {
  for (const check of all(`[data-check="${name}"]`)) {
    check.dataset.state = isOk ? "ok" : "bad";
    const text = check.querySelector("[data-text]") ?? check;
    text.textContent = fillIn(isOk ? check.dataset.ok : check.dataset.bad, { ms: Math.round(ms) });
  }
}

/** The middle one of five round trips in milliseconds; null when no socket gets through. */
function socketRoundTrip(to: URL): Promise<number | null> {
  const url = new URL(to);
  url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
  return new Promise((resolve) => {
    const socket = new WebSocket(url);
    const times: number[] = [];
    let sentAt = 0;
    const send = (): void => {
      sentAt = performance.now();
      socket.send("ping");
    };
    const end = (result: number | null): void => {
      resolve(result);
      socket.close();
    };
    socket.onopen = send;
    socket.onmessage = () => {
      times.push(performance.now() - sentAt);
      if (times.length < 5) send();
      else end(times.sort((a, b) => a - b)[2] ?? null);
    };
    socket.onclose = socket.onerror = () => resolve(null);
    setTimeout(() => end(null), ANSWER_TIMEOUT_MS);
  });
}

/** The time in milliseconds of one POST; null when none gets through. */
async function postRoundTrip(url: URL): Promise<number | null> {
  const began = performance.now();
  try {
    const answer = await fetch(url, { method: "POST", headers: { "content-type": "application/json" }, body: "[]" });
    return answer.ok ? performance.now() - began : null;
  } catch {
    return null;
  }
}

function keepsCookies(): boolean {
  // biome-ignore lint/suspicious/noDocumentCookie: whether cookies work is what is asked
  document.cookie = "room_test=1; SameSite=Lax; Max-Age=60; Path=/";
  return document.cookie.includes("room_test=1");
}

function hasStorage(): boolean {
  try {
    localStorage.setItem("room_test", "1");
    localStorage.removeItem("room_test");
    return true;
  } catch {
    return false;
  }
}
