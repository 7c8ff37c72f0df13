/** A form says what it does: data-do is the action, other data attributes are its fields, and these steer the script. */
const STEERING = ["do", "now", "confirm", "clear", "new", "state", "save-on-input", "phase", "chosen"];

/** The fields that stand in data attributes: data-spot-question becomes spot_question. */
export function keysOf(element: Element): Record<string, string> {
  const keys: Record<string, string> = {};
  for (const { name, value } of element.attributes) {
    const key = name.slice(5);
    if (name.startsWith("data-") && !STEERING.includes(key)) keys[key.replace(/-/g, "_")] = value;
  }
  return keys;
}

/** Names what a form is about, so that two wishes about one thing know each other, also after a reload. */
export const aboutOf = (form: HTMLFormElement): string =>
  JSON.stringify([form.dataset.do, Object.entries(keysOf(form)).sort()]);

export const forms = (): HTMLFormElement[] => [...document.querySelectorAll<HTMLFormElement>("form[data-do]")];

export type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

export const isField = (node: unknown): node is Field =>
  node instanceof HTMLInputElement || node instanceof HTMLTextAreaElement || node instanceof HTMLSelectElement;

export const fieldsOf = (form: HTMLFormElement): Field[] => [...form.elements].filter(isField);
