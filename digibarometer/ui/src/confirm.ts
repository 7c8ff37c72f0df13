import { aboutOf } from "./about";
import { sentence } from "./messages";

const agreed = new WeakSet<HTMLFormElement>();

/** Whether the form may go on. If it asks first (data-confirm), it is submitted again once someone has agreed. */
export function isAgreed(form: HTMLFormElement, button: HTMLElement | null): boolean {
  const question = (button?.dataset.confirm ?? form.dataset.confirm) || "";
  if (!question || agreed.delete(form)) return true;
  const about = aboutOf(form);
  ask(question, button, () => {
    if (!form.isConnected || aboutOf(form) !== about) return; // the room moved on while someone thought about it
    agreed.add(form);
    form.requestSubmit(button);
  });
  return false;
}

function ask(question: string, button: HTMLElement | null, go: () => void): void {
  const dialog = document.createElement("dialog");
  dialog.className = "confirm";
  const text = document.createElement("p");
  text.id = "confirm-question";
  text.textContent = question;
  dialog.setAttribute("aria-labelledby", text.id);
  const choices = document.createElement("form");
  choices.method = "dialog";
  choices.className = "row";
  // The button that does it says what it does, in the words of the one that was pressed.
  const label = button?.textContent?.trim() || sentence("yes");
  choices.append(choice("no", "button quiet", sentence("no")), choice("yes", button?.matches(".danger") ? "button danger" : "button primary", label));
  dialog.append(text, choices);
  dialog.onclose = () => {
    dialog.remove();
    if (dialog.returnValue === "yes") go();
  };
  document.body.append(dialog);
  dialog.showModal();
}

function choice(value: string, look: string, label: string): HTMLButtonElement {
  const button = document.createElement("button");
  button.value = value;
  button.className = look;
  button.textContent = label;
  return button;
}
