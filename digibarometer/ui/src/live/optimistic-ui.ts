import { all, setPressed, shownParticipant } from "../dom";
import { isInUse } from "./drafts";
import { actionForms, attributeFields, identityOf } from "./form-identity";
import type { Outbox, PendingAction } from "./outbox";
import type { Action } from "./protocol";

const PANEL_DELAY_MS = 3_000; // after an acknowledgement, until the panel that shows it has surely come

const acknowledged = new Set<PendingAction>(); // whose panel may not have come yet
let participant = ""; // whose sitting the screen shows: what one has chosen is not shown to the next
const serverState = new Map<Element, string>(); // what the server said of buttons that show a pending action instead

/** Before a morph: shows what the server said, so that it compares like with like. */
export function restoreServerState(): void {
  for (const [button, isPressed] of serverState) button.setAttribute("aria-pressed", isPressed);
  serverState.clear();
}

/** The seat is no longer ours: nothing that was chosen in it stays. */
export function forgetChoices(): void {
  acknowledged.clear();
  serverState.clear();
}

/** After a morph, before anything is painted: a person's own choices, then what they have done and is not saved yet. */
export function applyOwnChoices(outbox: Outbox): void {
  if (participant !== shownParticipant()) acknowledged.clear();
  participant = shownParticipant();
  for (const data of all<HTMLDataElement>("data[data-chosen]")) {
    const fields = Object.entries(attributeFields(data));
    const same = fields.map(([name, value]) => `[data-${name.replace(/_/g, "-")}="${CSS.escape(value)}"]`).join("");
    for (const form of all<HTMLFormElement>(`form[data-do="${data.dataset.chosen}"]${same}`)) {
      for (const button of choiceButtons(form)) setPressed(button, button.value === data.value);
      form.toggleAttribute("data-elsewhere", data.value === "elsewhere"); // answered, but not on this screen
      for (const field of textareas(form)) if (!isInUse(field)) field.value = data.value;
    }
  }
  const pending = [...acknowledged, ...outbox.pending()];
  if (!pending.length) return;
  for (const form of actionForms()) {
    const identity = identityOf(form);
    for (const one of pending) if (one.identity === identity) applyOptimistic(form, one.action);
  }
}

/** Shows an action at once, as if the server had taken it already. */
export function applyOptimistic(form: HTMLFormElement, action: Action): void {
  for (const button of choiceButtons(form)) {
    if (!(button.name in action)) continue;
    if (!serverState.has(button)) serverState.set(button, button.getAttribute("aria-pressed") ?? "");
    setPressed(button, button.value === String(action[button.name]));
  }
}

/** The server has taken the action. Once its panel has surely come, what the server says counts again: another may since
 *  have chosen something else. */
export function confirmOptimistic(forms: HTMLFormElement[], pending: PendingAction, outbox: Outbox): void {
  for (const button of forms.flatMap(choiceButtons)) serverState.delete(button);
  for (const form of forms) rememberServerValue(form, pending.action);
  acknowledged.add(pending);
  setTimeout(() => {
    acknowledged.delete(pending);
    restoreServerState();
    applyOwnChoices(outbox);
  }, PANEL_DELAY_MS);
}

/** What is acknowledged is so: the server does not send the person's own choice back to the phone that made it. */
function rememberServerValue(form: HTMLFormElement, action: Action): void {
  const formFields = attributeFields(form);
  const name = (choiceButtons(form)[0] ?? textareas(form)[0])?.name;
  if (!name || !(name in action)) return;
  for (const data of all<HTMLDataElement>(`data[data-chosen="${action.do}"]`)) {
    const fields = attributeFields(data);
    if (Object.keys(fields).every((key) => fields[key] === formFields[key])) data.value = String(action[name]);
  }
}

/** The action was refused: shows what the server said. */
export function rollback(form: HTMLFormElement): void {
  for (const button of choiceButtons(form)) {
    const isPressed = serverState.get(button);
    if (isPressed !== undefined) button.setAttribute("aria-pressed", isPressed);
    serverState.delete(button);
  }
}

/** What a button says when it is pressed: its value, or data-again where it is a choice that is made already. So its
 *  value is always the choice that it stands for, by which an action is known. */
export const submittedValue = (button: HTMLButtonElement): string =>
  (button.getAttribute("aria-pressed") === "true" && button.dataset.again) || button.value;

/** Only buttons that the server gave aria-pressed are choices; the others just do something. */
const choiceButtons = (form: HTMLFormElement): HTMLButtonElement[] =>
  [...form.elements].filter((one): one is HTMLButtonElement => one.matches("button[aria-pressed]"));

/** A person's own words come beside as well: the field itself is drawn alike for all. */
const textareas = (form: HTMLFormElement): HTMLTextAreaElement[] =>
  [...form.elements].filter((one): one is HTMLTextAreaElement => one.matches("textarea"));
