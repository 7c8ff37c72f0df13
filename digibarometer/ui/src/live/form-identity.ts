import { STEERING } from "../attributes";
import { all } from "../dom";

/** The fields of an action that stand in a form's data attributes: data-spot-question becomes spot_question. */
export function attributeFields(element: Element): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const { name, value } of element.attributes) {
    const key = name.slice(5);
    if (name.startsWith("data-") && !STEERING.includes(key)) fields[key.replace(/-/g, "_")] = value;
  }
  return fields;
}

/** What a form is about: its action and its fields in attributes. Two actions about one thing have the same identity,
 *  also after a reload. */
export const identityOf = (form: HTMLFormElement): string =>
  JSON.stringify([form.dataset.do, Object.entries(attributeFields(form)).sort()]);

/** Every form that does something in the room. */
export const actionForms = (): HTMLFormElement[] => all<HTMLFormElement>("form[data-do]");

export type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

export const isField = (node: unknown): node is Field =>
  node instanceof HTMLInputElement || node instanceof HTMLTextAreaElement || node instanceof HTMLSelectElement;

export const fieldsOf = (form: HTMLFormElement): Field[] => [...form.elements].filter(isField);
