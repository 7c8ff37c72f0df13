import { aboutOf, type Field, fieldsOf, forms, isField } from "./about";
import { keptInTab } from "./keeping";

/** Fields that someone has changed and not yet sent. A morph leaves them alone. */
const changed = new WeakSet<Field>();
let key = "";

export const isInUse = (field: Field): boolean =>
  changed.has(field) || (document.activeElement === field && !field.matches("[type=checkbox],[type=radio]"));

/** Text that someone has begun is kept in the tab, so that a reload or a change of step does not take it. */
export function startDrafts(store: string): void {
  key = `drafts:${store}`;
  document.addEventListener("input", ({ target }) => {
    if (!isField(target) || !target.form?.matches("[data-do]")) return;
    changed.add(target);
    if (isText(target)) write({ ...read(), [nameOf(target)]: target.value });
  });
}

/** Put drafts back into fields that have come anew. */
export function restoreDrafts(): void {
  const drafts = read();
  if (!Object.keys(drafts).length) return;
  for (const field of forms().flatMap(fieldsOf)) {
    const draft = isText(field) ? drafts[nameOf(field)] : undefined;
    if (draft === undefined || isInUse(field)) continue;
    field.value = draft;
    changed.add(field);
  }
}

/** The server has what these fields held; what was written since stays. */
export function clearDrafts(form: HTMLFormElement, sent: Record<string, unknown>): void {
  const drafts = read();
  for (const field of fieldsOf(form)) {
    if (isText(field) && field.value !== sent[field.name]) continue;
    changed.delete(field);
    delete drafts[nameOf(field)];
    if (isText(field) && form.dataset.clear !== undefined) field.value = "";
  }
  write(drafts);
}

export const dropDrafts = (): void => keptInTab.drop(key);

const isText = (field: Field): boolean =>
  field instanceof HTMLTextAreaElement || (field instanceof HTMLInputElement && /^(text|search|url|email|tel|number|date)$/.test(field.type));

const nameOf = (field: Field): string => aboutOf(field.form!) + field.name;

const read = (): Record<string, string> => keptInTab.json(key, {});

const write = (drafts: Record<string, string>): unknown => keptInTab.set(key, JSON.stringify(drafts));
