import { create } from "../dom";
import type { Action } from "../live/protocol";
import { localStore } from "../storage";
import { translated } from "../toasts";
import { removePendingNote } from "./pending-notes";

let storageKey = "";

/** A note that was not taken is not lost: it goes back to where it was written, or into a list on this screen. */
export function startRejectedNotes(seat: string): void {
  storageKey = `unsent:${seat}`;
  document.addEventListener("refused", (event) => returnToField((event as CustomEvent<Action>).detail));
}

function returnToField({ do: name, text, note, step, column }: Action): void {
  if (name !== "notes.write" || !text) return;
  removePendingNote(String(note));
  const form = document.querySelector(`.write[data-step="${step}"][data-column="${CSS.escape(String(column))}"]`);
  const field = form?.querySelector("textarea");
  if (field && !field.value) {
    field.value = String(text);
    field.dispatchEvent(new Event("input", { bubbles: true }));
  } else {
    localStore.set(storageKey, JSON.stringify([...load(), String(text)]));
    showRejectedNotes();
  }
}

const load = (): string[] => localStore.json<string[]>(storageKey, []);

/** Removes them from this device. */
export const discardRejectedNotes = (): void => localStore.remove(storageKey);

/** The list of notes that were not taken, last on the screen. */
export function showRejectedNotes(): void {
  const texts = load();
  const old = document.querySelector(".unsent");
  if (!texts.length) return old?.remove();
  const heading = create("h2", { textContent: translated("unsent") });
  const list = create("ul", {}, ...texts.map((text) => create("li", { textContent: text })));
  const discard = create("button", {
    type: "button",
    className: "button small quiet",
    textContent: translated("discard"),
    onclick: () => {
      discardRejectedNotes();
      showRejectedNotes();
    },
  });
  const section = create("section", { className: "page unsent" }, heading, list, discard);
  if (old?.textContent === section.textContent) return;
  old?.remove();
  document.getElementById("screen")?.append(section);
}
