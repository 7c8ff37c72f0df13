import { all, create, fillIn, part } from "../dom";
import { columnKey, setField, themeName, themesOf } from "./wall-elements";

const MAX_MERGE_CHOICES = 30; // notes to merge with that a menu offers
const SAME_COLUMN_BONUS = 0.01; // of two notes that are as alike, the one in the same column comes first

/** What can be done with a note: change, lift, move, merge, take apart, remove. */
export function openNoteMenu(wall: HTMLElement, note: HTMLElement, isMine: boolean): void {
  const dialog = part<HTMLDialogElement>(wall, ".note-menu");
  const { kind } = document.body.dataset;
  const text = textOf(note);
  part(dialog, ".quote").textContent = text;
  for (const form of all("form[data-do]", dialog)) form.dataset.note = note.dataset.note;
  const edit = part(dialog, ".edit");
  edit.dataset.base = note.dataset.base;
  part<HTMLTextAreaElement>(edit, "textarea").value = text;
  const leads = kind === "desk";
  edit.hidden = !(isMine || leads || wall.dataset.wall?.startsWith("group"));
  part(dialog, ".take").hidden = !(isMine || leads || kind === "table");
  const isLifted = note.classList.contains("lifted");
  hide(dialog, ".lift-yes", isLifted);
  hide(dialog, ".lift-no", !isLifted);
  const ownTheme = note.closest<HTMLElement>(".theme");
  for (const button of all<HTMLButtonElement>(".moves [name=column]", dialog)) {
    button.hidden = !ownTheme && button.value === columnKey(note);
  }
  offerThemes(wall, dialog, note, ownTheme);
  offerMerges(wall, dialog, note, text);
  dialog.showModal();
}

/** What can be done with a theme: rename, join with another, remove. */
export function openThemeMenu(wall: HTMLElement, theme: HTMLElement): void {
  const dialog = part<HTMLDialogElement>(wall, ".theme-menu");
  const name = themeName(theme);
  part(dialog, ".quote").textContent = name;
  for (const form of all("form[data-do]", dialog)) form.dataset.theme = theme.dataset.theme;
  const rename = part(dialog, ".rename");
  rename.dataset.column = columnKey(theme);
  part<HTMLInputElement>(rename, "input").value = name;
  const plant = part(dialog, ".plant");
  plant.hidden = document.body.dataset.kind !== "desk";
  plant.dataset.which = theme.id.split("-").pop();
  delete plant.dataset.theme; // a field that it does not have
  const drop = part<HTMLFormElement>(dialog, ".drop");
  setField(drop, "into", "");
  const others = themesOf(wall).filter((one) => one !== theme);
  hide(dialog, ".joins", !others.length);
  const choices = others.map((other) =>
    choice(themeName(other), () => {
      setField(drop, "into", other.dataset.theme ?? "");
      drop.requestSubmit();
    }),
  );
  part(dialog, ".into-choices").replaceChildren(...choices);
  dialog.showModal();
}

function offerThemes(wall: HTMLElement, dialog: HTMLDialogElement, note: HTMLElement, own: HTMLElement | null): void {
  const place = dialog.querySelector(".theme-choices");
  if (!place) return;
  const mover = part<HTMLFormElement>(wall, ".mover");
  const others = themesOf(wall).filter((theme) => theme !== own);
  const choices = others.map((theme) =>
    choice(themeName(theme), () => {
      mover.dataset.note = note.dataset.note;
      setField(mover, "column", columnKey(theme));
      setField(mover, "theme", theme.dataset.theme ?? "");
      mover.requestSubmit();
      dialog.close();
    }),
  );
  place.replaceChildren(...choices);
}

function offerMerges(wall: HTMLElement, dialog: HTMLDialogElement, note: HTMLElement, text: string): void {
  const place = dialog.querySelector(".merge-choices");
  if (!place) return;
  const merger = part<HTMLFormElement>(wall, ".merger");
  const mergeButton = (label: string, key = "", into = ""): HTMLButtonElement =>
    choice(label, () => {
      merger.dataset.note = key;
      setField(merger, "into", into);
      merger.requestSubmit();
      dialog.close();
    });
  const others = all(".note[data-note]", wall).filter((one) => one !== note);
  const ranked = others.map((other) => {
    const isBeside = other.closest(".column") === note.closest(".column");
    const otherText = textOf(other);
    return { other, otherText, likeness: likeness(text, otherText) + (isBeside ? SAME_COLUMN_BONUS : 0) };
  });
  ranked.sort((a, b) => b.likeness - a.likeness);
  hide(dialog, ".merges", !ranked.length);
  const nearest = ranked.slice(0, MAX_MERGE_CHOICES);
  place.replaceChildren(
    ...nearest.map(({ other, otherText }) => mergeButton(otherText, note.dataset.note, other.dataset.note)),
  );
  const pattern = dialog.querySelector<HTMLTemplateElement>(".split-word")?.content.textContent;
  const splits = all("[data-merged]", note).map((merged) =>
    mergeButton(fillIn(pattern, { text: merged.textContent }), merged.dataset.merged),
  );
  part(dialog, ".splits").replaceChildren(...splits);
}

/** How much two notes have in common, by the beginnings of their words: 0 nothing, 1 all. */
function likeness(one: string, other: string): number {
  const [a, b] = [stemsOf(one), stemsOf(other)];
  const shared = [...a].filter((stem) => b.has(stem)).length;
  return shared / Math.max(1, a.size + b.size - shared);
}

const stemsOf = (text: string): Set<string> =>
  new Set((text.toLowerCase().match(/[\p{L}]{3,}/gu) ?? []).map((word) => word.slice(0, 5)));

/** What stands on a note, without its star. */
const textOf = (note: HTMLElement): string =>
  [...part(note, ".face").childNodes]
    .filter((node) => node.nodeType === Node.TEXT_NODE)
    .map((node) => node.textContent)
    .join("")
    .trim();

const hide = (within: HTMLElement, selector: string, isHidden: boolean): void => {
  for (const one of all(selector, within)) one.hidden = isHidden;
};

const choice = (text: string, onclick: () => void): HTMLButtonElement =>
  create("button", { type: "button", className: "button small", textContent: text, onclick });
