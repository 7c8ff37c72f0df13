import { isConfirmed } from "../confirm";
import { on, shownPhase } from "../dom";
import { showToast, translated } from "../toasts";
import type { Connection } from "./connection";
import { clearSentDrafts } from "./drafts";
import { actionForms, attributeFields, fieldsOf, identityOf } from "./form-identity";
import { applyOptimistic, confirmOptimistic, rollback, submittedValue } from "./optimistic-ui";
import { newId, type Outbox, type PendingAction } from "./outbox";
import type { Action } from "./protocol";

const MAX_ACTION_LENGTH = 15_000; // the server takes 16 kB in a frame
const TYPING_PAUSE_MS = 600; // before what is being written is sent

type Typing = { phase: string | undefined; timer: number };

/** Forms with data-do become actions; what they do stands on them, so no exercise has a script of its own. */
/** Whether this is the desk of a leader who may look and not lead. */
const onlyFollows = (): boolean => !(document.body.dataset.may ?? "lead").split(" ").includes("lead");

export class Forms {
  private urgent = new Map<string, PendingAction>(); // never stored: a laptop that wakes up must not pull the room back
  private typing = new Map<HTMLFormElement, Typing>();

  constructor(
    private outbox: Outbox,
    private connection: Connection,
  ) {
    on("submit", (event) => this.onSubmit(event));
    on("input", ({ target }) => this.onInput(target as Control));
    on("focusout", ({ target }) => this.sendTyped((target as Control).form));
    on("visibilitychange", () => {
      if (document.hidden) for (const form of this.typing.keys()) this.sendTyped(form);
    });
  }

  onAcknowledged(id: string): void {
    const pending = this.settle(id);
    if (!pending) return;
    const forms = formsOf(pending);
    confirmOptimistic(forms, pending, this.outbox);
    for (const form of forms) {
      clearSentDrafts(form, pending.action);
      markState(form, "saved");
    }
  }

  onRefused(id: string, why: string): void {
    const pending = this.settle(id);
    showToast(why);
    if (!pending) return;
    document.dispatchEvent(new CustomEvent("refused", { detail: pending.action }));
    for (const form of formsOf(pending)) {
      rollback(form);
      markState(form, "refused");
    }
  }

  /** The server could not take it just now: what is stored here is sent again, and what must not wait is refused. */
  onPostponed(id: string, why: string): void {
    if (this.urgent.has(id)) return this.onRefused(id, why);
    this.outbox.markSent([id], false);
    this.connection.flushLater();
  }

  /** Contact was lost: what must not wait cannot be waited for. */
  onContactLost(): void {
    for (const id of [...this.urgent.keys()]) this.onRefused(id, translated("lost"));
  }

  /** After a morph: a field that was taken away in mid-sentence sends what it had. */
  afterMorph(): void {
    for (const form of this.typing.keys()) if (!form.isConnected) this.sendTyped(form);
    const waiting = new Set(this.outbox.pending().map((one) => one.identity));
    for (const form of actionForms()) if (waiting.has(identityOf(form))) markState(form, "saving");
  }

  /** The seat is no longer ours: nothing that was begun in it is sent. */
  discard(): void {
    for (const form of this.typing.keys()) this.stopTyping(form);
  }

  private onSubmit(event: SubmitEvent): void {
    const form = event.target as HTMLFormElement;
    if (!isConfirmed(form, event.submitter)) return event.preventDefault();
    if (form.dataset.do === undefined) return;
    event.preventDefault();
    if (event.submitter?.dataset.to && onlyFollows()) return; // it turns a page too, and that is for everyone
    this.stopTyping(form);
    this.submit(form, form.dataset.do, event.submitter);
  }

  private submit(form: HTMLFormElement, name: string, button: HTMLElement | null, phase = phaseOf(form)): void {
    const fields = { ...attributeFields(form), ...formValues(form, button) };
    const isNew = form.dataset.clear !== undefined || form.dataset.new !== undefined;
    if (isNew && this.outbox.pending().some(({ action }) => isSame(action, form, fields))) return; // pressed twice
    if (form.dataset.new) fields[form.dataset.new] = newId();
    const action: Action = { ...fields, do: name, id: newId(), number: this.outbox.nextNumber() };
    if (phase !== undefined) action.phase = phase;
    if (JSON.stringify(action).length > MAX_ACTION_LENGTH) return showToast(translated("long"));
    const identity = isNew ? action.id : identityOf(form);
    const pending = { identity, action, createdAt: Date.now(), isSent: true };
    const isUrgent = form.dataset.now !== undefined;
    if (isUrgent) {
      if (!this.connection.contact) return showToast(translated("disconnected"));
      this.urgent.set(action.id, pending);
    } else {
      this.outbox.add(identity, action);
    }
    for (const one of formsOf(pending)) {
      applyOptimistic(one, action);
      markState(one, "saving");
    }
    if (isUrgent) this.connection.sendNow(action);
    else this.connection.flush();
  }

  private onInput(target: Control): void {
    const { form } = target;
    if (!form?.dataset.do || !target.closest("[data-save-on-input]")) return;
    const phase = this.typing.get(form)?.phase ?? phaseOf(form); // the one that the writing began in
    this.stopTyping(form);
    this.typing.set(form, { phase, timer: setTimeout(() => this.sendTyped(form), TYPING_PAUSE_MS) });
  }

  private sendTyped(form: HTMLFormElement | null): void {
    const typing = form && this.stopTyping(form);
    if (typing && form.dataset.do) this.submit(form, form.dataset.do, null, typing.phase);
  }

  private stopTyping(form: HTMLFormElement): Typing | undefined {
    const typing = this.typing.get(form);
    clearTimeout(typing?.timer);
    this.typing.delete(form);
    return typing;
  }

  private settle(id: string): PendingAction | undefined {
    const pending = this.urgent.get(id) ?? this.outbox.settle(id);
    this.urgent.delete(id);
    return pending;
  }
}

type Control = HTMLElement & { form: HTMLFormElement | null };

/** The phase that the form is shown in; an action says it, so that one that comes late is known as late. */
const phaseOf = (form: HTMLFormElement): string | undefined =>
  (form.closest<HTMLElement>("[data-phase]")?.dataset.phase ?? shownPhase()) || undefined;

/** A name that ends in [] is a list; else the last value counts, so a hidden false before a checkbox works. */
function formValues(form: HTMLFormElement, button: HTMLElement | null): Record<string, unknown> {
  const lists: Record<string, unknown[]> = {};
  const values: Record<string, unknown> = {};
  for (const { name } of fieldsOf(form)) if (name.endsWith("[]")) lists[name.slice(0, -2)] = [];
  for (const [name, value] of new FormData(form)) {
    if (name.endsWith("[]")) lists[name.slice(0, -2)]?.push(value);
    else values[name] = value;
  }
  if (button instanceof HTMLButtonElement && button.name) values[button.name] = submittedValue(button);
  return { ...lists, ...values };
}

const isSame = (action: Action, form: HTMLFormElement, fields: Record<string, unknown>): boolean =>
  action.do === form.dataset.do &&
  Object.entries(fields).every(([name, value]) => String(action[name]) === String(value));

/** The forms that an action is about: the one that it came from or that now stands in its place, and any for the same. */
const formsOf = ({ action }: PendingAction): HTMLFormElement[] =>
  actionForms().filter((form) => isSame(action, form, attributeFields(form)));

const markState = (form: HTMLFormElement, state: "saving" | "saved" | "refused"): void => {
  form.dataset.state = state;
};
