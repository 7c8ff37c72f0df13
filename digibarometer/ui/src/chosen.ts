import { aboutOf, forms, keysOf } from "./about";
import { isInUse } from "./drafts";
import type { Action } from "./frames";
import type { Outbox, Wish } from "./outbox";

const LINGER = 3_000; // after an acknowledgement, until the panel that shows it has surely come
const recent: Wish[] = [];
let who = ""; // whose sitting the screen shows: what one has wished is not shown to the next
let truth = new Map<Element, string>(); // what the server said of buttons that show a wish instead

/** Before a morph: show what the server said, so that it compares like with like. */
export function undoWishes(): void {
  for (const [button, pressed] of truth) button.setAttribute("aria-pressed", pressed);
  truth = new Map();
}

/** After a morph, before anything is painted: a person's own choices, then what they wish and is not kept yet. */
export function applyChosen(outbox: Outbox): void {
  const now = document.querySelector<HTMLElement>("[data-who]")?.dataset.who ?? "";
  if (now !== who) recent.length = 0;
  who = now;
  for (const data of document.querySelectorAll<HTMLDataElement>("data[data-chosen]")) {
    const keys = Object.keys(keysOf(data)).map((key) => `data-${key.replace(/_/g, "-")}`);
    const same = keys.map((name) => `[${name}="${CSS.escape(data.getAttribute(name)!)}"]`).join("");
    for (const form of document.querySelectorAll<HTMLFormElement>(`form[data-do="${data.dataset.chosen}"]${same}`)) {
      for (const button of toggles(form)) press(button, data.value);
      form.toggleAttribute("data-elsewhere", data.value === "elsewhere"); // answered, but not on this screen
      for (const field of texts(form)) if (!isInUse(field)) field.value = data.value;
    }
  }
  const wishes = [...recent.filter((wish) => wish.since > performance.now() - LINGER), ...outbox.all()];
  if (!wishes.length) return;
  for (const form of forms()) {
    const about = aboutOf(form);
    for (const wish of wishes) if (wish.about === about) showWish(form, wish.action);
  }
}

/** Show a wish at once, as if it were already so. */
export function showWish(form: HTMLFormElement, action: Action): void {
  for (const button of toggles(form)) {
    if (!(button.name in action)) continue;
    if (!truth.has(button)) truth.set(button, button.getAttribute("aria-pressed")!);
    press(button, String(action[button.name]));
  }
}

/** The wish has become so. Once its panel has surely come, what the server says counts again: another may since have
 *  wished something else. */
export function grant(same: HTMLFormElement[], wish: Wish, outbox: Outbox): void {
  for (const button of same.flatMap(toggles)) truth.delete(button);
  for (const form of same) believe(form, wish.action);
  recent.splice(0, Math.max(0, recent.length - 50));
  recent.push({ ...wish, since: performance.now() });
  setTimeout(() => {
    undoWishes();
    applyChosen(outbox);
  }, LINGER);
}

/** What is acknowledged is so: the server does not send the person's own choice back to the phone that made it. */
function believe(form: HTMLFormElement, action: Action): void {
  const about = keysOf(form);
  const name = (toggles(form)[0] ?? texts(form)[0])?.name;
  if (!name || !(name in action)) return;
  for (const data of document.querySelectorAll<HTMLDataElement>(`data[data-chosen="${action.do}"]`)) {
    const keys = keysOf(data);
    if (Object.keys(keys).every((key) => keys[key] === about[key])) data.value = String(action[name]);
  }
}

/** The wish was refused: back to what the server said. */
export function takeBack(form: HTMLFormElement): void {
  for (const button of toggles(form)) {
    const pressed = truth.get(button);
    if (pressed !== undefined) button.setAttribute("aria-pressed", pressed);
    truth.delete(button);
  }
}

/** What a button says when it is pressed: its value, or data-again where it is a choice that is made already. So its
 *  value is always the choice that it stands for, by which a wish is known. */
export const saidBy = (button: HTMLButtonElement): string =>
  (button.getAttribute("aria-pressed") === "true" && button.dataset.again) || button.value;

/** Only buttons that the server gave aria-pressed are choices; the others just do something. */
const toggles = (form: HTMLFormElement): HTMLButtonElement[] =>
  [...form.elements].filter((one): one is HTMLButtonElement => one.matches("button[aria-pressed]"));

/** A person's own words come beside as well: the field itself is drawn alike for all. */
const texts = (form: HTMLFormElement): HTMLTextAreaElement[] =>
  [...form.elements].filter((one): one is HTMLTextAreaElement => one.matches("textarea"));

const press = (button: HTMLButtonElement, value: string): void =>
  button.setAttribute("aria-pressed", String(button.value === value));
