const MOST = 30; // notes to merge with that a menu offers

/** What can be done with a note: change, lift, move, merge, take apart, remove. */
export function openNoteMenu(wall: HTMLElement, note: HTMLElement, isMine: boolean): void {
  const dialog = wall.querySelector<HTMLDialogElement>(".note-menu")!;
  const kind = document.body.dataset.kind;
  const face = note.querySelector(".face")!;
  const text = textOf(face);
  dialog.querySelector(".quote")!.textContent = text;
  for (const form of dialog.querySelectorAll<HTMLFormElement>("form[data-do]")) form.dataset.note = note.dataset.note;
  const edit = dialog.querySelector<HTMLFormElement>(".edit")!;
  edit.dataset.base = note.dataset.base;
  edit.querySelector("textarea")!.value = text;
  const leads = kind === "desk";
  edit.hidden = !(isMine || leads || wall.dataset.wall!.startsWith("group"));
  dialog.querySelector<HTMLElement>(".take")!.hidden = !(isMine || leads || kind === "table");
  const lifted = note.classList.contains("lifted");
  hide(dialog, ".lift-yes", lifted);
  hide(dialog, ".lift-no", !lifted);
  const inTheme = note.closest<HTMLElement>(".theme");
  const here = note.closest<HTMLElement>(".column")!.dataset.column;
  for (const button of dialog.querySelectorAll<HTMLButtonElement>(".moves [name=column]")) {
    button.hidden = !inTheme && button.value === here;
  }
  themeChoices(wall, dialog, note, inTheme);
  mergeChoices(wall, dialog, note, text);
  dialog.showModal();
}

/** What can be done with a theme: rename, join with another, remove. */
export function openThemeMenu(wall: HTMLElement, theme: HTMLElement): void {
  const dialog = wall.querySelector<HTMLDialogElement>(".theme-menu")!;
  const name = theme.querySelector("[data-theme-menu]")!.textContent!;
  dialog.querySelector(".quote")!.textContent = name;
  for (const form of dialog.querySelectorAll<HTMLFormElement>("form[data-do]")) form.dataset.theme = theme.dataset.theme;
  const rename = dialog.querySelector<HTMLFormElement>(".rename")!;
  rename.dataset.column = theme.closest<HTMLElement>(".column")!.dataset.column;
  rename.querySelector("input")!.value = name;
  const plant = dialog.querySelector<HTMLFormElement>(".plant")!;
  plant.hidden = document.body.dataset.kind !== "desk";
  plant.dataset.which = theme.id.split("-").pop();
  delete plant.dataset.theme; // a field that it does not have
  const drop = dialog.querySelector<HTMLFormElement>(".drop")!;
  drop.querySelector<HTMLInputElement>("[name=into]")!.value = "";
  const others = [...wall.querySelectorAll<HTMLElement>(".theme[data-theme]")].filter((one) => one !== theme);
  hide(dialog, ".joins", !others.length);
  dialog.querySelector(".into-choices")!.replaceChildren(
    ...others.map((other) =>
      button(other.querySelector("[data-theme-menu]")!.textContent!, () => {
        drop.querySelector<HTMLInputElement>("[name=into]")!.value = other.dataset.theme!;
        drop.requestSubmit();
      }),
    ),
  );
  dialog.showModal();
}

function themeChoices(wall: HTMLElement, dialog: HTMLElement, note: HTMLElement, inTheme: HTMLElement | null): void {
  const choices = dialog.querySelector(".theme-choices");
  if (!choices) return;
  const mover = wall.querySelector<HTMLFormElement>(".mover")!;
  const themes = [...wall.querySelectorAll<HTMLElement>(".theme[data-theme]")].filter((theme) => theme !== inTheme);
  choices.replaceChildren(
    ...themes.map((theme) =>
      button(theme.querySelector("[data-theme-menu]")!.textContent!, () => {
        mover.dataset.note = note.dataset.note;
        put(mover, "column", theme.closest<HTMLElement>(".column")!.dataset.column!);
        put(mover, "theme", theme.dataset.theme!);
        mover.requestSubmit();
        (dialog as HTMLDialogElement).close();
      }),
    ),
  );
}

function mergeChoices(wall: HTMLElement, dialog: HTMLElement, note: HTMLElement, text: string): void {
  const choices = dialog.querySelector(".merge-choices");
  const merger = wall.querySelector<HTMLFormElement>(".merger")!;
  if (!choices) return;
  const merge = (key: string, into: string): void => {
    merger.dataset.note = key;
    put(merger, "into", into);
    merger.requestSubmit();
    (dialog as HTMLDialogElement).close();
  };
  const column = note.closest(".column");
  const others = [...wall.querySelectorAll<HTMLElement>(".note[data-note]")].filter((one) => one !== note);
  const told = others.map((one) => {
    const words = textOf(one.querySelector(".face")!);
    return { one, words, near: likeness(text, words) + (one.closest(".column") === column ? 0.01 : 0) };
  });
  told.sort((a, b) => b.near - a.near);
  hide(dialog, ".merges", !told.length);
  const into = told.slice(0, MOST).map(({ one, words }) => button(words, () => merge(note.dataset.note!, one.dataset.note!)));
  choices.replaceChildren(...into);
  const split = dialog.querySelector<HTMLTemplateElement>(".split-word")!.content.textContent!;
  const parts = [...note.querySelectorAll<HTMLElement>("[data-merged]")];
  dialog.querySelector(".splits")!.replaceChildren(
    ...parts.map((part) => button(split.replace("{text}", part.textContent!), () => merge(part.dataset.merged!, ""))),
  );
}

/** How much two notes have in common, by the beginnings of their words: 0 nothing, 1 all. */
function likeness(one: string, two: string): number {
  const [a, b] = [words(one), words(two)];
  const both = [...a].filter((word) => b.has(word)).length;
  return both / Math.max(1, a.size + b.size - both);
}

const words = (text: string): Set<string> =>
  new Set((text.toLowerCase().match(/[\p{L}]{3,}/gu) ?? []).map((word) => word.slice(0, 5)));

/** What stands on a note, without its star. */
const textOf = (face: Element): string =>
  [...face.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE).map((node) => node.textContent).join("").trim();

const put = (form: HTMLFormElement, name: string, value: string): void => {
  form.querySelector<HTMLInputElement>(`[name="${name}"]`)!.value = value;
};

const hide = (within: HTMLElement, which: string, hidden: boolean): void => {
  for (const one of within.querySelectorAll<HTMLElement>(which)) one.hidden = hidden;
};

function button(text: string, click: () => void): HTMLButtonElement {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "button small";
  made.textContent = text;
  made.onclick = click;
  return made;
}
