import { create } from "../dom";
import type { Outbox } from "../live/outbox";
import { noteByKey, walls } from "./wall-elements";

const PENDING_NOTE_MS = 3_000; // after a note is acknowledged, until its own element has surely come

const pendingNotes = new Map<string, { step: unknown; column: unknown; text: string; until: number }>();

/** Notes that are written and not yet saved hang there already, looking as if they wait; the keys of those in the
 *  outbox, which were written here. */
export function showPendingNotes(outbox: Outbox): string[] {
  const now = performance.now();
  const keys: string[] = [];
  for (const { action } of outbox.pending()) {
    const { note, step, column, text, base, participant } = action;
    if (action.do !== "notes.write" || base !== undefined || participant !== undefined) continue;
    const key = String(note);
    keys.push(key);
    pendingNotes.set(key, { step, column, text: String(text), until: now + PENDING_NOTE_MS });
  }
  for (const [key, { step, column, text, until }] of pendingNotes) {
    if (noteByKey(key) || until < now) {
      removePendingNote(key);
    } else if (!pendingElement(key)) {
      const lists = walls().map((wall) => document.getElementById(`${wall.dataset.wall}-${column}`));
      const note = newPendingNote(key, text);
      lists.find((list) => list?.id.includes(`-${step}-`))?.append(note);
      if (document.activeElement?.matches(".write textarea")) note.scrollIntoView({ block: "nearest" });
    }
  }
  return keys;
}

/** It hangs there itself, was not taken, or has waited for too long: it no longer waits. */
export function removePendingNote(key: string): void {
  pendingNotes.delete(key);
  pendingElement(key)?.remove();
}

export const forgetPendingNotes = (): void => pendingNotes.clear();

const pendingElement = (key: string): Element | null =>
  document.querySelector(`.note[data-waits="${CSS.escape(key)}"]`);

function newPendingNote(key: string, text: string): HTMLElement {
  const note = create("li", { className: "note waits" }, create("span", { className: "face", textContent: text }));
  note.dataset.waits = key;
  return note;
}
