import { all } from "../dom";

/** The parts of a wall as its templates name them: columns, themes in them, and notes in both. */
export const walls = (): HTMLElement[] => all(".wall");

export const columnsOf = (wall: Element): HTMLElement[] => all(".column", wall);

export const themesOf = (wall: Element): HTMLElement[] => all(".theme[data-theme]", wall);

export const themeName = (theme: Element): string => theme.querySelector("[data-theme-menu]")?.textContent ?? "";

/** The key of the column that something hangs in. */
export const columnKey = (element: Element): string => element.closest<HTMLElement>(".column")?.dataset.column ?? "";

/** The note of this key, if it hangs here. */
export const noteByKey = (key: string, within: ParentNode = document): HTMLElement | null =>
  within.querySelector(`.note[data-note="${CSS.escape(key)}"]`);

/** Sets a field of a form by its name. */
export function setField(form: HTMLFormElement, name: string, value: string): void {
  const field = form.elements.namedItem(name);
  if (field instanceof HTMLInputElement) field.value = value;
}
