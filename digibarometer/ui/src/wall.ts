import { keptInTab } from "./keeping";
import { announce } from "./messages";
import type { Outbox } from "./outbox";
import { startDragging } from "./drag";
import { openNoteMenu, openThemeMenu } from "./wallmenu";
import { showUnsent, startUnsent } from "./unsent";

const mine = new Set<string>(); // keys of notes that were written here
const chosen = new Set<string>(); // notes that are being gathered into a theme
const LINGER = 3_000; // after a note is acknowledged, until its own element has surely come
const recent = new Map<string, { step: string; column: string; text: string; until: number }>();

let planned = 0;

export const isMine = (note: HTMLElement): boolean => mine.has(note.dataset.note ?? "");

export const walls = (): HTMLElement[] => [...document.querySelectorAll<HTMLElement>(".wall")];

/** Walls of notes: fast writing, tabs on a narrow screen, menus, themes, moving by drag and by keyboard. */
export function startWalls(outbox: Outbox, store: string): void {
  document.addEventListener("click", ({ target }) => clicked(target as Element));
  document.addEventListener("keydown", keyed);
  document.addEventListener("submit", ({ target }) => prepare(target as HTMLFormElement), true);
  document.addEventListener("submit", ({ target }) => afterSubmit(target as HTMLFormElement));
  startDragging(moveNote);
  startUnsent(store);
  dressWalls(outbox);
}

/** The same, once before the next paint: many items come at once. */
export function dressSoon(outbox: Outbox): void {
  planned ||= requestAnimationFrame(() => {
    planned = 0;
    dressWalls(outbox);
  });
}

/** All that the server cannot know of walls: which part is shown, which notes are one's own, what waits, how many. */
export function dressWalls(outbox: Outbox): void {
  for (const data of document.querySelectorAll<HTMLDataElement>(".my-notes")) {
    for (const key of data.value.split(" ")) if (key) mine.add(key);
  }
  const all = walls();
  if (all.length) showWaiting(outbox);
  for (const wall of all) {
    showTab(wall);
    showChosen(wall);
    for (const note of wall.querySelectorAll<HTMLElement>("[data-note].note")) note.classList.toggle("mine", isMine(note));
  }
  count();
  countDots();
  showUnsent();
}

const tabKey = (wall: HTMLElement): string => `wall:${document.body.dataset.store ?? ""}:${wall.dataset.wall}`;

function showTab(wall: HTMLElement): void {
  const columns = [...wall.querySelectorAll<HTMLElement>(".column")];
  const wanted = keptInTab.get(tabKey(wall));
  const shown = columns.find((column) => column.dataset.column === wanted) ?? columns[0];
  for (const column of columns) column.classList.toggle("shown", column === shown);
  for (const tab of wall.querySelectorAll<HTMLElement>("[data-tab]")) {
    tab.setAttribute("aria-pressed", String(tab.dataset.tab === shown?.dataset.column));
  }
}

function count(): void {
  for (const place of document.querySelectorAll<HTMLElement>("[data-count]")) {
    const lists = [place.dataset.count, place.dataset.countThemes].filter(Boolean).map((id) => document.getElementById(id!));
    const notes = lists.reduce((sum, list) => sum + (list?.querySelectorAll(".note").length ?? 0), 0);
    if (place.textContent !== String(notes)) place.textContent = String(notes);
  }
}

/** Dots that are left, from the buttons that are pressed. */
function countDots(): void {
  for (const left of document.querySelectorAll<HTMLElement>(".dots-left")) {
    const pressed = left.closest("section")!.querySelectorAll<HTMLButtonElement>('[name="dots"][aria-pressed="true"]');
    const given = [...pressed].reduce((sum, button) => sum + Number(button.value), 0);
    const n = Math.max(0, Number(left.dataset.dots) - given);
    const words = n === 0 ? left.dataset.none : n === 1 ? left.dataset.one : left.dataset.many;
    const text = words!.replace("{n}", String(n));
    if (left.textContent !== text) left.textContent = text;
  }
}

/** Notes that are written and not yet kept hang there already, looking as if they wait. */
function showWaiting(outbox: Outbox): void {
  const now = performance.now();
  for (const { action } of outbox.all()) {
    if (action.do !== "notes.write" || action.base !== undefined || action.participant !== undefined) continue;
    const key = String(action.note);
    mine.add(key);
    recent.set(key, { step: String(action.step), column: String(action.column), text: String(action.text), until: now + LINGER });
  }
  for (const [key, { step, column, text, until }] of recent) {
    const held = document.querySelector(`.note[data-note="${CSS.escape(key)}"]`);
    const waits = document.querySelector(`.note[data-waits="${CSS.escape(key)}"]`);
    if (held || until < now) {
      recent.delete(key);
      waits?.remove();
    } else if (!waits) {
      const list = walls().map((wall) => document.getElementById(`${wall.dataset.wall}-${column}`));
      const note = waitingNote(key, text);
      list.find((one) => one?.id.includes(`-${step}-`))?.append(note);
      if (document.activeElement?.matches(".write textarea")) note.scrollIntoView({ block: "nearest" });
    }
  }
}

function waitingNote(key: string, text: string): HTMLElement {
  const note = document.createElement("li");
  note.className = "note waits";
  note.dataset.waits = key;
  const face = document.createElement("span");
  face.className = "face";
  face.textContent = text;
  note.append(face);
  return note;
}

/** It was not taken: it no longer waits. */
export function stopWaiting(key: string): void {
  recent.delete(key);
  document.querySelector(`.note[data-waits="${CSS.escape(key)}"]`)?.remove();
}

function clicked(target: Element): void {
  const wall = target.closest<HTMLElement>(".wall");
  if (!wall) return;
  const tab = target.closest<HTMLElement>("[data-tab]");
  if (tab) {
    keptInTab.set(tabKey(wall), tab.dataset.tab!);
    showTab(wall);
  } else if (target.closest("[data-select]")) {
    wall.classList.toggle("choosing");
    chosen.clear();
    showChosen(wall);
  } else if (target.closest("[data-menu]")) {
    const note = target.closest<HTMLElement>(".note")!;
    if (wall.classList.contains("choosing")) choose(wall, note);
    else openNoteMenu(wall, note, isMine(note));
  } else if (target.closest("[data-theme-menu]")) {
    const theme = target.closest<HTMLElement>(".theme")!;
    if (wall.classList.contains("choosing") && chosen.size) gatherInto(wall, theme);
    else openThemeMenu(wall, theme);
  }
}

function choose(wall: HTMLElement, note: HTMLElement): void {
  const key = note.dataset.note!;
  if (!chosen.delete(key)) chosen.add(key);
  showChosen(wall);
}

/** Which notes are chosen, while someone gathers them into a theme. */
function showChosen(wall: HTMLElement): void {
  const choosing = wall.classList.contains("choosing");
  for (const face of wall.querySelectorAll<HTMLElement>("[data-menu]")) {
    const is = choosing && chosen.has(face.closest<HTMLElement>(".note")!.dataset.note!);
    face.closest(".note")!.classList.toggle("chosen", is);
    if (choosing) face.setAttribute("aria-pressed", String(is));
    else face.removeAttribute("aria-pressed");
  }
  wall.querySelector("[data-select]")?.setAttribute("aria-pressed", String(choosing));
  const words = wall.querySelector<HTMLElement>(".chosen-notes");
  if (!words) return;
  const { none, one, many } = words.dataset;
  const text = (chosen.size === 0 ? none : chosen.size === 1 ? one : many)!.replace("{n}", String(chosen.size));
  if (words.textContent !== text) words.textContent = text;
}

/** Before a form is read: which notes go into the new theme, and in which part of the wall it lies. */
function prepare(form: HTMLFormElement): void {
  if (form.matches(".gather")) fillGather(form, [...chosen]);
}

function fillGather(form: HTMLFormElement, keys: string[]): void {
  for (const old of form.querySelectorAll('[name="notes[]"]')) old.remove();
  for (const key of keys) form.append(hidden("notes[]", key));
  const wall = form.closest<HTMLElement>(".wall")!;
  const first = keys.length ? wall.querySelector(`.note[data-note="${CSS.escape(keys[0]!)}"]`) : null;
  const column = (first ?? wall.querySelector(".column.shown"))!.closest<HTMLElement>(".column") ?? wall.querySelector<HTMLElement>(".column.shown");
  form.dataset.column = column!.dataset.column;
}

function gatherInto(wall: HTMLElement, theme: HTMLElement): void {
  const form = wall.querySelector<HTMLFormElement>(".gather-into")!;
  fillGather(form, [...chosen]);
  form.dataset.theme = theme.dataset.theme;
  form.dataset.column = theme.closest<HTMLElement>(".column")!.dataset.column;
  form.querySelector<HTMLInputElement>('[name="name"]')!.value = theme.querySelector("[data-theme-menu]")!.textContent!;
  form.requestSubmit();
}

function hidden(name: string, value: string): HTMLInputElement {
  const input = document.createElement("input");
  Object.assign(input, { type: "hidden", name, value });
  return input;
}

/** What was sent is out of hand: the next note can be written at once, the menu closes. */
function afterSubmit(form: HTMLFormElement): void {
  if (form.matches(".write, .gather")) {
    const field = form.querySelector<HTMLInputElement | HTMLTextAreaElement>("textarea, input[type=text]")!;
    field.value = "";
    field.dispatchEvent(new Event("input", { bubbles: true })); // what is kept of a draft goes too
    if (form.matches(".write")) field.focus();
  }
  if (form.matches(".gather, .gather-into")) {
    chosen.clear();
    for (const wall of walls()) showChosen(wall);
  }
  if (form.dataset.do && !form.dataset.confirm) form.closest<HTMLDialogElement>("dialog.menu")?.close();
}

function keyed(event: KeyboardEvent): void {
  const target = event.target as HTMLElement;
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing && target.matches(".write textarea, .edit textarea")) {
    event.preventDefault();
    (target as HTMLTextAreaElement).form!.requestSubmit();
    return;
  }
  const way = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
  if (!way || !event.altKey || !target.matches(".wall [data-menu]")) return;
  event.preventDefault();
  const note = target.closest<HTMLElement>(".note")!;
  const columns = [...note.closest(".wall")!.querySelectorAll<HTMLElement>(".column")];
  const to = columns[columns.indexOf(note.closest<HTMLElement>(".column")!) + way];
  if (to) moveNote(note, to.dataset.column!, "");
}

/** Move a note to a part of the wall, and to a theme there or to none. */
export function moveNote(note: HTMLElement, column: string, theme: string): void {
  const form = note.closest(".wall")!.querySelector<HTMLFormElement>(".mover")!;
  form.dataset.note = note.dataset.note;
  form.querySelector<HTMLInputElement>('[name="column"]')!.value = column;
  form.querySelector<HTMLInputElement>('[name="theme"]')!.value = theme;
  form.requestSubmit();
  const place = note.closest(".wall")!.querySelector(`.column[data-column="${CSS.escape(column)}"] h2`);
  announce(`${note.querySelector(".face")?.textContent ?? ""} → ${place?.firstChild?.textContent?.trim() ?? ""}`);
}
