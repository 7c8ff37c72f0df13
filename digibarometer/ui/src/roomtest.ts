const PATIENCE = 6_000;

/** "Test the room": what gets through from here, and how fast. [data-room-test] holds the address to try. */
export async function startRoomTest(): Promise<void> {
  const list = document.querySelector<HTMLElement>("[data-room-test]");
  if (!list) return;
  const url = new URL(list.dataset.roomTest!, location.href);
  say("page", isSecureContext && "PublicKeyCredential" in window && /[a-z]/i.test(location.hostname) && !location.hostname.includes(":"));
  say("cookies", cookies());
  say("storage", storage());
  const time = await socketTime(url);
  say("websocket", time !== null);
  const post = await posts(url);
  say("post", post !== null);
  const fastest = time ?? post;
  say("time", fastest !== null && fastest < 500, fastest ?? 0);
  say("all", fastest !== null && cookies());
}

/** A check's sentences stand on it: data-ok and data-bad, where {ms} is a time. */
function say(name: string, ok: boolean, ms = 0): void {
  for (const check of document.querySelectorAll<HTMLElement>(`[data-check="${name}"]`)) {
    check.dataset.state = ok ? "ok" : "bad";
    const text = check.querySelector("[data-text]") ?? check;
    text.textContent = ((ok ? check.dataset.ok : check.dataset.bad) ?? "").replace("{ms}", String(Math.round(ms)));
  }
}

/** The middle one of five round trips in milliseconds; null when no socket gets through. */
function socketTime(to: URL): Promise<number | null> {
  const url = new URL(to);
  url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
  return new Promise((done) => {
    const socket = new WebSocket(url);
    const times: number[] = [];
    let sent = 0;
    const send = (): void => {
      sent = performance.now();
      socket.send("ping");
    };
    const end = (result: number | null): void => {
      done(result);
      socket.close();
    };
    socket.onopen = send;
    socket.onmessage = () => {
      times.push(performance.now() - sent);
      if (times.length < 5) send();
      else end(times.sort((a, b) => a - b)[2]!);
    };
    socket.onclose = socket.onerror = () => done(null);
    setTimeout(() => end(null), PATIENCE);
  });
}

async function posts(url: URL): Promise<number | null> {
  const began = performance.now();
  try {
    const answer = await fetch(url, { method: "POST", headers: { "content-type": "application/json" }, body: "[]" });
    return answer.ok ? performance.now() - began : null;
  } catch {
    return null;
  }
}

function cookies(): boolean {
  document.cookie = "room_test=1; SameSite=Lax; Max-Age=60; Path=/";
  return document.cookie.includes("room_test=1");
}

function storage(): boolean {
  try {
    localStorage.setItem("room_test", "1");
    localStorage.removeItem("room_test");
    return true;
  } catch {
    return false;
  }
}
