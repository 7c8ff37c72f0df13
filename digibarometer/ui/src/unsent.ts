import type { Action } from "./frames";
import { kept } from "./keeping";
import { sentence } from "./messages";
import { stopWaiting } from "./wall";

let key = "";

/** A note that was not taken is not lost: it goes back to where it was written, or into a list on this screen. */
export function startUnsent(store: string): void {
  key = `unsent:${store}`;
  document.addEventListener("refused", (event) => back((event as CustomEvent<Action>).detail));
}

function back({ do: did, text, note, step, column }: Action): void {
  if (did !== "notes.write" || !text) return;
  stopWaiting(String(note));
  const form = document.querySelector(`.write[data-step="${step}"][data-column="${CSS.escape(String(column))}"]`);
  const field = form?.querySelector("textarea");
  if (field && !field.value) {
    field.value = String(text);
    field.dispatchEvent(new Event("input", { bubbles: true }));
  } else {
    kept.set(key, JSON.stringify([...read(), String(text)]));
    showUnsent();
  }
}

const read = (): string[] => kept.json<string[]>(key, []);

/** The list of notes that were not taken, last on the screen. */
export function showUnsent(): void {
  const texts = read();
  const old = document.querySelector(".unsent");
  if (!texts.length) return old?.remove();
  const list = document.createElement("section");
  list.className = "page unsent";
  const heading = document.createElement("h2");
  heading.textContent = sentence("unsent");
  const notes = document.createElement("ul");
  notes.append(...texts.map((text) => Object.assign(document.createElement("li"), { textContent: text })));
  const discard = Object.assign(document.createElement("button"), { type: "button", className: "button small quiet", textContent: sentence("discard") });
  discard.onclick = () => {
    kept.drop(key);
    showUnsent();
  };
  list.append(heading, notes, discard);
  if (old?.textContent === list.textContent) return;
  old?.remove();
  document.getElementById("screen")?.append(list);
}
