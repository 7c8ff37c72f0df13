import { aboutOf, fieldsOf, forms, keysOf } from "./about";
import { grant, saidBy, showWish, takeBack } from "./chosen";
import { isAgreed } from "./confirm";
import { clearDrafts } from "./drafts";
import type { Action } from "./frames";
import { sentence, tell } from "./messages";
import { newId, type Outbox, type Wish } from "./outbox";
import type { Line } from "./socket";

const LARGEST = 15_000; // the server takes 16 kB in a frame
const PAUSE = 600; // in the writing, before it is sent

/** Forms with data-do become actions; what they do stands on them, so no exercise has a script of its own. */
export class Forms {
  private urgent = new Map<string, Wish>(); // never kept: a laptop that wakes up must not pull the room back
  private writing = new Map<HTMLFormElement, { phase: string | undefined; timer: number }>();

  constructor(
    private outbox: Outbox,
    private line: Line,
  ) {
    document.addEventListener("submit", (event) => this.submit(event));
    document.addEventListener("input", (event) => this.written(event));
    document.addEventListener("focusout", ({ target }) => this.flush((target as Field).form));
    document.addEventListener("visibilitychange", () => document.hidden && this.flushAll());
  }

  acked(id: string): void {
    const wish = this.settle(id);
    if (!wish) return;
    const same = formsOf(wish);
    grant(same, wish, this.outbox);
    for (const form of same) {
      clearDrafts(form, wish.action);
      mark(form, "saved");
    }
  }

  refused(id: string, why: string): void {
    const wish = this.settle(id);
    tell(why);
    if (wish) document.dispatchEvent(new CustomEvent("refused", { detail: wish.action }));
    for (const form of wish ? formsOf(wish) : []) {
      takeBack(form);
      mark(form, "refused");
    }
  }

  /** The server could not keep it just now: what is kept here is sent again, and what must not wait is told. */
  later(id: string, why: string): void {
    if (this.urgent.has(id)) return this.refused(id, why);
    this.outbox.markUnsent(id);
    this.line.deliverLater();
  }

  /** Contact was lost: what must not wait cannot be waited for. */
  lost(): void {
    for (const id of [...this.urgent.keys()]) this.refused(id, sentence("lost"));
  }

  /** After a morph: a field that was taken away in mid-sentence sends what it had. */
  afterMorph(): void {
    for (const form of this.writing.keys()) if (!form.isConnected) this.flush(form);
    const waiting = new Set(this.outbox.all().map((wish) => wish.about));
    for (const form of forms()) if (waiting.has(aboutOf(form))) mark(form, "saving");
  }

  private submit(event: SubmitEvent): void {
    const form = event.target as HTMLFormElement;
    if (!isAgreed(form, event.submitter)) return event.preventDefault();
    if (form.dataset.do === undefined) return;
    event.preventDefault();
    this.stopWriting(form);
    this.act(form, event.submitter);
  }

  private act(form: HTMLFormElement, button: HTMLElement | null, phase = phaseOf(form)): void {
    const fields = { ...keysOf(form), ...valuesOf(form, button) };
    const isNew = form.dataset.clear !== undefined || form.dataset.new !== undefined;
    if (isNew && this.outbox.all().some(({ action }) => isSame(action, form, fields))) return; // the same, pressed twice
    if (form.dataset.new) fields[form.dataset.new] = newId();
    const action: Action = { ...fields, do: form.dataset.do!, id: newId(), number: this.outbox.number() };
    if (phase !== undefined) action.phase = phase;
    if (JSON.stringify(action).length > LARGEST) return tell(sentence("long"));
    const about = isNew ? action.id : aboutOf(form);
    const wish = { about, action, since: Date.now(), sent: true };
    if (form.dataset.now !== undefined) {
      if (!this.line.contact) return tell(sentence("disconnected"));
      this.urgent.set(action.id, wish);
    } else {
      this.outbox.keep(about, action);
    }
    for (const one of formsOf(wish)) {
      showWish(one, action);
      mark(one, "saving");
    }
    if (form.dataset.now !== undefined) this.line.now(action);
    else this.line.deliver();
  }

  private written({ target }: Event): void {
    const form = (target as Field).form;
    if (!form?.dataset.do || !(target as Field).closest("[data-save-on-input]")) return;
    const phase = this.writing.get(form)?.phase ?? phaseOf(form); // the one that the writing began in
    this.stopWriting(form);
    this.writing.set(form, { phase, timer: setTimeout(() => this.flush(form), PAUSE) });
  }

  private flush(form: HTMLFormElement | null): void {
    const writing = form && this.stopWriting(form);
    if (writing) this.act(form, null, writing.phase);
  }

  private flushAll(): void {
    for (const form of [...this.writing.keys()]) this.flush(form);
  }

  private stopWriting(form: HTMLFormElement): { phase: string | undefined } | undefined {
    const writing = this.writing.get(form);
    clearTimeout(writing?.timer);
    this.writing.delete(form);
    return writing;
  }

  private settle(id: string): Wish | undefined {
    const wish = this.urgent.get(id) ?? this.outbox.settle(id);
    this.urgent.delete(id);
    return wish;
  }
}

type Field = HTMLElement & { form: HTMLFormElement | null };

/** The phase that the form is shown in; an action says it, so that one that comes late is known as late. */
const phaseOf = (form: HTMLFormElement): string | undefined =>
  (form.closest<HTMLElement>("[data-phase]") ?? document.querySelector<HTMLElement>("[data-phase]"))?.dataset.phase || undefined;

/** A name that ends in [] is a list; else the last value counts, so a hidden false before a checkbox works. */
function valuesOf(form: HTMLFormElement, button: HTMLElement | null): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const field of fieldsOf(form)) if (field.name.endsWith("[]")) values[field.name.slice(0, -2)] = [];
  for (const [name, value] of new FormData(form)) {
    if (name.endsWith("[]")) (values[name.slice(0, -2)] as unknown[]).push(value);
    else values[name] = value;
  }
  if (button instanceof HTMLButtonElement && button.name) values[button.name] = saidBy(button);
  return values;
}

const isSame = (action: Action, form: HTMLFormElement, fields: Record<string, unknown>): boolean =>
  action.do === form.dataset.do && Object.entries(fields).every(([name, value]) => String(action[name]) === String(value));

/** The forms that a wish is about: the one that it came from or that now stands in its place, and any for the same. */
const formsOf = ({ action }: Wish): HTMLFormElement[] => forms().filter((form) => isSame(action, form, keysOf(form)));

const mark = (form: HTMLFormElement, state: "saving" | "saved" | "refused"): void => {
  form.dataset.state = state;
};
