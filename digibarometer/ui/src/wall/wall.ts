import { all, create, fillIn, on, part, setPressed, setText } from "../dom";
import type { Outbox } from "../live/outbox";
import { sessionStore } from "../storage";
import { announce } from "../toasts";
import { startDragging } from "./drag";
import { forgetPendingNotes, showPendingNotes } from "./pending-notes";
import { discardRejectedNotes, showRejectedNotes, startRejectedNotes } from "./rejected-notes";
import { columnKey, columnsOf, noteByKey, setField, themeName, walls } from "./wall-elements";
import { openNoteMenu, openThemeMenu } from "./wall-menus";

const ownNotes = new Set<string>(); // keys of notes that were written here
const selected = new Set<string>(); // keys of notes that are being gathered into a theme
let nextFrame = 0;

/** Walls of notes: fast writing, tabs on a narrow screen, menus, themes, moving by drag and by keyboard. */
export function startWalls(outbox: Outbox, seat: string): void {
  on("click", ({ target }) => onClick(target as Element));
  on("keydown", onKeyDown);
  on("submit", ({ target }) => beforeSubmit(target as HTMLFormElement), { capture: true });
  on("submit", ({ target, submitter }) => afterSubmit(target as HTMLFormElement, submitter));
  startDragging(moveNote);
  startRejectedNotes(seat);
  decorateWalls(outbox);
}

/** Decorates the walls once before the next paint: many items come at once. */
export function decorateWallsSoon(outbox: Outbox): void {
  if (nextFrame) return;
  nextFrame = requestAnimationFrame(() => {
    nextFrame = 0;
    decorateWalls(outbox);
  });
}

/** All that the server cannot know of walls: which part is shown, which notes are one's own, what waits, how many. */
export function decorateWalls(outbox: Outbox): void {
  for (const data of all<HTMLDataElement>(".my-notes")) {
    for (const key of data.value.split(" ")) if (key) ownNotes.add(key);
  }
  if (walls().length) for (const key of showPendingNotes(outbox)) ownNotes.add(key);
  for (const wall of walls()) {
    showTab(wall);
    showSelected(wall);
    for (const note of all("[data-note].note", wall)) note.classList.toggle("mine", isOwn(note));
  }
  countNotes();
  countDots();
  showRejectedNotes();
}

/** The seat is no longer ours: what was written in it is not known as one's own, nor stored. */
export function forgetWalls(): void {
  ownNotes.clear();
  selected.clear();
  forgetPendingNotes();
  discardRejectedNotes();
}

const isOwn = (note: HTMLElement): boolean => ownNotes.has(note.dataset.note ?? "");

const tabKey = (wall: HTMLElement): string => `wall:${document.body.dataset.store ?? ""}:${wall.dataset.wall}`;

function showTab(wall: HTMLElement): void {
  const columns = columnsOf(wall);
  const wanted = sessionStore.get(tabKey(wall));
  const shown = columns.find((column) => column.dataset.column === wanted) ?? columns[0];
  for (const column of columns) column.classList.toggle("shown", column === shown);
  for (const tab of all("[data-tab]", wall)) {
    setPressed(tab, tab.dataset.tab === shown?.dataset.column);
  }
}

function countNotes(): void {
  for (const place of all("[data-count]")) {
    const lists = [place.dataset.count, place.dataset.countThemes].map((id) => document.getElementById(id ?? ""));
    const notes = lists.reduce((sum, list) => sum + (list ? all(".note", list).length : 0), 0);
    setText(place, String(notes));
  }
}

/** Dots that are left, from the buttons that are pressed. */
function countDots(): void {
  for (const left of all(".dots-left")) {
    const pressed = left.closest("section")?.querySelectorAll<HTMLButtonElement>('[name="dots"][aria-pressed="true"]');
    const given = [...(pressed ?? [])].reduce((sum, button) => sum + Number(button.value), 0);
    setText(left, counted(Math.max(0, Number(left.dataset.dots) - given), left.dataset));
  }
}

/** A sentence in the right number: the words stand in data-none, data-one and data-many. */
const counted = (n: number, { none, one, many }: DOMStringMap): string =>
  fillIn(n === 0 ? none : n === 1 ? one : many, { n });

function onClick(target: Element): void {
  const wall = target.closest<HTMLElement>(".wall");
  if (!wall) return;
  const isSelecting = wall.classList.contains("choosing");
  const tab = target.closest<HTMLElement>("[data-tab]");
  const note = target.closest("[data-menu]")?.closest<HTMLElement>(".note");
  const theme = target.closest("[data-theme-menu]")?.closest<HTMLElement>(".theme");
  if (tab) {
    sessionStore.set(tabKey(wall), tab.dataset.tab ?? "");
    showTab(wall);
  } else if (target.closest("[data-select]")) {
    wall.classList.toggle("choosing");
    selected.clear();
    showSelected(wall);
  } else if (note) {
    if (isSelecting) toggleSelected(wall, note);
    else openNoteMenu(wall, note, isOwn(note));
  } else if (theme) {
    if (isSelecting && selected.size) gatherInto(wall, theme);
    else openThemeMenu(wall, theme);
  }
}

function toggleSelected(wall: HTMLElement, note: HTMLElement): void {
  const key = note.dataset.note ?? "";
  if (!selected.delete(key)) selected.add(key);
  showSelected(wall);
}

/** Which notes are selected, while someone gathers them into a theme. */
function showSelected(wall: HTMLElement): void {
  const isSelecting = wall.classList.contains("choosing");
  for (const face of all("[data-menu]", wall)) {
    const note = face.closest<HTMLElement>(".note");
    const isSelected = isSelecting && selected.has(note?.dataset.note ?? "");
    note?.classList.toggle("chosen", isSelected);
    if (isSelecting) setPressed(face, isSelected);
    else face.removeAttribute("aria-pressed");
  }
  setPressed(wall.querySelector("[data-select]"), isSelecting);
  const words = wall.querySelector<HTMLElement>(".chosen-notes");
  if (words) setText(words, counted(selected.size, words.dataset));
}

/** Before a form is read: which notes go into the new theme, and in which column it lies. */
function beforeSubmit(form: HTMLFormElement): void {
  // One dialog at a time: what asks first takes the menu's place, and focus goes back to the note.
  if (form.dataset.confirm) form.closest<HTMLDialogElement>("dialog.menu")?.close();
  const wall = form.matches(".gather") && form.closest<HTMLElement>(".wall");
  if (!wall) return;
  const [first] = selected;
  const place = (first && noteByKey(first, wall)) || part(wall, ".column.shown");
  fillGather(form, columnKey(place));
}

function fillGather(form: HTMLFormElement, column: string): void {
  for (const old of all('[name="notes[]"]', form)) old.remove();
  for (const key of selected) form.append(create("input", { type: "hidden", name: "notes[]", value: key }));
  form.dataset.column = column;
}

function gatherInto(wall: HTMLElement, theme: HTMLElement): void {
  const form = part<HTMLFormElement>(wall, ".gather-into");
  fillGather(form, columnKey(theme));
  form.dataset.theme = theme.dataset.theme;
  setField(form, "name", themeName(theme));
  form.requestSubmit();
}

/** What was sent is out of hand: the next note can be written at once, the menu closes. */
function afterSubmit(form: HTMLFormElement, submitter: HTMLElement | null): void {
  if (form.dataset.announce) announce(form.dataset.announce);
  if (form.dataset.do === "notes.move") announceMove(form, submitter);
  const isWriting = form.matches(".write");
  if (isWriting || form.matches(".gather")) {
    const field = part<HTMLInputElement | HTMLTextAreaElement>(form, "textarea, input[type=text]");
    field.value = "";
    field.dispatchEvent(new Event("input", { bubbles: true })); // what is stored of a draft goes too
    if (isWriting) field.focus();
  }
  if (form.matches(".gather, .gather-into")) {
    selected.clear();
    for (const wall of walls()) showSelected(wall);
  }
  if (form.dataset.do) form.closest<HTMLDialogElement>("dialog.menu")?.close();
}

function onKeyDown(event: KeyboardEvent): void {
  const target = event.target as HTMLElement;
  const isNote = target instanceof HTMLTextAreaElement && target.matches(".write textarea, .edit textarea");
  if (isNote && event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    target.form?.requestSubmit();
    return;
  }
  const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
  if (!step || !event.altKey || !target.matches(".wall [data-menu]")) return;
  event.preventDefault();
  const note = target.closest<HTMLElement>(".note");
  const wall = target.closest(".wall");
  if (!note || !wall) return;
  const columns = columnsOf(wall);
  const next = columns[columns.findIndex((column) => column.contains(note)) + step];
  if (next) moveNote(note, columnKey(next), "");
}

/** Moves a note to a column of the wall, and to a theme there or to none. */
function moveNote(note: HTMLElement, column: string, theme: string): void {
  const wall = note.closest<HTMLElement>(".wall");
  if (!wall) return;
  const form = part<HTMLFormElement>(wall, ".mover");
  form.dataset.note = note.dataset.note;
  setField(form, "column", column);
  setField(form, "theme", theme);
  form.requestSubmit();
}

/** Where a note went, for those who do not see it. */
function announceMove(form: HTMLFormElement, submitter: HTMLElement | null): void {
  const wall = form.closest<HTMLElement>(".wall");
  const note = wall && noteByKey(form.dataset.note ?? "", wall);
  const column = String(new FormData(form, submitter).get("column"));
  const heading = wall?.querySelector(`.column[data-column="${CSS.escape(column)}"] h2`);
  announce(`${note?.querySelector(".face")?.textContent ?? ""} → ${heading?.firstChild?.textContent?.trim() ?? ""}`);
}
