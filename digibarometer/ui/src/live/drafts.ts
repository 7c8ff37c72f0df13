import { on } from "../dom";
import { sessionStore } from "../storage";
import { actionForms, type Field, fieldsOf, identityOf, isField } from "./form-identity";

/** Fields that someone has edited and not yet sent. A morph leaves them alone. */
let edited = new WeakSet<Field>();
let storageKey = "";

export const isInUse = (field: Field): boolean =>
  edited.has(field) || (document.activeElement === field && !field.matches("[type=checkbox],[type=radio]"));

/** Text that someone has begun is stored in the tab, so that a reload or a change of step does not take it. */
export function startDrafts(seat: string): void {
  storageKey = `drafts:${seat}`;
  on("input", ({ target }) => {
    if (!isField(target) || !target.form?.matches("[data-do]")) return;
    edited.add(target);
    if (isText(target)) save({ ...load(), [draftKey(target)]: target.value });
  });
}

/** Puts drafts back into fields that have come anew. */
export function restoreDrafts(): void {
  const drafts = load();
  if (!Object.keys(drafts).length) return;
  for (const field of actionForms().flatMap(fieldsOf)) {
    const draft = isText(field) ? drafts[draftKey(field)] : undefined;
    if (draft === undefined || isInUse(field)) continue;
    field.value = draft;
    edited.add(field);
  }
}

/** The server has what these fields held; what was written since stays. */
export function clearSentDrafts(form: HTMLFormElement, sent: Record<string, unknown>): void {
  const drafts = load();
  for (const field of fieldsOf(form)) {
    if (isText(field) && field.value !== sent[field.name]) continue;
    edited.delete(field);
    delete drafts[draftKey(field)];
    if (isText(field) && form.dataset.clear !== undefined) field.value = "";
  }
  save(drafts);
}

/** The seat is no longer ours: nothing that was written in it stays. */
export function discardDrafts(): void {
  sessionStore.remove(storageKey);
  edited = new WeakSet();
}

const isText = (field: Field): boolean =>
  field instanceof HTMLTextAreaElement ||
  (field instanceof HTMLInputElement && /^(text|search|url|email|tel|number|date)$/.test(field.type));

const draftKey = (field: Field): string => (field.form ? identityOf(field.form) : "") + field.name;

const load = (): Record<string, string> => sessionStore.json(storageKey, {});

const save = (drafts: Record<string, string>): unknown => sessionStore.set(storageKey, JSON.stringify(drafts));
